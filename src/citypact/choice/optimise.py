"""The search for the best levels: successive linear programmes of the exact model.

A model with overlap is not linear, so a programme is solved at its slopes, the model is asked
again at the answer, and so on until the answer stays where it is. Each search has several starts;
then each measure in turn is held at either end while all others are chosen anew.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from citypact.choice.assembly import (
    MARGIN,
    Assemble,
    Box,
    assemble,
    dependency_rows,
    switch_rows,
)
from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Solution, solve
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["KEPT", "Clock", "Point", "Search"]

#: Part of its scale by which a limit may be exceeded and still counts as kept.
KEPT = 1e-9
#: Levels closer than this are the same.
_SAME = 1e-9
#: Part of the cost without measures below which plans cost the same.
_SAME_COST = 1e-9
#: Linear programmes in a row before the step is shortened.
_ROUNDS = 8
#: The shortest step.
_SHORTEST = 1e-3


@dataclass(frozen=True)
class Clock:
    """When to stop."""

    deadline: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """A clock that runs out after ``seconds``.

        Raises:
            InputError: the time is no positive number.
        """
        if not 0.0 < seconds < np.inf:
            message = f"the time limit is a number of seconds above 0; found {seconds:g}"
            raise InputError(message)
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.deadline - time.monotonic())

    def out(self) -> bool:
        """Whether the time is over."""
        return self.left <= 0.0


@dataclass(frozen=True)
class Point:
    """A plan as the model sees it, and what the last programme said of it.

    Attributes:
        levels: shape ``(measures,)``.
        cost: of the model, MSEK.
        excess: of the model, by row.
        said_cost: what the programme promised; the model's own for a start.
        said_excess: likewise.
        refinements: how many programmes led here.
    """

    levels: Floats
    cost: float
    excess: Floats
    said_cost: float
    said_excess: Floats
    refinements: int


@dataclass
class Search:
    """A search for the plan of least cost, or of least excess over the limits that are loose.

    Attributes:
        seen: the portfolio tied to the model.
        clock: when to stop.
        assemble: makes the programmes.
        loose: limits whose excess is minimised instead of the cost, shape ``(limits,)``.
    """

    seen: Outlook
    clock: Clock
    assemble: Assemble = assemble
    loose: npt.NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with every limit kept."""
        self.loose = np.zeros(len(self.seen.limits), dtype=bool)

    @property
    def box(self) -> Box:
        """From what is decided to the full level."""
        least = self.seen.portfolio.least
        return Box(np.array(list(least.values())), np.ones(len(least)))

    def start(self) -> Point:
        """What is decided and nothing else."""
        return self._point(self.box.lower)

    def near(self, *starts: Floats) -> Point:
        """The best that is reached from ``starts`` alone, without exchanges."""
        found: Point | None = None
        for start in starts:
            found = self._better(self._from(start, self.box), found)
        return found or self.start()

    def best(self, *starts: Floats) -> Point:
        """Search from every start, then measure by measure; the best that the time allows.

        ``starts`` are tried besides the usual ones: plans of a neighbouring question.
        """
        box = self.box
        best = self.near(*starts, box.lower, box.upper, (box.lower + box.upper) / 2.0)
        while not self.clock.out():
            challenger = best
            for other in self._challengers(best, box):
                if self._precedes(other, challenger):
                    challenger = other
            if challenger is best:
                break
            best = challenger
        return self._spared(best)

    def _challengers(self, best: Point, box: Box) -> Iterator[Point]:
        """Plans that differ from ``best`` in one measure, or two, all others chosen anew."""
        for near in self._neighbours(best, box):
            for start in (best.levels, near.upper):
                if self.clock.out():
                    return
                other = self._descend(self._point(np.clip(start, near.lower, near.upper)), near)
                if self._allowed(other.levels):
                    yield other
        for index, level in self._ends(box):
            if self.clock.out():
                return
            if abs(best.levels[index] - level) > _SAME:
                held = self._from(best.levels, box.holding(index, level))
                # Let go of the measure again: it was held only to be tried.
                if held is not None:
                    yield self._better(self._from(held.levels, box), held) or held

    def kept(self, point: Point) -> bool:
        """Whether every limit that is not loose is kept."""
        return self._hard(point) == 0.0

    def bound(self, point: Point) -> float:
        """Least cost of the programme at ``point`` over all levels, MSEK; see the method."""
        at = self.seen.linearise(point.levels)
        switches = self.seen.portfolio.switched
        # Below zero: the point itself, which may lie on its limits, is then in the programme.
        solution = self._solve(at, self.box, whole=True, switches=switches, margin=-MARGIN)
        scale = _scale(at.cost_slope)
        constant = at.cost - float(at.cost_slope @ at.levels)
        return constant + scale * solution.bound

    def _spared(self, point: Point) -> Point:
        """The same plan without measures, or parts of them, that change neither cost nor limits."""
        lower = self.box.lower
        for index in np.flatnonzero(point.levels > lower):
            levels = point.levels.copy()
            levels[index] = lower[index]
            other = self._point(levels)
            if self._allowed(levels) and not self._precedes(point, other):
                point = replace(
                    other,
                    said_cost=point.said_cost,
                    said_excess=point.said_excess,
                    refinements=point.refinements,
                )
        return point

    def _allowed(self, levels: Floats) -> bool:
        portfolio = self.seen.portfolio
        if (dependency_rows(portfolio) @ levels > KEPT).any():
            return False
        if not portfolio.switched:
            return True
        rows, limits = switch_rows(portfolio)
        return bool((rows @ np.concatenate([levels, levels > 0.0]) <= limits + KEPT).all())

    def _neighbours(self, best: Point, box: Box) -> list[Box]:
        """Where one or two measures that have a switch are taken instead of left out, or back."""
        portfolio = self.seen.portfolio
        least = np.array([portfolio.minimum.get(name, 0.0) for name in portfolio.measures])
        excluded = {name for pair in portfolio.excludes for name in pair}
        has_switch = (least > 0.0) | [name in excluded for name in portfolio.measures]
        places = np.flatnonzero(has_switch)
        taken = (best.levels > _SAME) | ~has_switch
        boxes = []
        for flipped in itertools.combinations_with_replacement(places, 2):
            now = taken.copy()
            now[list(flipped)] = ~taken[list(flipped)]
            if not (box.lower > 0.0)[~now].any():
                lowest = np.where(has_switch & now, np.maximum(box.lower, least), box.lower)
                boxes.append(Box(lowest, np.where(now, box.upper, 0.0)))
        return boxes

    def _ends(self, box: Box) -> list[tuple[int, float]]:
        least = self.seen.portfolio.minimum
        ends = []
        for index, name in enumerate(self.seen.portfolio.measures):
            levels = {float(box.lower[index]), float(box.upper[index]), least.get(name, 0.0)}
            ends += [
                (index, level)
                for level in sorted(levels)
                if box.lower[index] <= level <= box.upper[index]
            ]
        return ends

    def _from(self, start: Floats, box: Box) -> Point | None:
        """The fixed point that is reached from ``start``; None where rules forbid all of it."""
        current = self._point(np.clip(start, box.lower, box.upper))
        if not self.seen.portfolio.switched:
            return self._descend(current, box)
        for _ in range(_ROUNDS):
            following = self._step(current, box, switches=True)
            if following is None:
                return None
            if _near(following, current):
                break
            current = following
        chosen = self._step(current, box, switches=True, whole=True)
        if chosen is None:
            return None
        least = self.seen.portfolio.minimum
        names = self.seen.portfolio.measures
        taken = chosen.levels > _SAME
        lowest = np.array([least.get(name, 0.0) for name in names])
        lower = np.where(taken, np.maximum(box.lower, lowest), 0.0)
        upper = np.where(taken, box.upper, 0.0)
        levels = np.clip(chosen.levels, lower, upper)
        start_point = replace(self._point(levels), refinements=chosen.refinements)
        return self._descend(start_point, Box(lower, upper))

    def _descend(self, start: Point, box: Box) -> Point:
        """Programme after programme; a step that makes things worse is tried again shorter."""
        best, radius = start, 1.0
        while radius >= _SHORTEST and not self.clock.out():
            current, near = best, box.within(best.levels, radius)
            steady = False
            for _ in range(_ROUNDS):
                following = self._step(current, near, switches=False)
                if following is None:
                    return best
                steady = _near(following, current)
                current = following
                if steady:
                    break
            if steady and _near(current, best):
                return current
            if self._precedes(current, best):
                best = current
            else:
                radius /= 4.0
        return best

    def _step(
        self, current: Point, box: Box, *, switches: bool, whole: bool = False
    ) -> Point | None:
        """Solve the programme at ``current`` and ask the model at its answer."""
        at = self.seen.linearise(current.levels)
        solution = self._solve(at, box, whole=whole, switches=switches)
        if solution.values is None:
            return None
        levels = np.clip(solution.values[: len(at.levels)], box.lower, box.upper)
        moved = levels - at.levels
        return replace(
            self._point(levels),
            said_cost=at.cost + float(at.cost_slope @ moved),
            said_excess=at.excess + at.excess_slope @ moved,
            refinements=current.refinements + 1,
        )

    def _solve(
        self,
        at: Linearisation,
        box: Box,
        *,
        whole: bool,
        switches: bool,
        margin: float = MARGIN,
    ) -> Solution:
        """The best within the limits; where nothing is, what exceeds them least."""
        nothing, each = np.zeros(len(at.levels)), np.ones(len(self.loose))
        cost = (at.cost_slope / _scale(at.cost_slope), np.zeros(len(self.loose)))
        if self.loose.any():
            cost = (nothing, self.loose.astype(float))
        solution = Solution("infeasible", None, np.inf)
        for prices, free in ((cost, self.loose), ((nothing, each), each.astype(bool))):
            programme = self.assemble(
                self.seen,
                at,
                box,
                cost=prices,
                free=free,
                switches=switches,
                whole=whole,
                margin=margin,
            )
            solution = solve(programme, seconds=self.clock.left)
            if solution.status != "infeasible":
                break
        return solution

    def _point(self, levels: Floats) -> Point:
        found = self.seen.figures(levels[:, None])
        cost, excess = float(found.cost[0]), found.excess[:, 0]
        return Point(levels, cost, excess, cost, excess, 0)

    def _hard(self, point: Point) -> float:
        excess = self.seen.excess_by_limit(point.excess)[~self.loose]
        broken = dependency_rows(self.seen.portfolio) @ point.levels
        return float(excess[excess > KEPT].sum() + broken[broken > KEPT].sum())

    def _value(self, point: Point) -> float:
        if self.loose.any():
            return float(self.seen.excess_by_limit(point.excess)[self.loose].sum())
        return point.cost / max(abs(self.seen.without), 1.0)

    def _precedes(self, one: Point, other: Point) -> bool:
        hard, other_hard = self._hard(one), self._hard(other)
        if abs(hard - other_hard) > KEPT:
            return hard < other_hard
        return self._value(one) < self._value(other) - _SAME_COST

    def _better(self, one: Point | None, other: Point | None) -> Point | None:
        if one is None or other is None:
            return other if one is None else one
        return one if self._precedes(one, other) else other


def _near(one: Point, other: Point) -> bool:
    return bool(np.abs(one.levels - other.levels).max() <= _SAME)


def _scale(slope: Floats) -> float:
    """What costs are divided by before they are solved for."""
    return float(np.abs(slope).sum()) or 1.0
