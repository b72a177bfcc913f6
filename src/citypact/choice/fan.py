"""The reference forecast of one municipality, as a fan: what was known, a middle and its bands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from citypact.choice.inner import Fit
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["Fan", "fan"]


@dataclass(frozen=True)
class Fan:
    """Emissions known and forecast, tonnes a year.

    Attributes:
        place: code of the municipality.
        sector: id of the sector; empty for the total of all that were counted.
        known_years: the years stated, rising; a year without a figure is left out.
        known: tonnes in each of them.
        years: the years forecast, all after the last known one.
        p05: lower end of the 90 % band in each, under which 5 % of outcomes are to lie; zero where
            more than 5 % of the errors that it is made of met nothing.
        p50: the forecast.
        p95: upper end of the band, above which 5 % are to lie.
    """

    place: str
    sector: str
    known_years: tuple[int, ...]
    known: tuple[float, ...]
    years: tuple[int, ...]
    p05: tuple[float, ...]
    p50: tuple[float, ...]
    p95: tuple[float, ...]


def fan(fitted: Fit, place: str, years: Sequence[int], sector: str = "") -> Fan:
    """Forecast one municipality, with the band that the errors of all municipalities make.

    Args:
        fitted: the forecast, made from the figures of all municipalities up to its last year.
        place: code of the municipality.
        years: the years to forecast, rising, after the last known one.
        sector: id of a sector; empty for the total.

    Raises:
        InputError: the municipality or the sector is not in the figures, a year is not after the
            last known one or they do not rise, the last figure is missing or not above zero, or
            there were too few errors, or too large ones, to make a band of.
    """
    panel = fitted.panel
    last = panel.years[-1]
    if place not in panel.places:
        raise InputError(f"municipality {place!r} is not in the figures")
    if sector and sector not in panel.sectors:
        raise InputError(f"sector {sector!r} is not among {', '.join(panel.sectors)}")
    if not years or years[0] <= last or any(b <= a for a, b in pairwise(years)):
        raise InputError(f"years to forecast must rise and lie after {last}, found {list(years)}")
    at = panel.places.index(place)
    row = panel.sectors.index(sector) if sector else None
    past = panel.totals()[at] if row is None else panel.tonnes[row, at]
    if not past[-1] > 0.0:
        found = "missing" if math.isnan(past[-1]) else f"{past[-1]:g} t"
        raise InputError(
            f"{sector or 'the total'} of {place} is {found} in {last}: no rate applies to it"
        )
    band = fitted.total if row is None else fitted.sectors[row]
    low, high = band.ends([year - last for year in years])
    if not np.isfinite(high).all():
        raise InputError(
            f"{sector or 'the total'} has no band: too few errors are known, or too many forecasts "
            "met nothing"
        )
    made = fitted.forecast(years)[:, at]
    middle = made.sum(axis=0) if row is None else made[row]
    stated = [i for i, one in enumerate(past) if not math.isnan(one)]
    return Fan(
        place=place,
        sector=sector,
        known_years=tuple(panel.years[i] for i in stated),
        known=tuple(float(past[i]) for i in stated),
        years=tuple(years),
        p05=_plain(middle * np.exp(low)),
        p50=_plain(middle),
        p95=_plain(middle * np.exp(high)),
    )


def _plain(values: Floats) -> tuple[float, ...]:
    return tuple(float(one) for one in values)
