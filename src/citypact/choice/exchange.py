"""Exchanges: plans that differ from the best one in a measure or two, all others chosen anew."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from citypact.choice.assembly import Box
from citypact.choice.linearisation import Linearisation
from citypact.choice.options import Options
from citypact.choice.point import Point
from citypact.engine.arrays import Floats

if TYPE_CHECKING:
    from citypact.choice.optimise import Search

__all__ = ["are_few", "improved", "spared"]

#: Up to so many options exchanges are tried.
_FEW = 150
#: Levels closer than this are the same.
_SAME = 1e-9
#: Part of the scale of a limit, and of the total cost, by which programmes may be wrong about an
#: exchange that is not tried because of what they say.
_HOPE, _HOPE_COST = 0.02, 1e-3


def are_few(options: Options) -> bool:
    """Whether there are few enough options for exchanges."""
    return len(options) <= _FEW


def improved(search: Search, best: Point) -> Point:
    """Exchange until no exchange is better, or the time is over."""
    while not search.clock.out():
        challenger = best
        search.rival = best if search.kept(best) else None
        for other in _challengers(search, best):
            if search.precedes(other, challenger):
                challenger = other
        if challenger is best:
            break
        best = challenger
    search.rival = None
    return best


def spared(search: Search, point: Point) -> Point:
    """The same plan without measures, or parts of them, that change neither cost nor limits."""
    lower = search.box.lower
    for index in np.flatnonzero(point.levels > lower):
        levels = point.levels.copy()
        levels[index] = lower[index]
        other = search.point(levels)
        if search.allowed(levels) and not search.precedes(point, other):
            point = replace(
                other,
                said_cost=point.said_cost,
                said_excess=point.said_excess,
                refinements=point.refinements,
            )
    return point


def _challengers(search: Search, best: Point) -> Iterator[Point]:
    ends = [
        search.seen.linearise(levels, far=True)
        for levels in (best.levels, search.seen.portfolio.settled)
    ]
    for levels, inside in itertools.chain(_moved(search, best), _switched(search, best)):
        if search.clock.out():
            return
        if not _is_hopeful(search, best, ends, inside):
            continue
        other = search.descended(search.point(levels), inside)
        if search.allowed(other.levels):
            yield other
    for held in _held(search, best):
        if search.clock.out():
            return
        if not _is_hopeful(search, best, ends, held):
            continue
        found = search.reached(best.levels, held)
        # Let go of the measure again: it was held only to be tried.
        if found is not None:
            yield search.better(search.reached(found.levels, search.box), found) or found


def _is_hopeful(search: Search, best: Point, ends: list[Linearisation], box: Box) -> bool:
    """Whether a box may hold a better plan, as programmes at two ends see it.

    The programme at the best plan is exact for what differs from it in one measure; the one where
    nothing is taken, for one measure alone, and sees more saved than overlap leaves of several.
    Both get some of every limit, and of the total, for nothing.
    """
    if not search.kept(best):
        return True
    promises = [search.programmes.promised(at, box, search.loose, margin=-_HOPE) for at in ends]
    if search.loose.any():
        return min(promises) < search.exceeded(best)
    return min(promises) < best.cost + _HOPE_COST * search.total(best)


def _inside(search: Search, places: Floats) -> Box:
    """Where only some options may be taken, at least to their least level."""
    box, least = search.box, search.seen.portfolio.rules.least
    taken = places > 0.0
    lower = np.where(taken, np.maximum(box.lower, least), box.lower)
    return Box(lower, np.where(taken, box.upper, 0.0))


def _moved(search: Search, best: Point) -> Iterator[tuple[Floats, Box]]:
    """Each measure that is taken, at each of its other starts."""
    options = search.seen.options
    for place in np.flatnonzero(best.levels > _SAME):
        name = options.items[place].measure
        for other in options.of(name):
            if other == place:
                continue
            levels = best.levels.copy()
            levels[other], levels[place] = levels[place], 0.0
            yield levels, _inside(search, levels)


def _switched(search: Search, best: Point) -> Iterator[tuple[Floats, Box]]:
    """One or two measures that have a switch of their own, taken or left out instead."""
    portfolio, options = search.seen.portfolio, search.seen.options
    excluded = {name for pair in portfolio.excludes for name in pair}
    named = [
        row
        for row, name in enumerate(options.measures)
        if portfolio.minimum.get(name, 0.0) > 0.0 or name in excluded
    ]
    home, box = options.homes(best.levels), search.box
    free = np.zeros(len(options))
    free[home] = 1.0
    for row in named:
        free[home[row]] = float(best.levels[home[row]] > _SAME)
    for flipped in itertools.combinations_with_replacement(named, 2):
        now = free.copy()
        places = home[list(set(flipped))]
        now[places] = 1.0 - now[places]
        if (box.lower > 0.0)[now == 0.0].any():
            continue
        inside = _inside(search, now)
        yield np.clip(best.levels, inside.lower, inside.upper), inside
        yield inside.upper, inside


def _held(search: Search, best: Point) -> Iterator[Box]:
    """Each measure left out, and each in full at the start that it has."""
    options, box = search.seen.options, search.box
    level, home = options.level(best.levels), options.homes(best.levels)
    for row, name in enumerate(options.measures):
        places = np.array(options.of(name))
        if level[row] > box.lower[home[row]] + _SAME:
            yield box.holding(places).holding(home[row], float(box.lower[home[row]]))
        if level[row] < 1.0 - _SAME:
            others = box.holding(places[places != home[row]])
            yield others.holding(home[row], 1.0)
