"""Learning: how the cost of an investment falls as more is built, or as years pass.

A *learning rate* is the part by which the cost falls with each doubling of what has been built in
all, by everybody. One city builds too little to move it: what is built in the world is given from
outside.
"""

from __future__ import annotations

import math

from citypact.choice.amounts import checked_positive, checked_rate
from citypact.errors import InputError

__all__ = ["cost_after_years", "learned_cost", "learning_rate"]


def learned_cost(cost: float, learning: float, built_then: float, built_now: float) -> float:
    """Cost when ``built_now`` has been built in all: ``C · (X / X0)^log2(1 - learning)``.

    Unit: the cost's. Special cases: unchanged at learning rate 0; halved by each doubling at 0.5;
    a rate below zero is a cost that rises with what is built, as has been seen for nuclear power.

    >>> round(learned_cost(100.0, 0.2, built_then=10.0, built_now=40.0), 9)
    64.0

    Args:
        cost: when ``built_then`` had been built, greater than zero.
        learning: fraction by which cost falls at each doubling, between -1 and 1.
        built_then: cumulative amount, greater than zero, any unit.
        built_now: cumulative amount, not less than ``built_then``, same unit.

    Raises:
        InputError: a number is not in its range.

    Source: Wright (1936), *Journal of the Aeronautical Sciences* 3(4); McDonald and
    Schrattenholzer (2001), *Energy Policy* 29(4), equation 1.
    """
    checked_positive(cost, "the cost")
    checked_rate(learning, "the learning rate")
    return cost * math.pow(_growth(built_then, built_now), math.log2(1.0 - learning))


def learning_rate(cost_then: float, cost_now: float, built_then: float, built_now: float) -> float:
    """Learning rate between two points of a curve: ``1 - (C / C0)^(1 / log2(X / X0))``. Fraction.

    >>> round(learning_rate(100.0, 64.0, built_then=10.0, built_now=40.0), 9)
    0.2

    Raises:
        InputError: a number is not greater than zero, or nothing was built between the two.

    Source: as for :func:`learned_cost`.
    """
    checked_positive(cost_then, "the earlier cost")
    checked_positive(cost_now, "the later cost")
    growth = _growth(built_then, built_now)
    if growth == 1.0:
        message = (
            f"nothing is built between the two points ({built_then!r} and {built_now!r}): "
            "give two points that differ"
        )
        raise InputError(message)
    return 1.0 - math.pow(cost_now / cost_then, 1.0 / math.log2(growth))


def cost_after_years(cost: float, decline: float, years: float) -> float:
    """Cost that falls by the same part each year: ``C · (1 - d)^n``. Unit: the cost's.

    For a technology whose amounts are not followed. Special case: a decline below zero is a rise.

    >>> round(cost_after_years(100.0, 0.1, 2), 9)
    81.0

    Args:
        cost: in the first year, greater than zero.
        decline: fraction a year, between -1 and 1.
        years: since the first year, not below zero.

    Raises:
        InputError: a number is not in its range.

    Source: Moore's form of the curve: Nagy et al. (2013), *PLOS ONE* 8(2) e52669, equation 1, in
    yearly steps.
    """
    checked_positive(cost, "the cost")
    checked_rate(decline, "the yearly decline of the cost")
    if not (math.isfinite(years) and years >= 0.0):
        message = f"the number of years is {years!r}: it must be finite and not below zero"
        raise InputError(message)
    return math.exp(math.log(cost) + years * math.log1p(-decline))


def _growth(built_then: float, built_now: float) -> float:
    """How many times more has been built now; at least 1."""
    checked_positive(built_then, "the amount built then")
    checked_positive(built_now, "the amount built now")
    if built_now < built_then:
        message = (
            f"the amount built in all falls from {built_then!r} to {built_now!r}: it is counted "
            "from the beginning, demolition not taken off, and cannot fall"
        )
        raise InputError(message)
    return built_now / built_then
