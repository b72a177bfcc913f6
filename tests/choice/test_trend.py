import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.trend import CANDIDATES, Rule, base_year, forecast, rates

YEARS = (2000, 2005, 2010)
MEDIAN = Rule(lookback=5, own=0.0, damping=1.0, pool="median")


def test_pooled_rate_is_that_of_the_median_municipality() -> None:
    tonnes = np.array([[1.0, 10.0, 10.0], [1.0, 10.0, 20.0], [1.0, 10.0, 900.0]])
    assert rates(YEARS, tonnes, MEDIAN) == pytest.approx(np.full(3, math.log(2.0) / 5))


def test_pooled_rate_of_the_sum_is_that_of_all_together() -> None:
    tonnes = np.array([[1.0, 10.0, 10.0], [1.0, 30.0, 150.0]])
    rule = Rule(lookback=5, own=0.0, damping=1.0, pool="sum")
    assert rates(YEARS, tonnes, rule) == pytest.approx(np.full(2, math.log(4.0) / 5))


def test_own_rate_is_blended_where_there_is_one() -> None:
    tonnes = np.array([[1.0, 10.0, 40.0], [1.0, 10.0, 10.0], [1.0, 0.0, 5.0], [1.0, np.nan, 5.0]])
    rule = Rule(lookback=5, own=0.5, damping=1.0, pool="median")
    pooled = math.log(4.0) / 10
    assert rates(YEARS, tonnes, rule) == pytest.approx(
        [pooled / 2 + math.log(4.0) / 10, pooled / 2, pooled, pooled]
    )


@given(st.floats(-0.1, 0.1), st.sampled_from(CANDIDATES))
def test_what_changes_alike_everywhere_goes_on_with_the_damped_rate(
    rate: float, rule: Rule
) -> None:
    base = np.array([3.0, 70.0, 500.0])
    tonnes = base[:, None] * np.exp(rate * (np.array(YEARS) - 2010.0))
    expected = base[:, None] * np.exp(rule.damping * rate * np.array([1.0, 8.0]))
    assert forecast(YEARS, tonnes[None], [1, 8], rule)[0] == pytest.approx(expected)


def test_zero_and_less_stay_and_missing_stays_missing() -> None:
    tonnes = np.array([[[8.0, 8.0, 4.0], [8.0, 8.0, 0.0], [8.0, 8.0, -3.0], [8.0, 8.0, np.nan]]])
    found = forecast(YEARS, tonnes, [5], MEDIAN)[0, :, 0]
    assert found[:3] == pytest.approx([2.0, 0.0, -3.0])
    assert np.isnan(found[3])


def test_without_any_rate_the_level_is_held() -> None:
    tonnes = np.array([[[0.0, 0.0, 6.0], [0.0, np.nan, 7.0]]])
    assert forecast(YEARS, tonnes, [5], MEDIAN)[0, :, 0].tolist() == [6.0, 7.0]


def test_base_year_is_never_the_last() -> None:
    assert base_year([2010, 2015], 0) == 0
