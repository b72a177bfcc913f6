"""SALib's Sobol analysis of the same samples, with 100 bootstraps; the model's runs are given.

SALib analyses one output at a time. Some are analysed, and the time is taken for all of them.
"""

from __future__ import annotations

import os
import statistics
from functools import partial
from importlib.metadata import version

import numpy as np
from report import Report, timed
from SALib.analyze import sobol

RESAMPLES = 100


def analyse(problem: dict, results: np.ndarray, processors: int) -> list[dict[str, np.ndarray]]:
    """Indices of each quantity; ``results`` has the shape ``(quantities, samples · runs)``."""
    return [
        sobol.analyze(
            problem,
            one,
            calc_second_order=False,
            num_resamples=RESAMPLES,
            parallel=processors > 1,
            n_processors=processors,
            seed=1,
        )
        for one in results
    ]


def centred(first: np.ndarray, results: np.ndarray) -> np.ndarray:
    """First-order indices counted from the mean over A and B, as Citypact takes them.

    SALib counts from the mean of all runs, which moves ``mean(f_B · (f_AB - f_A)) / V`` a bit.
    """
    a, mixed, b = results[:, :1], results[:, 1:-1], results[:, -1:]
    both = np.concatenate([a, b])
    change = (mixed - a).mean(axis=0)
    return first + (results.mean() - both.mean()) * change / both.var()


def main() -> None:
    """Compare, then measure."""
    report = Report.begin(f"SALib {version('SALib')}")
    given = np.load(report.folder / "indices.npz")
    results, names = given["results"], given["factors"].tolist()
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    flat = results.reshape(len(results), -1)
    apart = moved = 0.0
    for place, found in enumerate(analyse(problem, flat, 1)):
        first, total = given["first"][:, place], given["total"][:, place]
        apart = max(apart, np.abs(found["ST"] - total).max())
        apart = max(apart, np.abs(centred(found["S1"], results[place]) - first).max())
        moved = max(moved, np.abs(found["S1"] - first).max())
    report.agrees(float(apart), 1e-9)
    quantities = int(given["quantities"])
    tried = []
    for processors in sorted({1, len(os.sched_getaffinity(0))}):
        seconds = timed(partial(analyse, problem, flat, processors), samples=report.samples)
        seconds = [one * quantities / len(results) for one in seconds]
        tried.append((statistics.median(seconds), seconds, processors))
    _, seconds, processors = min(tried)
    note = (
        f"{processors} process{'es' * (processors > 1)}; {len(results)} outputs measured, taken "
        f"for {quantities:,}; first order up to {moved:.0e} apart, for it is centred otherwise"
    )
    report.add("indices", seconds, apart=float(apart), note=note)
    report.end()


if __name__ == "__main__":
    main()
