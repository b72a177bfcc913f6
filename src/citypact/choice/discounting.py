"""Discounting: what an amount in another year is worth, and what is paid each year instead.

All payments of a year share one discount factor. A rate is a fraction a year, real where the
amounts are in the prices of one year, nominal where each is in the prices of its own year; the
two give the same present value (:func:`real_rate`). References are to Boardman, Greenberg, Vining
and Weimer, *Cost-Benefit Analysis* (4th ed., 2011), chapter 6, unless another is named.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from citypact.choice.amounts import (
    CashFlow,
    checked_cash_flow,
    checked_finite,
    checked_lifetime,
    checked_rate,
)
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = [
    "annuity",
    "annuity_factor",
    "discount_factor",
    "discount_factors",
    "net_present_value",
    "nominal_rate",
    "present_value",
    "real_rate",
]


def discount_factor(rate: float, years: float) -> float:
    """Present value of 1 that is paid in ``years`` years: ``(1 + r)^-n``. Unit: fraction.

    Special cases: 1 where the rate or the number of years is zero; a number of years below zero
    carries an earlier payment forward, with a factor above 1 for a positive rate.

    >>> round(discount_factor(0.035, 10), 6)
    0.708919

    Args:
        rate: fraction a year.
        years: from the base year to the payment.

    Raises:
        InputError: the rate is not a fraction a year, a number is not finite, or the factor is
            too large to be written.

    Source: Boardman et al. (2011), chapter 6, the present value of a future amount.
    """
    distance = checked_finite(years, "the number of years")
    try:
        return math.exp(-distance * math.log1p(checked_rate(rate)))
    except OverflowError as error:
        raise InputError(_too_far(rate, distance)) from error


def discount_factors(rate: float, years: Sequence[int], base_year: int) -> Floats:
    """Discount factor of each year: ``(1 + r)^-(t - base year)``. Shape ``(years,)``, fraction.

    >>> discount_factors(0.25, [2025, 2026, 2027], base_year=2025).tolist()
    [1.0, 0.8, 0.64]

    Raises:
        InputError: as for :func:`discount_factor`.
    """
    return np.array([discount_factor(rate, year - base_year) for year in years], dtype=np.float64)


def present_value(amount: float, rate: float, years: float) -> float:
    """Value today of ``amount`` paid in ``years`` years: ``A · (1 + r)^-n``. Unit: the amount's.

    Special cases: as for :func:`discount_factor`.

    >>> round(present_value(121.0, 0.1, 2), 9)
    100.0

    Raises:
        InputError: as for :func:`discount_factor`, or an amount that is not finite.

    Source: Boardman et al. (2011), chapter 6, the present value of a future amount.
    """
    return checked_finite(amount, "the amount") * discount_factor(rate, years)


def annuity_factor(rate: float, years: int) -> float:
    """Present value of 1 a year for ``years`` years: ``(1 - (1 + r)^-n) / r``. Unit: years.

    The first payment falls at the end of the first year. Special case: ``n`` where the rate is
    zero, which is the limit.

    >>> round(annuity_factor(0.035, 40), 6)
    21.355072
    >>> annuity_factor(0.0, 40)
    40.0

    Raises:
        InputError: the rate is not a fraction a year, or the years are no positive whole number.

    Source: Boardman et al. (2011), chapter 6, annuities.
    """
    count = checked_lifetime(years, "the number of yearly payments")
    growth = math.log1p(checked_rate(rate))
    if growth == 0.0:
        return float(count)
    try:
        # expm1 and log1p keep all digits where the rate is next to nothing.
        return -math.expm1(-count * growth) / rate
    except OverflowError as error:
        raise InputError(_too_far(rate, count)) from error


def annuity(amount: float, rate: float, years: int) -> float:
    """Equal yearly payment worth ``amount`` now: ``A · r / (1 - (1 + r)^-n)``. Amount a year.

    The capital recovery factor times the amount; the annual cost of an investment with lifetime
    ``n``. Special case: ``A / n`` where the rate is zero.

    >>> round(annuity(100.0, 0.035, 20), 6)
    7.036108

    Raises:
        InputError: as for :func:`annuity_factor`, or an amount that is not finite.

    Source: Boardman et al. (2011), chapter 6, equivalent annual net benefits.
    """
    return checked_finite(amount, "the amount") / annuity_factor(rate, years)


def net_present_value(flow: CashFlow, rate: float, base_year: int) -> float:
    """Sum of the present values of a cash flow: ``Σ A_t · (1 + r)^-(t - base year)``.

    Gains are positive and outlays negative. Unit: the amounts', in present value of the base year.
    Special case: the plain sum where the rate is zero. Years before the base year are carried
    forward.

    >>> round(net_present_value({2025: -100.0, 2026: 60.0, 2027: 60.0}, 0.1, 2025), 6)
    4.132231

    Raises:
        InputError: the flow is empty, has a year missing or an amount that is not finite, or the
            rate is not a fraction a year.

    Source: Boardman et al. (2011), chapter 6, net present value.
    """
    amounts = checked_cash_flow(flow)
    checked_rate(rate)
    return math.fsum(
        amount * discount_factor(rate, year - base_year) for year, amount in amounts.items()
    )


def real_rate(nominal: float, inflation: float) -> float:
    """Real rate of a nominal one: ``(1 + i) / (1 + inflation) - 1``. Fraction a year.

    Special cases: the nominal rate itself without inflation; below zero where inflation exceeds
    it. The difference of the two is only near to it, and is not used.

    >>> round(real_rate(0.0557, 0.02), 9)
    0.035

    Raises:
        InputError: either is not a fraction a year.

    Source: Fisher (1930), *The Theory of Interest*, chapter 2; Boardman et al. (2011), chapter 6,
    real versus nominal.
    """
    checked_rate(nominal, "the nominal rate")
    checked_rate(inflation, "the inflation")
    return (nominal - inflation) / (1.0 + inflation)


def nominal_rate(real: float, inflation: float) -> float:
    """Nominal rate of a real one: ``(1 + r) · (1 + inflation) - 1``. Fraction a year.

    Special case: the real rate itself without inflation.

    >>> round(nominal_rate(0.035, 0.02), 9)
    0.0557

    Raises:
        InputError: either is not a fraction a year.

    Source: as for :func:`real_rate`.
    """
    checked_rate(real, "the real rate")
    checked_rate(inflation, "the inflation")
    return real + inflation + real * inflation


def _too_far(rate: float, years: float) -> str:
    """Message of a factor that is too large to be written."""
    return (
        f"{years:g} years at a rate of {rate!r} give a factor that is too large to be written: "
        "give fewer years, or a rate nearer to zero"
    )
