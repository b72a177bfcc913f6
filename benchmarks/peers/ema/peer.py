"""EMA workbench around a NumPy model: one run a draw, in one process or in several.

The model is the function that NumPy runs for one draw; the scenarios are made beforehand.
"""

from __future__ import annotations

import logging
import os
import warnings

import numpy as np
from dump import Dump
from report import Report, timed
from straight import Straight

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of evaluators that need other packages
    import ema_workbench
    from ema_workbench import (
        ArrayOutcome,
        Model,
        MultiprocessingEvaluator,
        RealParameter,
        Scenario,
        SequentialEvaluator,
        ema_logging,
        perform_experiments,
    )

DRAWS = 256


class Once:
    """The model: parameters by name, outcomes by name."""

    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.prepare()

    def prepare(self) -> None:
        """Make the function ready."""
        self.straight = Straight.of(self.dump, 1)
        self.names = [leaf.name for leaf in self.dump.parameters]
        self.out = np.empty((len(self.dump.expected), 1))

    def __getstate__(self) -> Dump:
        return self.dump

    def __setstate__(self, dump: Dump) -> None:
        self.dump = dump
        self.prepare()

    def __call__(self, **values: float) -> dict[str, np.ndarray]:
        """Run it."""
        self.straight.run(np.array([[values[name]] for name in self.names]), self.out)
        found = self.out[:, 0].copy()
        return {name: found[rows] for name, rows in self.dump.rows.items()}


def model_of(dump: Dump) -> Model:
    """The model as EMA workbench knows it."""
    model = Model("program", function=Once(dump))
    model.uncertainties = [
        RealParameter(leaf.name, row.min(), row.max())
        for leaf, row in zip(dump.parameters, dump.draws, strict=True)
    ]
    model.outcomes = [ArrayOutcome(result.name) for result in dump.results]
    return model


def main() -> None:
    """Compare, then measure."""
    report = Report.begin(f"EMA workbench {ema_workbench.__version__}")
    ema_logging.log_to_stderr(logging.ERROR)
    dump = Dump.read(report.folder / "ensemble")
    model = model_of(dump)
    names = [leaf.name for leaf in dump.parameters]
    scenarios = [
        Scenario(f"{draw}", **dict(zip(names, values, strict=True)))
        for draw, values in enumerate(dump.draws[:, :DRAWS].T.tolist())
    ]
    tried = []
    with (
        SequentialEvaluator(model) as one,
        MultiprocessingEvaluator(model, n_processes=len(os.sched_getaffinity(0))) as all_of_them,
    ):
        for evaluator, way in ((one, "1 process"), (all_of_them, "all processors")):

            def run(evaluator: object = evaluator) -> dict[str, np.ndarray]:
                return perform_experiments(model, scenarios, evaluator=evaluator, log_progress=True)

            experiments, found = run()
            order = experiments["scenario"].astype(int).to_numpy()
            results = np.concatenate([found[result.name] for result in dump.results], axis=1).T
            apart = report.agrees(dump.apart(results, dump.drawn[:, order]), 1e-12)
            seconds = timed(run, samples=report.samples)
            tried.append((sorted(seconds)[len(seconds) // 2], seconds, apart, way))
    _, seconds, apart, way = min(tried)
    told = ", ".join(f"{each[-1]} {each[0] / DRAWS * 1e6:,.0f} µs" for each in tried)
    report.add("draws-kept", seconds, apart=apart, draws=DRAWS, note=f"{way} ({told})")
    report.end()


if __name__ == "__main__":
    main()
