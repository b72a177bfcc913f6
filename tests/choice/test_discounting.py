"""Discounting in closed form, and what must hold of it for any amounts and rates."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.flows import FIRST_YEAR, amounts, cash_flows, rates

from citypact.choice.discounting import (
    annuity,
    annuity_factor,
    discount_factor,
    discount_factors,
    net_present_value,
    nominal_rate,
    present_value,
    real_rate,
)
from citypact.errors import InputError

counts = st.integers(1, 80)


def close(one: float, other: float, scale: float = 0.0) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9 * scale)


@given(rates, st.integers(0, 60))
def test_the_factor_is_a_power(rate: float, years: int) -> None:
    assert close(discount_factor(rate, years), (1.0 + rate) ** -years)


@given(rates, st.floats(-40, 40), st.floats(-40, 40))
def test_discounting_twice_is_discounting_once_by_the_sum(r: float, m: float, n: float) -> None:
    assert close(discount_factor(r, m) * discount_factor(r, n), discount_factor(r, m + n))


@given(st.floats(0.001, 0.5), st.integers(0, 60))
def test_later_is_worth_less_at_a_positive_rate(rate: float, years: int) -> None:
    assert discount_factor(rate, years + 1) < discount_factor(rate, years) <= 1.0


@given(st.floats(0.0, 0.4), st.floats(0.001, 0.1), st.integers(1, 60))
def test_a_higher_rate_makes_what_comes_later_worth_less(r: float, more: float, n: int) -> None:
    assert discount_factor(r + more, n) < discount_factor(r, n)


def test_factors_by_year_are_those_of_each_year() -> None:
    years = range(2020, 2051)
    expected = [discount_factor(0.035, year - 2025) for year in years]
    np.testing.assert_array_equal(discount_factors(0.035, years, 2025), expected)


@given(amounts, rates, counts)
def test_annuity_times_factor_is_the_present_value(amount: float, rate: float, n: int) -> None:
    assert close(annuity(amount, rate, n) * annuity_factor(rate, n), amount)


@given(amounts, rates, st.integers(1, 30))
def test_the_annuity_paid_each_year_is_worth_the_amount(amount: float, rate: float, n: int) -> None:
    yearly = annuity(amount, rate, n)
    paid = {FIRST_YEAR + year: yearly for year in range(1, n + 1)}
    assert close(net_present_value(paid, rate, FIRST_YEAR), amount)


@given(counts, st.floats(-1e-9, 1e-9))
def test_the_annuity_factor_has_no_jump_at_rate_zero(n: int, rate: float) -> None:
    # The next term of the series is n (n + 1) r / 2.
    assert math.isclose(annuity_factor(rate, n), n, abs_tol=n * (n + 1) * 1e-9)


@given(cash_flows(), rates, st.integers(-10, 10))
def test_the_base_year_only_moves_the_net_present_value(
    flow: dict[int, float], rate: float, shift: int
) -> None:
    scale = sum(map(abs, flow.values())) * 2e3
    moved = net_present_value(flow, rate, FIRST_YEAR + shift)
    here = net_present_value(flow, rate, FIRST_YEAR)
    assert close(moved, here * (1.0 + rate) ** shift, scale)


@given(cash_flows(), rates)
def test_the_net_present_value_is_the_sum_of_present_values(
    flow: dict[int, float], rate: float
) -> None:
    terms = [present_value(amount, rate, year - FIRST_YEAR) for year, amount in flow.items()]
    assert net_present_value(flow, rate, FIRST_YEAR) == math.fsum(terms)


def test_the_order_in_which_years_are_given_does_not_matter() -> None:
    assert net_present_value({2027: 3.0, 2025: 1.0, 2026: 2.0}, 0.0, 2025) == 6.0


@given(rates, st.floats(-0.05, 0.2))
def test_real_and_nominal_are_inverses(rate: float, inflation: float) -> None:
    assert close(real_rate(nominal_rate(rate, inflation), inflation), rate, 1.0)


@given(rates, st.floats(-0.05, 0.2), st.integers(0, 40))
def test_the_nominal_factor_is_the_real_one_and_inflation(
    real: float, inflation: float, n: int
) -> None:
    nominal = nominal_rate(real, inflation)
    product = discount_factor(real, n) * discount_factor(inflation, n)
    assert close(discount_factor(nominal, n), product)


@pytest.mark.parametrize(
    "use",
    [
        lambda: discount_factor(35.0, 1),
        lambda: discount_factors(35.0, [2026], 2025),
        lambda: annuity_factor(35.0, 10),
        lambda: annuity(1.0, 35.0, 10),
        lambda: net_present_value({2025: 1.0}, 35.0, 2025),
        lambda: real_rate(35.0, 0.02),
        lambda: nominal_rate(0.035, 35.0),
    ],
)
def test_a_rate_in_per_cent_is_refused_everywhere(use: Callable[[], object]) -> None:
    with pytest.raises(InputError, match=r"is 35\.0, which is 3500 % a year"):
        use()


def test_payments_for_no_years_are_refused() -> None:
    with pytest.raises(InputError, match="the number of yearly payments is 0 years"):
        annuity(100.0, 0.035, 0)


@pytest.mark.parametrize("use", [discount_factor, annuity_factor])
def test_a_factor_too_large_to_be_written_is_refused(use: Callable[[float, int], float]) -> None:
    with pytest.raises(InputError, match="too large to be written"):
        use(-0.99, 400)
