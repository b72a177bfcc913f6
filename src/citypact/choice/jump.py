"""A jump: one source that appeared or vanished, as far as figures can show it.

Between two stated years next to each other a sector of a municipality more than halved, or more
than doubled, and did so against the median municipality as well. A trend that all share is no jump,
and neither is what takes many years; whether a plant or a new way of counting was behind it,
figures do not say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from citypact.choice.panel import Panel

__all__ = ["Jump", "jump"]

#: A change by more than this factor, also against the median municipality, is a jump.
TWOFOLD = 2.0


@dataclass(frozen=True)
class Jump:
    """The largest change of a sector in one municipality.

    Attributes:
        sector: id.
        before_year: the stated year before the change.
        year: the next stated year.
        before: tonnes in the one.
        after: tonnes in the other.
    """

    sector: str
    before_year: int
    year: int
    before: float
    after: float

    @property
    def change(self) -> str:
        """``opened`` where the sector rose, ``closed`` where it fell: the likely reason."""
        return "opened" if self.after > self.before else "closed"


def jump(panel: Panel, sector: int, place: int, first: int, last: int) -> Jump | None:
    """The largest jump between neighbouring stated years from ``first`` to ``last``, if any.

    Args:
        panel: the figures.
        sector: place of the sector in it.
        place: place of the municipality.
        first: a year; changes before it are not looked at.
        last: a later year.
    """
    largest, found = math.log(TWOFOLD), None
    at = [i for i, year in enumerate(panel.years) if first <= year <= last]
    for one, other in pairwise(at):
        before, after = (float(panel.tonnes[sector, place, i]) for i in (one, other))
        size = _size(before, after, _usual(panel, sector, one, other))
        if size > largest:
            name = panel.sectors[sector]
            largest, found = size, Jump(name, panel.years[one], panel.years[other], before, after)
    return found


def _size(before: float, after: float, usual: float) -> float:
    """The lesser of ``|ln(after / before)|`` and ``|ln(after / before) - usual|``.

    Without bounds from or to nothing; 0 where a figure is missing.
    """
    if before > 0.0 and after > 0.0:
        own = math.log(after / before)
        return min(abs(own), abs(own - usual))
    return math.inf if (before > 0.0 and after <= 0.0) or (before <= 0.0 < after) else 0.0


def _usual(panel: Panel, sector: int, one: int, other: int) -> float:
    """Median over municipalities of ln of the change; 0 where none has both figures."""
    before, after = panel.tonnes[sector, :, one], panel.tonnes[sector, :, other]
    both = (before > 0.0) & (after > 0.0)
    return float(np.median(np.log(after[both] / before[both]))) if both.any() else 0.0
