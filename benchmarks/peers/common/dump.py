"""A program written down for those who know nothing of Citypact: JSON and NumPy arrays.

A *node* is a series over the years, named by a number: first the inputs, then the uncertain
parameters, then the result of each operation, in an order in which operands come first. What an
operation means stands in its formula in Citypact's table of operations.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Leaf:
    """An input at the level of the scenario, or a parameter at its nominal value."""

    name: str
    value: float


@dataclass(frozen=True)
class Step:
    """An operation: its name, the nodes it reads, and its row of the tables or number of years."""

    name: str
    operands: tuple[int, ...]
    row: int


@dataclass(frozen=True)
class Result:
    """A series that is handed out; ``reduce`` is ``yearly``, ``last`` or ``sum``."""

    name: str
    node: int
    reduce: str


@dataclass(frozen=True)
class Dump:
    """A program with the values to give it and the figures to expect.

    Attributes:
        first_year: calendar year of the first value of a series.
        inputs: at the levels of the scenario.
        parameters: at their nominal values.
        steps: the operations.
        results: what is handed out.
        once: how many of the first steps give the same in every year.
        tables: shape ``(rows, years)``.
        expected: of nominal parameters, shape ``(quantities,)``: the years of each result in
            turn, one number for one that is reduced.
        moved_input: which input a slider moves.
        moved_level: to where.
        moved: what is expected then.
        draws: values of the parameters, shape ``(parameters, draws)``.
        drawn: what is expected of them, shape ``(quantities, draws)``.
    """

    first_year: int
    inputs: tuple[Leaf, ...]
    parameters: tuple[Leaf, ...]
    steps: tuple[Step, ...]
    results: tuple[Result, ...]
    once: int
    tables: NDArray[np.float64]
    expected: NDArray[np.float64]
    moved_input: int
    moved_level: float
    moved: NDArray[np.float64]
    draws: NDArray[np.float64]
    drawn: NDArray[np.float64]

    _ARRAYS = ("tables", "expected", "moved", "draws", "drawn")

    @property
    def years(self) -> int:
        """How many there are."""
        return self.tables.shape[1]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Inputs, then parameters: the first nodes."""
        return self.inputs + self.parameters

    @cached_property
    def rows(self) -> dict[str, slice]:
        """Which quantities belong to each result."""
        found, start = {}, 0
        for result in self.results:
            stop = start + (self.years if result.reduce == "yearly" else 1)
            found[result.name] = slice(start, stop)
            start = stop
        return found

    def constant(self, row: int) -> bool:
        """Whether a row of the tables is the same in every year."""
        return bool((self.tables[row] == self.tables[row, 0]).all())

    def write(self, path: Path) -> None:
        """Write ``path.json`` and ``path.npz``."""
        words = {
            "first_year": self.first_year,
            "inputs": [asdict(leaf) for leaf in self.inputs],
            "parameters": [asdict(leaf) for leaf in self.parameters],
            "steps": [asdict(step) for step in self.steps],
            "results": [asdict(result) for result in self.results],
            "once": self.once,
            "moved_input": self.moved_input,
            "moved_level": self.moved_level,
        }
        path.with_suffix(".json").write_text(json.dumps(words, indent=1), encoding="utf-8")
        np.savez(path.with_suffix(".npz"), **{name: getattr(self, name) for name in self._ARRAYS})

    @classmethod
    def read(cls, path: Path) -> Dump:
        """Read what :meth:`write` wrote."""
        words = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with np.load(path.with_suffix(".npz")) as arrays:
            return cls(
                first_year=words["first_year"],
                inputs=tuple(Leaf(**leaf) for leaf in words["inputs"]),
                parameters=tuple(Leaf(**leaf) for leaf in words["parameters"]),
                steps=tuple(
                    Step(step["name"], tuple(step["operands"]), step["row"])
                    for step in words["steps"]
                ),
                results=tuple(Result(**result) for result in words["results"]),
                once=words["once"],
                moved_input=words["moved_input"],
                moved_level=words["moved_level"],
                **{name: arrays[name] for name in cls._ARRAYS},
            )

    def reduced(self, series: list[NDArray[np.float64]]) -> NDArray[np.float64]:
        """Quantities from the series of each result, shape ``(years, …)`` each."""
        kept = [
            one if result.reduce == "yearly" else one[-1:] if result.reduce == "last"
            else one.sum(axis=0, keepdims=True)
            for result, one in zip(self.results, series, strict=True)
        ]  # fmt: skip
        return np.concatenate(kept)

    def apart(self, found: NDArray[np.float64], expected: NDArray[np.float64]) -> float:
        """The largest difference of a result, relative to the largest figure of that result.

        As it stands where a result is expected to be 0 throughout.
        """
        if found.shape != expected.shape:
            message = f"figures of the shape {found.shape}, where {expected.shape} is expected"
            raise ValueError(message)
        worst = 0.0
        for rows in self.rows.values():
            difference = float(np.abs(found[rows] - expected[rows]).max())
            largest = float(np.abs(expected[rows]).max())
            worst = max(worst, difference / largest if largest else difference)
        return worst
