"""A portfolio seen in many draws at once: what a robust plan is sought in.

A :class:`DrawnOutlook` stands where an :class:`~citypact.choice.linearisation.Outlook` does. Its
cost is a mean over draws, or over the dearest of them; the excess over a target is what the risk
makes of the draws' excesses. Budgets, capacities and rules stay nominal.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.linearisation import Figures, Linearisation, Outlook, around
from citypact.choice.risk import Risk, tail_mean, tail_weights
from citypact.engine.arrays import Floats
from citypact.engine.workers import default_threads

__all__ = ["DrawnLinearisation", "DrawnOutlook", "Sample", "drawn"]

#: Lanes that are run together: more would leave the cache.
_LANES = 2**12


@dataclass(frozen=True)
class Sample:
    """Plans in draws.

    Attributes:
        cost: net social cost against no measure in the same draw, MSEK, ``(draws, lanes)``.
        excess: over each target in parts of its scale, ``(targets, draws, lanes)``.
    """

    cost: Floats
    excess: Floats


@dataclass(frozen=True)
class DrawnLinearisation(Linearisation):
    """The model at some levels in every draw, and its slopes there.

    Attributes:
        sample: at the levels, one lane.
        sample_cost_slope: MSEK per level, shape ``(draws, options)``.
        sample_excess_slope: shape ``(targets, draws, options)``.
    """

    sample: Sample
    sample_cost_slope: Floats
    sample_excess_slope: Floats


@dataclass(frozen=True)
class DrawnOutlook(Outlook):
    """An outlook on draws.

    Attributes:
        risk: how sure a plan has to be.
        first_draw: number of the first draw.
        nothing: net cost of no measure in each draw, as the outlook counts it, ``(draws,)``.
    """

    risk: Risk
    first_draw: int
    nothing: Floats

    def sample(self, levels: Floats) -> Sample:
        """Run plans, ``levels`` of shape ``(options, lanes)``, in every draw."""
        draws, targets = len(self.nothing), len(self.portfolio.targets)
        lanes = levels.shape[1]
        cost, excess = np.empty((draws, lanes)), np.empty((targets, draws, lanes))
        step = max(1, _LANES // draws)
        index = np.arange(self.first_draw, self.first_draw + draws)

        def run(first: int) -> None:
            part = levels[:, first : first + step]
            width = part.shape[1]
            # A draw's lanes stand side by side.
            found = self.in_draws(np.tile(part, draws), np.repeat(index, width), self.risk.seed)
            cost[:, first : first + width] = found.cost.reshape(draws, width)
            excess[:, :, first : first + width] = found.excess[:targets].reshape(
                targets, draws, width
            )

        with ThreadPoolExecutor(default_threads()) as pool:
            list(pool.map(run, range(0, lanes, step)))
        return Sample(cost - self.nothing[:, None], excess)

    def bent(self, levels: Floats) -> Figures:
        """Cost and excesses as the risk judges them; other limits nominally."""
        found, sample = super().bent(levels), self.sample(levels)
        for row, excess in enumerate(sample.excess):
            found.excess[row] = self.risk.of(excess)
        return Figures(tail_mean(sample.cost, self.risk.cost_level), found.excess)

    def linearise(
        self,
        levels: Floats,
        movable: npt.NDArray[np.bool_] | None = None,
        *,
        far: bool = False,
    ) -> DrawnLinearisation:
        """The model at ``levels`` in every draw; slopes as :meth:`Outlook.linearise`."""
        wanted = np.ones(len(levels), dtype=bool) if movable is None else movable
        near = around(self.options, levels, wanted, far=far)
        known, sample = super().bent(near.lanes), self.sample(near.lanes)
        cost_slope, excess_slope = near.slopes(sample.cost), near.slopes(sample.excess)
        at = Sample(sample.cost[:, :1], sample.excess[:, :, :1])
        nominal = super().figures(near.levels[:, None])
        excess, slope = nominal.excess[:, 0], near.slopes(known.excess)
        for row, each in enumerate(at.excess):
            excess[row] = self.risk.of(each)[0]
            slope[row] = self.risk.weights(each[:, 0]) @ excess_slope[row]
        return DrawnLinearisation(
            levels=near.levels,
            cost=float(tail_mean(at.cost, self.risk.cost_level)[0]),
            excess=excess,
            cost_slope=tail_weights(at.cost[:, 0], self.risk.cost_level) @ cost_slope,
            curved_slope=slope,
            straight_slope=self.straight,
            sample=at,
            sample_cost_slope=cost_slope,
            sample_excess_slope=excess_slope,
        )


def drawn(seen: Outlook, risk: Risk, *, first_draw: int = 0, draws: int = 0) -> DrawnOutlook:
    """See a portfolio in ``draws`` draws, those of the risk where none are said."""
    index = np.arange(first_draw, first_draw + (draws or risk.draws))
    none = np.zeros((len(seen.options), len(index)))
    nothing = seen.in_draws(none, index, risk.seed).cost
    return DrawnOutlook(**vars(seen), risk=risk, first_draw=first_draw, nothing=nothing)
