"""Proofs: plans that the programme at a plan promises, asked of the model one after the other.

Either the model agrees that a plan is better, and the search goes on from there, or it refuses it
for a limit that it exceeds, and the next proof knows of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from citypact.choice.assembly import MARGIN
from citypact.choice.point import GAP, KEPT, Point
from citypact.engine.arrays import Floats

if TYPE_CHECKING:
    from citypact.choice.optimise import Search

__all__ = ["improved"]

#: How many proofs follow each other at most.
_PROOFS = 6
#: Levels closer than this are the same.
_SAME = 1e-9


def improved(search: Search, point: Point) -> Point:
    """Go on to what proofs find, as long as the model agrees that it is better."""
    for _ in range(_PROOFS):
        if search.loose.any() or search.clock.out() or not search.kept(point):
            break
        found = search.proof(point).levels
        if found is None:
            break
        other = _on_the_way(search, point, found)
        if other is not None:
            point = other
        elif not _refused(search, point, found):
            break
    return point


def _refused(search: Search, point: Point, found: Floats) -> bool:
    """Keep proofs from a plan that exceeds a limit in the model; False where nothing is won.

    That is where the gap is small enough without it, or what the model has against the plan is its
    cost, which rows of limits do not tell.
    """
    if point.cost - search.proof(point).bound <= GAP * search.total(point):
        return False
    at = search.seen.linearise(found, far=True)
    known = any(np.array_equal(at.levels, each.levels) for each in search.refused)
    if known or at.excess[: search.seen.curved].max(initial=0.0) <= KEPT:
        return False
    search.refuse(at)
    return True


def _on_the_way(search: Search, point: Point, found: Floats) -> Point | None:
    """A better plan, at what a proof has found or nearer to the plan; None if none is.

    The programme at a plan is exact for a plan that differs in one measure, and the less so the
    more measures differ. So fewer options may be taken anew, half as many each time.
    """
    other = search.fixed(found, search.box, point.refinements + 1)
    anew, at = int(((found > _SAME) & (point.levels <= _SAME)).sum()), None
    while not search.precedes(other, point):
        anew //= 2
        if anew < 1 or search.clock.out():
            return None
        at = at or search.seen.linearise(point.levels, far=True)
        solution = search.programmes.whole(
            at, search.box, search.loose, margin=-MARGIN, begin=point.levels, anew=anew
        )
        if solution.values is None:
            return None
        levels = solution.values[: len(point.levels)]
        other = search.fixed(levels, search.box, point.refinements + 1)
    return other
