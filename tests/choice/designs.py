"""The designs of a forecast that were compared on figures up to 2015.

The page on the back-test states their scores. What was not chosen lives here alone.
"""

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import numpy as np

from citypact.book.smhi_file import read_smhi_file
from citypact.book.smhi_sectors import SECTORS
from citypact.choice.inner import trials
from citypact.choice.panel import Panel
from citypact.choice.trend import forecast
from citypact.engine.arrays import Floats

Design = Callable[[Sequence[int], Floats, int], Floats]


def read_panel(path: Path) -> Panel:
    """All figures of a file of SMHI's."""
    return Panel.of_figures(read_smhi_file(path).figures(), [one.id for one in SECTORS])


def _logs(tonnes: Floats) -> Floats:
    return np.log(np.where(tonnes > 0.0, tonnes, np.nan))


def _window_rates(years: Sequence[int], tonnes: Floats, base: int) -> Floats:
    """Rates of change from place ``base`` to the last year, (S, M); NaN where there is none."""
    logs = _logs(tonnes)
    return (logs[:, :, -1] - logs[:, :, base]) / (years[-1] - years[base])


def _medians(years: Sequence[int], tonnes: Floats) -> Floats:
    """Median rate of each sector over every window that ends in the last year, (windows, S)."""
    windows = range(len(years) - 1)
    return np.array([np.nanmedian(_window_rates(years, tonnes, one), axis=1) for one in windows])


def _grown(tonnes: Floats, rate: Floats, ahead: int) -> Floats:
    last = tonnes[:, :, -1]
    return np.where(last > 0.0, last * np.exp(np.nan_to_num(rate) * ahead), last)


def last_value(_years: Sequence[int], tonnes: Floats, _ahead: int) -> Floats:
    return tonnes[:, :, -1]


def latest_window(years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    return forecast(years, tonnes, [ahead])[:, :, 0]


def all_windows(years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    return _grown(tonnes, _medians(years, tonnes).mean(axis=0)[:, None], ahead)


def three_forecasts(years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    parts = [one(years, tonnes, ahead) for one in (last_value, latest_window, all_windows)]
    return np.asarray(np.mean(parts, axis=0), dtype=np.float64)


def _persistence(years: Sequence[int], tonnes: Floats) -> Floats:
    """How far a municipality's deviation from the median rate went on in the next period, 0 to 1.

    The slope through the origin of least absolute deviations: the median of the ratios, each
    weighted with the size of the earlier deviation.
    """
    if len(years) < 3:
        return np.zeros(len(tonnes))
    rates = np.diff(_logs(tonnes), axis=2) / np.diff(years)
    off = rates - np.nanmedian(rates, axis=1, keepdims=True)
    slopes = []
    for one in off:
        before, after = one[:, :-1].ravel(), one[:, 1:].ravel()
        known = ~np.isnan(before * after) & (before != 0.0)
        ratio, weight = after[known] / before[known], np.abs(before[known])
        order = np.argsort(ratio)
        summed = np.cumsum(weight[order])
        slopes.append(ratio[order][np.searchsorted(summed, summed[-1] / 2)])
    return np.asarray(np.clip(slopes, 0.0, 1.0), dtype=np.float64)


def _with_own(pooled: Floats, years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    own = _window_rates(years, tonnes, len(years) - 2)
    off = np.nan_to_num(own - np.nanmedian(own, axis=1, keepdims=True))
    return _grown(tonnes, pooled[:, None] + _persistence(years, tonnes)[:, None] * off, ahead)


def latest_window_and_own(years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    return _with_own(_medians(years, tonnes)[-1], years, tonnes, ahead)


def all_windows_and_own(years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    return _with_own(_medians(years, tonnes).mean(axis=0), years, tonnes, ahead)


def mean_of_120_rules(years: Sequence[int], tonnes: Floats, ahead: int) -> Floats:
    """Windows of about 5, 10, 15 years, four own weights, five dampings, pooled in two ways."""
    made = []
    for wanted, own, damping, by_sum in product(
        (5, 10, 15), (0.0, 0.25, 0.5, 1.0), (0.0, 0.25, 0.5, 0.75, 1.0), (False, True)
    ):
        base = min(
            range(len(years) - 1), key=lambda place: (abs(years[-1] - years[place] - wanted), place)
        )
        rates = _window_rates(years, tonnes, base)
        pooled = np.nanmedian(rates, axis=1, keepdims=True)
        if by_sum:
            both = ~np.isnan(rates)
            first, last = (np.where(both, tonnes[:, :, one], 0.0).sum(1) for one in (base, -1))
            pooled = (np.log(last / first) / (years[-1] - years[base]))[:, None]
        rate = np.where(np.isnan(rates), pooled, own * rates + (1.0 - own) * pooled)
        made.append(_grown(tonnes, damping * rate, ahead))
    return np.asarray(np.mean(made, axis=0), dtype=np.float64)


DESIGNS: dict[str, Design] = {
    "latest window": latest_window,
    "latest window and own rate": latest_window_and_own,
    "mean of all windows": all_windows,
    "mean of all windows and own rate": all_windows_and_own,
    "mean of three forecasts": three_forecasts,
    "mean of 120 rules": mean_of_120_rules,
    "last value": last_value,
}


def scores(panel: Panel, design: Design) -> Floats:
    """Median percentage error of totals, for each origin the mean over its later years."""
    outcomes = panel.totals()
    by_origin: dict[int, list[float]] = {}
    for trial in trials(panel.years):
        known = panel.until(trial.origin)
        made = design(known.years, known.tonnes, trial.year - trial.origin).sum(axis=0)
        off = np.abs(made / outcomes[:, panel.years.index(trial.year)] - 1.0)
        by_origin.setdefault(trial.origin, []).append(float(np.median(off)))
    return np.array([np.mean(one) for one in by_origin.values()])
