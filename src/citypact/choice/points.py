"""Points of a Latin hypercube, and which of them a bootstrap takes.

Both come from the random numbers of the engine, named by seed, sample and column, so they are the
same on every machine, and a column keeps its points when others come or go.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.engine.random_numbers import random_key, stream_of, uniform

__all__ = ["latin_hypercube", "resamplings"]

#: The greatest number below 1: a jittered point must not be rounded up to 1.
_BELOW_ONE: Final = float(np.nextafter(1.0, 0.0))


def latin_hypercube(columns: Sequence[str], samples: int, *, seed: int, sample: str) -> Floats:
    """Points of a Latin hypercube: each column has one point in each of ``samples`` equal parts.

    ``(rank + jitter) / samples``, with the parts of each column in an order of its own (McKay,
    Beckman and Conover 1979).

    Args:
        columns: names of the columns; each has its own random numbers.
        samples: number of points.
        seed: a whole number that is not negative.
        sample: name of the sample; two samples of one seed are independent.

    Returns:
        Shape ``(columns, samples)``, greater than 0 and less than 1.
    """
    key = random_key(seed, f"sensitivity/{sample}")
    numbers = np.arange(samples, dtype=np.uint64)
    order = uniform(numbers, _streams("order", columns), key)
    jitter = uniform(numbers, _streams("jitter", columns), key)
    ranks = order.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return np.minimum((ranks + jitter) / samples, _BELOW_ONE)


def resamplings(samples: int, resamples: int, *, seed: int) -> Floats:
    """How often each sample is taken in each bootstrap; shape ``(resamples, samples)``.

    Each row sums to ``samples``: so many are taken, with replacement.
    """
    key = random_key(seed, "sensitivity/bootstrap")
    numbers = np.arange(samples, dtype=np.uint64)
    rows = uniform(numbers, _streams("bootstrap", [str(i) for i in range(resamples)]), key)
    # A product just below a whole number may be rounded up to it.
    taken = np.minimum((rows * samples).astype(np.int64), samples - 1)
    return np.array([np.bincount(row, minlength=samples) for row in taken], dtype=np.float64)


def _streams(kind: str, names: Sequence[str]) -> npt.NDArray[np.uint64]:
    return np.array([stream_of(kind, name) for name in names], dtype=np.uint64).reshape(-1, 1)
