"""Points of a Latin hypercube, and which of them a bootstrap takes.

Both come from the random numbers of the engine, named by seed, sample and column, so they are the
same on every machine, and a column keeps its points when others come or go.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from citypact.engine.arrays import Floats
from citypact.engine.latin_hypercube import latin_rows, latin_words
from citypact.engine.random_numbers import random_key, streams_of, uniform

__all__ = ["latin_hypercube", "resamplings"]


def latin_hypercube(columns: Sequence[str], samples: int, *, seed: int, sample: str) -> Floats:
    """Points of a Latin hypercube: each column has one point in each of ``samples`` equal parts.

    See :mod:`citypact.engine.latin_hypercube`.

    Args:
        columns: names of the columns; each has its own random numbers.
        samples: number of points.
        seed: a whole number that is not negative.
        sample: name of the sample; two samples of one seed are independent.

    Returns:
        Shape ``(columns, samples)``, greater than 0 and less than 1.
    """
    key = random_key(seed, f"sensitivity/{sample}")
    streams = streams_of("latin", columns)
    words = latin_words(samples, streams, key)
    return latin_rows(samples, words, np.arange(samples, dtype=np.uint64), streams, key)


def resamplings(samples: int, resamples: int, *, seed: int) -> Floats:
    """How often each sample is taken in each bootstrap; shape ``(resamples, samples)``.

    Each row sums to ``samples``: so many are taken, with replacement.
    """
    key = random_key(seed, "sensitivity/bootstrap")
    numbers = np.arange(samples, dtype=np.uint64)
    rows = uniform(numbers, streams_of("bootstrap", [str(i) for i in range(resamples)]), key)
    # A product just below a whole number may be rounded up to it.
    taken = np.minimum((rows * samples).astype(np.int64), samples - 1)
    return np.array([np.bincount(row, minlength=samples) for row in taken], dtype=np.float64)
