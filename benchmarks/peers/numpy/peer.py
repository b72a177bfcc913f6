"""Batched NumPy, draws last, in blocks that fit the cache: the block and processes that do best.

Once as usually written, and once as quick as NumPy goes, each line filling an array that is there
already; see ``common/straight.py``. The values of the parameters are given to it; Citypact draws
them as a part of the same work.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing.sharedctypes import RawArray

import numpy as np
from dump import Dump
from report import Report, timed
from straight import Straight

BLOCKS = (64, 128, 256, 512, 1024)
#: The same operations in the same order: to the last bit, but for sums over years.
LIMIT = 1e-12
BANDS = (0.05, 0.5, 0.95)


@dataclass
class Ensemble:
    """All draws of a dump, in one process or in several that share the memory of the results."""

    straight: Straight
    processes: int

    def __post_init__(self) -> None:
        shape = self.straight.dump.drawn.shape
        self.out = np.frombuffer(RawArray("d", int(np.prod(shape)))).reshape(shape)
        rows, draws = (
            [round(length * i / self.processes) for i in range(self.processes + 1)]
            for length in shape
        )
        self._parts = list(pairwise(draws)), list(pairwise(rows))
        fork = multiprocessing.get_context("fork")
        # Forked once all is in place, so that each has the arrays and the function already.
        self._pool = fork.Pool(self.processes, _keep, (self,)) if self.processes > 1 else None

    def run(self) -> None:
        """From the values of the parameters to all quantities of all draws."""
        self._each(_evaluate, self._parts[0])

    def run_with_bands(self) -> None:
        """The same, and the percentiles of each quantity."""
        self.run()
        self._each(_quantiles, self._parts[1])

    def _each(self, what: Callable[[tuple[int, int]], object], parts: list) -> None:
        if self._pool is None:
            _keep(self)
            list(map(what, parts))
        else:
            self._pool.map(what, parts, chunksize=1)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.terminate()


_kept: list[Ensemble] = []


def _keep(ensemble: Ensemble) -> None:
    _kept[:] = [ensemble]


def _evaluate(part: tuple[int, int]) -> None:
    straight, draws = _kept[0].straight, slice(*part)
    straight.evaluate(straight.dump.draws[:, draws], _kept[0].out[:, draws])


def _quantiles(part: tuple[int, int]) -> np.ndarray:
    return np.quantile(_kept[0].out[slice(*part)], BANDS, axis=1)


def best(
    report: Report, dump: Dump, what: Callable[[Ensemble], None], *, filling: bool
) -> tuple[list[float], str]:
    """Seconds of the quickest way of doing ``what``, and which way it was."""
    tried = []
    for processes in sorted({1, len(os.sched_getaffinity(0))}):
        for lanes in BLOCKS:
            ensemble = Ensemble(Straight.of(dump, lanes, filling=filling), processes)
            ensemble.run()
            report.agrees(dump.apart(ensemble.out, dump.drawn), LIMIT)
            seconds = timed(partial(what, ensemble), samples=report.samples)
            ensemble.close()
            way = f"{lanes} draws a block, {processes} process{'es' * (processes > 1)}"
            tried.append((statistics.median(seconds), seconds, way))
    _, seconds, way = min(tried)
    return seconds, way


def once(report: Report) -> None:
    """One evaluation with all outputs."""
    dump = Dump.read(report.folder / "evaluation")
    straight, out = Straight.of(dump, 1), np.empty((len(dump.expected), 1))
    values = np.array([[leaf.value] for leaf in dump.parameters])
    straight.run(values, out)
    apart = report.agrees(dump.apart(out[:, 0], dump.expected), LIMIT)
    seconds = timed(lambda: straight.run(values, out), samples=report.samples)
    report.add("evaluation", seconds, apart=apart, name="one-evaluation", note="all outputs")


def main() -> None:
    """Compare, then measure."""
    report = Report.begin(f"NumPy {np.__version__}")
    dump = Dump.read(report.folder / "ensemble")
    draws = dump.draws.shape[1]
    for filling, style in ((False, ""), (True, "in-place")):
        ensemble = Ensemble(Straight.of(dump, BLOCKS[0], filling=filling), 1)
        ensemble.run()
        apart = report.agrees(dump.apart(ensemble.out, dump.drawn), LIMIT)
        for work, what, note in (
            ("draws", Ensemble.run_with_bands, "with bands; "),
            ("draws-kept", Ensemble.run, ""),
        ):
            seconds, way = best(report, dump, what, filling=filling)
            name = "-".join(filter(None, (style, "" if note else "model-only")))
            report.add(work, seconds, apart=apart, draws=draws, name=name, note=note + way)
    once(report)
    report.end()


if __name__ == "__main__":
    main()
