"""The plain pandas implementation beside the package: found, run, and held against the model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

import numpy as np

from citypact.book import Book
from citypact.cli.bench_subject import beside
from citypact.engine.arrays import Floats
from citypact.errors import EnvironmentFault
from citypact.model.result import Result

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Outcome", "agreement", "load_yardstick"]

MODULE = "pandas_malmo"


class Outcome(Protocol):
    """What the pandas implementation gives, by year; kt CO2e, MSEK."""

    total: pd.Series[float]
    by_sector: pd.DataFrame
    money: pd.DataFrame
    targets: pd.DataFrame


def load_yardstick(book: Book, scenario: str) -> Callable[[], Outcome]:
    """Read ``book`` with pandas; return the function that evaluates ``scenario`` once.

    Raises:
        EnvironmentFault: the benchmarks are not here: they come with a checkout, not with an
            installed package.
        ModuleNotFoundError: pandas is not installed.
    """
    script = beside(f"{MODULE}.py")
    if script is None:
        message = (
            f"there is no benchmarks/{MODULE}.py here: run this in a checkout of Citypact, or "
            "leave the comparison out with --no-pandas"
        )
        raise EnvironmentFault(message)
    sys.path.insert(0, str(script.parent.resolve()))
    try:
        module = import_module(MODULE)
    finally:
        sys.path.pop(0)
    prepared = module.prepare(book.path, scenario)
    return lambda: module.evaluate(prepared)


def agreement(outcome: Outcome, result: Result) -> float:
    """The largest relative difference between the two, over totals, sectors, money and targets.

    Args:
        outcome: what the function of :func:`load_yardstick` returned.
        result: of the same scenario.
    """
    targets = outcome.targets
    pairs = [(np.asarray(outcome.total), result.total)]
    pairs += [(np.asarray(outcome.by_sector[name]), row) for name, row in result.by_sector.items()]
    pairs += [(np.asarray(outcome.money[key]), row) for key, row in result.money.items()]
    pairs += [
        (np.asarray(targets.loc[one.id, ["value", "result"]]), np.array([one.value, one.result]))
        for one in result.targets
        if one.computable
    ]
    return max(_apart(theirs, ours) for theirs, ours in pairs)


def _apart(theirs: Floats, ours: Floats) -> float:
    """The largest difference, over the largest figure; as it stands where all are zero."""
    largest = float(np.abs(ours).max())
    difference = float(np.abs(theirs - ours).max())
    return difference / largest if largest else difference
