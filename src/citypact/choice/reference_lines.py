"""The forecasts that a good one has to beat: the last value, and a straight line of its own.

Both look at the total of one municipality alone, as public pages on emissions do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from citypact.engine.arrays import Floats

__all__ = ["anchored_lad_line", "lad_line", "last_value"]


def last_value(totals: Floats, count: int) -> Floats:
    """The last stated total, for each of ``count`` later years: (M, Y) to (M, count)."""
    return np.repeat(totals[:, -1:], count, axis=1)


def lad_line(years: Sequence[int], totals: Floats, wanted: Sequence[int]) -> Floats:
    """The line of least absolute deviations through each municipality's totals.

    Minimises ``sum_t |y_t - a - b t|``. A least line passes through two of its points
    (Bloomfield and Steiger, *Least Absolute Deviations*, 1983), so that every pair is tried and
    the best kept, exactly; among equally good ones the pair that comes first in time. The line
    may fall below zero and is left so.

    Args:
        years: Y stated years, rising, at least two.
        totals: array (M, Y).
        wanted: H years.

    Returns:
        Array (M, H); NaN for a municipality with a missing year.

    >>> lad_line([0, 1, 2, 3], np.array([[1.0, 2.0, 9.0, 4.0]]), [5])
    array([[6.]])
    """
    at = np.asarray(years, dtype=np.float64)
    least = np.full(len(totals), np.inf)
    level = np.full(len(totals), np.nan)
    slope = np.full(len(totals), np.nan)
    for i, j in combinations(range(len(at)), 2):
        steep = (totals[:, j] - totals[:, i]) / (at[j] - at[i])
        start = totals[:, i] - steep * at[i]
        off = np.abs(totals - start[:, None] - steep[:, None] * at).sum(axis=1)
        # A tie within rounding is a tie: else the machine's last bit would choose the line.
        better = off < least * (1.0 - 1e-12)
        least[better], level[better], slope[better] = off[better], start[better], steep[better]
    return np.asarray(
        level[:, None] + slope[:, None] * np.asarray(wanted, dtype=np.float64), dtype=np.float64
    )


def anchored_lad_line(years: Sequence[int], totals: Floats, wanted: Sequence[int]) -> Floats:
    """:func:`lad_line`, moved up or down so that it passes through the last stated total.

    >>> anchored_lad_line([0, 1, 2, 3], np.array([[1.0, 2.0, 3.0, 8.0]]), [5])
    array([[10.]])
    """
    at_last = lad_line(years, totals, [years[-1]])
    return lad_line(years, totals, wanted) + (totals[:, -1:] - at_last)
