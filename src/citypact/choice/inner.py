"""What the past alone says: how far the forecast was off before, so how wide its bands must be.

The inner back-test plays the question on years that are known: from each earlier year that a rate
can be taken to, every later stated year is forecast. For figures to 2015 these are 2000 to 2005,
2010 and 2015, 2005 to 2010 and 2015, and 2010 to 2015. Errors of one origin share its rate and are
no separate evidence: origins weigh alike, however many years follow them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.choice.panel import Panel
from citypact.choice.trend import WINDOW, base_year, forecast
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["COVERAGE", "Fit", "Trial", "fit", "half_width", "trials"]

#: The part of outcomes that a band is to hold.
COVERAGE = 0.9


@dataclass(frozen=True)
class Trial:
    """A forecast of a known year from years before it.

    Attributes:
        origin: the last year that it knew.
        year: the year that it forecast.
        weight: its part of its origin: all trials of an origin share 1.
    """

    origin: int
    year: int
    weight: float


@dataclass(frozen=True)
class Fit:
    """A forecast and the widths of its bands, made from figures up to ``panel.years[-1]`` alone.

    Attributes:
        panel: what was known, without the sectors that were not counted yet.
        error: mean over origins of the median percentage error of totals in the inner back-test.
        trials: the forecasts of the inner back-test.
        total_width: half width of the band of a total, in log per square root of a year.
        sector_width: the same for each sector; NaN where too few errors are known.
    """

    panel: Panel
    error: float
    trials: tuple[Trial, ...]
    total_width: float
    sector_width: Floats

    def forecast(self, years: Sequence[int]) -> Floats:
        """Tonnes of each sector and municipality in ``years``, array (S, M, H)."""
        last = self.panel.years[-1]
        return forecast(self.panel.years, self.panel.tonnes, [year - last for year in years])


def trials(years: Sequence[int]) -> tuple[Trial, ...]:
    """Every pair of stated years, an origin and a later one, that an inner back-test can play.

    >>> [(one.origin, one.year, one.weight) for one in trials([1990, 2000, 2005, 2010])]
    [(2000, 2005, 0.5), (2000, 2010, 0.5), (2005, 2010, 1.0)]
    """
    return tuple(
        Trial(origin, later, 1.0 / (len(years) - place - 1))
        for place, origin in enumerate(years)
        if base_year(years[: place + 1]) is not None
        for later in years[place + 1 :]
    )


def half_width(errors: Floats, weights: Floats) -> float:
    """The weighted split-conformal quantile of absolute errors.

    The least q such that the weights of the errors of at most q come to 0.9 (W + 1), with W the
    sum of weights and 1 that of the new error. With weights of 1 it is the ceil(0.9 (n + 1))-th
    smallest of n errors, which a new error of the same kind exceeds with a probability of at most
    0.1 (Vovk, Gammerman and Shafer, *Algorithmic Learning in a Random World*, 2005; weighted:
    Barber, Candès, Ramdas and Tibshirani, *Conformal prediction beyond exchangeability*, 2023).
    NaN errors are left out; NaN where no error seen is large enough.

    >>> half_width(np.arange(1.0, 20.0), np.ones(19))
    18.0
    """
    known = ~np.isnan(errors)
    order = np.argsort(errors[known], kind="stable")
    weight = np.cumsum(weights[known][order])
    needed = COVERAGE * (weight[-1] + 1.0) if len(weight) else math.inf
    # Sums of thirds do not meet a round number exactly.
    place = int(np.searchsorted(weight, needed * (1.0 - 1e-12)))
    return float(errors[known][order][place]) if place < len(weight) else math.nan


def fit(panel: Panel) -> Fit:
    """Measure the errors of the forecast on ``panel``, which must end at the last known year.

    The errors behind the bands are ``|ln(outcome / forecast)| / sqrt(h)``: errors of a random
    walk grow with the square root of the horizon h.

    Raises:
        InputError: there are too few years for an inner back-test, no sector is above zero, or no
            municipality has all sectors.
    """
    known = panel.of_sectors(panel.counted_sectors())
    played = trials(known.years)
    if not played:
        raise InputError(
            f"an inner back-test needs a stated year, one at least {WINDOW} years before it and "
            f"one after it, found {', '.join(map(str, known.years))}: give a later last year "
            "with --to"
        )
    if not known.sectors:
        raise InputError(f"no sector is above zero in any year to {known.years[-1]}")
    forecasts = [_played(known, one) for one in played]
    error = _error(known, played, forecasts)
    if math.isnan(error):
        raise InputError(
            "no municipality has all sectors in the years of the inner back-test: "
            f"{', '.join(map(str, known.years))}"
        )
    total, sectors = _log_errors(known, played, forecasts)
    weights = np.repeat([one.weight for one in played], len(known.places))
    return Fit(
        panel=known,
        error=error,
        trials=played,
        total_width=half_width(total, weights),
        sector_width=np.array([half_width(row, weights) for row in sectors]),
    )


def _played(panel: Panel, trial: Trial) -> Floats:
    """Forecast of ``trial`` from the years to its origin, (S, M)."""
    known = panel.until(trial.origin)
    return forecast(known.years, known.tonnes, [trial.year - trial.origin])[:, :, 0]


def _error(panel: Panel, played: Sequence[Trial], forecasts: Sequence[Floats]) -> float:
    outcomes = panel.totals()
    found = 0.0
    for trial, one in zip(played, forecasts, strict=True):
        before, outcome = (outcomes[:, panel.years.index(y)] for y in (trial.origin, trial.year))
        total = one.sum(axis=0)
        usable = (before > 0.0) & (outcome > 0.0) & ~np.isnan(total)
        if not usable.any():
            return math.nan
        found += trial.weight * float(np.median(np.abs(total[usable] / outcome[usable] - 1.0)))
    return found / len({trial.origin for trial in played})


def _log_errors(
    panel: Panel, played: Sequence[Trial], forecasts: Sequence[Floats]
) -> tuple[Floats, Floats]:
    """Scaled log errors of totals (trials x M,) and sectors (S, trials x M).

    NaN where the forecast is not above zero or the outcome is missing; infinite where something
    above zero was forecast and nothing came.
    """
    totals, sectors = [], []
    outcomes = panel.totals()
    for trial, one in zip(played, forecasts, strict=True):
        root, place = math.sqrt(trial.year - trial.origin), panel.years.index(trial.year)
        sectors.append(_distance(one, panel.tonnes[:, :, place]) / root)
        totals.append(_distance(one.sum(axis=0), outcomes[:, place]) / root)
    return np.concatenate(totals), np.concatenate(sectors, axis=1)


def _distance(forecasts: Floats, outcomes: Floats) -> Floats:
    result = np.full(forecasts.shape, np.nan)
    both = (forecasts > 0.0) & (outcomes > 0.0)
    result[both] = np.abs(np.log(outcomes[both] / forecasts[both]))
    result[(forecasts > 0.0) & (outcomes <= 0.0)] = np.inf
    return result
