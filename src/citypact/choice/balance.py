"""The balance: money needed against money promised, and where it runs short.

Year by year, each source pays what it is bound to, the narrowest binding first: money bound
to a measure, then money bound to a transition area, then money bound to nothing. Where several
measures share a source that does not reach, each gets the same share of what it still needs.
What is not needed in a year stays in hand for the years after; what cannot be paid in its year
is a *gap*, and later money does not mend it.

For each year ``t``: ``uses = covered + gap`` and
``in hand(t) = in hand(t - 1) + sources(t) - covered(t)``, neither ever negative. No other way
of paying with the same bindings leaves a smaller gap in all, and no gap grows in all where a
source is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.sources import Source
from citypact.choice.uses import Uses
from citypact.engine.arrays import Floats

__all__ = ["Balance", "Failure", "Stage", "balance", "failures", "stages"]


@dataclass(frozen=True, eq=False)
class Balance:
    """Uses against sources. Every series is MSEK a year, shape ``(years,)``.

    Attributes:
        years: of every series.
        uses: what each measure needs.
        covered: what of it is paid.
        areas: transition area of each measure.
        sources: what may pay.
        in_hand: by source, what is not yet spent at the end of the year, MSEK.
    """

    years: npt.NDArray[np.int32]
    uses: Mapping[str, Floats]
    covered: Mapping[str, Floats]
    areas: Mapping[str, str]
    sources: tuple[Source, ...]
    in_hand: Mapping[str, Floats]

    @property
    def gap(self) -> dict[str, Floats]:
        """By measure, what is needed and not covered."""
        return {name: uses - self.covered[name] for name, uses in self.uses.items()}

    @property
    def gap_by_area(self) -> dict[str, Floats]:
        """By transition area, what is needed and not covered."""
        sums: dict[str, Floats] = {}
        for name, gap in self.gap.items():
            area = self.areas[name]
            sums[area] = sums.get(area, np.zeros(len(self.years))) + gap
        return dict(sorted(sums.items()))

    @property
    def total_uses(self) -> Floats:
        """All that is needed."""
        return self._sum(self.uses.values())

    @property
    def total_sources(self) -> Floats:
        """All that is promised."""
        return self._sum(source.amount for source in self.sources)

    @property
    def total_gap(self) -> Floats:
        """All that is needed and not covered."""
        return self._sum(self.gap.values())

    @property
    def liquidity(self) -> Floats:
        """What all sources have brought less all uses so far, MSEK: below zero is borrowed.

        As if any money could pay for anything, and unpaid bills were carried forward.
        """
        return np.cumsum(self.total_sources - self.total_uses)

    def _sum(self, series: Iterable[Floats]) -> Floats:
        return sum(series, np.zeros(len(self.years)))


@dataclass(frozen=True, eq=False)
class Failure:
    """What it means that one source does not come.

    Attributes:
        source: id of the source that fails.
        gap: by how much the whole gap grows, MSEK a year, shape ``(years,)``; its sum up to
            any year is never negative.
        by_measure: the same summed over the years, by measure, where it is not zero, MSEK.
    """

    source: str
    gap: Floats
    by_measure: Mapping[str, float]


@dataclass(frozen=True)
class Stage:
    """When a measure needs its money, and how far the promised money takes it.

    Attributes:
        measure: id of the measure.
        first_year: the first year in which it needs money.
        last_year: the last year in which it does, within the plan.
        needed: MSEK over the plan.
        promised: what of it is covered, MSEK.
        short_from: the first year in which money is short; None where it never is.
    """

    measure: str
    first_year: int
    last_year: int
    needed: float
    promised: float
    short_from: int | None


#: A gap below this share of what is needed is rounding and no gap.
_ROUNDING = 1e-9


def balance(uses: Uses, sources: Sequence[Source]) -> Balance:
    """Set the sources against the uses of a scenario, in its years."""
    needed = uses.by("measure")
    areas = {flow.measure: flow.area for flow in uses.flows}
    covered = {name: np.zeros(len(uses.years)) for name in needed}
    in_hand = {source.id: np.zeros(len(uses.years)) for source in sources}
    bindings = _bindings(needed, areas, sources)
    hand = {source.id: 0.0 for source in sources}
    for place in range(len(uses.years)):
        for source in sources:
            hand[source.id] += float(source.amount[place])
        open_bills = {name: float(series[place]) for name, series in needed.items()}
        for measures, payers in bindings:
            _pay(open_bills, measures, hand, payers)
        for name, bill in open_bills.items():
            covered[name][place] = needed[name][place] - bill
        for name, money in hand.items():
            in_hand[name][place] = money
    return Balance(uses.years, needed, covered, areas, tuple(sources), in_hand)


def _bindings(
    measures: Iterable[str], areas: Mapping[str, str], sources: Sequence[Source]
) -> list[tuple[list[str], list[str]]]:
    """Measures with the sources bound to exactly these, the narrowest binding first."""
    names = list(measures)
    to_measures = sorted({source.measure for source in sources if source.measure})
    to_areas = sorted({source.area for source in sources if source.area})
    bound: list[tuple[list[str], list[str]]] = []
    for measure in to_measures:
        payers = [source.id for source in sources if source.measure == measure]
        bound.append(([name for name in names if name == measure], payers))
    for area in to_areas:
        payers = [source.id for source in sources if source.area == area]
        bound.append(([name for name in names if areas[name] == area], payers))
    free = [source.id for source in sources if not source.measure and not source.area]
    return [*bound, (names, free)]


def _pay(
    bills: dict[str, float], measures: Sequence[str], hand: dict[str, float], payers: Sequence[str]
) -> None:
    """Pay the open bills of ``measures`` out of what ``payers`` have in hand, in proportion."""
    owed = sum(bills[name] for name in measures)
    there = sum(hand[name] for name in payers)
    paid = min(owed, there)
    if paid <= 0.0:
        return
    for name in measures:
        bills[name] = 0.0 if paid == owed else bills[name] * (1.0 - paid / owed)
    for name in payers:
        hand[name] = 0.0 if paid == there else hand[name] * (1.0 - paid / there)


def failures(uses: Uses, sources: Sequence[Source]) -> tuple[Failure, ...]:
    """Return, source by source, what it means that this one alone does not come."""
    whole = balance(uses, sources)
    found = []
    for failing in sources:
        rest = balance(uses, [source for source in sources if source is not failing])
        more = {name: gap - whole.gap[name] for name, gap in rest.gap.items()}
        sums = {name: float(series.sum()) for name, series in more.items()}
        found.append(
            Failure(
                source=failing.id,
                gap=rest.total_gap - whole.total_gap,
                by_measure={
                    name: value
                    for name, value in sums.items()
                    if abs(value) > _ROUNDING * float(whole.uses[name].sum())
                },
            )
        )
    return tuple(found)


def stages(found: Balance) -> tuple[Stage, ...]:
    """Return when each measure needs its money and from when it is short, by first year."""
    rows = []
    for name, needed in found.uses.items():
        years = found.years[needed > 0.0]
        if not len(years):
            continue
        short = found.years[found.gap[name] > _ROUNDING * needed.max()]
        rows.append(
            Stage(
                measure=name,
                first_year=int(years[0]),
                last_year=int(years[-1]),
                needed=float(needed.sum()),
                promised=float(found.covered[name].sum()),
                short_from=int(short[0]) if len(short) else None,
            )
        )
    return tuple(sorted(rows, key=lambda stage: (stage.first_year, stage.measure)))
