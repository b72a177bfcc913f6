"""The search for the best plan: successive linear programmes of the exact model.

A model with overlap is not linear, so a programme is solved at its slopes, the model is asked
again at the answer, and so on until the answer stays where it is. First the programmes may spread
a measure over several starts; then one with whole switches says which options are taken; with
those fixed the levels are refined. Then the plan is put to the proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from citypact.choice import exchange, proving
from citypact.choice.assembly import MARGIN, Assemble, Box, assemble
from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.point import GAP, KEPT, Clock, Point, Proof
from citypact.choice.programmes import SOLVED, Programmes
from citypact.choice.rounding import rounded
from citypact.engine.arrays import Floats

__all__ = ["GAP", "KEPT", "Clock", "Point", "Search"]

#: Part of the total to which a programme with whole switches is solved where it only has to show
#: that no plan is cheaper by more than :data:`GAP`.
_PROVED = 0.98e-3
#: Levels closer than this are the same.
SAME = 1e-9
#: Part of what is to be least, without measures, below which plans are equal.
_SAME_COST = 1e-9
#: Linear programmes in a row before the step is shortened.
_ROUNDS = 8
#: So many of them show where they lead.
_TRIED = 2
#: Linear programmes in a row that may spread a measure over several starts.
_SPREAD = 4
#: The shortest step.
_SHORTEST = 1e-3
#: How often options are chosen anew where the model says that a limit is not kept.
_MENDED = 3


@dataclass
class Search:
    """A search for the plan of least cost, or of least excess over the limits that are loose.

    Attributes:
        seen: the portfolio tied to the model.
        clock: when to stop.
        assemble: makes the programmes.
        loose: limits whose excess is minimised instead of the cost, shape ``(limits,)``.
        rival: a plan that keeps its limits, and that whatever is sought has to be better than.
        refused: the model at plans that a proof has found and that exceed a limit in the model.
    """

    seen: Outlook
    clock: Clock
    assemble: Assemble = assemble
    loose: npt.NDArray[np.bool_] = field(init=False)
    rival: Point | None = field(init=False, default=None)
    refused: list[Linearisation] = field(init=False, default_factory=list)
    _proofs: dict[bytes, Proof] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with every limit kept."""
        self.loose = np.zeros(len(self.seen.limits), dtype=bool)

    @property
    def programmes(self) -> Programmes:
        """What makes and solves its programmes."""
        return Programmes(self.seen, self.clock, self.assemble)

    @property
    def box(self) -> Box:
        """From what is decided to the full level."""
        options, least = self.seen.options, self.seen.portfolio.least
        lower = np.zeros(len(options))
        for index, name in enumerate(options.measures):
            if options.count[index] == 1:
                lower[options.first[index]] = least[name]
        return Box(lower, np.ones(len(options)))

    def start(self) -> Point:
        """What is decided and nothing else."""
        return self.point(self.seen.portfolio.settled)

    def starts(self) -> list[Floats]:
        """Where a search begins: half of everything, nothing but what is decided, everything."""
        stated = np.zeros(len(self.seen.options))
        stated[self.seen.options.stated] = 1.0
        least = self.seen.portfolio.settled
        return [np.maximum(stated / 2.0, least), least, stated]

    def near(self, *starts: Floats) -> Point:
        """The best that is reached from ``starts`` alone, without exchanges."""
        found: Point | None = None
        for start in starts:
            found = self.better(self.reached(start, self.box), found)
        return self.better(found, self._as_it_is(starts)) or self.start()

    def _as_it_is(self, starts: Sequence[Floats]) -> Point:
        """The best of what is begun from, which is all there is where the time is over."""
        best = self.start()
        for start in (*starts, *self.starts()):
            levels = self.seen.options.gathered(np.clip(start, self.box.lower, self.box.upper))
            other = self.point(levels)
            if self.allowed(levels) and self.precedes(other, best):
                best = other
        return best

    def best(self, *starts: Floats, first: Clock | None = None) -> Point:
        """Search from every start, then by proofs and exchanges; the best that the time allows.

        Args:
            starts: are tried besides the usual ones: plans of a neighbouring question.
            first: when it ends without a plan that keeps every limit, if before the whole time.
        """
        usual = self.starts()
        few = exchange.are_few(self.seen.options)
        whole, self.clock = self.clock, first or self.clock
        best = self.near(*starts, *(usual if few else usual[:1]))
        over, self.clock = self.clock.out(), whole
        if over and not self.kept(best):
            return best
        if few:
            best = exchange.improved(self, best)
        return exchange.spared(self, proving.improved(self, best))

    def kept(self, point: Point) -> bool:
        """Whether every limit that is not loose is kept."""
        return self.hard(point) == 0.0

    def bound(self, point: Point) -> float:
        """Least cost of the programme at ``point`` over all plans that are not refused."""
        return self.proof(point).bound

    def total(self, point: Point) -> float:
        """What a gap is a part of: the total cost of a plan with all carriers, at least 1."""
        return max(abs(self.seen.without + point.cost), 1.0)

    def proof(self, point: Point) -> Proof:
        """Solve the programme at a plan over all plans, first spread, then with whole switches."""
        known = self._proofs.get(point.levels.tobytes())
        if known is None:
            known = self._proofs[point.levels.tobytes()] = self._proved(point)
        return known

    def refuse(self, at: Linearisation) -> None:
        """Keep proofs from a plan that exceeds a limit in the model."""
        self.refused.append(at)
        self._proofs.clear()

    def _proved(self, point: Point) -> Proof:
        at = self.seen.linearise(point.levels, far=True)
        programmes = replace(self.programmes, refused=self.refused)
        # Below zero: the point itself, which may lie on its limits, is then in the programme.
        spread = programmes.spread(at, self.box, self.loose, margin=-MARGIN)
        bound = self._cost_of(at, spread.bound)
        count = len(at.levels)
        switched = self.seen.portfolio.switched
        if not switched or point.cost - bound <= GAP * self.total(point):
            alone = None if spread.values is None else spread.values[:count]
            return Proof(bound, None if switched else alone)
        whole = programmes.whole(
            at,
            self.box,
            self.loose,
            margin=-MARGIN,
            begin=point.levels,
            within=_PROVED,
            proved=True,
        )
        levels = None if whole.values is None else whole.values[:count]
        return Proof(max(bound, self._cost_of(at, whole.bound)), levels)

    def reached(self, start: Floats, box: Box) -> Point | None:
        """The fixed point that is reached from ``start``; None where rules forbid all of it."""
        levels = np.clip(start, box.lower, box.upper)
        if not self.seen.portfolio.switched:
            return self.descended(self.point(levels), box)
        spread = self._spread(levels, box)
        if spread is None:
            return None
        at, levels, programmes = spread
        first = self._rounded(levels, box, programmes)
        if first is not None and self._is_good(first, box):
            return first
        begin = None if first is None else first.levels
        chosen = self.programmes.whole(at, box, self.loose, begin=begin)
        if chosen.values is None:
            return first
        found = self.fixed(chosen.values[: len(levels)], box, programmes + 1)
        return self.better(self._mended(found, box), first)

    def _mended(self, point: Point, box: Box) -> Point:
        """A plan that keeps its limits, from one that the programme was wrong about; if any.

        Options are chosen anew at the plan, with as much room as it lacked.
        """
        best = point
        for _ in range(_MENDED):
            if self.kept(best) or self.clock.out():
                break
            lacking = float(point.excess[: self.seen.curved].max(initial=0.0))
            at = self.seen.linearise(point.levels, far=True)
            margin = MARGIN + max(lacking, 0.0)
            chosen = self.programmes.whole(at, box, self.loose, margin=margin)
            if chosen.values is None:
                break
            point = self.fixed(chosen.values[: len(at.levels)], box, point.refinements + 1)
            best = self.better(point, best) or best
        return best

    def _spread(self, levels: Floats, box: Box) -> tuple[Linearisation, Floats, int] | None:
        """Programmes that may spread measures, one at the answer of the other."""
        at = self.seen.linearise(levels, far=True)
        programmes = 0
        while programmes < _SPREAD:
            programmes += 1
            solution = self.programmes.spread(at, box, self.loose)
            if solution.values is None:
                return None
            levels = np.clip(solution.values[: len(levels)], box.lower, box.upper)
            before, at = at, self.seen.linearise(levels, far=True)
            if np.abs(at.levels - before.levels).max() <= _SHORTEST:
                break
        return at, levels, programmes

    def _rounded(self, levels: Floats, box: Box, programmes: int) -> Point | None:
        """The plan that is nearest to one that is spread, refined; None if it breaks a rule."""
        whole = rounded(self.seen.portfolio, levels)
        if whole is None:
            return None
        found = self.fixed(whole, box, programmes)
        return found if self.allowed(found.levels) and self.kept(found) else None

    def _is_good(self, point: Point, box: Box) -> bool:
        """Whether the programme at a plan, with measures spread, cannot be much cheaper."""
        if self.loose.any():
            return self._value(point) <= KEPT
        at = self.seen.linearise(point.levels, far=True)
        spread = self.programmes.spread(at, box, self.loose, margin=-MARGIN)
        return point.cost - self._cost_of(at, spread.bound) <= SOLVED * self.total(point)

    def fixed(self, levels: Floats, box: Box, programmes: int) -> Point:
        """Refine the levels of a plan, with the options that it takes fixed."""
        taken = levels > SAME
        lower = np.where(taken, np.maximum(box.lower, self.seen.portfolio.rules.least), 0.0)
        inside = Box(lower, np.where(taken, box.upper, 0.0))
        point = self.point(np.clip(levels, inside.lower, inside.upper))
        return self.descended(replace(point, refinements=programmes), inside)

    def descended(self, start: Point, box: Box) -> Point:
        """Programme after programme; a step that makes things worse is tried again shorter."""
        best, radius = start, 1.0
        while radius >= _SHORTEST and not self.clock.out():
            passed, near = [best], box.within(best.levels, radius)
            steady = again = False
            while not again and len(passed) <= _ROUNDS:
                following = self._step(passed[-1], near)
                if following is None:
                    return best
                steady = self._near(following, passed[-1])
                # Where it has been before, it would only go round.
                again = any(self._near(following, point) for point in passed)
                passed.append(following)
                if len(passed) > _TRIED and self._is_beaten(following):
                    return best
            current = passed[-1]
            if steady and self._near(current, best):
                return current
            for point in passed[1:]:
                current = point if self.precedes(point, current) else current
            if self.precedes(current, best):
                best = current
            else:
                radius /= 4.0
        return best

    def _is_beaten(self, point: Point) -> bool:
        """Whether what led to a point promised nothing better than the rival has, if there is one.

        With some of the total for what a programme may be wrong about.
        """
        rival = self.rival
        if rival is None or self.loose.any():
            return False
        return point.said_cost > rival.cost + GAP * self.total(rival)

    def _step(self, current: Point, box: Box) -> Point | None:
        """Solve the programme at ``current`` and ask the model at its answer."""
        at = self.seen.linearise(current.levels, box.movable | (current.levels > 0.0))
        solution = self.programmes.spread(at, box, self.loose)
        if solution.values is None:
            return None
        levels = np.clip(solution.values[: len(at.levels)], box.lower, box.upper)
        moved = levels - at.levels
        bent, straight = at.curved_slope @ moved, at.straight_slope @ moved
        return replace(
            self.point(levels),
            said_cost=at.cost + float(at.cost_slope @ moved),
            said_excess=at.excess + np.concatenate([bent, straight]),
            refinements=current.refinements + 1,
        )

    def _cost_of(self, at: Linearisation, solved: float) -> float:
        """What an objective of a programme is in the unit of the cost."""
        constant = at.cost - float(at.cost_slope @ at.levels)
        return constant + at.cost_scale * solved

    def point(self, levels: Floats) -> Point:
        """A plan as the model sees it."""
        found = self.seen.figures(levels[:, None])
        cost, excess = float(found.cost[0]), found.excess[:, 0]
        return Point(levels, cost, excess, cost, excess, 0)

    def allowed(self, levels: Floats) -> bool:
        """Whether a plan keeps every rule."""
        return self.seen.portfolio.rules.broken(levels) <= KEPT

    def hard(self, point: Point) -> float:
        """By how much limits that are not loose, and rules, are exceeded."""
        excess = self.seen.excess_by_limit(point.excess)[~self.loose]
        broken = self.seen.portfolio.rules.broken_levels(point.levels)
        return float(excess[excess > KEPT].sum() + broken[broken > KEPT].sum())

    def exceeded(self, point: Point) -> float:
        """By how much limits that are loose are exceeded, in parts of their scale."""
        return float(self.seen.excess_by_limit(point.excess)[self.loose].sum())

    def _value(self, point: Point) -> float:
        if self.loose.any():
            return self.exceeded(point)
        return point.cost / max(abs(self.seen.without), 1.0)

    def precedes(self, one: Point, other: Point) -> bool:
        """Whether a plan is better: it exceeds less, or costs less where both exceed as much."""
        hard, other_hard = self.hard(one), self.hard(other)
        if abs(hard - other_hard) > KEPT:
            return hard < other_hard
        return self._value(one) < self._value(other) - _SAME_COST

    def better(self, one: Point | None, other: Point | None) -> Point | None:
        """The better of two plans."""
        if one is None or other is None:
            return other if one is None else one
        return one if self.precedes(one, other) else other

    def _near(self, one: Point, other: Point) -> bool:
        return bool(np.abs(one.levels - other.levels).max() <= SAME)
