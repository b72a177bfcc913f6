"""Use: how much of each carrier every means uses.

``U[i,k,t] = A[a,t] · s[i,t] · use[i,k,t] · Π (1 - improve · r[t])``, in the carrier's unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from citypact.model.city import Activity
from citypact.model.effects import Effects
from citypact.model.term import Sheet, Term

__all__ = ["Uses", "uses"]

#: By activity, means and carrier.
Uses: TypeAlias = dict[tuple[str, str, str], Term]


def uses(
    sheet: Sheet, activity: Activity, need: Term, share: Mapping[str, Term], effects: Effects
) -> Uses:
    """Return what the means of an activity use of each carrier."""
    found: Uses = {}
    for means in activity.means:
        served = sheet.multiply(need, share[means.id])
        for use in means.uses:
            used = sheet.multiply(served, sheet.path(use.path))
            improvements = effects.improve.get((means.id, use.carrier), ())
            found[activity.id, means.id, use.carrier] = sheet.left_of(used, improvements)
    return found
