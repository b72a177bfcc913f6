import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.trend import base_year, forecast, pooled_rate

YEARS = (2000, 2005, 2010)


def test_pooled_rate_is_that_of_the_median_municipality() -> None:
    first, last = np.array([10.0, 10.0, 10.0]), np.array([10.0, 20.0, 900.0])
    assert pooled_rate(first, last, 5) == pytest.approx(math.log(2.0) / 5)


def test_municipalities_without_a_rate_are_not_counted() -> None:
    first, last = np.array([10.0, 0.0, np.nan, 10.0, -1.0]), np.array([40.0, 5.0, 5.0, 0.0, 5.0])
    assert pooled_rate(first, last, 5) == pytest.approx(math.log(4.0) / 5)


@given(st.floats(-0.1, 0.1))
def test_what_changes_alike_everywhere_goes_on(rate: float) -> None:
    base = np.array([3.0, 70.0, 500.0])
    tonnes = base[:, None] * np.exp(rate * (np.array(YEARS) - 2010.0))
    expected = base[:, None] * np.exp(rate * np.array([1.0, 8.0]))
    assert forecast(YEARS, tonnes[None], [1, 8])[0] == pytest.approx(expected)


@given(st.integers(0, 99), st.floats(1e-3, 1e3))
def test_tonnes_or_kilotonnes_are_all_the_same(seed: int, scale: float) -> None:
    tonnes = np.random.default_rng(seed).uniform(1.0, 9.0, (2, 7, 3))
    one, other = (forecast(YEARS, made, [3, 8]) for made in (tonnes, scale * tonnes))
    assert other == pytest.approx(scale * one, rel=1e-9)


@given(st.integers(0, 99))
def test_the_order_of_municipalities_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tonnes, order = rng.uniform(1.0, 9.0, (2, 7, 3)), rng.permutation(7)
    shuffled = forecast(YEARS, tonnes[:, order], [3, 8])
    assert shuffled.tolist() == forecast(YEARS, tonnes, [3, 8])[:, order].tolist()


def test_zero_and_less_stay_and_missing_stays_missing() -> None:
    tonnes = np.array([[[8.0, 8.0, 4.0], [8.0, 8.0, 0.0], [8.0, 8.0, -3.0], [8.0, 8.0, np.nan]]])
    found = forecast(YEARS, tonnes, [5])[0, :, 0]
    assert found[:3] == pytest.approx([2.0, 0.0, -3.0])
    assert np.isnan(found[3])


def test_without_any_rate_the_level_is_held() -> None:
    tonnes = np.array([[[0.0, 0.0, 6.0], [0.0, np.nan, 7.0]]])
    assert forecast(YEARS, tonnes, [5])[0, :, 0].tolist() == [6.0, 7.0]


def test_a_window_is_five_years_or_more() -> None:
    assert base_year([1990, 2000]) == 0
    assert base_year([2010, 2015, 2016, 2020]) == 1
    assert base_year([2010, 2015, 2020, 2021, 2024]) == 1
    assert base_year([2020, 2021, 2024]) is None
    with pytest.raises(ValueError, match="no year is 5 years before 2024"):
        forecast([2020, 2024], np.ones((1, 1, 2)), [1])
