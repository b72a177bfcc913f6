"""Impacts: what comes along with what is done, used and spent, each in a unit of its own.

``X[j,t] = Σ rate[j,·,t] · amount[·,t]`` over the impact's rates, where the amount is that of an
activity, of the part of it that a means meets, of a carrier used, or of money of a kind that
measures spend. Impacts are never added to one another: each has its own value.
"""

from __future__ import annotations

from collections.abc import Mapping

from citypact.model import output
from citypact.model.appraisal import ImpactRate
from citypact.model.city import City
from citypact.model.term import Sheet, Term
from citypact.model.use import Uses

__all__ = ["impacts"]


def impacts(
    sheet: Sheet,
    city: City,
    named: Mapping[str, Term],
    used: Uses,
    spent: Mapping[str, list[Term]],
) -> dict[str, Term]:
    """Return each impact that has rates, in its unit a year, by its id.

    Args:
        sheet: where it is written.
        city: whose.
        named: terms of activities and shares, by the name of their output.
        used: what means use of carriers.
        spent: what measures pay, by kind of money.
    """
    found = {}
    for impact in city.impacts.values():
        terms = [
            sheet.multiply(amount, sheet.path(rate.path))
            for rate in impact.rates
            for amount in _amounts(sheet, city, rate, (named, used, spent))
        ]
        if impact.rates:
            found[impact.id] = sheet.total(terms)
    return found


def _amounts(
    sheet: Sheet,
    city: City,
    rate: ImpactRate,
    known: tuple[Mapping[str, Term], Uses, Mapping[str, list[Term]]],
) -> list[Term]:
    """What the rate is counted per unit of; nothing where nothing of it is spent or used."""
    named, used, spent = known
    if rate.spending:
        return list(spent.get(rate.spending, ()))
    if rate.carrier:
        return [term for (_, _, carrier), term in used.items() if carrier == rate.carrier]
    if rate.activity:
        return [named[output.activity(rate.activity)]]
    activity = next(
        activity.id
        for activity in city.activities.values()
        if any(means.id == rate.means for means in activity.means)
    )
    return [sheet.multiply(named[output.activity(activity)], named[output.share(rate.means)])]
