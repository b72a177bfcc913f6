"""What a band held of the outcomes, whether that is enough, and what lies far outside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from citypact.choice.band import Band
from citypact.choice.jump import Jump, jump
from citypact.choice.luck import AIM, Luck, luck
from citypact.choice.panel import Panel
from citypact.engine.arrays import Floats

__all__ = ["Cases", "Coverage", "Far", "Verdict", "coverage"]

Truths = npt.NDArray[np.bool_]
Verdict = Literal["within", "below", "above", "unknown"]

#: An outcome is far outside where its logarithm is so many times as far off as the band's end.
FAR = 2.0

#: How many municipalities of a series are named.
NAMED = 10

#: exp of more than this is too large for a double.
LARGEST_LOG = 700.0

#: In logarithms; an outcome that misses the end of its band by rounding is in it.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Far:
    """A municipality whose outcome lies far outside its band; tonnes a year, in its worst year.

    Attributes:
        place: code of the municipality.
        year: the year in which it lies farthest out.
        forecast: the middle of the band.
        end: the end of the band that the outcome lies beyond.
        outcome: what came.
        jump: what figures show as a reason: in the sector, or for a total in the sector with the
            largest error; None where nothing jumped.
    """

    place: str
    year: int
    forecast: float
    end: float
    outcome: float
    jump: Jump | None


@dataclass(frozen=True)
class Coverage:
    """What the band of a total or a sector held.

    Attributes:
        held: part of the cases whose outcome lies in the band; NaN without a band.
        low: the band of the farthest year begins at so many times the forecast.
        high: it ends at so many times the forecast.
        nation: ``outcome / forecast`` of the median municipality in the farthest year.
        rarity: by the band's own assumptions, the probability of a nation's shock that is at least
            as large as the one that came.
        luck: what a perfectly right band holds from world to world; None without a band.
        outside: municipalities with an outcome outside the band in at least one year.
        far: how many of them lie far outside.
        jumped: how many of these after a jump.
        farthest: the farthest of them, at most ``NAMED``, farthest first.
    """

    held: float
    low: float
    high: float
    nation: float
    rarity: float
    luck: Luck | None
    outside: int
    far: int
    jumped: int
    farthest: tuple[Far, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the part held is within 85 to 95 %, below or above; unknown without a band."""
        if math.isnan(self.held):
            return "unknown"
        return "below" if self.held < AIM[0] else "above" if self.held > AIM[1] else "within"


@dataclass(frozen=True, eq=False)
class Cases:
    """What a series was forecast and what came.

    Attributes:
        panel: all figures of the sectors, outcomes included.
        to: the last year that the forecast knew.
        years: the H years that are scored.
        forecasts: array (M, H), tonnes.
        outcomes: array (M, H), tonnes.
        scored: array (M, H), which of them count.
        sectors: array (M, H), place of the sector in which a jump is looked for.
    """

    panel: Panel
    to: int
    years: Sequence[int]
    forecasts: Floats
    outcomes: Floats
    scored: Truths
    sectors: npt.NDArray[np.int64]


def coverage(band: Band, cases: Cases) -> Coverage:
    """Count what the band of a series held of its cases."""
    ahead = np.array(cases.years, dtype=np.float64) - cases.to
    ends = band.ends(ahead.tolist())
    low, high = ends
    error = _errors(cases)
    outside = cases.scored & ((error < low - ROUNDING) | (error > high + ROUNDING))
    with np.errstate(divide="ignore", invalid="ignore"):
        # A band of no width at all has every outcome that is outside it far outside.
        off = np.abs(error) / np.abs(np.where(error < 0.0, low, high))
    far = _far(outside & (off > FAR), off)
    named = [_named(cases, ends, *one) for one in far]
    bounded = cases.scored & np.isfinite(error)
    shock = float(np.median((error / ahead)[bounded])) if bounded.any() else math.nan
    latest = error[bounded[:, -1], -1]
    counted = int(cases.scored.any(axis=1).sum())
    unknown = bool(np.isnan(low).any()) or not counted
    return Coverage(
        held=math.nan if unknown else 1.0 - float(outside.sum() / cases.scored.sum()),
        low=math.exp(float(low[-1])),
        high=_exp(float(high[-1])),
        nation=math.exp(float(np.median(latest))) if len(latest) else math.nan,
        rarity=_rarity(band, shock),
        luck=luck(band, ahead.tolist(), ends, counted),
        outside=int(outside.any(axis=1).sum()),
        far=len(named),
        jumped=sum(one.jump is not None for one in named),
        farthest=tuple(named[:NAMED]),
    )


def _errors(cases: Cases) -> Floats:
    """``ln(outcome / forecast)`` of the cases that count; minus infinity where nothing came."""
    error = np.full(cases.forecasts.shape, np.nan)
    both = cases.scored & (cases.outcomes > 0.0)
    error[both] = np.log(cases.outcomes[both] / cases.forecasts[both])
    error[cases.scored & ~both] = -np.inf
    return error


def _exp(value: float) -> float:
    return math.inf if value > LARGEST_LOG else math.exp(value)


def _rarity(band: Band, shock: float) -> float:
    if math.isnan(shock):
        return math.nan
    return min(1.0, 2.0 * float(band.shock.below(np.array([-abs(shock)]))[0]))


def _far(far: Truths, off: Floats) -> list[tuple[int, int]]:
    """Municipality and year of what lies far outside, each in its worst year, farthest first."""
    size = np.where(far, off, 0.0)
    order = np.argsort(-size.max(axis=1), kind="stable")
    return [(int(one), int(size[one].argmax())) for one in order if far[one].any()]


def _named(cases: Cases, ends: Floats, place: int, year: int) -> Far:
    forecast, outcome = float(cases.forecasts[place, year]), float(cases.outcomes[place, year])
    end = float(ends[0 if outcome < forecast else 1, year])
    return Far(
        place=cases.panel.places[place],
        year=cases.years[year],
        forecast=forecast,
        end=forecast * math.exp(end),
        outcome=outcome,
        jump=jump(cases.panel, int(cases.sectors[place, year]), place, cases.to, cases.years[year]),
    )
