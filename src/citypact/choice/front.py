"""The front of cost and emissions: how much cheaper a less ambitious target would be.

:func:`make_front` draws the curve on which no plan emits less without costing more. One end is
what costs least where nobody asks for the target; the other is the least that can be emitted in
the target's year. Every point is a plan of its own, and its figures are the model's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np

from citypact.choice.linearisation import Figures, Outlook, outlook
from citypact.choice.optimise import Clock, Point, Search
from citypact.choice.plan import Plan, proved_plan
from citypact.choice.portfolio import Portfolio
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["POINTS", "Front", "FrontPoint", "make_front"]

#: How many points are asked for when nobody says.
POINTS: Final = 20
#: Two points are the ends; more than the greatest number would take hours.
_FEWEST, _MOST = 2, 1000
#: Part of the target's scale by which the lower end may lie above the least that can be emitted,
#: so that the cheapest of the plans that emit so little can be sought.
_ABOVE_LEAST: Final = 1e-7
#: Of plans that cost the same the one that emits less is wanted: part of the total cost that as
#: much as the target's scale is worth at the upper end.
_TIE: Final = 1e-6
#: Parts by which two figures differ at most where they are the same.
_SAME: Final = 1e-7

#: Called with the points found and to find.
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True)
class FrontPoint:
    """A plan on the front.

    Attributes:
        emissions: what is compared with the target, in its year, kt.
        cost: net social cost against no measures, MSEK in present value.
        plan: which measures, and everything else that the model says of them.
    """

    emissions: float
    cost: float
    plan: Plan


@dataclass(frozen=True)
class Front:
    """Plans of which none emits less without costing more.

    Attributes:
        target: whose emissions stand against the cost.
        year: of the target.
        allowed: what the target allows, kt.
        asked: how many points were asked for. Fewer are there where two would be the same plan.
        points: emissions falling, cost rising.
        whole: whether the time was enough for all of them.
        seconds: that the search took.
    """

    target: str
    year: int
    allowed: float
    asked: int
    points: tuple[FrontPoint, ...]
    whole: bool
    seconds: float

    def to_json(self) -> dict[str, object]:
        """What ``citypact plan --front N --json`` answers; each point with its plan."""
        return {
            "target": self.target,
            "year": self.year,
            "allowed": self.allowed,
            "asked": self.asked,
            "whole": self.whole,
            "seconds": self.seconds,
            "points": [
                {"emissions": each.emissions, "cost": each.cost, "plan": each.plan.to_json()}
                for each in self.points
            ],
        }


def make_front(
    portfolio: Portfolio,
    points: int = POINTS,
    *,
    target: str = "",
    seconds: float = 600.0,
    progress: Progress | None = None,
) -> Front:
    """Draw the front of cost and emissions of a portfolio.

    The ends are found first. The upper one is the plan of least cost without the target; of those
    that cost the same, the one that emits less. The lower one is the plan of least cost among
    those that emit the least that can be reached, to a ten-millionth of what the target allows.
    Between them the target is moved in equal steps, from the strictest on: the plan of a
    stricter target keeps a looser one, so the search begins from it and cannot end dearer.

    Args:
        portfolio: what may be chosen, and all other limits, which every point keeps.
        points: how many, the ends included.
        target: one of the portfolio's targets; its first where none is named.
        seconds: when to stop with the points until then.
        progress: called after each point.

    Raises:
        InputError: a number is out of range, the portfolio has no such target, no plan keeps
            its other limits, or the city cannot be computed.
        ModuleNotFoundError: highspy is not installed.
    """
    target = target or next(iter(portfolio.targets), "")
    _check(portfolio, points, target)
    clock, began = Clock.of(seconds), time.monotonic()
    tell = progress or _say_nothing
    seen, place = outlook(portfolio), portfolio.targets.index(target)
    low = _lowest(seen, place, clock)
    found = [_cheapest(seen, place, clock, low)]
    tell(1, points)
    # Strictest first; the looser end is there already.
    least, before = _emitted(seen, place, low), low.levels
    caps = np.linspace(least, found[0].emissions, points)[:-1]
    caps[0] += _ABOVE_LEAST * seen.limits[place].scale
    for done, cap in enumerate(caps, start=2):
        each = _next(_capped(seen, place, float(cap)), place, before, clock)
        if clock.out():
            break
        found.append(each)
        before = seen.options.vector(each.plan.levels, each.plan.postponed)
        tell(done, points)
    return Front(
        target=target,
        year=portfolio.city.targets[target].year,
        allowed=seen.limits[place].most,
        asked=points,
        points=_undominated(found, seen, place),
        whole=len(found) == points,
        seconds=time.monotonic() - began,
    )


@dataclass(frozen=True)
class _Priced(Outlook):
    """An outlook in which what is emitted has a small price, which tells equals apart."""

    row: int
    price: float

    def bent(self, levels: Floats) -> Figures:
        """Those of the model, with the price in the cost."""
        found = super().bent(levels)
        return replace(found, cost=found.cost + self.price * found.excess[self.row])


def _capped(seen: Outlook, place: int, cap: float) -> Outlook:
    """The outlook in which the target allows ``cap``, kt."""
    limits = list(seen.limits)
    limits[place] = replace(limits[place], most=cap)
    return replace(seen, limits=tuple(limits))


def _out_of_reach(seen: Outlook, place: int) -> tuple[float, float]:
    """Caps that no plan keeps and that every plan keeps, kt."""
    ends = seen.figures(np.column_stack(Search(seen, Clock.of(1.0)).starts())).excess[place]
    limit = seen.limits[place]
    far = 10.0 * (1.0 + float(np.abs(ends).max())) * limit.scale
    return limit.most - far, limit.most + far


def _emitted(seen: Outlook, place: int, point: Point) -> float:
    """What is compared with the target, kt."""
    limit = seen.limits[place]
    return limit.most + float(seen.figures(point.levels[:, None]).excess[place, 0]) * limit.scale


def _described(search: Search, point: Point, place: int, began: float) -> FrontPoint:
    plan = proved_plan(search, point, began=began)
    return FrontPoint(_emitted(search.seen, place, point), plan.objective, plan)


def _lowest(seen: Outlook, place: int, clock: Clock) -> Point:
    """A plan that emits the least, whatever it costs."""
    search = Search(_capped(seen, place, _out_of_reach(seen, place)[0]), clock)
    search.loose[place] = True
    point = search.best()
    if not search.kept(point) and not clock.out():
        message = (
            "no plan keeps the other limits, whatever is emitted, so there is no front: make a "
            "plan to see which of them are in each other's way"
        )
        raise InputError(message)
    return point


def _cheapest(seen: Outlook, place: int, clock: Clock, low: Point) -> FrontPoint:
    """The plan of least cost where the target allows everything; of equals the cleaner one."""
    began = time.monotonic()
    free = _capped(seen, place, _out_of_reach(seen, place)[1])
    priced = _Priced(**vars(free), row=place, price=_TIE * max(abs(seen.without), 1.0))
    found = Search(priced, clock).best(low.levels)
    without_price = replace(
        found,
        cost=found.cost - priced.price * float(found.excess[place]),
        said_cost=found.said_cost - priced.price * float(found.said_excess[place]),
    )
    return _described(Search(free, clock), without_price, place, began)


def _next(capped: Outlook, place: int, before: Floats, clock: Clock) -> FrontPoint:
    """The plan of least cost under a cap; never dearer than the one of the stricter cap before."""
    began = time.monotonic()
    search = Search(capped, clock)
    point, known = search.best(before), capped.figures(before[:, None])
    if known.cost[0] < point.cost:
        cost, excess = float(known.cost[0]), known.excess[:, 0]
        point = Point(before, cost, excess, cost, excess, point.refinements)
    return _described(search, point, place, began)


def _undominated(found: list[FrontPoint], seen: Outlook, place: int) -> tuple[FrontPoint, ...]:
    """Those than which no other is both cleaner and cheaper, the cheapest first."""
    kept: list[FrontPoint] = []
    near = _SAME * seen.limits[place].scale, _SAME * max(abs(seen.without), 1.0)
    for each in sorted(found, key=lambda one: (one.emissions, one.cost)):
        if kept and each.cost > kept[-1].cost - near[1]:
            continue
        if kept and each.emissions < kept[-1].emissions + near[0]:
            kept.pop()
        kept.append(each)
    return tuple(kept[::-1])


def _check(portfolio: Portfolio, points: int, target: str) -> None:
    problems = []
    if not _FEWEST <= points <= _MOST:
        problems.append(f"a front has {_FEWEST} to {_MOST} points; found {points}")
    if portfolio.goal == "tonnes":
        problems.append("a front draws cost against emissions, and the goal tonnes is no cost")
    if target not in portfolio.targets:
        there = ", ".join(portfolio.targets)
        problems.append(f"the portfolio has no target {target!r}; it has: {there}")
    if problems:
        raise InputError("; ".join(problems))


def _say_nothing(_found: int, _all: int) -> None:
    """Where nobody wants to know."""
