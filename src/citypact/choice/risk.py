"""How sure a plan has to be, and the two measures of it: a probability, and the mean of a tail.

The mean of the worst part of all outcomes is known as the conditional value at risk (CVaR), or
expected shortfall. It is convex where the outcome is, looks at how far a target would be missed
and not only at how often, and is never below the mean.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

import numpy as np

from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["DRAWS", "Measure", "Risk", "needed", "probable", "tail_mean", "tail_weights"]

#: How many draws a robust plan is made on when nobody says.
DRAWS: Final = 500
#: More would not fit into one programme.
_MOST_DRAWS: Final = 20_000
#: By this much a product of a probability and a number of draws may miss a whole number.
_ROUNDING: Final = 1e-9

#: ``probability``: a target is met in so many of the draws; ``tail``: it is met by the mean of
#: the worst draws.
Measure: TypeAlias = Literal["probability", "tail"]


@dataclass(frozen=True, slots=True)
class Risk:
    """How sure a plan has to be.

    Attributes:
        level: with ``probability``, the part of the draws in which each target is met, above 0
            and at most 1. With ``tail``, each target is met by the mean of the worst ``1 - level``
            of the draws, 0 or more and below 1; 0 is the mean of all.
        measure: of the targets.
        cost_level: what is minimised is the mean cost of the dearest ``1 - cost_level`` of the
            draws; 0, the mean of all, where nobody says.
        draws: how many; draws number 0 to ``draws - 1``, the same as everywhere.
        seed: of the draws.

    Raises:
        InputError: a number is out of its range; all of them are said.
    """

    level: float
    measure: Measure = "probability"
    cost_level: float = 0.0
    draws: int = DRAWS
    seed: int = 1

    def __post_init__(self) -> None:
        """Check."""
        problems = []
        if self.measure not in get_args(Measure):
            problems.append(f"the measure is one of {', '.join(get_args(Measure))}")
        elif self.measure == "probability" and not 0.0 < self.level <= 1.0:
            problems.append(
                "a probability is a fraction above 0 and at most 1, such as 0.95; "
                f"found {self.level:g}"
            )
        elif self.measure == "tail" and not 0.0 <= self.level < 1.0:
            problems.append(_out_of_range("tail", self.level))
        if not 0.0 <= self.cost_level < 1.0:
            problems.append(_out_of_range("tail of the cost", self.cost_level))
        if not 1 <= self.draws <= _MOST_DRAWS:
            problems.append(f"a robust plan takes 1 to {_MOST_DRAWS:,} draws; found {self.draws}")
        if self.seed < 0:
            problems.append(f"a seed is a whole number that is not negative; found {self.seed}")
        if problems:
            raise InputError("; ".join(problems))

    def of(self, excess: Floats) -> Floats:
        """What has to be 0 or less, of excesses of shape ``(draws, lanes)``; shape ``(lanes,)``."""
        if self.measure == "tail":
            return tail_mean(excess, self.level)
        place = needed(self.level, len(excess)) - 1
        found: Floats = np.partition(excess, place, axis=0)[place]
        return found

    def weights(self, excess: Floats) -> Floats:
        """How much each draw counts in what :meth:`of` says; shape ``(draws,)``, sum 1."""
        if self.measure == "tail":
            return tail_weights(excess, self.level)
        weights = np.zeros(len(excess))
        weights[np.argsort(excess, kind="stable")[needed(self.level, len(excess)) - 1]] = 1.0
        return weights


def _out_of_range(what: str, level: float) -> str:
    return (
        f"the level of the {what} is a fraction from 0 to below 1, such as 0.9 for the worst "
        f"tenth; found {level:g}"
    )


def needed(probability: float, draws: int) -> int:
    """In how many of ``draws`` a target has to be met: the least that is not below the part.

    >>> needed(0.95, 500), needed(0.951, 500), needed(1.0, 500)
    (475, 476, 500)
    """
    return max(1, math.ceil(probability * draws - _ROUNDING))


def probable(excess: Floats, at_most: float) -> float:
    """Part of the draws whose ``excess``, shape ``(draws,)``, is at most that."""
    return float(np.count_nonzero(excess <= at_most)) / len(excess)


def tail_mean(values: Floats, level: float) -> Floats:
    """Mean of the greatest ``1 - level`` of ``values`` (draws, lanes); shape ``(lanes,)``.

    With ``m = (1 - level) n`` of n draws: the sum of the greatest ``floor(m)`` and of the part
    ``m - floor(m)`` of the next, divided by m. This is the least over η of
    ``η + Σ max(0, value - η) / m``.

    >>> tail_mean(np.array([[1.0], [2.0], [3.0], [4.0]]), 0.5).tolist()
    [3.5]

    Source: Rockafellar and Uryasev (2002), *Journal of Banking & Finance* 26, 1443-1471,
    proposition 8.
    """
    ordered = np.sort(values, axis=0)[::-1]
    found: Floats = _rank_weights(len(values), level) @ ordered
    return found


def tail_weights(values: Floats, level: float) -> Floats:
    """How much each of ``values``, shape ``(draws,)``, counts in its :func:`tail_mean`."""
    weights = np.empty(len(values))
    weights[np.argsort(-values, kind="stable")] = _rank_weights(len(values), level)
    return weights


def _rank_weights(count: int, level: float) -> Floats:
    """From the greatest value on; sum 1."""
    size = (1.0 - level) * count
    weights: Floats = np.clip(size - np.arange(count), 0.0, 1.0) / size
    return weights
