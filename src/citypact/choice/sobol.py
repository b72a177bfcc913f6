"""Sobol indices: how much of the variance of a result each factor makes, alone and in all.

With samples A and B, and AB_i which is A with the rows of factor i taken from B:

- first order (Saltelli et al. 2010, table 2 b): ``S_i = mean(f_B · (f_ABi - f_A)) / V``,
- total (Jansen 1999; table 2 f): ``T_i = mean((f_A - f_ABi)²) / (2 V)``,

where ``V`` is the variance over A and B, and ``f`` is taken from its mean. ``S_i`` is the part
of the variance that would go if the factor were known; ``T_i`` what would be left if all but
the factor were known. All quantities and all bootstraps of a factor are products of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

import numpy as np

from citypact.choice.factors import Factor
from citypact.choice.points import resamplings
from citypact.engine.arrays import Floats
from citypact.engine.workers import Progress, Watch, default_threads, work
from citypact.errors import InputError

__all__ = ["Estimate", "Indices", "Model", "sobol_indices"]

#: From a sample, shape ``(rows, lanes)``, to results, shape ``(quantities, lanes)``.
Model: TypeAlias = Callable[[Floats], Floats]

#: Standard normal score of the 97.5th percentile: a 95 % interval.
SCORE: Final = 1.959963984540054
#: A standard deviation below this part of the mean is rounding, not variance.
_ROUNDING: Final = 1e-12
#: Fewest lanes that are run together.
_LANES: Final = 256
#: About how many results are held at a time: few products of matrices, and little memory.
_HELD: Final = 2**18


@dataclass(frozen=True, eq=False, slots=True)
class Estimate:
    """Indices with their sampling error, shape ``(factors, quantities)``.

    Attributes:
        value: the estimate; near 0 it may lie below 0 by its error. Not a number (NaN) for a
            quantity that does not vary.
        error: standard error by bootstrap; NaN too where a bootstrap finds no variance.
    """

    value: Floats
    error: Floats

    @property
    def low(self) -> Floats:
        """Lower end of the 95 % interval, ``value - 1.96 · error``."""
        return self.value - SCORE * self.error

    @property
    def high(self) -> Floats:
        """Upper end of the 95 % interval."""
        return self.value + SCORE * self.error


@dataclass(frozen=True, eq=False, slots=True)
class Indices:
    """Sobol indices of all quantities.

    Attributes:
        factors: in the order of the rows.
        first: of first order.
        total: of all orders that the factor has part in.
        mean: of each quantity over both samples, shape ``(quantities,)``.
        variance: likewise.
        samples: in each of the two samples.
    """

    factors: tuple[Factor, ...]
    first: Estimate
    total: Estimate
    mean: Floats
    variance: Floats
    samples: int


def sobol_indices(  # noqa: PLR0913  all but four are options by keyword
    model: Model,
    factors: Sequence[Factor],
    a: Floats,
    b: Floats,
    *,
    resamples: int = 100,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Indices:
    """Estimate first-order and total indices of every quantity that ``model`` gives.

    The model is run in ``samples · (factors + 2)`` lanes.

    Args:
        model: from a sample to results, lane by lane; called from several threads at once.
        factors: what indices are given for; no row belongs to two of them.
        a: sample A, shape ``(rows, samples)``.
        b: sample B, independent of A, likewise.
        resamples: bootstraps, at least 2.
        seed: of the bootstraps, a whole number that is not negative.
        threads: as many as there are processors if None.
        progress: called with factors done and to do.

    Raises:
        InputError: the samples differ in shape, or a number is too small.
    """
    samples = a.shape[-1]
    if a.shape != b.shape or samples < 2 or resamples < 2:  # noqa: PLR2004  a spread needs two
        message = (
            "indices need two samples of one shape, of at least 2 lanes, and at least 2 "
            f"bootstraps; found {a.shape}, {b.shape} and {resamples}"
        )
        raise InputError(message)
    weights = np.vstack([np.ones(samples), resamplings(samples, resamples, seed=seed)]).T / samples
    scheme = _Scheme.of(model, a, b, weights)
    watch = Watch(len(factors), progress)
    tasks = [partial(_indices, scheme, factor, watch) for factor in factors]
    found = np.array(work(tasks, threads or default_threads(), watch))
    found = found.reshape(len(factors), 2, 2, len(scheme.mean))
    return Indices(
        tuple(factors),
        first=Estimate(found[:, 0, 0], found[:, 0, 1]),
        total=Estimate(found[:, 1, 0], found[:, 1, 1]),
        mean=scheme.mean,
        variance=scheme.variance,
        samples=samples,
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Scheme:
    """What all factors share: samples, results less their mean, weights and variances."""

    model: Model
    a: Floats
    b: Floats
    result_a: Floats
    result_b: Floats
    weights: Floats
    mean: Floats
    variance: Floats
    spread: Floats

    @classmethod
    def of(cls, model: Model, a: Floats, b: Floats, weights: Floats) -> _Scheme:
        blocks = _blocks(a.shape[1])
        result_a = np.hstack([model(a[:, block]) for block in blocks])
        result_b = np.hstack([model(b[:, block]) for block in blocks])
        # Counted from one of its values, what does not vary at all comes out as exactly 0.
        start = result_a[:, :1].copy()
        offset = ((result_a - start) + (result_b - start)).mean(axis=1, keepdims=True) / 2.0
        result_a -= start + offset
        result_b -= start + offset
        mean = (result_a + result_b) @ weights / 2.0
        spread = (result_a**2 + result_b**2) @ weights / 2.0 - mean**2
        variance = np.where(
            np.sqrt(spread[:, 0]) > _ROUNDING * np.abs(start[:, 0]), spread[:, 0], 0.0
        )
        # A target missed in all draws but one: some bootstraps never meet that draw.
        usable = (variance > 0.0)[:, None] & (spread > _ROUNDING * variance[:, None])
        spread = np.where(usable, spread, np.nan)
        return cls(
            model, a, b, result_a, result_b, weights, (start + offset)[:, 0], variance, spread
        )


def _blocks(samples: int, quantities: int = _HELD) -> list[slice]:
    lanes = max(_LANES, _HELD // quantities)
    return [slice(first, first + lanes) for first in range(0, samples, lanes)]


def _indices(scheme: _Scheme, factor: Factor, watch: Watch) -> Floats:
    """First order and total, each with its error: shape ``(2, 2, quantities)``."""
    rows = list(factor.rows)
    quantities = len(scheme.mean)
    moments = np.zeros((2 * quantities, scheme.weights.shape[1]))
    for block in _blocks(scheme.a.shape[1], quantities):
        swapped = scheme.a[:, block].copy()
        swapped[rows] = scheme.b[rows, block]
        change = scheme.model(swapped)
        change -= scheme.mean[:, None]
        change -= scheme.result_a[:, block]
        terms = np.empty((2, *change.shape))
        np.multiply(scheme.result_b[:, block], change, out=terms[0])
        np.multiply(change, change, out=terms[1])
        moments += terms.reshape(2 * quantities, -1) @ scheme.weights[block]
    watch.advance(1)
    moments[quantities:] /= 2.0
    found = moments.reshape(2, *scheme.spread.shape) / scheme.spread
    return np.stack([found[..., 0], found[..., 1:].std(axis=-1, ddof=1)], axis=1)
