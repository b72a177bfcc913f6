"""Learning curves: what a doubling does, and the way back from two points."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.learning import cost_after_years, learned_cost, learning_rate
from citypact.errors import InputError

learning_rates = st.floats(-0.5, 0.9)
built = st.floats(1e-3, 1e6)
growths = st.floats(1.01, 1e3)


@given(learning_rates, built, st.integers(0, 12))
def test_each_doubling_takes_the_learning_rate_off(rate: float, then: float, n: int) -> None:
    cost = learned_cost(100.0, rate, then, then * 2.0**n)
    assert math.isclose(cost, 100.0 * (1.0 - rate) ** n, rel_tol=1e-9)


@given(learning_rates, built, growths, growths)
def test_learning_in_two_steps_is_learning_in_one(
    rate: float, then: float, first: float, second: float
) -> None:
    halfway = learned_cost(100.0, rate, then, then * first)
    cost = learned_cost(halfway, rate, then * first, then * first * second)
    assert math.isclose(cost, learned_cost(100.0, rate, then, then * first * second), rel_tol=1e-9)


@given(learning_rates, built, growths)
def test_the_rate_is_found_again_from_two_points(rate: float, then: float, growth: float) -> None:
    cost = learned_cost(100.0, rate, then, then * growth)
    found = learning_rate(100.0, cost, then, then * growth)
    assert math.isclose(found, rate, rel_tol=1e-9, abs_tol=1e-9)


@given(st.floats(-0.2, 0.9), st.integers(0, 40))
def test_a_yearly_decline_is_a_power(decline: float, years: int) -> None:
    expected = 50.0 * (1.0 - decline) ** years
    assert math.isclose(cost_after_years(50.0, decline, years), expected, rel_tol=1e-9)


def test_a_learning_rate_in_per_cent_is_refused() -> None:
    with pytest.raises(InputError, match=r"the learning rate is 20\.0, .*: write 0\.2 for 20 %"):
        learned_cost(100.0, 20.0, 1.0, 2.0)


def test_what_has_been_built_cannot_fall() -> None:
    with pytest.raises(InputError, match=r"falls from 2\.0 to 1\.0"):
        learned_cost(100.0, 0.2, 2.0, 1.0)


def test_one_point_gives_no_rate() -> None:
    with pytest.raises(InputError, match="two points that differ"):
        learning_rate(100.0, 90.0, 2.0, 2.0)


@pytest.mark.parametrize("years", [-1.0, math.nan, math.inf])
def test_years_before_the_first_have_no_learned_cost(years: float) -> None:
    with pytest.raises(InputError, match=f"the number of years is {years!r}"):
        cost_after_years(100.0, 0.1, years)


@pytest.mark.parametrize("wrong", [0.0, -1.0, math.nan])
def test_costs_and_amounts_are_greater_than_zero(wrong: float) -> None:
    uses: list[Callable[[], float]] = [
        lambda: learned_cost(wrong, 0.2, 1.0, 2.0),
        lambda: learned_cost(1.0, 0.2, wrong, 2.0),
        lambda: learning_rate(1.0, wrong, 1.0, 2.0),
        lambda: cost_after_years(wrong, 0.1, 1.0),
    ]
    for use in uses:
        with pytest.raises(InputError, match=f"is {wrong!r}: it must be "):
            use()
