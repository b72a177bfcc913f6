"""Internal rates of return: every rate at which a cash flow is worth nothing, none left out.

Vocabulary: ``u = ln(1 + r)`` is the *force* of the rate, in which the net present value is
``f(u) = Σ c_t exp(-u t)``, a sum of exponentials.

A search on a grid can step over two rates that lie close. Here the intervals in which at most
one can lie are found first. Let the amounts change sign between the years ``k`` and ``l`` and let
``m`` lie between them. Then ``exp(m u) f(u)`` has the derivative ``exp(m u) Σ (m - t) c_t
exp(-u t)``, whose amounts change sign once less. Its zeros are found in the same way, down to no
change of sign and hence no zero; and between two zeros of a derivative there is at most one of
the function, found by bisection where the ends differ in sign.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from citypact.choice.amounts import CashFlow, checked_cash_flow, checked_finite
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["internal_rates_of_return"]

#: A sum of terms is zero where it is no more than this part of the sum of their sizes.
_ROUNDING: Final = 64.0 * float(np.finfo(np.float64).eps)
#: Two forces nearer than this are one rate (where the value touches zero without crossing it).
_SAME: Final = 1e-6


def internal_rates_of_return(
    flow: CashFlow, *, low: float = -0.9, high: float = 10.0
) -> tuple[float, ...]:
    """Every rate from ``low`` to ``high`` at which ``Σ A_t (1 + r)^-t = 0``, rising.

    Unit: fraction a year. Special cases: an empty tuple where no rate in the range is one, as
    when there are only outlays or only gains; several where the amounts change sign more than
    once, and then none of them alone says whether to invest: use the net present value. Two that
    differ by less than about 1e-6, as where the value touches zero, are given once. There are
    never more than the amounts have changes of sign.

    >>> [round(rate, 9) for rate in internal_rates_of_return({2025: -100.0, 2026: 110.0})]
    [0.1]
    >>> flow = {2025: -100.0, 2026: 230.0, 2027: -132.0}
    >>> [round(rate, 9) for rate in internal_rates_of_return(flow)]
    [0.1, 0.2]
    >>> internal_rates_of_return({2025: -100.0, 2026: -1.0})
    ()

    Args:
        flow: gains positive, outlays negative.
        low: lower end of the range, greater than -1.
        high: upper end, greater than ``low``.

    Raises:
        InputError: the range is empty, the flow cannot be used, or it is zero in every year (so
            that any rate would do).

    Source: Descartes' rule of signs and its proof by Laguerre (1883), *Sur la théorie des
    équations numériques*; on several rates, Norstrøm (1972), *Journal of Financial and
    Quantitative Analysis* 7(3).
    """
    amounts = np.array(list(checked_cash_flow(flow).values()))
    checked_finite(low, "the lowest rate")
    checked_finite(high, "the highest rate")
    if not -1.0 < low < high:
        message = (
            f"internal rates are sought from {low!r} to {high!r}: "
            "the lower end must be greater than -1, and the upper greater than the lower"
        )
        raise InputError(message)
    if not np.any(amounts):
        message = (
            "the cash flow is zero in every year, so that every rate is an internal rate: "
            "leave it out, or give its amounts"
        )
        raise InputError(message)
    ends = (math.log1p(low), math.log1p(high))
    forces = _zeros(amounts / np.abs(amounts).max(), ends)
    return tuple(math.expm1(force) for force in forces)


def _zeros(amounts: Floats, ends: tuple[float, float]) -> list[float]:
    """Forces within ``ends`` at which the amounts, one a year, are worth nothing; rising."""
    years = np.flatnonzero(amounts)
    changes = [
        (earlier + later) / 2.0
        for earlier, later in pairwise(years)
        if (amounts[earlier] > 0.0) != (amounts[later] > 0.0)
    ]
    if not changes:
        return []
    derivative = (changes[0] - np.arange(len(amounts))) * amounts
    turns = [force for force in _zeros(derivative, ends) if ends[0] < force < ends[1]]
    points = [ends[0], *turns, ends[1]]
    signs = [_sign(amounts, point) for point in points]
    found = [point for point, sign in zip(points, signs, strict=True) if sign == 0]
    for (start, end), (before, after) in zip(pairwise(points), pairwise(signs), strict=True):
        if before * after < 0:
            found.append(_bisect(amounts, start, end, before))
    return _apart(sorted(found))


def _sign(amounts: Floats, force: float) -> int:
    """Sign of what the amounts are worth; 0 where it cannot be told from zero."""
    years = np.arange(len(amounts))
    # Measured from the first or the last year, so that no power is too large to be written.
    distance = years if force > 0.0 else years - len(amounts) + 1
    terms = amounts * np.exp(-force * distance)
    value = math.fsum(terms)
    return 0 if abs(value) <= _ROUNDING * float(np.abs(terms).sum()) else (1 if value > 0.0 else -1)


def _bisect(amounts: Floats, start: float, end: float, sign: int) -> float:
    """The force between ``start``, where the sign is ``sign``, and ``end``, where it is not."""
    while True:
        middle = start + (end - start) / 2.0
        if middle in (start, end):
            return middle
        here = _sign(amounts, middle)
        if here == 0:
            return middle
        if here == sign:
            start = middle
        else:
            end = middle


def _apart(forces: Sequence[float]) -> list[float]:
    """The forces without those that are the same as the one before."""
    kept: list[float] = []
    for force in forces:
        if not kept or force - kept[-1] > _SAME:
            kept.append(force)
    return kept
