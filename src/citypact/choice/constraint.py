"""What a plan keeps to besides its targets: money, and what can be delivered in a year."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

__all__ = ["Budget", "Capacity", "unknown"]


def unknown(kind: str, names: Collection[str], known: Collection[str]) -> list[str]:
    """A sentence for each of ``names`` that nobody knows."""
    there = ", ".join(sorted(known)) or "none"
    return [
        f"there is no {kind} {name!r}; there are: {there}"
        for name in sorted(set(names) - set(known))
    ]


def _told(years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    return f" {years[0]}" if years[0] == years[1] else f" {years[0]}-{years[1]}"


def _period_faults(
    name: str, years: tuple[int, int] | None, known: tuple[int, int]
) -> Iterator[str]:
    if years is not None and not known[0] <= years[0] <= years[1] <= known[1]:
        yield (
            f"the {name} is for years from {known[0]} to {known[1]}, the first not after the "
            f"last; found {years[0]} to {years[1]}"
        )


@dataclass(frozen=True, slots=True)
class Budget:
    """What a payer may spend on measures, MSEK in the book's price year, not discounted.

    Spending is the investment, operation and subsidies that the payer pays, before any grant.
    ``yearly``: in each single year; otherwise over all of them together. ``years``: first and
    last year that it is for; all years of the model where it is None.
    """

    payer: str
    amount: float
    yearly: bool = False
    years: tuple[int, int] | None = None

    @property
    def kind(self) -> str:
        """``yearly budget`` or ``budget``."""
        return "yearly budget" if self.yearly else "budget"

    @property
    def subject(self) -> str:
        """The payer, and the years where it is not for all."""
        return f"{self.payer}{_told(self.years)}"

    @property
    def name(self) -> str:
        """How it is named in what is said of it."""
        return f"{self.kind} {self.subject}"

    def faults(self, years: tuple[int, int]) -> Iterator[str]:
        """What is wrong with it in a model of ``years``, first and last."""
        if not (math.isfinite(self.amount) and self.amount >= 0.0):
            yield f"the {self.name} is an amount in MSEK, 0 or more; found {self.amount:g}"
        yield from _period_faults(self.name, self.years, years)


@dataclass(frozen=True, slots=True)
class Capacity:
    """How fast a group of measures can grow together.

    In each year the sum of what their ramps grow, each times its work, is at most ``growth``.

    Attributes:
        id: how it is named.
        measures: the group.
        growth: most that can be delivered in a year, in levels, or in the unit of ``work``.
        work: what each measure is in full, in one unit for all; 1 each where it is empty.
        years: first and last year that it is for; all after the base year where it is None.
    """

    id: str
    measures: tuple[str, ...]
    growth: float
    work: tuple[float, ...] = ()
    years: tuple[int, int] | None = None

    @property
    def subject(self) -> str:
        """The name, and the years where it is not for all."""
        return f"{self.id}{_told(self.years)}"

    @property
    def name(self) -> str:
        """How it is named in what is said of it."""
        return f"capacity {self.subject}"

    @property
    def weights(self) -> dict[str, float]:
        """The work of each measure."""
        return dict(zip(self.measures, self.work or [1.0] * len(self.measures), strict=True))

    def faults(self, years: tuple[int, int]) -> Iterator[str]:
        """What is wrong with it in a model of ``years``, first and last."""
        if not (math.isfinite(self.growth) and self.growth >= 0.0):
            yield f"the {self.name} is 0 or more; found {self.growth:g}"
        if self.work and len(self.work) != len(self.measures):
            yield (
                f"the {self.name} states the work of {len(self.work)} measures and names "
                f"{len(self.measures)}: one number each"
            )
        yield from (
            f"the {self.name} counts work of 0 or more; found {work:g}"
            for work in self.work
            if not (math.isfinite(work) and work >= 0.0)
        )
        if len(set(self.measures)) < len(self.measures):
            yield f"the {self.name} names a measure twice"
        yield from _period_faults(self.name, self.years, years)
