"""Writes the work down that peers do: one scenario of a city book, by Citypact's public means.

python benchmarks/peers/work.py malmo FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from citypact.book import Book, open_book
from citypact.choice.factors import ParameterSpace
from citypact.choice.points import latin_hypercube
from citypact.choice.sensitivity import sensitivity
from citypact.engine import Program, Values, evaluate
from citypact.engine.arrays import Floats
from citypact.engine.names import Output
from citypact.engine.operation import BY_CODE
from citypact.engine.variation import varying
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.scenario import inputs_of

sys.path.insert(0, str(Path(__file__).resolve().parent / "common"))
from dump import Dump, Leaf, Result, Step

#: Draws whose figures are compared and that are timed; a multiple of every block.
DRAWS = 4096
SEED = 1
#: Samples that Sobol indices rest on, and for how many quantities a peer makes them.
SAMPLES = 512
QUANTITIES = 6


@dataclass(frozen=True)
class Work:
    """A scenario of a book: what is computed, and at which levels."""

    book: Book
    scenario: str

    @classmethod
    def main(cls, name: str) -> Work:
        """Take the contract of a book, or else its reference path."""
        book = open_book(name)
        return cls(book, book.settings.text("contract") or book.settings.text("reference"))

    @cached_property
    def city(self) -> City:
        """On the background of the scenario."""
        return self.book.city(self.book.row(f"scenarios/{self.scenario}").text("background"))

    @cached_property
    def inputs(self) -> dict[str, float]:
        """Of the scenario: how far each measure goes, and when."""
        return inputs_of(self.city, self.city.scenarios[self.scenario])

    @cached_property
    def program(self) -> Program:
        """With all outputs: the work of one evaluation."""
        return compiled(self.city).program

    @cached_property
    def headlines(self) -> Program:
        """With what bands are made of: the work of a draw."""
        return self.program.select(output.headlines(self.program.rows))

    @cached_property
    def slider(self) -> tuple[str, float]:
        """What a slider moves: the input whose halving changes the total most, and its half."""
        total = evaluate(self.program, self.inputs)[output.TOTAL]
        halves = {name: level / 2.0 for name, level in self.inputs.items()}

        def change(name: str) -> float:
            moved = evaluate(self.program, {**self.inputs, name: halves[name]})[output.TOTAL]
            return float(np.abs(moved - total).max())

        name = max(sorted(halves), key=change)
        return name, halves[name]

    @cached_property
    def points(self) -> tuple[Floats, Floats]:
        """Two samples of uniform numbers, ``(columns, samples)`` each."""
        columns = ParameterSpace(self.headlines).columns
        return (
            latin_hypercube(columns, SAMPLES, seed=SEED, sample="A"),
            latin_hypercube(columns, SAMPLES, seed=SEED, sample="B"),
        )

    def write(self, folder: Path, draws: int = DRAWS) -> None:
        """Write everything that a peer needs into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        told = {"book": str(self.book.path.resolve()), "scenario": self.scenario}
        (folder / "work.json").write_text(json.dumps(told), encoding="utf-8")
        self._dump(self.program, self.program.outputs, draws=1).write(folder / "evaluation")
        # Of figures that are the same under several names one is drawn, here as by Citypact.
        self._dump(self.headlines, self.headlines.series, draws=draws).write(folder / "ensemble")
        self.write_indices(folder)

    def write_indices(self, folder: Path) -> None:
        """Write results of samples A, B and AB of some quantities, and their Sobol indices."""
        program, space = self.headlines, ParameterSpace(self.headlines)
        indices = sensitivity(program, self.inputs, points=self.points).indices
        varying = np.flatnonzero(indices.variance > 0.0)
        chosen = varying[np.linspace(0, len(varying) - 1, QUANTITIES).astype(int)]
        a, b = (space.values(sample) for sample in self.points)
        mixed = [a.copy() for _ in space.factors]
        for values, factor in zip(mixed, space.factors, strict=True):
            values[list(factor.rows)] = b[list(factor.rows)]
        results = [self._results(values)[chosen] for values in (a, *mixed, b)]
        np.savez(
            folder / "indices.npz",
            factors=np.array([factor.name for factor in space.factors]),
            results=np.stack(results, axis=2),  # (quantities, samples, A then AB then B)
            first=indices.first.value[:, chosen],
            total=indices.total.value[:, chosen],
            quantities=program.quantities,
        )

    def _results(self, values: Floats) -> Floats:
        names = (leaf.name for leaf in self.headlines.parameters)
        parameters = dict(zip(names, values, strict=True))
        return _stacked(
            self.headlines.series, evaluate(self.headlines, self.inputs, parameters=parameters)
        )

    def _dump(self, program: Program, outputs: Sequence[Output], draws: int) -> Dump:
        space = ParameterSpace(program)
        values = space.values(latin_hypercube(space.columns, draws, seed=SEED, sample="draws"))
        return dump_of(program, self.inputs, self.slider, values, outputs)


def dump_of(
    program: Program,
    inputs: dict[str, float],
    slider: tuple[str, float],
    values: Floats,
    outputs: Sequence[Output] | None = None,
) -> Dump:
    """Write a program down.

    Args:
        program: what to compute.
        inputs: by name, the default where left out.
        slider: an input, and what else it may be.
        values: of the parameters, shape ``(parameters, draws)``.
        outputs: those that are to be handed out; all if None.
    """
    outputs = program.outputs if outputs is None else outputs
    moved, level = slider
    names = [leaf.name for leaf in program.parameters]
    drawn = evaluate(program, inputs, parameters=dict(zip(names, values, strict=True)))
    return Dump(
        first_year=program.first_year,
        inputs=tuple(
            Leaf(leaf.name, inputs.get(leaf.name, leaf.default)) for leaf in program.inputs
        ),
        parameters=tuple(Leaf(leaf.name, leaf.distribution.value) for leaf in program.parameters),
        **_steps(program, outputs),
        once=varying(program.layout).count(False),
        tables=program.tables,
        expected=_stacked(outputs, evaluate(program, inputs)),
        moved_input=[leaf.name for leaf in program.inputs].index(moved),
        moved_level=level,
        moved=_stacked(outputs, evaluate(program, {**inputs, moved: level})),
        draws=values,
        drawn=_stacked(outputs, drawn, lanes=values.shape[1]),
    )


def _steps(
    program: Program, outputs: Sequence[Output]
) -> dict[str, tuple[Step, ...] | tuple[Result, ...]]:
    """Take the registers away: each result of an operation becomes a node of its own.

    What is the same in every year comes first.
    """
    leaves = program.inputs + program.parameters
    node_in = {leaf.register: node for node, leaf in enumerate(leaves)}
    varies = varying(program.layout)
    listed = sorted(range(len(varies)), key=lambda position: (varies[position], position))
    node_of = {position: len(leaves) + place for place, position in enumerate(listed)}
    steps: dict[int, Step] = {}
    for position, (code, destination, *sources, row) in enumerate(program.operations.tolist()):
        operation = BY_CODE[code]
        read = tuple(node_in[source] for source in sources[: len(operation.operands)])
        steps[position] = Step(operation.name, read, row)
        node_in[destination] = node_of[position]
    results = tuple(Result(item.name, node_in[item.register], item.reduce) for item in outputs)
    return {"steps": tuple(steps[position] for position in listed), "results": results}


def _stacked(outputs: Sequence[Output], values: Values, lanes: int = 0) -> Floats:
    """Quantities in the order of ``outputs``: ``(quantities, …)``, or in so many lanes if any."""
    parts = [values[o.name] if o.reduce == "yearly" else [values[o.name]] for o in outputs]
    found = np.concatenate(parts)
    # Where nothing is uncertain one lane stands for all.
    return found.reshape(len(found), -1) * np.ones(lanes) if lanes else found


if __name__ == "__main__":
    Work.main(sys.argv[1]).write(Path(sys.argv[2]))
