"""The programmes of a search, made and solved: with levels alone, or with whole switches.

A programme with whole switches is solved in two steps, each with as few options as will do. Where
measures may be spread, the programme is linear and quick, and tells of each option what a plan
that takes it costs at least. First a plan is sought among the options for which that is least.
Then, where it is asked whether another one is cheaper, options that can be part of none that is
cheaper by more than matters are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from citypact.choice.assembly import MARGIN, Assemble, Box, taking_anew
from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Programme, Solution, solve
from citypact.choice.point import KEPT, Clock
from citypact.choice.refusal import refusing
from citypact.engine.arrays import Floats

__all__ = ["SOLVED", "Programmes"]

#: Part of the total to which a programme with whole switches is solved, and part of the scale of
#: limits to which an excess is.
SOLVED, _EXCESS = 5e-4, 2e-3
#: A plan is sought among so many options first, and then among more.
_FIRST: Final = (100, 250)
#: Up to so many options that could be part of a cheaper plan, it is asked at once whether one is.
_AT_ONCE: Final = 300
#: Levels below this are none.
_NOTHING = 1e-9

_Flags = npt.NDArray[np.bool_]
#: Makes the programme of a box, with switches or without.
_Make: TypeAlias = Callable[[Box, bool], Programme]


@dataclass(frozen=True)
class Programmes:
    """What makes and solves the programmes of a search.

    Attributes:
        seen: the portfolio tied to the model.
        clock: when to stop.
        assemble: makes the programmes.
        refused: the model at plans that they are kept from.
    """

    seen: Outlook
    clock: Clock
    assemble: Assemble
    refused: Sequence[Linearisation] = ()

    def spread(
        self, at: Linearisation, box: Box, loose: _Flags, *, margin: float = MARGIN
    ) -> Solution:
        """The best within the limits where a measure may be spread over several starts.

        Where nothing is within them, what exceeds them least. ``loose`` as for :meth:`whole`.
        """
        solution = Solution("infeasible", None, np.inf)
        for make in self._makers(at, loose, margin):
            solution = solve(make(box, False), seconds=self.clock.left)  # noqa: FBT003  no switches
            if solution.status != "infeasible":
                break
        return solution

    def exceeding(self, at: Linearisation, box: Box, free: _Flags, price: Floats) -> Solution:
        """The least priced sum of excesses over limits that are ``free``, measures spread."""
        cost = np.zeros(len(at.levels)), price
        programme = self.assemble(
            self.seen, at, box, cost=cost, free=free, switches=False, whole=False
        )
        return solve(programme, seconds=self.clock.left)

    def promised(self, at: Linearisation, box: Box, loose: _Flags, *, margin: float) -> float:
        """The least that is said to be reached in a box, in the unit of what is sought.

        What exceeds limits that are ``loose``, where there are some. Infinite where nothing is
        within the others.
        """
        make = self._makers(at, loose, margin)[0]
        bound = solve(make(box, False), seconds=self.clock.left).bound  # noqa: FBT003  no switches
        constant = at.cost - float(at.cost_slope @ at.levels)
        return bound if loose.any() else constant + at.cost_scale * bound

    def whole(  # noqa: PLR0913  each says another thing of what is solved
        self,
        at: Linearisation,
        box: Box,
        loose: _Flags,
        *,
        margin: float = MARGIN,
        begin: Floats | None = None,
        within: float = SOLVED,
        anew: int | None = None,
        proved: bool = False,
    ) -> Solution:
        """The best of whole plans within the limits; where there is none, what exceeds them least.

        Args:
            at: where the model was linearised.
            box: of the levels.
            loose: limits whose excess is minimised instead of the cost, shape ``(limits,)``.
            margin: part of a limit's scale by which the programme stays below it.
            begin: levels of a plan to begin from.
            within: part of the total to which it is solved.
            anew: how many options may be taken at most that ``begin`` leaves out.
            proved: whether the bound has to be as good as that, or a good plan is enough.
        """
        part = within * max(abs(self.seen.without + at.cost), 1.0) / at.cost_scale
        solution = Solution("infeasible", None, np.inf)
        for make, free in zip(self._makers(at, loose, margin), _given_up(loose), strict=True):
            relaxed = solve(make(box, False), seconds=self.clock.left)  # noqa: FBT003  no switches
            if relaxed.values is None or relaxed.reduced is None:
                solution = relaxed
                continue
            limited = _limited(make, begin, anew)
            first = None if begin is None or free.any() else begin
            choice = _Choice(
                limited, box, relaxed, self.seen.portfolio.rules.least, first, self.clock
            )
            solution = choice.best(_EXCESS if free.any() else part, proved=proved)
            if solution.status != "infeasible":
                break
        return solution

    def _makers(self, at: Linearisation, loose: _Flags, margin: float) -> list[_Make]:
        """Of the programme that is asked for, and of that in which every limit may be exceeded."""
        nothing = np.zeros(len(at.levels))
        cost = (at.cost_slope / at.cost_scale, np.zeros(len(loose)))
        if loose.any():
            cost = (nothing, loose.astype(float))

        def maker(prices: tuple[Floats, Floats], free: _Flags) -> _Make:
            def made(box: Box, switches: bool) -> Programme:  # noqa: FBT001  as what it stands for
                programme = self.assemble(
                    self.seen,
                    at,
                    box,
                    cost=prices,
                    free=free,
                    switches=switches,
                    whole=switches,
                    margin=margin,
                )
                return refusing(programme, self.seen, at.levels, self.refused, margin)

            return made

        every = np.ones(len(loose))
        return [maker(cost, loose), maker((nothing, every), every.astype(bool))]


@dataclass(frozen=True)
class _Choice:
    """A programme with whole switches, and what its relaxation says."""

    make: _Make
    box: Box
    relaxed: Solution
    least: Floats
    begin: Floats | None
    clock: Clock

    def best(self, within: float, *, proved: bool) -> Solution:
        """Solve it, to ``within`` of its objective."""
        programme = self.make(self.box, True)  # noqa: FBT003  with switches
        plan, status = self._started(programme), self.relaxed.status
        known = np.inf if plan is None else float(programme.cost @ plan)
        if plan is None or self._within(known - within).sum() > _AT_ONCE:
            found = self._first(plan, within)
            if found.values is None:
                return found
            plan, status = found.values, found.status
            known = float(programme.cost @ plan)
        few = self._within(known - within)
        enough = not proved and few.sum() > _AT_ONCE
        if enough or known - self.relaxed.bound <= within:
            return Solution(status, plan, self.relaxed.bound)
        few |= plan[: len(few)] > _NOTHING
        solution = self._among(few, plan, within)
        bound = min(solution.bound, float(self.floor[~few].min(initial=np.inf)))
        return Solution(solution.status, solution.values, max(bound, self.relaxed.bound))

    @property
    def floor(self) -> Floats:
        """What the objective is at least where an option is taken, shape ``(options,)``."""
        count = len(self.least)
        values, reduced = _taken(self.relaxed)
        rise = np.maximum(reduced[:count], 0.0) * self.least
        return self.relaxed.bound + np.where(values[:count] > _NOTHING, 0.0, rise)

    def _within(self, most: float) -> _Flags:
        """Options that can be part of a plan for which the objective is less than ``most``."""
        flags: _Flags = (self.floor < most) & (self.box.upper > 0.0)
        return flags

    def _first(self, start: Floats | None, within: float) -> Solution:
        """A good plan, sought among few options, and among more where those are too few."""
        count = len(self.least)
        values, reduced = _taken(self.relaxed)
        order = np.lexsort((np.arange(count), reduced[:count], self.floor))
        order = order[self.box.upper[order] > 0.0]
        needed = values[:count] > _NOTHING
        if start is not None:
            needed |= start[:count] > _NOTHING
        solution = Solution("infeasible", None, np.inf)
        for most in (*_FIRST, count):
            if most < count or solution.status == "infeasible":
                among = needed.copy()
                among[order[:most]] = True
                solution = self._among(among, start, within)
            if solution.status != "infeasible" or len(order) <= most:
                break
        return solution

    def _among(self, options: _Flags, start: Floats | None, within: float) -> Solution:
        """The best that takes some options only."""
        box = Box(self.box.lower, np.where(options, self.box.upper, 0.0))
        programme = self.make(box, True)  # noqa: FBT003  with switches
        return solve(programme, seconds=self.clock.left, within=within, start=start)

    def _started(self, programme: Programme) -> Floats | None:
        """The plan to begin from as columns of the programme; None where it is not within it."""
        if self.begin is None:
            return None
        taken = (self.begin > 0.0).astype(float)
        start = np.concatenate([self.begin, taken, np.zeros(len(programme.cost) - 2 * len(taken))])
        inside = (start >= programme.lower - KEPT) & (start <= programme.upper + KEPT)
        kept = programme.rows.times(start) <= programme.limit + KEPT
        return start if inside.all() and kept.all() else None


def _taken(relaxed: Solution) -> tuple[Floats, Floats]:
    """Values and reduced costs of a programme that has some."""
    if relaxed.values is None or relaxed.reduced is None:
        message = "a relaxation without values says nothing of its options"
        raise ValueError(message)
    return relaxed.values, relaxed.reduced


def _limited(make: _Make, begin: Floats | None, anew: int | None) -> _Make:
    """The same programmes, in which few options may be taken that a plan leaves out."""
    if begin is None or anew is None:
        return make
    left_out = begin <= _NOTHING

    def limited(box: Box, switches: bool) -> Programme:  # noqa: FBT001  as what it stands for
        programme = make(box, switches)
        return taking_anew(programme, left_out, anew) if switches else programme

    return limited


def _given_up(loose: _Flags) -> tuple[_Flags, _Flags]:
    return loose, np.ones(len(loose), dtype=bool)
