"""Pooled trends: each sector goes on at the rate of the median municipality.

A municipality's own figures are few (five stated years from 1990 to 2015) and a rate taken from
them carries every plant, every warm winter and every change of method on to the forecast. The rate
of the median municipality does not. Nothing is tuned here: no weight, no damping, one window.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from citypact.engine.arrays import Floats

__all__ = ["WINDOW", "base_year", "forecast", "pooled_rate"]

#: The least number of years that a rate is taken over: shorter ones are weather and business cycle.
WINDOW = 5


def base_year(years: Sequence[int]) -> int | None:
    """Place of the latest stated year at least ``WINDOW`` years before the last; None without one.

    >>> base_year([1990, 2000, 2005, 2010, 2015]), base_year([2010, 2015, 2020, 2024])
    (3, 1)
    """
    fitting = [place for place, year in enumerate(years) if years[-1] - year >= WINDOW]
    return fitting[-1] if fitting else None


def pooled_rate(first: Floats, last: Floats, span: int) -> float:
    """Median over municipalities of ``ln(last / first) / span``, per year.

    Only municipalities above zero in both years have a rate. Where none has, nothing is known of
    a trend: 0.

    Args:
        first: array (M,) of one sector, tonnes in the first year; NaN where missing.
        last: the same ``span`` years later.
        span: years, above zero.

    >>> round(pooled_rate(np.array([8.0, 8.0, 0.0]), np.array([4.0, 4.0, 9.0]), 5), 4)
    -0.1386
    """
    usable = (first > 0.0) & (last > 0.0)
    if not usable.any():
        return 0.0
    return float(np.median(np.log(last[usable] / first[usable]))) / span


def forecast(years: Sequence[int], tonnes: Floats, horizons: Sequence[int]) -> Floats:
    """Every sector in every municipality ``horizons`` years after the last stated year.

    ``y_m(T + h) = y_mT exp(g h)``, with g the sector's :func:`pooled_rate` over the window. A
    last figure of zero or below it stays as it is, for no rate applies to it; a last figure that
    is missing gives NaN.

    Args:
        years: the Y stated years up to the last known; one is at least ``WINDOW`` years earlier.
        tonnes: array (S, M, Y).
        horizons: H numbers of years, above zero.

    Returns:
        Array (S, M, H), tonnes a year.

    Raises:
        ValueError: no year is early enough to take a rate from.
    """
    base = base_year(years)
    if base is None:
        raise ValueError(f"no year is {WINDOW} years before {years[-1]}")
    ahead = np.asarray(horizons, dtype=np.float64)
    result = np.empty((*tonnes.shape[:2], len(ahead)))
    for place, sector in enumerate(tonnes):
        last = sector[:, -1]
        rate = pooled_rate(sector[:, base], last, years[-1] - years[base])
        result[place] = last[:, None] * np.exp(np.where(last > 0.0, rate, 0.0)[:, None] * ahead)
    return result
