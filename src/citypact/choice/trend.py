"""Pooled trends: a sector's rate of change is shared by all municipalities, in part or whole.

A municipality's own figures are few (five stated years from 1990 to 2015) and a rate taken from
them carries every plant, every warm winter and every change of method on to the forecast. The rate
of the median municipality does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from citypact.engine.arrays import Floats

__all__ = ["CANDIDATES", "Rule", "base_year", "forecast", "rates"]

Pool = Literal["median", "sum"]


@dataclass(frozen=True, order=True)
class Rule:
    """How a trend is taken; one rule serves every sector.

    Attributes:
        lookback: years behind the last stated one over which rates are taken; the nearest stated
            year is used, the earlier of two equally near.
        own: weight of the municipality's own rate, 0 to 1; the rest is the pooled rate.
        damping: the part of the rate that goes on after the last stated year, 0 to 1.
        pool: the pooled rate is that of the ``median`` municipality or of the ``sum`` of all.
    """

    lookback: int
    own: float
    damping: float
    pool: Pool


_POOLS: tuple[Pool, ...] = ("median", "sum")

#: Every rule that the inner back-test chooses among; with a damping of 0 nothing moves at all.
CANDIDATES: tuple[Rule, ...] = tuple(
    Rule(lookback, own, damping, pool)
    for lookback, own, damping, pool in product(
        (5, 10, 15), (0.0, 0.25, 0.5, 1.0), (0.0, 0.25, 0.5, 0.75, 1.0), _POOLS
    )
)


def base_year(years: Sequence[int], lookback: int) -> int:
    """Place of the stated year nearest to ``lookback`` years before the last; never the last.

    >>> base_year([1990, 2000, 2005, 2010, 2015], 5), base_year([1990, 2000, 2005], 10)
    (3, 0)
    """
    wanted = years[-1] - lookback
    return min(range(len(years) - 1), key=lambda place: (abs(years[place] - wanted), place))


def rates(years: Sequence[int], tonnes: Floats, rule: Rule) -> Floats:
    """Rate of change of one sector in each municipality, per year, before damping.

    With L years from base year b to last year T, ``r_m = ln(y_mT / y_mb) / L`` where both are
    stated and above zero, pooled rate ``g`` = median of r_m, or ``ln(sum y_mT / sum y_mb) / L``
    over the same municipalities; the result is ``own r_m + (1 - own) g``, and ``g`` where r_m
    cannot be taken. Where no municipality has a rate, nothing is known of a trend: 0.

    Args:
        years: the Y stated years up to the last known, at least two.
        tonnes: array (M, Y) of the sector.
        rule: the rule.

    Returns:
        Array (M,).
    """
    base = base_year(years, rule.lookback)
    first, last = tonnes[:, base], tonnes[:, -1]
    usable = (first > 0.0) & (last > 0.0)
    if not usable.any():
        return np.zeros(len(tonnes))
    span = years[-1] - years[base]
    own = np.log(last[usable] / first[usable]) / span
    pooled = float(np.median(own))
    if rule.pool == "sum":
        pooled = float(np.log(last[usable].sum() / first[usable].sum())) / span
    blended = np.full(len(tonnes), pooled)
    blended[usable] = rule.own * own + (1.0 - rule.own) * pooled
    return blended


def forecast(years: Sequence[int], tonnes: Floats, horizons: Sequence[int], rule: Rule) -> Floats:
    """Every sector in every municipality ``horizons`` years after the last stated year.

    ``y_m(T + h) = y_mT exp(damping rate_m h)``. A last figure of zero or below it stays as it
    is, for no rate applies to it; a last figure that is missing gives NaN.

    Args:
        years: the Y stated years up to the last known, at least two.
        tonnes: array (S, M, Y).
        horizons: H numbers of years, above zero.
        rule: the rule.

    Returns:
        Array (S, M, H), tonnes a year.
    """
    ahead = np.asarray(horizons, dtype=np.float64)
    result = np.empty((*tonnes.shape[:2], len(ahead)))
    for place, sector in enumerate(tonnes):
        last = sector[:, -1]
        rate = np.where(last > 0.0, rates(years, sector, rule), 0.0)
        result[place] = last[:, None] * np.exp(rule.damping * rate[:, None] * ahead)
    return result
