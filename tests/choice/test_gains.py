"""What the actors gain and lose sums to what society does."""

import numpy as np
import pytest
from tests.figures.cities import context_of

from citypact.choice.gains import Gains, gains
from citypact.choice.ledger import ledger


def gains_of(city: str) -> Gains:
    """Of the contract against the reference path of a packaged book."""
    context = context_of(city)
    assert context.contract is not None
    assert context.reference is not None
    return gains(context.city, context.contract, context.reference)


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_the_balances_of_the_actors_sum_to_society_s_in_every_year(city: str) -> None:
    found = gains_of(city)
    np.testing.assert_allclose(
        sum(found.actors.values()), found.views.society.resources, rtol=1e-9, atol=1e-6
    )


def test_an_actor_s_balance_is_the_difference_of_its_two_ledgers() -> None:
    context = context_of("template")
    assert context.contract is not None
    assert context.reference is not None
    found = gains_of("template").actors["households"]
    both = [
        sum(
            row
            for (actor, _), row in ledger(context.city, result).actors.items()
            if actor == "households"
        )
        for result in (context.contract, context.reference)
    ]
    np.testing.assert_allclose(found, both[0] - both[1], rtol=1e-12, atol=1e-9)


def test_whoever_delivers_what_he_is_paid_for_is_left_out() -> None:
    found = gains_of("malmo")
    assert "suppliers" not in found.actors
    assert "sysav" in found.actors


def test_a_scenario_against_itself_moves_nothing() -> None:
    context = context_of("template")
    assert context.contract is not None
    assert gains(context.city, context.contract, context.contract).actors == {}
