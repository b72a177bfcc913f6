import math
from pathlib import Path

import numpy as np
import pytest

from citypact.choice.backtest import Backtest, Miss, backtest
from citypact.choice.panel import Panel
from citypact.choice.trend import CANDIDATES, forecast
from citypact.cli.smhi_panel import read_panel
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
    return read_panel(shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv")[0]


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
    assert (still.median_ape, still.last_value, still.coverage90) == (0.0, 0.0, 1.0)


def test_zero_missing_opened_and_ended_are_counted_apart() -> None:
    panel = steady()
    panel.tonnes[0, 0, 4:] = (0.0, 0.0, 5.0, 5.0)
    panel.tonnes[0, 1, 5:] = 0.0
    panel.tonnes[0, 2, 6] = np.nan
    panel.tonnes[1, 3, 1] = np.nan
    found = backtest(panel, 2015, 2023)
    falling = found.sectors[0]
    assert (falling.cases, falling.from_zero, falling.opened, falling.ended) == (21, 2, 1, 2)
    assert falling.coverage90 == pytest.approx(19 / 21)
    assert (found.not_scored, found.cases, found.municipalities) == (3, 21, 11)


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
    assert (worst.place, worst.sector, worst.change) == ("0007", "still", "closed")
    assert worst.ape == pytest.approx(worst.forecast / worst.outcome - 1)


def test_opened_and_closed_are_fivefold() -> None:
    def change(last: float, outcome: float) -> str:
        return Miss("0001", 2020, 1.0, 2.0, "a", last, last, outcome).change

    assert [change(1.0, 5.0), change(1.0, 5.1), change(0.0, 1.0)] == ["", "opened", "opened"]
    assert [change(5.0, 1.0), change(5.1, 1.0), change(1.0, 0.0)] == ["", "closed", "closed"]
    assert change(0.0, 0.0) == ""


def test_no_figure_after_the_last_known_year_reaches_the_forecast() -> None:
    panel = steady()
    rng = np.random.default_rng(5)
    panel.tonnes[:, :, :5] *= rng.uniform(0.5, 2.0, (2, 12, 5))
    wild = Panel(panel.sectors, panel.places, panel.years, panel.tonnes.copy())
    wild.tonnes[:, :, 5:] = rng.uniform(0.0, 1e9, (2, 12, 3))
    tame, other = backtest(panel, 2015, 2023), backtest(wild, 2015, 2023)
    assert tame.fit.rule == other.fit.rule
    assert (tame.fit.total_width, tame.factor) == (other.fit.total_width, other.factor)
    assert tame.fit.sector_width.tolist() == other.fit.sector_width.tolist()
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
    assert wild.factor == real.factor
    assert wild.median_ape > 0.99


def test_references_are_the_published_ones(real: Backtest) -> None:
    assert (real.municipalities, real.years, real.not_scored) == (290, (2020, 2021, 2022, 2023), 0)
    assert real.last_value == pytest.approx(0.192, abs=0.005)
    assert real.lad_line == pytest.approx(0.148, abs=0.005)


def test_error_and_coverage_of_sweden(real: Backtest) -> None:
    assert real.median_ape <= 0.094
    assert real.median_ape < real.lad_line < real.last_value
    assert 0.85 <= real.coverage90 <= 0.95
    assert real.not_counted == ("international-transport",)


def test_the_page_on_the_method_states_what_is_measured(real: Backtest, repository: Path) -> None:
    page = (repository / "docs/method-backtest.md").read_text("utf-8")
    row = f"| Citypact | {100 * real.median_ape:.1f} % | {100 * real.coverage90:.1f} % |"
    assert row in page
    for name, value in (("last value", real.last_value), ("least absolute", real.lad_line)):
        assert any(
            name in line and f"| {100 * value:.1f} % |" in line for line in page.splitlines()
        )
    for one in real.sectors:
        figures = (one.median_ape, one.last_value, one.coverage90)
        cells = " | ".join(f"{100 * value:.1f} %" for value in figures)
        assert f"| `{one.sector}` | {cells} |" in page


def test_the_page_says_what_hindsight_would_have_chosen(
    table: Panel, real: Backtest, repository: Path
) -> None:
    known = real.fit.panel
    outcome = table.of_sectors(known.sectors).tonnes[:, :, -5:-1].sum(axis=0)
    errors = [
        np.median(
            np.abs(
                forecast(known.years, known.tonnes, [5, 6, 7, 8], rule).sum(axis=0) / outcome - 1
            )
        )
        for rule in CANDIDATES
    ]
    page = " ".join((repository / "docs/method-backtest.md").read_text("utf-8").split())
    assert f"known only in hindsight, has {100 * min(errors):.1f} %" in page


def test_an_older_edition_gives_what_the_page_says(shared: Path, repository: Path) -> None:
    older = read_panel(shared / "data/emissions/smhi_ghg_municipality_sector_2026-01.csv")[0]
    found = backtest(older, 2015, 2023)
    assert found.years == tuple(range(2016, 2024))
    page = " ".join((repository / "docs/method-backtest.md").read_text("utf-8").split())
    years = ", ".join(f"{100 * one:.1f}" for one in found.by_year[-4:])
    assert f"{years} % for 2020 to 2023" in page
    assert f"damping of {found.fit.rule.damping:g} there" in page


def test_nothing_to_score_is_told() -> None:
    with pytest.raises(InputError, match="no year after 2015 and up to 2015 is stated"):
        backtest(steady(), 2015, 2015)
    panel = steady()
    panel.tonnes[0, :, 5:] = np.nan
    with pytest.raises(InputError, match="no municipality has all figures"):
        backtest(panel, 2015, 2023)
