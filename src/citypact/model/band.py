"""Bands: what nine draws in ten lie within."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from citypact.engine import Ensemble
from citypact.engine.arrays import Floats
from citypact.engine.workers import Watch, threads_from, work
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
    threads = threads_from(threads)
    lots = [banded[lot::threads] for lot in range(threads)]
    found = {
        name: band
        for lot in work([partial(_bands, ensemble, lot) for lot in lots], threads, Watch(0, None))
        for name, band in lot.items()
    }
    return {name: found[name] for name in banded}


def _bands(ensemble: Ensemble, names: Iterable[str]) -> dict[str, Band]:
    return {name: Band(*ensemble.quantile(name, PROBABILITIES)) for name in names}


def band_of(draws: Floats) -> Band:
    """Return the band of ``draws``, shape ``(draws, years)``; at least one draw."""
    return Band(*np.quantile(draws, PROBABILITIES, axis=0))
