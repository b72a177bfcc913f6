"""What stands in the way where no plan keeps every limit, and the least change that mends it."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from citypact.choice.linearisation import Limit, outlook
from citypact.choice.optimise import KEPT, Clock, Point, Search
from citypact.choice.portfolio import Portfolio

__all__ = ["Conflict", "Mend", "conflict"]


@dataclass(frozen=True)
class Mend:
    """A limit, and what it would have to be for a plan to exist while all others stay.

    Attributes:
        kind: of the limit: ``target``, ``budget``, ``yearly budget`` or ``capacity``.
        subject: the target, the payer, or the name of the capacity.
        unit: of the figures.
        most: what is allowed now.
        needed: the least that would have to be allowed.
    """

    kind: str
    subject: str
    unit: str
    most: float
    needed: float

    @property
    def enough(self) -> float:
        """What is needed to five figures, rounded up, so that allowing it is enough."""
        step = 10.0**-self.decimals
        return math.ceil(self.needed / step - KEPT) * step

    @property
    def decimals(self) -> int:
        """With which :attr:`enough` is written in full, 0 or more."""
        size = abs(self.needed)
        return max(0, 4 - math.floor(math.log10(size))) if size > KEPT else 0

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            f"{self.kind} {self.subject}: allow {self.enough:,.6g} {self.unit} instead of "
            f"{self.most:,.6g} {self.unit}"
        )


@dataclass(frozen=True)
class Conflict:
    """Why there is no plan.

    Attributes:
        constraints: names of what cannot all be kept; without any one of them there is a plan.
        mends: each would do alone; all are needed where ``together``.
        together: whether no single limit is enough.
        nearest: the plan that exceeds its limits least, in parts of what they allow.
        whole: whether the time was enough to look at every constraint.
    """

    constraints: tuple[str, ...]
    mends: tuple[Mend, ...]
    together: bool
    nearest: Point
    whole: bool

    @property
    def sentence(self) -> str:
        """In words."""
        named = ", ".join(self.constraints)
        text = f"no plan was found that keeps all of: {named}."
        if not self.whole:
            text += " The time ran out before every constraint had been looked at."
        if not self.mends:
            return text
        how = "Any one of these would do alone" if len(self.mends) > 1 else "This would do"
        if self.together:
            how = "No single change is enough; the smallest is all of these"
        return f"{text} {how}: {'; '.join(mend.sentence for mend in self.mends)}."


def conflict(portfolio: Portfolio, clock: Clock) -> Conflict:
    """Find a set of constraints of which none can be spared, and what would mend it.

    A deletion filter: each constraint is left out in turn, and stays out where there is still no
    plan. For each limit that is left, the least excess over it while all others are kept; where
    no limit alone is enough, the least sum of relative excesses over all of them.
    """
    seen = outlook(portfolio)
    nearest = _loosened(portfolio, clock, {limit.name for limit in seen.limits}).best()
    rest, spared, held = portfolio, set[str](), []
    for name, kind, part in _parts(portfolio):
        if kind == "limit":
            smaller, fewer = rest, spared | {name}
        else:
            smaller, fewer = _without(rest, kind, part), spared
        if clock.out() or _feasible(smaller, clock, fewer):
            held.append(name)
        else:
            rest, spared = smaller, fewer
    whole = not clock.out()
    limits = [limit for limit in seen.limits if limit.name in held]
    mends = []
    for limit in limits:
        search = _loosened(portfolio, clock, {limit.name})
        found = search.best()
        if search.kept(found):
            mends.append(_mend(search, limit, found))
    if mends:
        return Conflict(tuple(held), tuple(mends), False, nearest, whole)  # noqa: FBT003  together
    search = _loosened(portfolio, clock, {limit.name for limit in seen.limits})
    all_mends = [_mend(search, limit, nearest) for limit in seen.limits]
    needed = tuple(mend for mend in all_mends if mend.needed > mend.most)
    return Conflict(tuple(held), needed, True, nearest, whole)  # noqa: FBT003  together


def _parts(portfolio: Portfolio) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every constraint that could be left out: its name, its kind, and the measures it is about.

    Targets come last, so that a target is named wherever it can be.
    """
    parts: list[tuple[str, str, tuple[str, ...]]] = []
    parts += [(f"{a} excludes {b}", "excludes", (a, b)) for a, b in portfolio.excludes]
    parts += [(f"{a} requires {b}", "requires", (a, b)) for a, b in portfolio.requires]
    for name, level in sorted(portfolio.minimum.items()):
        parts.append((f"least level {level:g} of {name}", "minimum", (name,)))
    for name, level in sorted(portfolio.decided.items()):
        parts.append((f"decided level {level:g} of {name}", "decided", (name,)))
    limits = outlook(portfolio).limits
    named = [*limits[len(portfolio.targets) :], *limits[: len(portfolio.targets)]]
    return parts + [(limit.name, "limit", ()) for limit in named]


def _without(portfolio: Portfolio, kind: str, part: tuple[str, ...]) -> Portfolio:
    """The portfolio without a rule; a limit is left out by loosening it."""
    if kind == "excludes":
        return replace(portfolio, excludes=tuple(p for p in portfolio.excludes if p != part))
    if kind == "requires":
        return replace(portfolio, requires=tuple(p for p in portfolio.requires if p != part))
    if kind == "minimum":
        minimum = {name: level for name, level in portfolio.minimum.items() if name not in part}
        return replace(portfolio, minimum=minimum)
    decided = {name: 0.0 if name in part else lvl for name, lvl in portfolio.decided.items()}
    return replace(portfolio, decided=decided)


def _loosened(portfolio: Portfolio, clock: Clock, names: Collection[str]) -> Search:
    """A search for the least excess over the named limits; for the least cost where none is."""
    search = Search(outlook(portfolio), clock)
    search.loose = np.array([limit.name in names for limit in search.seen.limits])
    return search


def _feasible(portfolio: Portfolio, clock: Clock, spared: Collection[str]) -> bool:
    search = _loosened(portfolio, clock, spared)
    return search.kept(search.best())


def _mend(search: Search, limit: Limit, point: Point) -> Mend:
    excess = search.seen.excess_by_limit(point.excess)
    index = [known.name for known in search.seen.limits].index(limit.name)
    needed = limit.most + float(excess[index]) * limit.scale
    return Mend(limit.kind, limit.subject, limit.unit, limit.most, needed)
