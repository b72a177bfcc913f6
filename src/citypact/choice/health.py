"""Health: how many deaths more walking and cycling prevent.

The rates of such impacts in a book are derived with these formulas; nothing here reads a book.
"""

from __future__ import annotations

from citypact.choice.amounts import checked_finite, checked_positive
from citypact.errors import InputError

__all__ = ["attributable_fraction", "deaths_prevented"]


def attributable_fraction(relative_risk: float) -> float:
    """Part of the cases among the exposed that the exposure is the cause of: ``(RR - 1) / RR``.

    Special cases: 0 where the exposure changes nothing; below zero where it protects, which is
    better told by the risk of the unexposed, ``1 / RR``. It is not ``RR / (RR + 1)``, which is one
    half where the exposure changes nothing.

    >>> attributable_fraction(1.25)
    0.2

    Args:
        relative_risk: of the exposed over the unexposed, greater than zero.

    Raises:
        InputError: it is not a finite number greater than zero.

    Source: Rothman, Greenland and Lash (2008), *Modern Epidemiology*, 3rd ed., chapter 4.
    """
    risk = checked_positive(relative_risk, "the relative risk")
    return (risk - 1.0) / risk


def deaths_prevented(
    relative_risk: float, *, dose: float, mortality: float, amount: float = 1.0
) -> float:
    """Deaths a year that an amount of activity prevents: ``amount / dose · mortality · AF``.

    ``AF`` is the attributable fraction of *not* being active, whose relative risk is ``1 / RR``.
    The effect is taken as proportional to the amount, as HEAT does up to its bounds: whoever is
    very active already gains less.

    >>> round(deaths_prevented(0.9, dose=1208.5, mortality=0.00153, amount=1e6), 4)
    0.1266

    Args:
        relative_risk: of dying, of whoever has the dose over whoever has none; 0 to 1.
        dose: activity a person a year that the relative risk is stated for, such as km.
        mortality: deaths a year per person in the ages concerned, 0 to 1.
        amount: activity of all, in the unit of the dose.

    Raises:
        InputError: a number is not in its range.

    Source: Kahlmeier and others (2014), *Health economic assessment tools (HEAT) for walking and
    for cycling*, WHO; risks: Kelly and others (2014), IJBNPA 11:132.
    """
    if not 0.0 < checked_finite(relative_risk, "the relative risk of the active") <= 1.0:
        message = (
            f"the relative risk of the active is {relative_risk!r}; allowed: greater than 0, at "
            "most 1. Activity that raises the risk is no such gain"
        )
        raise InputError(message)
    if not 0.0 <= checked_finite(mortality, "the mortality") <= 1.0:
        message = (
            f"the mortality is {mortality!r} deaths a year per person; allowed: 0 to 1. "
            f"Per 100,000 persons write {mortality / 1e5:g}"
        )
        raise InputError(message)
    persons = checked_finite(amount, "the amount of activity") / checked_positive(dose, "the dose")
    return persons * mortality * attributable_fraction(1.0 / relative_risk)
