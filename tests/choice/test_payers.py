"""Budgets and shares of payers: what cannot be kept to is refused, all of it at once."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.flows import cash_flows

from citypact.choice.payers import Budget, checked_budgets, checked_shares, divided
from citypact.errors import InputError

PAYERS = ("city", "region", "state")

weights = st.lists(st.floats(0.01, 10.0), min_size=3, max_size=3)


def refusal(*budgets: Budget) -> str:
    with pytest.raises(InputError) as refused:
        checked_budgets(budgets, payers=PAYERS, currency="SEK")
    return str(refused.value)


def test_budgets_that_can_be_kept_to_are_returned() -> None:
    budgets = (Budget("city", {2026: 0.0, 2027: 5.0}, "SEK", total=5.0), Budget("state", {}, "SEK"))
    assert checked_budgets(budgets, payers=PAYERS, currency="SEK") == budgets


@pytest.mark.parametrize("amount", [-1.0, math.nan, math.inf])
def test_a_budget_is_not_below_zero_and_is_a_number(amount: float) -> None:
    assert refusal(Budget("city", {2026: amount}, "SEK")).startswith(
        f"the budget of 'city' in 2026 is {amount!r} million SEK: it must be finite and not below"
    )
    assert refusal(Budget("city", {}, "SEK", total=amount)).startswith(
        f"the budget of 'city' in all is {amount!r} million SEK"
    )


def test_a_budget_in_another_currency_is_refused() -> None:
    assert refusal(Budget("city", {2026: 1.0}, "EUR")) == (
        "the budget of 'city' is in EUR, the plan in SEK: convert it with a stated exchange rate"
    )


def test_a_payer_nobody_knows_is_refused() -> None:
    assert refusal(Budget("cty", {2026: 1.0}, "SEK")) == (
        "the budget of 'cty' names the payer 'cty', whom nobody knows; known: city, region, state"
    )


def test_all_that_is_wrong_is_told_at_once() -> None:
    message = refusal(
        Budget("city", {2026: -1.0, 2027: -2.0}, "EUR"), Budget("city", {}, "SEK", total=-3.0)
    )
    assert len(message.splitlines()) == 5
    for part in ("in 2026 is -1.0", "in 2027 is -2.0", "in EUR", "stated twice", "in all is -3.0"):
        assert part in message


@given(weights)
def test_shares_that_sum_to_one_are_returned_unchanged(drawn: list[float]) -> None:
    shares = {p: w / math.fsum(drawn) for p, w in zip(PAYERS, drawn, strict=True)}
    assert checked_shares(shares, payers=PAYERS) == shares


@given(cash_flows(), weights)
def test_what_payers_bear_sums_to_the_cost(flow: dict[int, float], drawn: list[float]) -> None:
    shares = {p: w / math.fsum(drawn) for p, w in zip(PAYERS, drawn, strict=True)}
    parts = divided(flow, shares, payers=PAYERS)
    for year, cost in flow.items():
        total = math.fsum(part[year] for part in parts.values())
        assert math.isclose(total, cost, rel_tol=1e-12, abs_tol=1e-300)


def test_shares_that_leave_something_unpaid_say_how_much() -> None:
    with pytest.raises(InputError) as refused:
        checked_shares({"city": 0.5, "state": 0.25}, payers=PAYERS, what="tram")
    assert str(refused.value) == (
        "the shares of payers of tram sum to 0.75, not to 1 (city 0.5, state 0.25): 0.25 is paid "
        "by nobody: name who pays it; nothing is scaled to fit"
    )


def test_shares_that_pay_something_twice_say_how_much() -> None:
    with pytest.raises(InputError, match=r"sum to 1\.25, not to 1 .*: 0\.25 is paid twice"):
        divided({2026: 1.0}, {"city": 0.5, "state": 0.75}, payers=PAYERS)


def test_shares_in_per_cent_are_refused() -> None:
    with pytest.raises(InputError, match=r"'city' has 25; allowed: a fraction .*25 % is 0\.25"):
        checked_shares({"city": 25, "state": 75}, payers=PAYERS)


def test_no_shares_are_no_payer() -> None:
    with pytest.raises(InputError, match=r"sum to 0, not to 1 \(none\)"):
        checked_shares({}, payers=PAYERS)


def test_a_share_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError, match=r"'city' has nan(.|\n)*write a finite number"):
        checked_shares({"city": math.nan}, payers=PAYERS)


def test_a_share_of_a_payer_nobody_knows_is_refused() -> None:
    with pytest.raises(InputError, match="the payer 'cty', whom nobody knows"):
        checked_shares({"cty": 1.0}, payers=PAYERS)
