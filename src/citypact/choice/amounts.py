"""What the economic functions are given, and how a value that cannot be meant is refused.

Owns the cash flow and the checks of single values. A check returns what it was given, unchanged,
or raises an :class:`InputError` that says what was found, what is allowed and how to mend it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import islice
from typing import Final, TypeAlias

from citypact.errors import InputError

__all__ = [
    "CashFlow",
    "checked_cash_flow",
    "checked_finite",
    "checked_lifetime",
    "checked_positive",
    "checked_rate",
]

#: An amount for each year, such as MSEK: no year is left out between the first and the last.
CashFlow: TypeAlias = Mapping[int, float]

_MOST_YEARS_NAMED: Final = 5


def checked_finite(value: float, what: str) -> float:
    """Return ``value``, in any unit, if it is a finite number.

    Raises:
        InputError: it is infinite or not a number.
    """
    if not math.isfinite(value):
        raise InputError(f"{what} is {value!r}: it must be a finite number")
    return value


def checked_positive(value: float, what: str) -> float:
    """Return ``value``, in any unit, if it is finite and greater than zero.

    Raises:
        InputError: it is not.
    """
    if checked_finite(value, what) <= 0.0:
        raise InputError(f"{what} is {value!r}: it must be greater than zero")
    return value


def checked_rate(rate: float, what: str = "the discount rate") -> float:
    """Return ``rate``, a fraction a year, if it lies between -1 and 1, both exclusive.

    A rate below zero is allowed: the real rate is below zero where inflation exceeds the nominal.

    >>> checked_rate(0.035)
    0.035

    Raises:
        InputError: it lies outside; the message says how the rate that was meant is written.
    """
    if not -1.0 < checked_finite(rate, what) < 1.0:
        message = (
            f"{what} is {rate!r}, which is {100.0 * rate:g} % a year; "
            "allowed: greater than -1 and less than 1. A rate is a fraction a year: "
            f"write {rate / 100.0:g} for {rate:g} %, {rate / 1000.0:g} for {rate / 10.0:g} %"
        )
        raise InputError(message)
    return rate


def checked_lifetime(lifetime: int, what: str = "the lifetime") -> int:
    """Return ``lifetime`` if it is a whole number of years, at least one.

    Raises:
        InputError: it is zero, negative, or not whole.
    """
    if not math.isfinite(lifetime) or lifetime != int(lifetime) or lifetime < 1:
        message = (
            f"{what} is {lifetime!r} years; allowed: a whole number of years, at least 1. "
            "What is used up in the year it is bought is operation, not investment"
        )
        raise InputError(message)
    return int(lifetime)


def checked_cash_flow(flow: CashFlow, what: str = "the cash flow") -> dict[int, float]:
    """Return ``flow`` in the order of its years if every amount is finite and no year is missing.

    A year without payment is written as 0: a missing year is missing, and not zero.

    >>> checked_cash_flow({2027: 5.0, 2026: -10.0})
    {2026: -10.0, 2027: 5.0}

    Raises:
        InputError: no year at all, a year left out between the first and the last, or an amount
            that is not finite.
    """
    if not flow:
        raise InputError(f"{what} has no years: give an amount for at least one year")
    first, last = min(flow), max(flow)
    missing = last - first + 1 - len(flow)
    if missing:
        # Only as many as are named are looked for: one wrong year can make the span enormous.
        gaps = (str(year) for year in range(first, last + 1) if year not in flow)
        named = ", ".join(islice(gaps, _MOST_YEARS_NAMED))
        more = missing - _MOST_YEARS_NAMED
        named += f" and {more} more" if more > 0 else ""
        message = (
            f"{what} has amounts from {first} to {last}, but none for {named}: "
            "write 0 for a year in which nothing is paid"
        )
        raise InputError(message)
    return {
        year: checked_finite(flow[year], f"{what}, year {year},") for year in range(first, last + 1)
    }
