import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.inner import fit, half_width
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
    assert half_width(np.arange(1.0, 20.0)) == 18.0
    assert math.isnan(half_width(np.arange(8.0)))
    assert half_width(np.append(np.arange(1.0, 20.0), np.nan)) == 18.0


@given(st.integers(0, 50))
def test_band_holds_its_part_of_the_errors_it_is_made_of(seed: int) -> None:
    errors = np.random.default_rng(seed).exponential(size=100)
    assert (errors <= half_width(errors)).mean() >= 0.9


def test_steady_change_is_found_and_not_damped() -> None:
    tonnes = np.exp(-0.04 * (np.array(YEARS) - 1990.0)) * np.arange(1.0, 13.0)[None, :, None]
    found = fit(Panel(("a",), tuple(f"{i:04}" for i in range(12)), YEARS, tonnes))
    assert found.rule.damping == 1.0
    assert found.error == pytest.approx(0.0, abs=1e-12)
    assert found.forecast([2020])[0, :, 0] == pytest.approx(tonnes[0, :, -1] * math.exp(-0.2))


def test_sector_that_is_not_counted_yet_is_left_out() -> None:
    found = fit(made(np.random.default_rng(1)))
    assert found.panel.sectors == ("a", "b")
    assert found.trials == ((2005, 2010), (2005, 2015), (2010, 2015))


def test_width_is_made_of_the_errors_of_the_trials() -> None:
    panel = made(np.random.default_rng(2))
    found = fit(panel)
    errors = []
    for known, later in ((2, 3), (2, 4), (3, 4)):
        ahead = YEARS[later] - YEARS[known]
        played = forecast(YEARS[: known + 1], panel.tonnes[:, :, : known + 1], [ahead], found.rule)[
            0, :, 0
        ]
        errors.append(np.abs(np.log(panel.tonnes[0, :, later] / played)) / math.sqrt(ahead))
    expected = np.sort(np.concatenate(errors))[math.ceil(0.9 * 91) - 1]
    assert found.sector_width[0] == pytest.approx(expected)


def test_too_little_to_choose_from_is_told() -> None:
    panel = made(np.random.default_rng(3))
    with pytest.raises(InputError, match="needs at least 4 stated years, found 1990, 2000, 2005"):
        fit(panel.until(2005))
    with pytest.raises(InputError, match="no sector is above zero"):
        fit(panel.of_sectors(("c",)))
    panel.tonnes[0] = np.nan
    panel.tonnes[0, :, 0] = 1.0
    with pytest.raises(InputError, match="no municipality has all sectors"):
        fit(panel)
