"""Need: how much of each activity there is.

``A[a,t] = A₀[a] · D[t] / D[base] · Π (1 - avoid · r[t])``; the need of a supply activity is what
the others use of the carriers that it supplies, times the same product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citypact.errors import InputError
from citypact.model.city import Activity, City
from citypact.model.effects import Effects
from citypact.model.term import Sheet, Term

__all__ = ["growths", "own_need", "supplied_need"]


def growths(sheet: Sheet, city: City) -> dict[str, Term]:
    """Return every driver's ratio to its value in the base year, by its id.

    Raises:
        InputError: a driver is 0 in the base year.
    """
    found = {}
    for driver in city.drivers.values():
        base = sheet.base(driver.path)
        if base.row is not None and base.row[0] == 0.0:
            message = f"the driver {driver.id!r} is 0 in the base year: nothing can grow with it"
            raise InputError(message)
        found[driver.id] = sheet.ratio(sheet.path(driver.path), base)
    return found


def own_need(
    sheet: Sheet, activity: Activity, growth: Mapping[str, Term], effects: Effects
) -> Term:
    """Need of an activity that has an amount of its own, in its unit."""
    assert activity.amount is not None  # noqa: S101  a supply activity has none
    need = sheet.quantity(activity.amount)
    if activity.driver:
        need = sheet.multiply(need, growth[activity.driver])
    return sheet.left_of(need, effects.avoid.get(activity.id, ()))


def supplied_need(
    sheet: Sheet, activity: Activity, used: Sequence[tuple[Term, float]], effects: Effects
) -> Term:
    """Need of a supply activity, in its unit.

    Args:
        sheet: where to write.
        activity: which.
        used: what is used of the carriers that it supplies, each with the number that turns the
            carrier's unit into the activity's.
        effects: of which those that avoid apply.
    """
    total = sheet.total(
        term if factor == 1.0 else sheet.scale(term, factor) for term, factor in used
    )
    return sheet.left_of(total, effects.avoid.get(activity.id, ()))
