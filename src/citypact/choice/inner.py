"""What the past alone says: which rule to use, and how wide its bands have to be.

The inner back-test plays the question on years that are known: from each earlier year that has at
least two stated years before it, every later stated year is forecast. For figures to 2015 these
are 2005 to 2010, 2005 to 2015, and 2010 to 2015. The rule with the least error is used, and the
errors that it made there give the bands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.choice.panel import Panel
from citypact.choice.trend import CANDIDATES, Rule, forecast
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["COVERAGE", "Fit", "fit", "half_width", "trials"]

#: The part of outcomes that a band is to hold.
COVERAGE = 0.9

#: Stated years that a forecast needs behind it, its own last one included.
HISTORY = 3


@dataclass(frozen=True)
class Fit:
    """A rule and the widths of its bands, made from figures up to ``panel.years[-1]`` alone.

    Attributes:
        panel: what was known, without the sectors that were not counted yet.
        rule: the rule of the least error.
        error: its error in the inner back-test, see :func:`fit`.
        candidates: how many rules were tried.
        trials: pairs (last known year, year forecast) of the inner back-test.
        total_width: half width of the band of a total, in log per square root of a year.
        sector_width: the same for each sector; NaN where too few errors are known.
    """

    panel: Panel
    rule: Rule
    error: float
    candidates: int
    trials: tuple[tuple[int, int], ...]
    total_width: float
    sector_width: Floats

    def forecast(self, years: Sequence[int]) -> Floats:
        """Tonnes of each sector and municipality in ``years``, array (S, M, H)."""
        last = self.panel.years[-1]
        ahead = [year - last for year in years]
        return forecast(self.panel.years, self.panel.tonnes, ahead, self.rule)


def trials(years: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Pairs of places (last known year, year forecast) that an inner back-test can play.

    >>> trials([1990, 2000, 2005, 2010, 2015])
    ((2, 3), (2, 4), (3, 4))
    """
    count = len(years)
    return tuple(
        (known, later)
        for known in range(HISTORY - 1, count - 1)
        for later in range(known + 1, count)
    )


def half_width(errors: Floats) -> float:
    """The split-conformal quantile of absolute errors: the ceil(0.9 (n + 1))-th smallest.

    A new error of the same kind is at most this with a probability of at least 0.9 (Vovk,
    Gammerman and Shafer, *Algorithmic Learning in a Random World*, 2005). NaN errors are left
    out; NaN where n is below 9, for no error seen is then large enough.
    """
    known = np.sort(errors[~np.isnan(errors)])
    rank = math.ceil(COVERAGE * (len(known) + 1))
    return float(known[rank - 1]) if rank <= len(known) else math.nan


def fit(panel: Panel) -> Fit:
    """Choose the rule and measure its errors on ``panel``, which must end at the last known year.

    The error of a rule is the mean, over the trials, of the median over municipalities of
    ``|forecast / outcome - 1|`` of the total: the measure that the back-test itself reports.
    The errors behind the bands are ``|ln(outcome / forecast)| / sqrt(h)``: errors of a random
    walk grow with the square root of the horizon h.

    Raises:
        InputError: there are too few years for an inner back-test, or no sector above zero.
    """
    known = panel.of_sectors(panel.counted_sectors())
    pairs = trials(known.years)
    if not pairs:
        raise InputError(
            f"an inner back-test needs at least {HISTORY + 1} stated years, found "
            f"{', '.join(map(str, known.years))}: give a later last year with --to"
        )
    if not known.sectors:
        raise InputError(f"no sector is above zero in any year to {known.years[-1]}")
    errors = [(_error(known, pairs, rule), place) for place, rule in enumerate(CANDIDATES)]
    least, place = min(errors)
    if math.isnan(least):
        raise InputError(
            "no municipality has all sectors in the years of the inner back-test: "
            f"{', '.join(map(str, known.years))}"
        )
    rule = CANDIDATES[place]
    total, sector = _log_errors(known, pairs, rule)
    return Fit(
        panel=known,
        rule=rule,
        error=least,
        candidates=len(CANDIDATES),
        trials=tuple((known.years[one], known.years[later]) for one, later in pairs),
        total_width=half_width(total),
        sector_width=np.array([half_width(row) for row in sector]),
    )


def _played(panel: Panel, known: int, later: int, rule: Rule) -> Floats:
    """Forecast of place ``later`` by ``rule`` from the years to place ``known``, (S, M)."""
    years = panel.years[: known + 1]
    ahead = [panel.years[later] - years[-1]]
    return forecast(years, panel.tonnes[:, :, : known + 1], ahead, rule)[:, :, 0]


def _error(panel: Panel, pairs: Sequence[tuple[int, int]], rule: Rule) -> float:
    outcome = panel.totals()
    found = []
    for known, later in pairs:
        total = _played(panel, known, later, rule).sum(axis=0)
        usable = (outcome[:, known] > 0.0) & (outcome[:, later] > 0.0) & ~np.isnan(total)
        if not usable.any():
            return math.nan
        found.append(np.median(np.abs(total[usable] / outcome[usable, later] - 1.0)))
    return float(np.mean(found))


def _log_errors(
    panel: Panel, pairs: Sequence[tuple[int, int]], rule: Rule
) -> tuple[Floats, Floats]:
    """Scaled log errors of totals (trials x M,) and sectors (S, trials x M).

    NaN where the forecast is not above zero or the outcome is missing; infinite where something
    above zero was forecast and nothing came.
    """
    totals, sectors = [], []
    outcome = panel.totals()
    for known, later in pairs:
        root = math.sqrt(panel.years[later] - panel.years[known])
        played = _played(panel, known, later, rule)
        sectors.append(_distance(played, panel.tonnes[:, :, later]) / root)
        totals.append(_distance(played.sum(axis=0), outcome[:, later]) / root)
    return np.concatenate(totals), np.concatenate(sectors, axis=1)


def _distance(forecasts: Floats, outcomes: Floats) -> Floats:
    result = np.full(forecasts.shape, np.nan)
    both = (forecasts > 0.0) & (outcomes > 0.0)
    result[both] = np.abs(np.log(outcomes[both] / forecasts[both]))
    result[(forecasts > 0.0) & (outcomes <= 0.0)] = np.inf
    return result
