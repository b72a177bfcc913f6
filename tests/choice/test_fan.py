import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.designs import read_panel
from tests.choice.test_inner import YEARS, made

from citypact.choice.fan import fan
from citypact.choice.inner import fit
from citypact.choice.panel import Panel
from citypact.errors import InputError

AHEAD = (2016, 2020, 2023)


@given(st.integers(0, 40), st.sampled_from(["", "a", "b"]))
def test_band_holds_its_middle_and_widens(seed: int, sector: str) -> None:
    found = fan(fit(made(np.random.default_rng(seed))), "0003", AHEAD, sector)
    parts = np.array([found.p05, found.p50, found.p95])
    assert (parts[0] > 0.0).all()
    assert (np.diff(parts, axis=0) > 0.0).all()
    assert (np.diff(parts[2] / parts[1]) > 0.0).all()
    assert (np.diff(parts[0] / parts[1]) < 0.0).all()


def test_a_fan_is_the_forecast_and_the_history_of_its_municipality() -> None:
    fitted = fit(made(np.random.default_rng(7)))
    total, one = fan(fitted, "0003", AHEAD), fan(fitted, "0003", AHEAD, "b")
    assert total.p50 == pytest.approx(fitted.forecast(AHEAD)[:, 3].sum(axis=0))
    assert one.p50 == pytest.approx(fitted.forecast(AHEAD)[1, 3])
    assert (total.known_years, total.years) == (YEARS, AHEAD)
    assert total.known == pytest.approx(fitted.panel.tonnes[:, 3].sum(axis=0))
    assert one.p95[0] == pytest.approx(one.p50[0] * math.exp(fitted.sectors[1].reach(1)[1]))


def test_a_year_without_a_figure_is_left_out_of_the_history() -> None:
    panel = made(np.random.default_rng(8))
    panel.tonnes[0, 3, 1] = np.nan
    fitted = fit(panel)
    assert fan(fitted, "0003", AHEAD).known_years == (1990, 2005, 2010, 2015)
    assert fan(fitted, "0003", AHEAD, "b").known_years == YEARS


def test_what_has_no_fan_is_told() -> None:
    panel = made(np.random.default_rng(9))
    panel.tonnes[0, 3, -1] = 0.0
    panel.tonnes[1, 4, -1] = np.nan
    fitted = fit(panel)

    def refused(place: str, years: tuple[int, ...] = AHEAD, sector: str = "") -> str:
        with pytest.raises(InputError) as caught:
            fan(fitted, place, years, sector)
        return str(caught.value)

    assert refused("9999") == "municipality '9999' is not in the figures"
    assert refused("0003", sector="c") == "sector 'c' is not among a, b"
    for years in ((), (2015, 2016), (2020, 2020)):
        assert "must rise and lie after 2015" in refused("0001", years)
    assert "a of 0003 is 0 t in 2015: no rate applies" in refused("0003", sector="a")
    assert "the total of 0004 is missing in 2015" in refused("0004")
    few = replace(fitted.total, weights=fitted.total.weights / 100.0)
    with pytest.raises(InputError, match="the total has no band"):
        fan(replace(fitted, total=few), "0001", AHEAD)


def test_a_sector_that_ends_in_many_places_may_fall_to_nothing() -> None:
    panel = made(np.random.default_rng(10))
    panel.tonnes[0, :15, -1] = 0.0
    found = fan(fit(panel), "0020", AHEAD, "a")
    assert found.p05 == (0.0, 0.0, 0.0)
    assert found.p95[-1] > found.p50[-1] > 0.0


def test_no_later_figure_reaches_the_fan_of_malmo(shared: Path) -> None:
    panel = read_panel(shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv")
    tonnes = panel.tonnes.copy()
    tonnes[:, :, panel.years.index(2020) :] = np.nan
    blind = Panel(panel.sectors, panel.places, panel.years, tonnes)
    years = tuple(range(2016, 2031))
    found, other = (fan(fit(one.until(2015)), "1280", years) for one in (panel, blind))
    assert found == other
    assert found.known_years == (1990, 2000, 2005, 2010, 2015)
