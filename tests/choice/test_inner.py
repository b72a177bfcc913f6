import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.inner import Trial, bands, fit, trials
from citypact.choice.panel import Panel
from citypact.choice.shock import prior_of
from citypact.choice.trend import forecast
from citypact.errors import InputError

YEARS = (1990, 2000, 2005, 2010, 2015)


def made(rng: np.random.Generator, places: int = 30) -> Panel:
    """Two sectors with rates of their own and noise, a third that is always zero."""
    level = rng.uniform(10, 1000, (3, places, 1))
    rate = np.array([-0.03, 0.01, 0.0])[:, None, None]
    noise = rng.normal(0, 0.05, (3, places, len(YEARS)))
    tonnes = level * np.exp(rate * (np.array(YEARS) - 1990.0) + noise)
    tonnes[2] = 0.0
    codes = tuple(f"{place:04}" for place in range(places))
    return Panel(("a", "b", "c"), codes, YEARS, tonnes)


def test_steady_change_is_found() -> None:
    tonnes = np.exp(-0.04 * (np.array(YEARS) - 1990.0)) * np.arange(1.0, 13.0)[None, :, None]
    found = fit(Panel(("a",), tuple(f"{i:04}" for i in range(12)), YEARS, tonnes))
    assert found.error == pytest.approx(0.0, abs=1e-12)
    assert found.forecast([2020])[0, :, 0] == pytest.approx(tonnes[0, :, -1] * math.exp(-0.2))


def test_sector_that_is_not_counted_yet_is_left_out() -> None:
    assert fit(made(np.random.default_rng(1))).panel.sectors == ("a", "b")


def test_trials_of_one_origin_share_its_weight() -> None:
    played = trials(YEARS)
    assert [(one.origin, one.year) for one in played] == [
        (2000, 2005),
        (2000, 2010),
        (2000, 2015),
        (2005, 2010),
        (2005, 2015),
        (2010, 2015),
    ]
    for origin in (2000, 2005, 2010):
        assert sum(one.weight for one in played if one.origin == origin) == pytest.approx(1.0)
    assert trials((2010, 2012, 2014)) == ()


def test_trials_and_origins_are_at_least_five_years_apart() -> None:
    years = (2000, 2005, 2010, *range(2015, 2024))
    played = trials(years)
    assert sorted({one.origin for one in played}) == [2005, 2010, 2015]
    assert min(one.ahead for one in played) == 5
    assert [one.year for one in played if one.origin == 2015] == [2020, 2021, 2022, 2023]


def test_error_and_bands_are_made_of_the_errors_of_the_trials() -> None:
    panel = made(np.random.default_rng(2))
    found = fit(panel)
    deviations, weights, by_origin = [], [], {2000: 0.0, 2005: 0.0, 2010: 0.0}
    squares = {2000: 0.0, 2005: 0.0, 2010: 0.0}
    for one in trials(YEARS):
        known = panel.until(one.origin)
        played = forecast(known.years, known.tonnes, [one.ahead])[:, :, 0]
        outcome = panel.tonnes[:, :, YEARS.index(one.year)]
        error = np.log(outcome[0] / played[0])
        shock = float(np.median(error))
        deviations.append((error - shock) / math.sqrt(one.ahead))
        weights.append(np.full(30, one.weight))
        squares[one.origin] += one.weight * (shock / one.ahead) ** 2
        off = np.median(np.abs(played.sum(axis=0) / outcome.sum(axis=0) - 1))
        by_origin[one.origin] += one.weight * float(off)
    assert found.error == pytest.approx(np.mean(list(by_origin.values())))
    band = found.sectors[0]
    assert band.deviations == pytest.approx(np.concatenate(deviations))
    assert band.weights == pytest.approx(np.concatenate(weights))
    expected = prior_of([_square(panel, sector) for sector in (0, 1)], [3, 3]).moderated(
        float(np.mean(list(squares.values()))), 3
    )
    assert band.shock.scale == pytest.approx(expected.scale)
    assert band.shock.freedom == pytest.approx(expected.freedom)


def _square(panel: Panel, sector: int) -> float:
    found = 0.0
    for one in trials(YEARS):
        known = panel.until(one.origin)
        played = forecast(known.years, known.tonnes, [one.ahead])[sector, :, 0]
        error = np.log(panel.tonnes[sector, :, YEARS.index(one.year)] / played)
        found += one.weight * (float(np.median(error)) / one.ahead) ** 2 / 3
    return found


def test_the_total_is_drawn_to_what_its_sectors_make_of_it() -> None:
    """Two sectors of one half each with shocks of 0.03 and 0.04 a year, and a total without."""
    played = [Trial(year, year + 5, 1.0) for year in (2000, 2005, 2010)]
    rates = ((0.03, 0.04), (-0.03, -0.04), (0.03, 0.04))
    errors = {
        one: np.repeat([[5 * a], [5 * b], [0.0]], 30, axis=1)
        for one, (a, b) in zip(played, rates, strict=True)
    }
    *sectors, total = bands(errors, np.array([0.5, 0.5]))
    # The two differ by less than chance would have them: what is usual counts for everything.
    assert sectors[0].shock.scale == pytest.approx(sectors[1].shock.scale, rel=0.01)
    usual = sum((0.5 * one.shock.scale) ** 2 for one in sectors)
    assert total.shock.scale**2 == pytest.approx(usual, rel=0.01)


def test_a_series_that_was_never_forecast_has_no_band() -> None:
    error = np.full((3, 30), np.nan)
    error[[0, 2]] = np.random.default_rng(3).normal(0.0, 0.1, (2, 30))
    first, second, _ = bands({Trial(2000, 2005, 1.0): error}, np.array([1.0, 0.0]))
    assert math.isfinite(first.reach(5)[1])
    assert math.isnan(second.reach(5)[0])


@given(st.integers(0, 30), st.floats(1e-3, 1e3))
def test_bands_know_neither_the_unit_nor_the_order(seed: int, scale: float) -> None:
    panel = made(np.random.default_rng(seed))
    order = np.random.default_rng(seed).permutation(30)
    names = tuple(panel.places[place] for place in order)
    other = fit(Panel(panel.sectors, names, YEARS, scale * panel.tonnes[:, order]))
    found = fit(panel)
    assert other.error == pytest.approx(found.error)
    for one, same in zip((found.total, *found.sectors), (other.total, *other.sectors), strict=True):
        assert same.reach(8) == pytest.approx(one.reach(8))


def test_what_ended_lets_the_band_reach_down_to_nothing_and_is_no_shock() -> None:
    panel = made(np.random.default_rng(4))
    panel.tonnes[0, :15, -1] = 0.0
    band = fit(panel).sectors[0]
    assert band.reach(8)[0] == -math.inf
    assert math.isfinite(band.reach(8)[1])
    assert band.shock.scale < 0.1


def test_too_little_to_make_bands_of_is_told() -> None:
    panel = made(np.random.default_rng(3))
    with pytest.raises(InputError, match="after it, found 1990, 2000: give a later last year"):
        fit(panel.until(2000))
    with pytest.raises(InputError, match="no sector is above zero"):
        fit(panel.of_sectors(("c",)))
    panel.tonnes[0] = np.nan
    panel.tonnes[0, :, 0] = 1.0
    with pytest.raises(InputError, match="no municipality has all sectors"):
        fit(panel)
