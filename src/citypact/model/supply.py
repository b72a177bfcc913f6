"""Supply: in which order activities are solved, so that each supplier comes after its users.

District heat, local electricity and vehicle traffic are activities too: their need is what the
others use of the carriers that they supply.
"""

from __future__ import annotations

from collections.abc import Mapping

from citypact.errors import InputError
from citypact.model.city import City

__all__ = ["in_order", "is_supply"]


def is_supply(city: City, activity: str) -> bool:
    """Say whether an activity's need is what others use of what it supplies."""
    return city.activities[activity].amount is None


def in_order(city: City) -> tuple[str, ...]:
    """Return the ids of all activities, users before their suppliers.

    Raises:
        InputError: activities supply one another in a circle; the message names its members.
    """
    suppliers = {
        activity.id: sorted(
            {
                supplier
                for means in activity.means
                for use in means.uses
                if (supplier := city.carriers[use.carrier].supplied_by)
            }
        )
        for activity in city.activities.values()
    }
    users_left = dict.fromkeys(suppliers, 0)
    for named in suppliers.values():
        for supplier in named:
            users_left[supplier] += 1
    ready = [activity for activity, count in users_left.items() if count == 0]
    order = []
    while ready:
        activity = ready.pop(0)
        order.append(activity)
        for supplier in suppliers[activity]:
            users_left[supplier] -= 1
            if users_left[supplier] == 0:
                ready.append(supplier)
    if len(order) < len(suppliers):
        circle = _circle(suppliers, set(suppliers) - set(order))
        message = (
            f"these activities supply one another in a circle: {' → '.join(circle)}. Let one of "
            "them use a carrier that comes from outside"
        )
        raise InputError(message)
    return tuple(order)


def _circle(suppliers: Mapping[str, list[str]], unsolved: set[str]) -> list[str]:
    """Return one circle among ``unsolved``, beginning and ending with the same member.

    Every unsolved activity has a user that is unsolved: walking from supplier to user returns.
    """
    user_of = {
        supplier: activity
        for activity in sorted(unsolved, reverse=True)
        for supplier in suppliers[activity]
        if supplier in unsolved
    }
    walked = [min(unsolved)]
    while user_of[walked[-1]] not in walked:
        walked.append(user_of[walked[-1]])
    first = user_of[walked[-1]]
    circle = [*walked[walked.index(first) :], first]
    return circle[::-1]
