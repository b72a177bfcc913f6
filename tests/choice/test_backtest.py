import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.designs import read_panel

from citypact.choice.backtest import Backtest, backtest
from citypact.choice.band import Band
from citypact.choice.jump import Jump
from citypact.choice.origins import every_origin
from citypact.choice.panel import Panel
from citypact.choice.reference_lines import lad_line, last_value
from citypact.errors import InputError

YEARS = (1990, 2000, 2005, 2010, 2015, 2020, 2023, 2024)


def steady(places: int = 12) -> Panel:
    """One sector that falls by 4 % a year in log everywhere, and one that stands still."""
    size = np.arange(1.0, places + 1.0)[:, None]
    falling = size * np.exp(-0.04 * (np.array(YEARS) - 1990.0))
    codes = tuple(f"{place:04}" for place in range(places))
    return Panel(
        ("falling", "still"), codes, YEARS, np.stack([falling, np.tile(size, (1, len(YEARS)))])
    )


@pytest.fixture(scope="module")
def table(shared: Path) -> Panel:
    return read_panel(shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv")


@pytest.fixture(scope="module")
def real(table: Panel) -> Backtest:
    return backtest(table, 2015, 2023)


def test_steady_change_is_forecast_without_error() -> None:
    found = backtest(steady(), 2015, 2023)
    assert (found.years, found.municipalities, found.cases) == ((2020, 2023), 12, 24)
    assert found.median_ape == pytest.approx(0.0, abs=1e-9)
    last = [(math.exp(-1.0) + 1) / (math.exp(-0.04 * after) + 1) - 1 for after in (30, 33)]
    assert found.last_value == pytest.approx(np.median(last))
    still = found.sectors[1]
    assert (still.median_ape, still.last_value, still.coverage.held) == (0.0, 0.0, 1.0)


def test_zero_missing_opened_and_ended_are_counted_apart() -> None:
    panel = steady(30)
    panel.tonnes[0, 0, 4:] = (0.0, 0.0, 5.0, 5.0)
    panel.tonnes[0, 1, 5:] = 0.0
    panel.tonnes[0, 2, 6] = np.nan
    panel.tonnes[1, 3, 1] = np.nan
    found = backtest(panel, 2015, 2023)
    falling = found.sectors[0]
    assert (falling.cases, falling.from_zero, falling.opened, falling.ended) == (57, 2, 1, 2)
    assert falling.coverage.held == pytest.approx(55 / 57)
    assert (found.not_scored, found.cases, found.municipalities) == (3, 57, 29)


def test_a_total_that_is_not_above_zero_is_not_scored() -> None:
    panel = steady()
    panel.tonnes[:, 0, 4] = 0.0
    panel.tonnes[:, 1, 5] = -1.0
    found = backtest(panel, 2015, 2023)
    assert (found.cases, found.not_scored) == (21, 3)


def test_a_plant_that_closes_is_named_with_its_sector() -> None:
    panel = steady()
    panel.tonnes[1, 7, 5:] = 0.01
    worst = backtest(panel, 2015, 2023).worst[0]
    assert (worst.place, worst.sector) == ("0007", "still")
    assert worst.jump == Jump("still", 2015, 2020, 8.0, 0.01)
    assert worst.jump.change == "closed"
    assert worst.ape == pytest.approx(worst.forecast / worst.outcome - 1)


def _bands(found: Backtest) -> list[Band]:
    return [found.fit.total, *found.fit.sectors]


def test_no_figure_after_the_last_known_year_reaches_the_forecast() -> None:
    panel = steady()
    rng = np.random.default_rng(5)
    panel.tonnes[:, :, :5] *= rng.uniform(0.5, 2.0, (2, 12, 5))
    wild = Panel(panel.sectors, panel.places, panel.years, panel.tonnes.copy())
    wild.tonnes[:, :, 5:] = rng.uniform(0.0, 1e9, (2, 12, 3))
    tame, other = backtest(panel, 2015, 2023), backtest(wild, 2015, 2023)
    assert tame.fit.error == other.fit.error
    for one, same in zip(_bands(tame), _bands(other), strict=True):
        assert one.reach(8) == same.reach(8)
    years = (2020, 2023)
    assert tame.fit.forecast(years).tolist() == other.fit.forecast(years).tolist()
    assert tame.median_ape != other.median_ape


def test_wild_figures_after_2015_do_not_move_the_forecast_of_sweden(
    table: Panel, real: Backtest
) -> None:
    tonnes = table.tonnes.copy()
    tonnes[:, :, table.years.index(2020) :] *= 1000.0
    wild = backtest(Panel(table.sectors, table.places, table.years, tonnes), 2015, 2023)
    assert wild.fit.forecast(real.years).tolist() == real.fit.forecast(real.years).tolist()
    assert (wild.coverage.low, wild.coverage.high) == (real.coverage.low, real.coverage.high)
    assert wild.median_ape > 0.99


@settings(max_examples=25)
@given(st.integers(0, 99), st.floats(1e-3, 1e3))
def test_scores_know_neither_the_unit_nor_the_order(seed: int, scale: float) -> None:
    panel, rng = steady(), np.random.default_rng(seed)
    panel.tonnes[:] *= rng.uniform(0.5, 2.0, panel.tonnes.shape)
    order = rng.permutation(12)
    names = tuple(panel.places[place] for place in order)
    moved = Panel(panel.sectors, names, panel.years, scale * panel.tonnes[:, order])
    one, other = backtest(panel, 2015, 2023), backtest(moved, 2015, 2023)
    for score in ("median_ape", "last_value", "lad_line", "anchored_lad_line"):
        assert getattr(other, score) == pytest.approx(getattr(one, score))
    assert other.coverage.held == one.coverage.held
    assert other.coverage.verdict == one.coverage.verdict
    assert {miss.place for miss in other.worst} == {miss.place for miss in one.worst}


def test_references_are_the_published_ones(table: Panel, real: Backtest) -> None:
    """14.8 % for the line is what it gives when 2024, which is preliminary, is scored as well."""
    assert (real.municipalities, real.years, real.not_scored) == (290, (2020, 2021, 2022, 2023), 0)
    assert round(100 * real.last_value, 1) == 19.2
    assert round(100 * real.lad_line, 1) == 15.2
    known, wanted = table.until(2015), (2020, 2021, 2022, 2023, 2024)
    outcomes = table.totals()[:, -5:]
    line = lad_line(known.years, known.totals(), wanted)
    assert round(100 * float(np.median(np.abs(line / outcomes - 1))), 1) == 14.8
    held = last_value(known.totals(), 5)
    assert round(100 * float(np.median(np.abs(held / outcomes - 1))), 1) == 17.2


def test_error_and_coverage_of_sweden(real: Backtest) -> None:
    """The aim for totals is met; that 85 to 95 % lie in the band is missed on the wide side."""
    assert real.median_ape <= 0.08
    assert real.median_ape < real.anchored_lad_line < real.lad_line < real.last_value
    assert 0.95 < real.coverage.held < 0.97
    assert real.coverage.verdict == "above"
    assert real.not_counted == ("international-transport",)


def test_what_lies_far_outside_is_named_with_its_reason(real: Backtest) -> None:
    worst = real.coverage.farthest[0]
    assert worst.jump is not None
    assert (worst.place, worst.jump.sector, worst.jump.change) == ("0840", "industry", "closed")
    industry = next(one.coverage for one in real.sectors if one.sector == "industry")
    assert industry.farthest[0].place == "0840"
    assert (industry.far, industry.jumped) == (6, 6)


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs/method-backtest.md").read_text("utf-8")


WORDS = {"within": "yes", "above": "no, more", "below": "no, less"}


def test_the_page_on_the_method_states_what_is_measured(real: Backtest, page: str) -> None:
    held = real.coverage
    assert f"| Citypact | {100 * real.median_ape:.1f} % | {100 * held.held:.1f} % |" in page
    for name, value in (
        ("the last value", real.last_value),
        ("the line of least absolute deviations", real.lad_line),
        ("that line through the last value", real.anchored_lad_line),
    ):
        assert f"| {name} | {100 * value:.1f} % | |" in page
    words = " ".join(page.split())
    assert f"reaches from {held.low:.2f} to {held.high:.2f} times the forecast" in words
    for one in real.sectors:
        band = one.coverage
        assert band.luck is not None
        cells = " | ".join(
            f"{100 * value:.1f} %" for value in (one.median_ape, one.last_value, band.held)
        )
        assert (
            f"| `{one.sector}` | {cells} | {WORDS[band.verdict]} | {100 * band.luck.chance:.0f} % "
            f"| {band.low:.2f} to {band.high:.2f} |"
        ) in page
    years = ", ".join(f"{100 * value:.1f}" for value in real.by_year)
    assert f"{years} % in 2020 to 2023" in words


def test_the_page_states_what_the_protocol_expected(real: Backtest, page: str) -> None:
    series = [("total", real.coverage)] + [(f"`{s.sector}`", s.coverage) for s in real.sectors]
    for name, one in series:
        assert one.luck is not None
        chance, low, high = (100 * p for p in (one.luck.chance, one.luck.low, one.luck.high))
        assert f"| {name} | {chance:.0f} % | {low:.0f} to {high:.0f} % |" in page
    words = " ".join(page.split())
    expected = sum(one.coverage.luck.chance for one in real.sectors if one.coverage.luck)
    assert f"of the eight sectors {expected:.1f} are to be expected" in words
    assert f"The protocol expected {expected:.1f} sectors" in words
    within = sum(one.coverage.verdict == "within" for one in real.sectors)
    assert f"in {within} of the {len(real.sectors)} sectors" in words
    rarest = min(one.coverage.rarity for one in real.sectors)
    assert f"probability below {100 * rarest:.0f} %" in words


def test_the_page_says_who_lies_far_outside(real: Backtest, page: str) -> None:
    words = " ".join(page.split())
    far, jumped = real.coverage.far, real.coverage.jumped
    assert f"In the total there are {far}, and {jumped} of them after a jump" in words
    assert {one.place for one in real.coverage.farthest if one.jump is None} == {"2580"}
    every = {one.sector: one.coverage for one in real.sectors}
    for sector, said in (
        ("industry", "In industry all {} had a jump"),
        ("energy-supply", "in electricity and district heat all {}"),
    ):
        assert every[sector].far == every[sector].jumped
        assert said.format(every[sector].far) in words


@pytest.mark.parametrize("edition", ["2026-06", "2026-01"])
def test_the_page_states_what_other_origins_held(shared: Path, page: str, edition: str) -> None:
    panel = read_panel(shared / f"data/emissions/smhi_ghg_municipality_sector_{edition}.csv")
    found = every_origin(panel, 2023)
    assert f"| from figures up to | {' | '.join(map(str, found))} | mean |" in page
    names = [one.sector for one in next(iter(found.values())).sectors]
    held = np.array(
        [
            [one.coverage.held, *(sector.coverage.held for sector in one.sectors)]
            for one in found.values()
        ]
    ).T
    for name, row in zip(["total", *(f"`{one}`" for one in names)], held, strict=True):
        cells = " | ".join(f"{100 * one:.0f}" for one in (*row, row.mean()))
        assert f"| {name} | {cells} |" in page
    within = int(((held[1:] >= 0.85) & (held[1:] <= 0.95)).sum())
    assert f"{within} of {held[1:].size}" in " ".join(page.split())


def test_the_page_says_how_far_the_sums_were_off(table: Panel, real: Backtest, page: str) -> None:
    known = real.fit.panel
    made = real.fit.forecast(real.years).sum(axis=1)
    places = [table.years.index(year) for year in real.years]
    came = table.of_sectors(known.sectors).tonnes[:, :, places].sum(axis=1)
    off = np.round(100 * (made / came - 1)).astype(int)
    row = known.sectors.index("transport")
    words = " ".join(page.split())
    assert f"{off[row, 0]} % too high in 2020 and {off[row, -1]} % in 2023" in words


def test_an_older_edition_gives_what_the_page_says(shared: Path, page: str) -> None:
    older = read_panel(shared / "data/emissions/smhi_ghg_municipality_sector_2026-01.csv")
    found = backtest(older, 2015, 2023)
    assert found.years == tuple(range(2016, 2024))
    words = " ".join(page.split())
    years = ", ".join(f"{100 * one:.1f}" for one in found.by_year[-4:])
    assert f"{years} % for 2020 to 2023" in words
    assert (
        f"{100 * found.median_ape:.1f} % over 2016 to 2023, with {100 * found.coverage.held:.1f} %"
    ) in words
    within = sum(one.coverage.verdict == "within" for one in found.sectors)
    assert f"and in {within} of the 8 in the edition of January 2026" in words
    assert f"and {100 * found.coverage.held:.1f} % in the older edition" in words


def test_nothing_to_score_is_told() -> None:
    with pytest.raises(InputError, match="no year after 2015 and up to 2015 is stated"):
        backtest(steady(), 2015, 2015)
    panel = steady()
    panel.tonnes[0, :, 5:] = np.nan
    with pytest.raises(InputError, match="no municipality has all figures"):
        backtest(panel, 2015, 2023)
