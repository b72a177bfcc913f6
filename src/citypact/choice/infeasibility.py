"""What stands in the way where no plan keeps every limit, and the least change that mends it."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from citypact.choice.assembly import MARGIN
from citypact.choice.linearisation import Limit, Outlook, outlook
from citypact.choice.optimise import KEPT, Clock, Point, Search
from citypact.choice.portfolio import Portfolio
from citypact.choice.relaxation import impossible, needed_for
from citypact.engine.arrays import Floats

__all__ = ["Conflict", "Mend", "conflict", "mended_by", "nearest_plan"]

#: Of a conflict among many options, the limits that are mended alone.
_ALONE = 3


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


def conflict(seen: Outlook, clock: Clock, nearest: Point | None = None) -> Conflict:
    """Find a set of constraints of which none can be spared, and what would mend it.

    A deletion filter: each constraint is left out in turn, and stays out where there is still no
    plan. For each limit that is left, the least excess over it while all others are kept; where
    no limit alone is enough, the least sum of relative excesses over all of them. Where not even
    programmes that spread measures keep every limit, they are the ones that are asked, and only
    those limits are mended alone that need the least.

    Args:
        seen: what is asked, tied to the model.
        clock: when to stop.
        nearest: the plan that exceeds its limits least, if that is known.
    """
    nearest = nearest or nearest_plan(seen, clock)
    shown = impossible(Search(seen, clock))
    held = _filtered(seen, clock) if shown is None else _shown(seen, shown, clock)
    whole = not clock.out()
    limits = [limit for limit in seen.limits if limit.name in held]
    mends = []
    for limit in limits if shown is None else _cheapest(seen, limits, nearest, clock):
        search = _loosened(seen, clock, {limit.name})
        found = nearest if search.kept(nearest) else search.best(nearest.levels)
        if search.kept(found):
            mends.append(_mend(seen, limit, found))
    if mends:
        return Conflict(tuple(held), tuple(mends), False, nearest, whole)  # noqa: FBT003  together
    return Conflict(tuple(held), mended_by(seen, nearest), True, nearest, whole)  # noqa: FBT003  together


def mended_by(seen: Outlook, point: Point) -> tuple[Mend, ...]:
    """The limits that a plan exceeds, and what they would have to allow for it to keep them all."""
    excess = seen.excess_by_limit(point.excess)
    exceeded = [seen.limits[index] for index in np.flatnonzero(excess > KEPT)]
    return tuple(_mend(seen, limit, point) for limit in exceeded)


def nearest_plan(seen: Outlook, clock: Clock) -> Point:
    """The plan that exceeds its targets least; its limits, where the others cannot be kept."""
    targets = {limit.name for limit in seen.limits if limit.kind == "target"}
    search = _loosened(seen, clock, targets)
    point = search.best()
    if search.kept(point):
        return point
    return _loosened(seen, clock, {limit.name for limit in seen.limits}).best()


def _filtered(seen: Outlook, clock: Clock) -> list[str]:
    """What cannot be left out, as the search for whole plans says."""
    rest, spared, held = seen, frozenset[str](), []
    for part in _parts(seen):
        smaller, fewer = _left_out(rest, spared, part)
        search = _loosened(smaller, clock, fewer)
        if clock.out() or search.kept(search.best()):
            held.append(part[0])
        else:
            rest, spared = smaller, fewer
    return held


def _shown(seen: Outlook, near: Floats, clock: Clock) -> list[str]:
    """What cannot be left out, as the programme says that may spread measures.

    What it names is then tried alone; where that would do, with overlap counted anew, all is named
    that the programme knows of.
    """
    parts = [part for part in _parts(seen) if part[1] != "minimum"]
    of_rows = [part[2][0] if part[1] == "decided" else part[0] for part in parts]
    needed = needed_for(Search(seen, clock), near, of_rows)
    if needed is None:
        return [part[0] for part in parts]
    smaller, fewer = seen, frozenset[str]()
    for part in _parts(seen):
        if part not in parts or of_rows[parts.index(part)] not in needed:
            smaller, fewer = _left_out(smaller, fewer, part)
    held = parts
    if impossible(Search(smaller, clock), fewer) is not None:
        held = [part for part, name in zip(parts, of_rows, strict=True) if name in needed]
    return [part[0] for part in held]


def _cheapest(seen: Outlook, limits: list[Limit], nearest: Point, clock: Clock) -> list[Limit]:
    """The limits that need least alone, as the programme at the nearest plan has it, and targets.

    Those that it says are not enough alone are left out.
    """
    at = seen.linearise(nearest.levels, far=True)
    promises = {}
    for limit in limits:
        search = _loosened(seen, clock, {limit.name})
        promise = search.programmes.promised(at, search.box, search.loose, margin=MARGIN)
        if np.isfinite(promise):
            promises[limit.name] = promise
    first = sorted(promises, key=lambda name: promises[name])[:_ALONE]
    return [
        limit
        for limit in limits
        if limit.name in first or (limit.kind == "target" and limit.name in promises)
    ]


def _left_out(
    seen: Outlook, spared: frozenset[str], part: tuple[str, str, tuple[str, ...]]
) -> tuple[Outlook, frozenset[str]]:
    """A question without a rule, or with one more limit that need not be kept."""
    name, kind, about = part
    if kind == "limit":
        return seen, spared | {name}
    portfolio = _without(seen.portfolio, kind, about)
    if kind == "decided":  # what is decided has one start, and others when it is not
        return outlook(portfolio), spared
    return replace(seen, portfolio=portfolio), spared


def _parts(seen: Outlook) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every constraint that could be left out: its name, its kind, and the measures it is about.

    Targets come last, so that a target is named wherever it can be.
    """
    portfolio, limits = seen.portfolio, seen.limits
    parts: list[tuple[str, str, tuple[str, ...]]] = []
    parts += [(f"{a} excludes {b}", "excludes", (a, b)) for a, b in portfolio.excludes]
    parts += [(f"{a} requires {b}", "requires", (a, b)) for a, b in portfolio.requires]
    for name, level in sorted(portfolio.minimum.items()):
        parts.append((f"least level {level:g} of {name}", "minimum", (name,)))
    for name, level in sorted(portfolio.decided.items()):
        parts.append((f"decided level {level:g} of {name}", "decided", (name,)))
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


def _loosened(seen: Outlook, clock: Clock, names: Collection[str]) -> Search:
    """A search for the least excess over the named limits; for the least cost where none is."""
    search = Search(seen, clock)
    search.loose = np.array([limit.name in names for limit in seen.limits])
    return search


def _mend(seen: Outlook, limit: Limit, point: Point) -> Mend:
    excess = seen.excess_by_limit(point.excess)
    index = [known.name for known in seen.limits].index(limit.name)
    needed = limit.most + float(excess[index]) * limit.scale
    return Mend(limit.kind, limit.subject, limit.unit, limit.most, needed)
