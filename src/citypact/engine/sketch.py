"""Quantiles without keeping the draws: one histogram a quantity, merged by adding counts.

The range of a histogram comes from a pilot: the draws 0 to 4,095, whichever draws are counted.
It goes from half the pilot's span below its smallest value to half the span above its largest,
in 2,048 bins, with one more bin at either end for what lies outside. So a count depends on
nothing but the draws counted, and counts can be added in any order.

A quantile lies in the bin that holds the draw of its rank, so it is off by at most a bin's
width, 1/1,024 of the pilot's span, beside the distance to the next draw; that is far below the
sampling error of any number of draws that is practical.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats

__all__ = [
    "BINS",
    "EXACT_DRAWS",
    "OCTET",
    "PILOT_DRAWS",
    "Counts",
    "Histogram",
    "Ranks",
    "Select",
    "exact_quantiles",
    "order_statistics",
    "tally",
]

BINS: Final = 2048
#: Draws 0 up to this one give the range of the histograms.
PILOT_DRAWS: Final = 4096
#: Up to so many draws are kept, and their quantiles are exact.
EXACT_DRAWS: Final = 4096

#: Shape ``(quantities, BINS + 2)``: below the range, the bins, above the range.
Counts: TypeAlias = npt.NDArray[np.uint32]
#: Places in the order of values, from 0.
Ranks: TypeAlias = npt.NDArray[np.int64]
#: Counts that are added up.
_Cumulative: TypeAlias = npt.NDArray[np.int64]
#: Values ``(quantities, draws)`` by ascending rank, shape ``(quantities, ranks)``.
Select: TypeAlias = Callable[[Floats, Ranks], Floats]

#: Draws that an executor counts at once.
OCTET: Final = 8

_ROWS_TOGETHER: Final = 64
#: Keeps the range wider than nothing where all pilot draws agree.
_LEAST_RELATIVE: Final = 2.0**-40
_LEAST: Final = 2.0**-960


@dataclass
class Histogram:
    """Histograms of all quantities, with the smallest and largest value seen.

    Attributes:
        low: start of the first bin, shape ``(quantities,)``.
        width: of a bin, likewise.
        counts: draws by bin, shape ``(quantities, BINS + 2)``.
        minimum: smallest value counted, shape ``(quantities,)``.
        maximum: largest value counted, likewise.
    """

    low: Floats
    width: Floats
    counts: Counts
    minimum: Floats
    maximum: Floats

    @classmethod
    def spanning(cls, smallest: Floats, largest: Floats) -> Histogram:
        """Empty histograms for a pilot between ``smallest`` and ``largest``."""
        span = largest - smallest
        margin = np.maximum(span / 2.0, np.maximum(np.abs(smallest) * _LEAST_RELATIVE, _LEAST))
        quantities = len(span)
        return cls(
            low=smallest - margin,
            width=(span + 2.0 * margin) / BINS,
            counts=np.zeros((quantities, BINS + 2), dtype=np.uint32),
            minimum=np.full(quantities, np.inf),
            maximum=np.full(quantities, -np.inf),
        )

    def empty(self) -> Histogram:
        """Histograms of the same range with nothing counted."""
        return Histogram(
            self.low,
            self.width,
            np.zeros(self.counts.shape, dtype=np.uint32),
            np.full_like(self.minimum, np.inf),
            np.full_like(self.maximum, -np.inf),
        )

    def merge(self, other: Histogram) -> None:
        """Add what ``other``, of the same range, has counted."""
        self.counts += other.counts
        self.minimum = np.minimum(self.minimum, other.minimum)
        self.maximum = np.maximum(self.maximum, other.maximum)

    def quantiles(self, rows: slice, probabilities: Floats) -> Floats:
        """Quantiles of each quantity in ``rows``, shape ``(probabilities, rows)``.

        The rank is ``h = p (n - 1)``, counting from 0; within the bin that holds it, values are
        taken as evenly spread, between the smallest and the largest seen.
        """
        cumulative = self.counts[rows].cumsum(axis=1, dtype=np.int64)
        return np.array([self._quantile(rows, p, cumulative) for p in probabilities.tolist()])

    def _quantile(self, rows: slice, probability: float, cumulative: _Cumulative) -> Floats:
        minimum, maximum = self.minimum[rows], self.maximum[rows]
        if probability in (0.0, 1.0):
            return maximum if probability else minimum
        rank = probability * (float(cumulative[0, -1]) - 1.0)
        place = (cumulative > rank).argmax(axis=1)
        each = np.arange(len(place))
        held = self.counts[rows][each, place].astype(np.float64)
        before = cumulative[each, place].astype(np.float64) - held
        low, width = self.low[rows], self.width[rows]
        left = np.where(place == 0, minimum, np.maximum(minimum, low + (place - 1.0) * width))
        right = np.where(place > BINS, maximum, np.minimum(maximum, low + place * width))
        part = np.minimum((rank - before + 0.5) / held, 1.0)
        value: Floats = np.maximum(minimum, np.minimum(maximum, left + (right - left) * part))
        return value


def tally(values: Floats, histogram: Histogram) -> None:
    """Count ``values``, shape ``(quantities, draws)``, in ``histogram``: the definition, on NumPy.

    Bin of v: ``f = (v - low) · (1 / width)``; the first where f < 0, the last where
    ``f >= 2048``, else the one after ``⌊f⌋``.
    """
    scale, bins = 1.0 / histogram.width, histogram.counts.shape[1]
    for first in range(0, len(values), _ROWS_TOGETHER):
        rows = slice(first, first + _ROWS_TOGETHER)
        with np.errstate(over="ignore"):
            place = (values[rows] - histogram.low[rows, None]) * scale[rows, None]
        place = np.where(
            place >= 0.0, np.where(place < BINS, np.floor(place) + 1.0, BINS + 1.0), 0.0
        )
        number = len(place)
        index = place.astype(np.intp) + np.arange(0, number * bins, bins)[:, None]
        found = np.bincount(index.ravel(), minlength=number * bins)
        histogram.counts[rows] += found.reshape(number, bins).astype(np.uint32)
    np.minimum(histogram.minimum, values.min(axis=1), out=histogram.minimum)
    np.maximum(histogram.maximum, values.max(axis=1), out=histogram.maximum)


def order_statistics(values: Floats, ranks: Ranks) -> Floats:
    """Values of each row by rank: the definition, on NumPy.

    Args:
        values: shape ``(quantities, draws)``.
        ranks: from 0, ascending, shape ``(ranks,)``.

    Returns:
        Shape ``(quantities, ranks)``.
    """
    found: Floats = np.partition(values, np.unique(ranks), axis=1)[:, ranks]
    return found


def exact_quantiles(
    values: Floats, probabilities: Floats, select: Select = order_statistics
) -> Floats:
    """Quantiles of each row of ``(quantities, draws)``, by straight lines between ranks.

    Rank ``h = p (n - 1)``, counting from 0 (type 7 of Hyndman and Fan 1996, *Sample quantiles in
    statistical packages*, The American Statistician 50(4), 361-365).

    Returns:
        Shape ``(probabilities, quantities)``.
    """
    last = values.shape[1] - 1
    rank = probabilities * last
    below = np.minimum(rank.astype(np.int64), last)
    above = np.minimum(below + 1, last)
    ranks = np.concatenate([below, above])
    order = ranks.argsort(kind="stable")
    ordered = np.empty((len(values), len(ranks)))
    ordered[:, order] = select(values, ranks[order])
    low, high = ordered[:, : len(below)], ordered[:, len(below) :]
    found: Floats = (low + (high - low) * (rank - below)).T
    return found
