import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.inner import fit, half_width, trials
from citypact.choice.panel import Panel
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


def test_half_width_is_the_conformal_rank() -> None:
    """19 errors: rank ceil(0.9 x 20) = 18. Eight are too few, and missing ones do not count."""
    assert half_width(np.arange(1.0, 20.0), np.ones(19)) == 18.0
    assert math.isnan(half_width(np.arange(8.0), np.ones(8)))
    assert half_width(np.arange(9.0), np.ones(9)) == 8.0
    assert half_width(np.append(np.arange(1.0, 20.0), np.nan), np.ones(20)) == 18.0
    assert math.isnan(half_width(np.full(3, np.nan), np.ones(3)))


def test_an_error_of_weight_two_is_an_error_seen_twice() -> None:
    errors = np.arange(1.0, 31.0)
    weights = np.where(errors > 20, 2.0, 1.0)
    assert half_width(errors, weights) == half_width(
        np.concatenate([errors, errors[20:]]), np.ones(40)
    )


@given(st.integers(0, 50))
def test_band_holds_its_part_of_the_errors_it_is_made_of(seed: int) -> None:
    rng = np.random.default_rng(seed)
    errors, weights = rng.exponential(size=100), rng.uniform(0.2, 1.0, 100)
    width = half_width(errors, weights)
    assert weights[errors <= width].sum() >= 0.9 * (weights.sum() + 1.0)
    assert weights[errors < width].sum() < 0.9 * (weights.sum() + 1.0)


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


def test_error_and_width_are_made_of_the_errors_of_the_trials() -> None:
    panel = made(np.random.default_rng(2))
    found = fit(panel)
    errors, weights, by_origin = [], [], {2000: 0.0, 2005: 0.0, 2010: 0.0}
    for one in trials(YEARS):
        known, ahead = panel.until(one.origin), one.year - one.origin
        played = forecast(known.years, known.tonnes, [ahead])[:, :, 0]
        outcome = panel.tonnes[:, :, YEARS.index(one.year)]
        errors.append(np.abs(np.log(outcome[0] / played[0])) / math.sqrt(ahead))
        weights.append(np.full(30, one.weight))
        off = np.median(np.abs(played.sum(axis=0) / outcome.sum(axis=0) - 1))
        by_origin[one.origin] += one.weight * float(off)
    assert found.error == pytest.approx(np.mean(list(by_origin.values())))
    expected = half_width(np.concatenate(errors), np.concatenate(weights))
    assert found.sector_width[0] == pytest.approx(expected)
    assert 0.0 < found.total_width < math.inf


@given(st.integers(0, 30), st.floats(1e-3, 1e3))
def test_bands_know_neither_the_unit_nor_the_order(seed: int, scale: float) -> None:
    panel = made(np.random.default_rng(seed))
    order = np.random.default_rng(seed).permutation(30)
    names = tuple(panel.places[place] for place in order)
    other = fit(Panel(panel.sectors, names, YEARS, scale * panel.tonnes[:, order]))
    found = fit(panel)
    assert other.error == pytest.approx(found.error)
    assert other.total_width == pytest.approx(found.total_width)
    assert other.sector_width == pytest.approx(found.sector_width)


def test_what_ended_is_outside_every_band() -> None:
    panel = made(np.random.default_rng(4))
    panel.tonnes[0, :15, -1] = 0.0
    assert fit(panel).sector_width[0] == math.inf


def test_too_little_to_make_bands_of_is_told() -> None:
    panel = made(np.random.default_rng(3))
    with pytest.raises(InputError, match="one after it, found 1990, 2000: give a later last year"):
        fit(panel.until(2000))
    with pytest.raises(InputError, match="no sector is above zero"):
        fit(panel.of_sectors(("c",)))
    panel.tonnes[0] = np.nan
    panel.tonnes[0, :, 0] = 1.0
    with pytest.raises(InputError, match="no municipality has all sectors"):
        fit(panel)
