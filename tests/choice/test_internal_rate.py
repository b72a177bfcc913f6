"""Internal rates: all of them, whatever the flow, and nothing else."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.choice.flows import FIRST_YEAR, cash_flows

from citypact.choice.internal_rate import internal_rates_of_return
from citypact.errors import InputError


def flow_with_rates(rates: list[float], scale: float = 100.0) -> dict[int, float]:
    """The amounts of ``scale · Π (x (1 + r) - 1)``, ``x = 1 / (1 + r)`` a year."""
    amounts = np.array([scale])
    for rate in rates:
        amounts = np.convolve(amounts, [-1.0, 1.0 + rate])
    return {FIRST_YEAR + year: float(amount) for year, amount in enumerate(amounts)}


def worth(flow: dict[int, float], rate: float) -> tuple[float, float]:
    """The value of the flow at the rate, and the sum of the sizes of its terms."""
    terms = [amount * (1.0 + rate) ** (FIRST_YEAR - year) for year, amount in flow.items()]
    return math.fsum(terms), math.fsum(map(abs, terms))


@given(st.floats(-0.8, 9.0), st.integers(1, 60))
def test_one_outlay_and_one_gain_have_the_rate_in_closed_form(rate: float, years: int) -> None:
    flow = {FIRST_YEAR + year: 0.0 for year in range(years)}
    flow[FIRST_YEAR] = -1.0
    flow[FIRST_YEAR + years] = (1.0 + rate) ** years
    (found,) = internal_rates_of_return(flow)
    assert math.isclose(found, rate, rel_tol=1e-9, abs_tol=1e-9)


@given(cash_flows(least_years=2))
def test_the_flow_is_worth_nothing_at_each_rate(flow: dict[int, float]) -> None:
    assume(any(flow.values()))
    for rate in internal_rates_of_return(flow):
        value, size = worth(flow, rate)
        assert abs(value) <= 1e-10 * size


@given(cash_flows(least_years=2))
def test_there_are_never_more_rates_than_changes_of_sign(flow: dict[int, float]) -> None:
    signs = [amount > 0.0 for amount in flow.values() if amount]
    assume(signs)
    changes = sum(one != other for one, other in pairwise(signs))
    assert len(internal_rates_of_return(flow)) <= changes


@given(cash_flows(least_years=2))
def test_no_rate_lies_where_the_value_changes_sign_unseen(flow: dict[int, float]) -> None:
    """On a fine grid every change of sign has a rate found within its cell."""
    assume(any(flow.values()))
    found = internal_rates_of_return(flow)
    grid = np.expm1(np.linspace(math.log1p(-0.9), math.log1p(10.0), 400)).tolist()
    for left, right in pairwise(grid):
        (low, low_size), (high, high_size) = worth(flow, left), worth(flow, right)
        sure = abs(low) > 1e-10 * low_size and abs(high) > 1e-10 * high_size
        if sure and (low > 0.0) != (high > 0.0):
            assert any(left <= rate <= right for rate in found)


@given(st.lists(st.integers(-80, 400), min_size=2, max_size=5, unique=True))
def test_several_rates_are_all_found(hundredths: list[int]) -> None:
    rates = sorted(number / 100.0 for number in hundredths)
    found = internal_rates_of_return(flow_with_rates(rates))
    assert len(found) == len(rates)
    # Five rates a hundredth apart are ill-conditioned: amounts rounded in the sixteenth digit.
    np.testing.assert_allclose(found, rates, atol=1e-4)


def test_two_rates_that_a_grid_would_step_over() -> None:
    found = internal_rates_of_return(flow_with_rates([0.1, 0.1001]))
    np.testing.assert_allclose(found, [0.1, 0.1001], atol=1e-9)


def test_a_value_that_touches_zero_is_one_rate() -> None:
    (found,) = internal_rates_of_return(flow_with_rates([0.25, 0.25]))
    assert math.isclose(found, 0.25, abs_tol=1e-7)


@pytest.mark.parametrize(
    "amounts", [(-100.0, -5.0, 0.0), (100.0, 5.0), (5.0,), (100.0, -220.0, 122.0)]
)
def test_there_may_be_none(amounts: tuple[float, ...]) -> None:
    flow = {FIRST_YEAR + year: amount for year, amount in enumerate(amounts)}
    assert internal_rates_of_return(flow) == ()


def test_only_rates_in_the_range_that_is_stated() -> None:
    flow = flow_with_rates([0.1, 0.2, 3.0])
    np.testing.assert_allclose(internal_rates_of_return(flow, low=0.15, high=1.0), [0.2])


def test_an_end_of_the_range_belongs_to_it() -> None:
    assert internal_rates_of_return({2025: -1.0, 2026: 1.25}, low=0.25) == (0.25,)
    assert internal_rates_of_return({2025: -1.0, 2026: 1.25}, high=0.25) == (0.25,)


@given(cash_flows(least_years=2), st.floats(0.001, 1000.0))
def test_the_unit_does_not_matter(flow: dict[int, float], unit: float) -> None:
    assume(any(flow.values()))
    other = {year: amount * unit for year, amount in flow.items()}
    here, there = internal_rates_of_return(flow), internal_rates_of_return(other)
    assert len(here) == len(there)
    np.testing.assert_allclose(there, here, atol=1e-5)


def test_a_hundred_years_are_no_difficulty() -> None:
    flow = {FIRST_YEAR + year: 1.0 for year in range(101)}
    flow[FIRST_YEAR] = -20.0
    (rate,) = internal_rates_of_return(flow)
    assert math.isclose((1.0 - (1.0 + rate) ** -100) / rate, 20.0, rel_tol=1e-12)


def test_a_flow_of_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="zero in every year"):
        internal_rates_of_return({2025: 0.0, 2026: 0.0})


@pytest.mark.parametrize(("low", "high"), [(-1.0, 1.0), (0.5, 0.5), (0.5, 0.1)])
def test_an_empty_range_is_refused(low: float, high: float) -> None:
    with pytest.raises(InputError, match=f"from {low!r} to {high!r}"):
        internal_rates_of_return({2025: -1.0, 2026: 2.0}, low=low, high=high)


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_amounts_far_from_one_are_no_difficulty(scale: float) -> None:
    (rate,) = internal_rates_of_return({2025: -scale, 2026: 1.25 * scale})
    assert math.isclose(rate, 0.25, rel_tol=1e-12)


def test_centuries_at_a_rate_far_below_zero_are_no_difficulty() -> None:
    """At the lowest rate of the range a power of five centuries is too large to be written."""
    flow = dict.fromkeys(range(2025, 2525), 0.0) | {2025: -1.0, 2525: 0.5**500}
    (rate,) = internal_rates_of_return(flow)
    assert math.isclose(rate, -0.5, rel_tol=1e-12)
