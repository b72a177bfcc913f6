"""Bands: what nine draws in ten lie within."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from citypact.engine import Ensemble
from citypact.engine.arrays import Floats
from citypact.engine.workers import threads_from
from citypact.model import output

__all__ = ["PROBABILITIES", "Band", "band_of", "bands"]

#: Of the three lines of a band.
PROBABILITIES: Final = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The 5th, 50th and 95th percentile of draws, shape ``(years,)`` each, in the figure's unit."""

    p05: Floats
    p50: Floats
    p95: Floats


def bands(
    ensemble: Ensemble, names: Iterable[str], threads: int | None = None
) -> Mapping[str, Band]:
    """Return the band of each headline output; one that is 0 or 1 has a probability instead.

    ``threads`` is as many as there are processors if None.
    """
    banded = [name for name in names if not name.startswith(output.met(""))]
    lines = ensemble.all_quantiles(PROBABILITIES, threads_from(threads))
    rows = ensemble.recipe.program.rows
    return {name: Band(*(line[rows[name]] for line in lines)) for name in banded}


def band_of(draws: Floats) -> Band:
    """Return the band of ``draws``, shape ``(draws, years)``; at least one draw."""
    return Band(*np.quantile(draws, PROBABILITIES, axis=0))
