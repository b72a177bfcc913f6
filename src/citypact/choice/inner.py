"""What the past alone says: how far the forecast was off before, so how wide its bands must be.

The inner back-test plays the question on years that are known: from each earlier year that a rate
can be taken to, later stated years are forecast. For figures to 2015 these are 2000 to 2005, 2010
and 2015, 2005 to 2010 and 2015, and 2010 to 2015. Errors of one origin share its rate and are no
separate evidence: origins weigh alike, however many years follow them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.choice.band import Band
from citypact.choice.panel import Panel
from citypact.choice.shock import prior_of
from citypact.choice.trend import WINDOW, base_year, forecast
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["Fit", "Trial", "bands", "fit", "log_errors", "trials"]


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

    @property
    def ahead(self) -> int:
        """How many years ahead it forecast."""
        return self.year - self.origin


@dataclass(frozen=True, eq=False)
class Fit:
    """A forecast and its bands, made from figures up to ``panel.years[-1]`` alone.

    Attributes:
        panel: what was known, without the sectors that were not counted yet.
        error: mean over origins of the median percentage error of totals in the inner back-test.
        trials: the forecasts of the inner back-test.
        total: the band of a total.
        sectors: the band of each sector.
    """

    panel: Panel
    error: float
    trials: tuple[Trial, ...]
    total: Band
    sectors: tuple[Band, ...]

    def forecast(self, years: Sequence[int]) -> Floats:
        """Tonnes of each sector and municipality in ``years``, array (S, M, H)."""
        last = self.panel.years[-1]
        return forecast(self.panel.years, self.panel.tonnes, [year - last for year in years])


def trials(years: Sequence[int]) -> tuple[Trial, ...]:
    """Pairs of stated years, an origin and a later one, that an inner back-test plays.

    The later year is at least ``WINDOW`` years ahead, for an error over a shorter time is weather
    and business cycle, and origins are as far apart, so that each of the nation's shocks is counted
    once where every year is stated.

    >>> [(one.origin, one.year, one.weight) for one in trials([1990, 2000, 2005, 2010])]
    [(2000, 2005, 0.5), (2000, 2010, 0.5), (2005, 2010, 1.0)]
    >>> [(one.origin, one.year) for one in trials([2010, 2015, 2016, 2017, 2020, 2021])]
    [(2015, 2020), (2015, 2021)]
    """
    found: list[Trial] = []
    for place, origin in enumerate(years):
        later = [year for year in years if year - origin >= WINDOW]
        apart = not found or origin - found[-1].origin >= WINDOW
        if later and apart and base_year(years[: place + 1]) is not None:
            found += [Trial(origin, year, 1.0 / len(later)) for year in later]
    return tuple(found)


def fit(panel: Panel) -> Fit:
    """Measure the errors of the forecast on ``panel``, which must end at the last known year.

    Raises:
        InputError: there are too few years for an inner back-test, no sector is above zero, or no
            municipality has all sectors.
    """
    known = panel.of_sectors(panel.counted_sectors())
    played = trials(known.years)
    if not played:
        raise InputError(
            f"an inner back-test needs a stated year, one at least {WINDOW} years before it and "
            f"one at least {WINDOW} years after it, found {', '.join(map(str, known.years))}: "
            "give a later last year with --to"
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
    *sectors, total = bands(log_errors(known, played, forecasts), known.shares())
    return Fit(panel=known, error=error, trials=played, total=total, sectors=tuple(sectors))


def bands(errors: dict[Trial, Floats], shares: Floats) -> tuple[Band, ...]:
    """The bands of all sectors and of the total, last, from the errors of trials.

    In a trial h years ahead the median error over municipalities is the nation's shock of a series,
    h times a rate; what is left, over the root of h, are the municipalities' own deviations. The
    mean square of the rates, origins alike, is moderated by what is usual among sectors. The total
    is no sector: were the shocks of sectors independent, its own would have the mean square
    ``sum_s w_s^2 scale_s^2``, and that is what is usual for it.

    Args:
        errors: ``ln(outcome / forecast)`` of each trial, array (S + 1, M), the total last; NaN
            where there is none, minus infinity where nothing came.
        shares: array (S,), part w_s of each sector in the total of the mean municipality.
    """
    rows = len(shares) + 1
    deviations: list[list[Floats]] = [[] for _ in range(rows)]
    weights: list[list[Floats]] = [[] for _ in range(rows)]
    rates: list[list[tuple[Trial, float]]] = [[] for _ in range(rows)]
    for trial, error in errors.items():
        for row in range(rows):
            off = error[row][~np.isnan(error[row])]
            if not np.isfinite(off).any():
                continue
            # What ended is not the pace of the nation: the rate of those that went on is.
            shock = float(np.median(off[np.isfinite(off)]))
            rates[row].append((trial, shock / trial.ahead))
            deviations[row].append((off - shock) / math.sqrt(trial.ahead))
            weights[row].append(np.full(len(off), trial.weight))
    squares = [_mean_square(row) for row in rates]
    counts = [len({trial.origin for trial, _ in row}) for row in rates]
    prior = prior_of(squares[:-1], counts[:-1])
    shocks = [prior.moderated(s, n) for s, n in zip(squares[:-1], counts[:-1], strict=True)]
    scales = np.array([one.scale for one in shocks])
    shocks.append(prior.moderated(squares[-1], counts[-1], float(np.sum((shares * scales) ** 2))))
    return tuple(
        Band(_joined(one), _joined(weight), shock)
        for one, weight, shock in zip(deviations, weights, shocks, strict=True)
    )


def _mean_square(rates: Sequence[tuple[Trial, float]]) -> float:
    """Mean square of the shocks of a series, origins alike; 0 without any."""
    weight = sum(trial.weight for trial, _ in rates)
    return sum(trial.weight * rate**2 for trial, rate in rates) / weight if rates else 0.0


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)


def _played(panel: Panel, trial: Trial) -> Floats:
    """Forecast of ``trial`` from the years to its origin, (S, M)."""
    known = panel.until(trial.origin)
    return forecast(known.years, known.tonnes, [trial.ahead])[:, :, 0]


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


def log_errors(
    panel: Panel, played: Sequence[Trial], forecasts: Sequence[Floats]
) -> dict[Trial, Floats]:
    """``ln(outcome / forecast)`` of each trial, (S + 1, M): sectors, and the total as last row.

    NaN where the forecast is not above zero or the outcome is missing; minus infinity where
    something above zero was forecast and nothing came.
    """
    outcomes = np.concatenate([panel.tonnes, panel.totals()[None]])
    found = {}
    for trial, one in zip(played, forecasts, strict=True):
        came = outcomes[:, :, panel.years.index(trial.year)]
        found[trial] = _logs(np.concatenate([one, one.sum(axis=0)[None]]), came)
    return found


def _logs(forecasts: Floats, outcomes: Floats) -> Floats:
    result = np.full(forecasts.shape, np.nan)
    both = (forecasts > 0.0) & (outcomes > 0.0)
    result[both] = np.log(outcomes[both] / forecasts[both])
    result[(forecasts > 0.0) & (outcomes <= 0.0)] = -np.inf
    return result
