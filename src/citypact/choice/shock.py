"""The nation's shock: the error that a forecast makes in all municipalities alike.

Few are ever seen, one an origin. How large the next may be is therefore learnt from all sectors
together: each sector's own mean square is drawn towards the one that is usual among sectors, and
the next shock has the heavy tails of Student's t (Smyth, *Linear models and empirical Bayes
methods*, Statistical Applications in Genetics and Molecular Biology 3, 2004).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from citypact.engine.arrays import Floats

__all__ = ["MOST_FREEDOM", "Prior", "Shock", "digamma", "prior_of", "trigamma"]

#: With so many degrees of freedom Student's t is the normal distribution to three digits.
MOST_FREEDOM = 1000.0

#: Steps of the table of a distribution, from its middle to its end.
_STEPS = 4000

#: From here on the asymptotic series of digamma and trigamma are exact to 1e-9.
_ASYMPTOTIC = 10.0


@dataclass(frozen=True)
class Shock:
    """What the nation's next shock may be: Student's t about zero.

    Attributes:
        scale: ln per year.
        freedom: degrees of freedom, at most ``MOST_FREEDOM``.
    """

    scale: float
    freedom: float

    def below(self, rates: Floats) -> Floats:
        """Probability that the shock is at most each of ``rates``, ln per year.

        >>> Shock(0.02, 1.0).below(np.array([-0.02, 0.0, 0.02])).round(6).tolist()
        [0.25, 0.5, 0.75]
        """
        if self.scale == 0.0:
            return np.asarray(rates >= 0.0, dtype=np.float64)
        angle = np.arctan2(rates, self.scale * math.sqrt(self.freedom))
        return np.asarray(np.interp(angle, *_table(self.freedom)), dtype=np.float64)

    def quantile(self, part: float) -> float:
        """The rate that the shock is at most with probability ``part``, ln per year.

        >>> round(Shock(0.02, 1.0).quantile(0.75), 6)
        0.02
        """
        angles, below = _table(self.freedom)
        angle = float(np.interp(part, below, angles))
        return self.scale * math.sqrt(self.freedom) * math.tan(angle)


@lru_cache(maxsize=64)
def _table(freedom: float) -> tuple[Floats, Floats]:
    """Angles and probabilities of Student's t: with x = sqrt(n) tan(a) its density is cos(a)^(n-1).

    Nothing is left to tails that run to infinity: the angle ends at a right one.
    """
    angle = np.linspace(0.0, math.pi / 2.0, _STEPS + 1)
    density = np.cos(angle) ** (freedom - 1.0)
    mass = np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
    upper = 0.5 + 0.5 * mass / mass[-1]
    return (
        np.concatenate([-angle[:0:-1], angle]),
        np.concatenate([1.0 - upper[:0:-1], upper]),
    )


@dataclass(frozen=True)
class Prior:
    """What is usual among sectors: a scaled inverse chi-square distribution of mean squares.

    Attributes:
        square: the usual mean square of a shock, (ln per year) squared.
        freedom: how many shocks this knowledge is worth; 0 where nothing is known.
    """

    square: float
    freedom: float

    def moderated(self, square: float, count: int, usual: float | None = None) -> Shock:
        """The next shock of a series with a mean square of its own from ``count`` shocks.

        ``scale^2 = (d0 s0^2 + n s^2) / (d0 + n)`` with ``d0 + n`` degrees of freedom.

        Args:
            square: the series' own mean square.
            count: how many shocks it is the mean of; with none, and nothing usual, no shock.
            usual: what is usual for this series, in place of what is usual among sectors.
        """
        first = self.square if usual is None else usual
        freedom = self.freedom + count
        if freedom == 0.0:
            return Shock(0.0, 1.0)
        scale = math.sqrt((self.freedom * first + count * square) / freedom)
        return Shock(scale, min(freedom, MOST_FREEDOM))


def prior_of(squares: Sequence[float], counts: Sequence[int]) -> Prior:
    """Fit what is usual among sectors to their mean squares, by the moments of their logarithms.

    ``ln s^2`` of a sector with n shocks has the variance ``trigamma(n/2) + trigamma(d0/2)``. Where
    sectors differ by no more than chance would have them, all share one mean square. A sector
    without any shock tells nothing of their size, and of one sector nothing is usual.

    Args:
        squares: mean square of the shocks of each sector.
        counts: how many shocks each is the mean of.

    >>> prior_of([0.01], [3])
    Prior(square=0.0, freedom=0.0)
    >>> prior_of([0.01, 0.01, 0.01], [3, 3, 3]).freedom
    1000.0
    """
    known = [(s, n) for s, n in zip(squares, counts, strict=True) if s > 0.0 and n > 0]
    if len(known) < 2:  # noqa: PLR2004  no variance is known of one
        return Prior(0.0, 0.0)
    logs = np.array([math.log(s) - digamma(n / 2.0) + math.log(n / 2.0) for s, n in known])
    between = float(logs.var(ddof=1)) - sum(trigamma(n / 2.0) for _, n in known) / len(known)
    if between <= trigamma(MOST_FREEDOM / 2.0):
        return Prior(math.exp(float(logs.mean())), MOST_FREEDOM)
    half = _inverse_trigamma(between)
    return Prior(math.exp(float(logs.mean()) + digamma(half) - math.log(half)), 2.0 * half)


def digamma(x: float) -> float:
    """The derivative of ln gamma, for x above zero (Abramowitz and Stegun, 6.3.5 and 6.3.18).

    >>> round(digamma(1.0), 9)  # minus Euler's constant
    -0.577215665
    """
    shift = 0.0
    while x < _ASYMPTOTIC:
        shift, x = shift - 1.0 / x, x + 1.0
    y = 1.0 / (x * x)
    return shift + math.log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y / 252))


def trigamma(x: float) -> float:
    """The derivative of digamma, for x above zero (Abramowitz and Stegun, 6.4.6 and 6.4.12).

    >>> round(trigamma(1.0), 9)  # pi squared over 6
    1.644934067
    """
    shift = 0.0
    while x < _ASYMPTOTIC:
        shift, x = shift + 1.0 / (x * x), x + 1.0
    y = 1.0 / (x * x)
    return shift + (1.0 + 0.5 / x + y * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y / 30)))) / x


def _inverse_trigamma(value: float) -> float:
    """Where trigamma, which falls, is ``value``: by bisection of the logarithm."""
    low, high = math.log(1e-6), math.log(MOST_FREEDOM)
    for _ in range(100):
        middle = 0.5 * (low + high)
        if trigamma(math.exp(middle)) > value:
            low = middle
        else:
            high = middle
    return math.exp(0.5 * (low + high))
