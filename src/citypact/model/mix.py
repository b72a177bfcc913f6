"""Mix: by which means a need is met. Shares over the means of an activity sum to one.

A shift can only move what is there. All shifts of a year act on the shares as they would be
without any: what arrives at a means from elsewhere is not shifted on in the same year. Several
shifts out of one means each take of what is left, and what has left is divided among them in
proportion to their strengths.

Where the means are a stock, measures act on what is bought, and the stock follows by its
lifetime L: ``s[t] = s[t-1] + (p[t] - s[t-1]) / L``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from citypact.errors import InputError
from citypact.model.city import Activity
from citypact.model.effects import Effects
from citypact.model.term import Sheet, Term

__all__ = ["Mix", "mix"]

#: How far certain shares may sum from one: what rounding leaves (convention § 4.1).
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares by means, as fractions; ``purchase`` is empty where the means are no stock."""

    share: Mapping[str, Term]
    purchase: Mapping[str, Term]


def mix(sheet: Sheet, activity: Activity, effects: Effects) -> Mix:
    """Return the shares of an activity's means over the years.

    Raises:
        InputError: certain shares do not sum to one, or a stock lacks what is bought.
    """
    names = [means.id for means in activity.means]
    if activity.lifetime is None:
        stated = [sheet.path(means.share) for means in activity.means]
        shares = dict(zip(names, _one(sheet, activity, stated, "shares"), strict=True))
        return Mix(_shifted(sheet, shares, effects.shift), {})

    stated = [sheet.quantity(means.share.points[0]) for means in activity.means]
    initial = dict(zip(names, _one(sheet, activity, stated, "shares"), strict=True))
    bought = []
    for means in activity.means:
        if means.purchase is None:
            message = (
                f"the means {means.id!r} belongs to the stock {activity.id!r}: state its share of "
                "what is bought, 0 where none is"
            )
            raise InputError(message)
        bought.append(sheet.path(means.purchase))
    reference = dict(zip(names, _one(sheet, activity, bought, "purchase shares"), strict=True))
    purchase = _shifted(sheet, reference, effects.purchase)
    rate = sheet.ratio(sheet.number(1.0), sheet.quantity(activity.lifetime))
    share = {name: _turned_over(sheet, initial[name], rate, purchase[name]) for name in names}
    return Mix(share, purchase)


def _one(sheet: Sheet, activity: Activity, shares: Sequence[Term], what: str) -> list[Term]:
    """Return shares that sum to one: divided by their sum where any of them is uncertain."""
    total = sheet.total(shares)
    if total.row is None:
        return [sheet.ratio(share, total) for share in shares]
    off = np.abs(total.row - 1.0)
    if off.max() > _TOLERANCE:
        worst = int(off.argmax())
        message = (
            f"the {what} of the activity {activity.id!r} sum to {total.row[worst]:.6g} in "
            f"{int(sheet.years[worst])}, not to 1: {', '.join(sorted(total.row_keys()))}"
        )
        raise InputError(message)
    return list(shares)


def _shifted(
    sheet: Sheet,
    shares: Mapping[str, Term],
    shifts: Mapping[str, Sequence[tuple[str, Term]]],
) -> dict[str, Term]:
    """Move shares: ``s · (1 - Π (1 - x))`` leaves a means, divided in proportion to each x."""
    result = dict(shares)
    arriving: list[tuple[str, Term]] = []
    for name, share in shares.items():
        leaving = shifts.get(name, ())
        if not leaving:
            continue
        staying = sheet.left_of(sheet.number(1.0), [strength for _, strength in leaving])
        moved = sheet.damp(share, staying)
        result[name] = sheet.subtract(share, moved)
        if len(leaving) == 1:
            arriving.append((leaving[0][0], moved))
            continue
        total = sheet.total(strength for _, strength in leaving)
        for destination, strength in leaving:
            arriving.append((destination, sheet.multiply(moved, sheet.ratio(strength, total))))
    for destination, term in arriving:
        result[destination] = sheet.add(result[destination], term)
    return result


def _turned_over(sheet: Sheet, initial: Term, rate: Term, purchase: Term) -> Term:
    slot = sheet.builder.turn_over(initial.operand, rate.operand, purchase.operand)
    return Term(None, slot, (initial, rate, purchase))
