"""Payback in closed form, and how the ratios stand to each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.flows import FIRST_YEAR

from citypact.choice.discounting import annuity_factor
from citypact.choice.returns import benefit_cost_ratio, nnk_i, nnk_idu, payback_time
from citypact.errors import InputError

positive = st.floats(1e-3, 1e6)
any_sign = st.floats(-1e6, 1e6)


def outlay_and_savings(outlay: float, saving: float, years: int) -> dict[int, float]:
    return {FIRST_YEAR: -outlay} | {FIRST_YEAR + year: saving for year in range(1, years + 1)}


@given(st.floats(0.1, 20.0), positive)
def test_simple_payback_is_outlay_over_saving(years: float, saving: float) -> None:
    found = payback_time(outlay_and_savings(years * saving, saving, 25))
    assert found is not None
    assert math.isclose(found, years, rel_tol=1e-9)


@given(st.integers(1, 25), st.floats(0.001, 0.3))
def test_discounted_payback_is_where_the_annuity_factor_is_reached(years: int, rate: float) -> None:
    found = payback_time(outlay_and_savings(annuity_factor(rate, years), 1.0, 30), rate)
    assert found is not None
    assert math.isclose(found, years, rel_tol=1e-9)


@given(st.floats(0.5, 10.0), st.floats(0.001, 0.05))
def test_discounting_makes_payback_later(years: float, rate: float) -> None:
    flow = outlay_and_savings(years, 1.0, 30)
    simple, discounted = payback_time(flow), payback_time(flow, rate)
    assert simple is not None
    assert discounted is not None
    assert discounted > simple


def test_what_is_not_earned_back_has_no_payback_time() -> None:
    assert payback_time(outlay_and_savings(100.0, 10.0, 9)) is None
    assert payback_time({2025: -1.0}) is None


def test_what_is_never_below_zero_has_nothing_to_earn_back() -> None:
    assert payback_time({2025: 10.0, 2026: -5.0}) == 0.0


def test_an_outlay_that_comes_later_is_counted_from_the_first_year() -> None:
    assert payback_time({2025: 0.0, 2026: -10.0, 2027: 20.0}) == 1.5


@given(any_sign, positive, st.floats(0.0, 1e6))
def test_nnk_idu_is_the_benefit_cost_ratio_less_one(
    benefits: float, investment: float, operation: float
) -> None:
    costs = investment + operation
    ratio = benefit_cost_ratio(benefits, costs)
    net = benefits - costs
    expected = pytest.approx(ratio - 1.0, rel=1e-9, abs=1e-9)
    assert nnk_idu(net, investment, operation) == expected


@given(any_sign, positive)
def test_without_operation_the_two_ratios_are_one(net: float, investment: float) -> None:
    assert nnk_idu(net, investment, 0.0) == nnk_i(net, investment)


@given(any_sign, positive, positive)
def test_both_ratios_have_the_sign_of_the_net_present_value(
    net: float, investment: float, operation: float
) -> None:
    assert math.copysign(1.0, nnk_i(net, investment)) == math.copysign(1.0, net)
    assert abs(nnk_idu(net, investment, operation)) <= abs(nnk_i(net, investment))


def test_saved_operation_lowers_what_the_ratio_is_taken_to() -> None:
    assert nnk_idu(50.0, 100.0, -50.0) == 1.0


def test_saved_operation_that_pays_the_investment_leaves_no_ratio() -> None:
    with pytest.raises(InputError, match=r"investment 100\.0 .* -100\.0 sum to 0\.0"):
        nnk_idu(50.0, 100.0, -100.0)


@pytest.mark.parametrize("nothing", [0.0, -1.0, math.nan])
def test_a_ratio_to_no_cost_is_refused(nothing: float) -> None:
    with pytest.raises(InputError, match=f"present value of the costs is {nothing!r}"):
        benefit_cost_ratio(1.0, nothing)
    with pytest.raises(InputError, match=f"the investment cost is {nothing!r}"):
        nnk_i(1.0, nothing)
    with pytest.raises(InputError, match=f"the investment cost is {nothing!r}"):
        nnk_idu(1.0, nothing, 1.0)


@pytest.mark.parametrize("amounts", [(0.0,), (0.0, 0.0), (0.25, -0.125)])
def test_what_comes_to_zero_or_little_has_nothing_to_earn_back(amounts: tuple[float, ...]) -> None:
    flow = {FIRST_YEAR + year: amount for year, amount in enumerate(amounts)}
    assert payback_time(flow) == 0.0


def test_a_small_outlay_that_is_earned_back_in_part_is_not_earned_back() -> None:
    assert payback_time({2025: -0.25, 2026: 0.125}) is None
