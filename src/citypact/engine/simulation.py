"""Running a program for many draws of its parameters."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, TypeAlias

import numpy as np

from citypact.engine.ensemble import MAXIMUM_DRAWS, Ensemble
from citypact.engine.executor import ExecutorChoice, choose
from citypact.engine.program import Program
from citypact.engine.recipe import Recipe, blocks
from citypact.engine.run import Levels, leaf_values
from citypact.engine.sampling import SamplingChoice, sampling_of
from citypact.engine.sketch import BINS, EXACT_DRAWS, PILOT_DRAWS, Histogram
from citypact.engine.workers import Progress, Watch, threads_from, whole_number, work
from citypact.errors import InputError

__all__ = ["simulate"]

#: Draws are numbered by 64 bits; half of them are enough and fit a signed number.
_LAST_DRAW: Final = 2**63
#: Histograms are kept once a thread; threads are given up before they take more than this.
_HISTOGRAM_BYTES: Final = 128 * 1024 * 1024
#: A lot of draws is this part of what is left for each worker: one that is held up leaves the rest
#: to the others, and the last lots are so small that all end together. Small ones from the first
#: would leave each worker with many sums that have no neighbour to be added to.
_PART: Final = 2
_FLOAT_BYTES: Final = 8
_COUNT_BYTES: Final = 4

#: Lots of neighbouring blocks that are still to be made; a block is the first draw and the stop.
_Lots: TypeAlias = "SimpleQueue[list[tuple[int, int]]]"


def simulate(  # noqa: PLR0913  all but two are options by keyword
    program: Program,
    inputs: Levels | None = None,
    *,
    draws: int,
    seed: int,
    city: str,
    sampling: SamplingChoice = "random",
    executor: ExecutorChoice = "auto",
    threads: int | None = None,
    quantiles: str = "stream",
    first_draw: int = 0,
    progress: Progress | None = None,
) -> Ensemble:
    """Run ``program`` for draws ``first_draw`` up to ``first_draw + draws`` of its parameters.

    Args:
        program: what to compute.
        inputs: one number an input, by name; the default where left out.
        draws: how many, at least 1.
        seed: of the random numbers, a whole number that is not negative.
        city: whose random numbers; another city has others for the same parameter.
        sampling: which draws: ``"random"``, ``"latin-hypercube"`` or ``"sobol"`` (see
            :mod:`citypact.engine.sampling`). A part of a Latin hypercube names its size:
            ``Sampling("latin-hypercube", 100_000)``.
        executor: ``"auto"``, ``"numpy"``, ``"native"`` or an executor.
        threads: as many as there are processors if None.
        quantiles: ``"stream"`` to keep histograms of more than 4,096 draws, ``"store"`` to keep
            every draw.
        first_draw: number of the first one.
        progress: called in this thread with the draws done and to do, the pilot's included.

    Raises:
        InputError: an argument is out of range, the sampling has no such draws, the draws to be
            stored need more memory than there is, or an input is unknown, not finite or different
            in each lane.
        NotFiniteError: an output is infinite or not a number in a draw.
    """
    if quantiles not in ("stream", "store"):
        message = f'quantiles is "stream" or "store", not {quantiles!r}'
        raise InputError(message)
    stored = quantiles == "store"
    draws = whole_number("draws", draws, 1)
    first_draw = whole_number("first_draw", first_draw, 0)
    threads = threads_from(threads)
    _refuse_absurd(program, draws, first_draw, stored=stored)
    leaves, lanes = leaf_values(program, inputs)
    if lanes is not None:
        message = "a simulation takes one number an input; evaluate() with draw_index takes lanes"
        raise InputError(message)
    chosen = sampling_of(sampling, first_draw + draws)
    chosen.refuse_beyond(first_draw + draws)
    recipe = Recipe(program, leaves, seed, city, chosen, choose(executor))
    exact = stored or draws <= EXACT_DRAWS
    watch = Watch(draws if exact else draws + PILOT_DRAWS, progress)
    histogram = None if exact else _pilot(recipe, threads, watch)
    workers = _workers(program, threads, streamed=not exact)
    lots: _Lots = SimpleQueue()
    for lot in _lots(first_draw, first_draw + draws, workers):
        lots.put(lot)
    tasks: list[Callable[[], Ensemble]] = [
        partial(_run_lots, recipe, lots, watch, stored=stored, histogram=histogram)
    ] * min(workers, lots.qsize())
    first, *others = work(tasks, workers, watch)
    for other in others:
        first.absorb(other)
    return first


def _run_lots(
    recipe: Recipe,
    lots: _Lots,
    watch: Watch,
    *,
    stored: bool,
    histogram: Histogram | None,
) -> Ensemble:
    """Make the draws of one lot after the other, until other workers have taken the last."""
    ensemble = Ensemble(
        recipe, stored=stored, histogram=None if histogram is None else histogram.empty()
    )
    while True:
        try:
            lot = lots.get_nowait()
        except Empty:
            return ensemble
        for first, stop in lot:
            if histogram is None:
                ensemble.add(first, recipe.draw(first, stop))
            else:
                ensemble.count_draws(first, stop)
            watch.advance(stop - first)


def _pilot(recipe: Recipe, threads: int, watch: Watch) -> Histogram:
    """Empty histograms whose range is that of the pilot draws."""
    tasks = [
        partial(recipe.extremes, shard, watch.advance) for shard in _shards(0, PILOT_DRAWS, threads)
    ]
    smallest, largest = zip(*work(tasks, threads, watch), strict=True)
    return Histogram.spanning(np.minimum.reduce(smallest), np.maximum.reduce(largest))


def _shards(first: int, stop: int, most: int) -> list[list[tuple[int, int]]]:
    """Blocks of draws, divided into at most ``most`` lots of neighbours."""
    cut = blocks(first, stop)
    number = min(most, len(cut))
    ends = [len(cut) * i // number for i in range(number + 1)]
    return [cut[a:b] for a, b in itertools.pairwise(ends)]


def _lots(first: int, stop: int, workers: int) -> Iterator[list[tuple[int, int]]]:
    """Blocks of draws, divided into lots of neighbours that grow smaller towards the end."""
    cut = blocks(first, stop)
    while cut:
        size = max(1, len(cut) // (_PART * workers))
        yield cut[:size]
        cut = cut[size:]


def _workers(program: Program, threads: int, *, streamed: bool) -> int:
    if not streamed:
        return threads
    one = program.quantities * (BINS + 2) * _COUNT_BYTES
    return max(1, min(threads, _HISTOGRAM_BYTES // one))


def _refuse_absurd(program: Program, draws: int, first_draw: int, *, stored: bool) -> None:
    needed = program.quantities * draws * _FLOAT_BYTES
    if draws > MAXIMUM_DRAWS:
        message = (
            f"{draws:,} draws are refused: at most {MAXIMUM_DRAWS:,} can be made, and to keep "
            f"them would need {_size(needed)} of memory"
        )
        raise InputError(message)
    if first_draw + draws > _LAST_DRAW:
        message = f"draws are numbered up to {_LAST_DRAW:,}; first_draw {first_draw:,} is too high"
        raise InputError(message)
    available = _available_memory()
    if stored and available is not None and needed > available:
        message = (
            f"to store {draws:,} draws of {program.quantities:,} quantities would need "
            f"{_size(needed)} of memory, and {_size(available)} is free; fewer draws or outputs, "
            'or quantiles="stream", which keeps histograms only'
        )
        raise InputError(message)


def _size(number: float) -> str:
    """``1.5 GB``: a number of bytes in words."""
    for unit in ("bytes", "kB", "MB", "GB", "TB", "PB"):
        if number < 1000.0:  # noqa: PLR2004  the step between units
            return f"{number:.3g} {unit}"
        number /= 1000.0
    return f"{number:,.3g} EB"


def _available_memory() -> int | None:
    """Bytes that can be had without swapping; None where the system does not say."""
    account = Path("/proc/meminfo")
    if account.is_file():
        for line in account.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None
