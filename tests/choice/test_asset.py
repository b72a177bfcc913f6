"""Replacement and residual value, held against annuities and against each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.flows import FIRST_YEAR, rates

from citypact.choice.asset import asset_costs, purchase_years, replacement_years, residual_value
from citypact.choice.discounting import annuity, annuity_factor, net_present_value
from citypact.errors import InputError

lifetimes = st.integers(1, 40)
spans = st.integers(0, 60)
costs = st.floats(0.0, 1e6)


@given(costs, lifetimes, st.integers(1, 4), rates)
def test_a_chain_of_replacements_costs_the_annuity_of_one(
    cost: float, lifetime: int, times: int, rate: float
) -> None:
    """``C Σ v^(jL) = annuity(C, L) · annuity factor(nL)``: nothing is left at the end."""
    last_year = FIRST_YEAR + times * lifetime - 1
    chain = net_present_value(asset_costs(cost, lifetime, FIRST_YEAR, last_year), rate, FIRST_YEAR)
    yearly = annuity(cost, rate, lifetime) * annuity_factor(rate, times * lifetime)
    assert math.isclose(chain, yearly, rel_tol=1e-9, abs_tol=1e-9)


@given(costs, lifetimes, spans)
def test_undiscounted_each_year_of_service_costs_the_same(
    cost: float, lifetime: int, span: int
) -> None:
    total = math.fsum(asset_costs(cost, lifetime, FIRST_YEAR, FIRST_YEAR + span).values())
    assert math.isclose(total, cost * (span + 1) / lifetime, rel_tol=1e-9, abs_tol=1e-9)


@given(lifetimes, spans)
def test_it_is_in_service_in_every_year_and_never_twice(lifetime: int, span: int) -> None:
    last_year = FIRST_YEAR + span
    served = [
        year
        for bought in purchase_years(FIRST_YEAR, lifetime, last_year)
        for year in range(bought, min(bought + lifetime, last_year + 1))
    ]
    assert served == list(range(FIRST_YEAR, last_year + 1))


@given(lifetimes, spans)
def test_replacements_are_purchases_but_the_first(lifetime: int, span: int) -> None:
    again = replacement_years(FIRST_YEAR, lifetime, FIRST_YEAR + span)
    assert (FIRST_YEAR, *again) == purchase_years(FIRST_YEAR, lifetime, FIRST_YEAR + span)


@given(costs, lifetimes, spans)
def test_the_residual_value_falls_in_a_straight_line_to_nothing(
    cost: float, lifetime: int, span: int
) -> None:
    left = residual_value(cost, lifetime, FIRST_YEAR, FIRST_YEAR + span)
    assert left == pytest.approx(cost * max(0.0, 1.0 - (span + 1) / lifetime), abs=1e-9)


def test_each_purchase_has_the_cost_of_its_year() -> None:
    costs_by_year = {2026: 90.0, 2029: 60.0}
    expected = {2026: 90.0, 2027: 0.0, 2028: 0.0, 2029: 60.0 - 40.0}
    assert asset_costs(costs_by_year, 3, 2026, 2029) == expected


def test_a_year_of_purchase_without_cost_is_named() -> None:
    with pytest.raises(InputError, match=r"bought in 2029, for which .*: 2026\. Add the cost of"):
        asset_costs({2026: 90.0}, 3, 2026, 2030)


@pytest.mark.parametrize("lifetime", [0, -1])
def test_a_lifetime_of_zero_is_refused_everywhere(lifetime: int) -> None:
    for use in (
        lambda: purchase_years(2026, lifetime, 2050),
        lambda: replacement_years(2026, lifetime, 2050),
        lambda: residual_value(1.0, lifetime, 2026, 2050),
        lambda: asset_costs(1.0, lifetime, 2026, 2050),
    ):
        with pytest.raises(InputError, match=f"the lifetime is {lifetime} years; allowed"):
            use()


def test_years_the_wrong_way_are_refused() -> None:
    with pytest.raises(InputError, match=r"bought in 2051, after the last year .* 2050"):
        residual_value(1.0, 10, 2051, 2050)


def test_a_cost_below_zero_is_refused() -> None:
    with pytest.raises(InputError, match=r"in 2026 is -1\.0: it must not be below zero"):
        asset_costs(-1.0, 10, 2026, 2050)
