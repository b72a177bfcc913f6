"""Distributions of uncertain parameters, each by inverse transform of one uniform number.

A distribution states a nominal ``value`` and a ``low`` and ``high``: the 5th and 95th
percentile for :class:`Normal` and :class:`Lognormal`, the bounds for the others. Nothing is
clipped: a normal parameter can be negative, so a share or a price is better stated otherwise.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from citypact.engine.arrays import Floats
from citypact.engine.elementary import exponential, logarithm, normal_quantile
from citypact.errors import InputError

__all__ = [
    "COEFFICIENTS",
    "KINDS",
    "Distribution",
    "Lognormal",
    "Normal",
    "Range",
    "Triangular",
    "Uniform",
]

#: Standard normal score of the 95th percentile.
_SCORE_95: Final = 1.6448536269514722
#: How far from symmetric a normal distribution's bounds may lie, as part of their distance.
_NORMAL_TOLERANCE: Final = 0.01
#: How far a lognormal's value may lie from the geometric mean of its bounds, relative.
_LOGNORMAL_TOLERANCE: Final = 0.05
#: Keeps exp within its domain for any score that 52 random bits can give (|z| < 12).
_LARGEST_SIGMA: Final = 50.0
#: Number of coefficients that describe any distribution to an executor.
COEFFICIENTS: Final = 5


@dataclass(frozen=True)
class Distribution(ABC):
    """What a parameter may be.

    Attributes:
        value: nominal value, used where nothing is drawn.
        low: lower bound or 5th percentile.
        high: upper bound or 95th percentile.

    Raises:
        InputError: a number is not finite, or they do not fit each other.
    """

    value: float
    low: float
    high: float

    #: Number in a stored program and in the native executor.
    code: ClassVar[int]
    #: Name in a stored program and in messages.
    name: ClassVar[str]
    #: True if it is a function of the normal score rather than of the uniform number.
    scored: ClassVar[bool] = False

    def __post_init__(self) -> None:
        for attribute in ("value", "low", "high"):
            number = float(getattr(self, attribute))
            if not math.isfinite(number):
                self._refuse(f"{attribute} must be a finite number")
            object.__setattr__(self, attribute, number)
        if not self.low < self.high:
            self._refuse("low must be less than high; a certain value needs no distribution")
        self._check()

    def _refuse(self, reason: str) -> None:
        message = (
            f"{self.name} distribution with value {self.value!r}, low {self.low!r}, "
            f"high {self.high!r}: {reason}"
        )
        raise InputError(message)

    def _check(self) -> None:
        """Raise :class:`InputError` where the three numbers do not fit."""
        if not self.low <= self.value <= self.high:
            self._refuse("value must lie between low and high")

    @abstractmethod
    def coefficients(self) -> tuple[float, float, float, float, float]:
        """Return the numbers that :meth:`transform` reads."""

    @staticmethod
    @abstractmethod
    def transform(variate: Floats, coefficients: Sequence[Floats]) -> Floats:
        """Turn uniform numbers (normal scores where ``scored``) into values.

        Args:
            variate: shape ``(parameters, draws)``.
            coefficients: five arrays of shape ``(parameters, 1)``.
        """

    def quantile(self, probability: Floats | float) -> Floats:
        """Value that is not exceeded with ``probability``, between 0 and 1 exclusive; any shape."""
        uniform = np.atleast_1d(np.asarray(probability, dtype=np.float64))
        if not np.all((uniform > 0.0) & (uniform < 1.0)):
            message = "a probability must be greater than 0 and less than 1"
            raise InputError(message)
        variate = normal_quantile(uniform) if self.scored else uniform
        coefficients = [np.array([c]) for c in self.coefficients()]
        return self.transform(variate, coefficients).reshape(np.shape(probability))


@dataclass(frozen=True)
class Normal(Distribution):
    """Normal: mean ``value``, standard deviation ``(high - low) / (2 · 1.6449)``.

    ``low`` and ``high`` are the 5th and 95th percentile and lie the same way from ``value``,
    to within 1 % of their distance.
    """

    code: ClassVar[int] = 0
    name: ClassVar[str] = "normal"
    scored: ClassVar[bool] = True

    def _check(self) -> None:
        skew = (self.high - self.value) - (self.value - self.low)
        if abs(skew) > _NORMAL_TOLERANCE * (self.high - self.low):
            self._refuse("low and high must lie the same way from value; a range need not")

    def coefficients(self) -> tuple[float, float, float, float, float]:
        """Mean and standard deviation."""
        return (self.value, (self.high - self.low) / (2.0 * _SCORE_95), 0.0, 0.0, 0.0)

    @staticmethod
    def transform(variate: Floats, coefficients: Sequence[Floats]) -> Floats:
        """``mean + deviation · z``."""
        return coefficients[0] + coefficients[1] * variate


@dataclass(frozen=True)
class Lognormal(Distribution):
    """Lognormal: median ``value``, ``sigma = ln(high / low) / (2 · 1.6449)``.

    ``low > 0``; ``value`` lies within 5 % of the geometric mean of ``low`` and ``high``, the
    5th and 95th percentile.
    """

    code: ClassVar[int] = 1
    name: ClassVar[str] = "lognormal"
    scored: ClassVar[bool] = True

    def _check(self) -> None:
        if not self.low > 0.0:
            self._refuse("low must be greater than 0")
        middle = math.sqrt(self.low) * math.sqrt(self.high)
        if abs(self.value - middle) > _LOGNORMAL_TOLERANCE * middle:
            self._refuse(f"value must lie within 5 % of the geometric mean {middle:.6g}")
        if self.sigma > _LARGEST_SIGMA:
            self._refuse("high is too many times low")

    @property
    def sigma(self) -> float:
        """Standard deviation of the logarithm."""
        bounds = logarithm(np.array([self.low, self.high]))
        return float(bounds[1] - bounds[0]) / (2.0 * _SCORE_95)

    def coefficients(self) -> tuple[float, float, float, float, float]:
        """Median and sigma."""
        return (self.value, self.sigma, 0.0, 0.0, 0.0)

    @staticmethod
    def transform(variate: Floats, coefficients: Sequence[Floats]) -> Floats:
        """``median · exp(sigma · z)``."""
        return coefficients[0] * exponential(coefficients[1] * variate)


@dataclass(frozen=True)
class Triangular(Distribution):
    """Triangular between ``low`` and ``high`` with its mode at ``value``."""

    code: ClassVar[int] = 2
    name: ClassVar[str] = "triangular"

    def coefficients(self) -> tuple[float, float, float, float, float]:
        """Low, probability below the mode, and what stands under the roots."""
        width = self.high - self.low
        left = self.value - self.low
        return (self.low, left / width, width * left, self.high, width * (self.high - self.value))

    @staticmethod
    def transform(variate: Floats, coefficients: Sequence[Floats]) -> Floats:
        """``low + √(u · left)`` below the mode, ``high - √((1 - u) · right)`` above."""
        low, split, left, high, right = coefficients
        return np.where(
            variate < split, low + np.sqrt(variate * left), high - np.sqrt((1.0 - variate) * right)
        )


@dataclass(frozen=True)
class Uniform(Distribution):
    """Uniform between ``low`` and ``high``; ``value`` is its nominal, anywhere within."""

    code: ClassVar[int] = 3
    name: ClassVar[str] = "uniform"

    def coefficients(self) -> tuple[float, float, float, float, float]:
        """Low and width."""
        return (self.low, self.high - self.low, 0.0, 0.0, 0.0)

    @staticmethod
    def transform(variate: Floats, coefficients: Sequence[Floats]) -> Floats:
        """``low + width · u``."""
        return coefficients[0] + coefficients[1] * variate


@dataclass(frozen=True)
class Range(Distribution):
    """Two-piece uniform: half of the probability below ``value``, half above; the median."""

    code: ClassVar[int] = 4
    name: ClassVar[str] = "range"

    def coefficients(self) -> tuple[float, float, float, float, float]:
        """Start and width of either piece."""
        return (self.low, self.value - self.low, self.value, self.high - self.value, 0.0)

    @staticmethod
    def transform(variate: Floats, coefficients: Sequence[Floats]) -> Floats:
        """``low + (value - low) · 2u`` below one half, ``value + (high - value)(2u - 1)`` above."""
        low, below, value, above, _ = coefficients
        twice = 2.0 * variate
        return np.where(twice < 1.0, low + below * twice, value + above * (twice - 1.0))


#: Every distribution by its name.
KINDS: Final[dict[str, type[Distribution]]] = {
    kind.name: kind for kind in (Normal, Lognormal, Triangular, Uniform, Range)
}
