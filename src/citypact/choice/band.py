"""The band of a forecast: how far above and below it nine of ten outcomes lie.

An error has two parts. The nation's shock is the same in every municipality and is an error of the
rate: it grows with time. The municipality's own deviation from it is a random walk: it grows with
the square root of time. Both are in logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from citypact.choice.shock import Shock
from citypact.engine.arrays import Floats

__all__ = ["COVERAGE", "Band"]

#: The part of outcomes that a band is to hold, over nations' shocks as well as municipalities.
COVERAGE = 0.9

#: Halvings of the span in which an end is sought: to 1e-12 of it.
_HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Band:
    """What errors a series makes.

    Attributes:
        deviations: array (N,) of municipalities' deviations from the shock, ln per root of a year;
            minus infinity where something was forecast and nothing came.
        weights: array (N,) of their weights.
        shock: what the nation's shock may be.
    """

    deviations: Floats
    weights: Floats
    shock: Shock

    def reach(self, horizon: float) -> tuple[float, float]:
        """Ends of the band ``horizon`` years ahead, as ln of end over forecast, low and high.

        An end is the least q such that the weighted mean over deviations r of the probability
        that ``h shock + sqrt(h) r`` is at most q comes to ``0.95 (W + 1) / W``, with W the sum of
        weights and 1 that of the new error: the split-conformal quantile (Vovk, Gammerman and
        Shafer, *Algorithmic Learning in a Random World*, 2005; weighted: Barber, Candès, Ramdas
        and Tibshirani, *Conformal prediction beyond exchangeability*, 2023) of each tail, so that
        a sector in which more closes than opens has a band that reaches further down.

        Returns:
            Low and high. Low is minus infinity where more than a twentieth ended: the band reaches
            down to nothing. Both are NaN where too few errors are known.
        """
        total = float(self.weights.sum())
        needed = 0.5 * (1.0 + COVERAGE) * (total + 1.0)
        # Sums of thirds do not meet a round number exactly.
        if needed > total * (1.0 + 1e-12):
            return math.nan, math.nan
        return -self._end(-self.deviations, horizon, needed), self._end(
            self.deviations, horizon, needed
        )

    def ends(self, horizons: Sequence[float]) -> Floats:
        """:meth:`reach` at each of H horizons, array (2, H): low and high."""
        return np.array([self.reach(one) for one in horizons], dtype=np.float64).T

    def _end(self, deviations: Floats, horizon: float, needed: float) -> float:
        """The least q whose probability, summed over ``deviations``, comes to ``needed``."""
        walked = math.sqrt(horizon) * deviations
        bounded = np.isfinite(walked)
        # An end that lies out to this side is never reached, one to the other always.
        sure = float(self.weights[walked == -np.inf].sum())
        walked, weights = walked[bounded], self.weights[bounded]
        aimed = needed * (1.0 - 1e-12) - sure
        if aimed <= 0.0:
            return -math.inf
        if weights.sum() < aimed:
            return math.inf
        if self.shock.scale == 0.0:
            order = np.argsort(walked, kind="stable")
            return float(walked[order][np.searchsorted(np.cumsum(weights[order]), aimed)])
        # With all deviations at the least, or at the largest, the end would be one of these.
        shock = horizon * self.shock.quantile(aimed / float(weights.sum()))
        low, high = float(walked.min()) + shock, float(walked.max()) + shock
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            if float(weights @ self.shock.below((middle - walked) / horizon)) < aimed:
                low = middle
            else:
                high = middle
        return high
