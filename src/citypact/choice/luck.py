"""How far the part that a band holds is luck.

All municipalities share the nation's shock. In a world where it is small nearly all outcomes lie in
the band, where it is large far fewer, though the band be right: on average over worlds it holds
what it is to hold, and in few of them nearly that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.choice.band import Band
from citypact.engine.arrays import Floats

__all__ = ["AIM", "Luck", "luck"]

#: A band is said to hold its part where it holds between these parts of the outcomes.
AIM = (0.85, 0.95)

#: Worlds that are simulated: a part of them is known to a standard error of 1.6 % or less.
WORLDS = 1000

_SEED = 2015


@dataclass(frozen=True)
class Luck:
    """The part held in simulated worlds in which every assumption of the band is true.

    Attributes:
        chance: part of worlds in which the part held lies within the aim.
        mean: mean over worlds of the part held.
        low: the part held in the worst twentieth of worlds, at most.
        high: the part held in the best twentieth, at least.
    """

    chance: float
    mean: float
    low: float
    high: float


def luck(band: Band, horizons: Sequence[float], ends: Floats, places: int) -> Luck | None:
    """Simulate the part of outcomes that a band holds; None for a series without a band.

    A world has one shock, Student's t as the band has it, and each municipality in it a deviation
    drawn from those of the band. Both go on through all years: a world's years are not independent.

    Args:
        band: whose own assumptions are the truth of the worlds.
        horizons: H years ahead that are scored together.
        ends: array (2, H), its ends there: ln of end over forecast, low and high.
        places: number of municipalities.
    """
    if not places or np.isnan(ends).any():
        return None
    rng = np.random.default_rng(_SEED)
    shock = band.shock.scale * rng.standard_t(band.shock.freedom, (WORLDS, 1))
    summed = np.cumsum(band.weights)
    drawn = np.searchsorted(summed, summed[-1] * rng.random((WORLDS, places)), side="right")
    deviation = band.deviations[np.minimum(drawn, len(summed) - 1)]
    held = np.zeros(WORLDS)
    for ahead, (low, high) in zip(horizons, ends.T, strict=True):
        error = ahead * shock + np.sqrt(ahead) * deviation
        held += ((error >= low) & (error <= high)).mean(axis=1) / len(horizons)
    within = (held >= AIM[0]) & (held <= AIM[1])
    lowest, highest = np.quantile(held, [0.05, 0.95])
    return Luck(float(within.mean()), float(held.mean()), float(lowest), float(highest))
