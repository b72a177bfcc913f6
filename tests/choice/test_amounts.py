"""What cannot be meant is refused, with the value found and how to mend it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.amounts import (
    checked_cash_flow,
    checked_finite,
    checked_lifetime,
    checked_positive,
    checked_rate,
)
from citypact.errors import InputError


@given(st.floats(-1.0, 1.0, exclude_min=True, exclude_max=True))
def test_a_rate_that_can_be_meant_is_returned_unchanged(rate: float) -> None:
    assert checked_rate(rate) == rate


def test_a_rate_of_35_says_how_the_rate_that_was_meant_is_written() -> None:
    with pytest.raises(InputError) as refused:
        checked_rate(35.0)
    assert str(refused.value) == (
        "the discount rate is 35.0, which is 3500 % a year; allowed: greater than -1 and less "
        "than 1. A rate is a fraction a year: write 0.35 for 35 %, 0.035 for 3.5 %"
    )


@pytest.mark.parametrize("rate", [1.0, -1.0, 3.5, -35.0, math.inf, math.nan])
def test_a_rate_out_of_range_is_refused(rate: float) -> None:
    with pytest.raises(InputError, match="the real rate is "):
        checked_rate(rate, "the real rate")


@pytest.mark.parametrize("lifetime", [0, -5, 12.5, math.nan, math.inf])
def test_a_lifetime_is_a_positive_whole_number_of_years(lifetime: float) -> None:
    with pytest.raises(InputError, match=r"a whole number of years, at least 1") as refused:
        checked_lifetime(lifetime)  # type: ignore[arg-type]  # a book or a form may hold any number
    assert repr(lifetime) in str(refused.value)


@pytest.mark.parametrize("value", [0.0, -1.0, math.nan, math.inf])
def test_a_positive_number_is_positive_and_finite(value: float) -> None:
    with pytest.raises(InputError, match=f"the cost is {value!r}"):
        checked_positive(value, "the cost")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_an_amount_is_finite(value: float) -> None:
    with pytest.raises(InputError, match="must be a finite number"):
        checked_finite(value, "the amount")


def test_a_year_left_out_is_named_and_is_not_zero() -> None:
    with pytest.raises(InputError, match=r"from 2025 to 2028, but none for 2026, 2027: write 0"):
        checked_cash_flow({2025: 1.0, 2028: 1.0})


def test_of_many_missing_years_a_few_are_named_and_the_rest_counted() -> None:
    with pytest.raises(InputError, match=r"none for 2001, 2002, 2003, 2004, 2005 and 4 more"):
        checked_cash_flow({2000: 1.0, 2010: 1.0})


def test_a_flow_without_years_is_refused() -> None:
    with pytest.raises(InputError, match="the cash flow of costs has no years: give an amount"):
        checked_cash_flow({}, "the cash flow of costs")


def test_the_year_of_an_amount_that_is_no_number_is_named() -> None:
    with pytest.raises(InputError, match="the cash flow, year 2026, is nan"):
        checked_cash_flow({2025: 1.0, 2026: math.nan})


def test_exactly_five_missing_years_are_all_named() -> None:
    with pytest.raises(InputError, match=r"none for 2001, 2002, 2003, 2004, 2005: write 0"):
        checked_cash_flow({2000: 1.0, 2006: 1.0})


@given(st.dictionaries(st.sampled_from([2025, 2026]), st.floats(-1e9, 1e9), min_size=2))
def test_a_whole_flow_is_returned_in_the_order_of_its_years(flow: dict[int, float]) -> None:
    assert list(checked_cash_flow(flow).items()) == sorted(flow.items())


@given(st.floats(0.0, 1e9, exclude_min=True))
def test_any_positive_number_is_returned_unchanged(value: float) -> None:
    assert checked_positive(value, "the cost") == value


def test_a_year_with_digits_too_many_is_told_at_once() -> None:
    with pytest.raises(InputError, match=r"2026, 2027, 2028, 2029, 2030 and 19999999994 more"):
        checked_cash_flow({2025: 1.0, 20_000_002_025: 1.0})
