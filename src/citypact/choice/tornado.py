"""A tornado: what a result is with each uncertain figure at its low and at its high.

All other figures stay at their nominal value, so it tells nothing of how figures act together,
nor how likely the ends are: the Sobol indices do. Each end is a lane of one evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from citypact.choice.sensitivity import place_of
from citypact.engine import Program, evaluate
from citypact.engine.arrays import Floats
from citypact.engine.executor import ExecutorChoice

__all__ = ["Bar", "Tornado", "bars", "tornado", "values_at_ends"]


@dataclass(frozen=True, slots=True)
class Bar:
    """What one figure moves.

    Attributes:
        parameter: name of the figure.
        low: the result with the figure at its low, in the unit of the result.
        high: the result with the figure at its high; lower than ``low`` if it acts downwards.
    """

    parameter: str
    low: float
    high: float

    @property
    def moved(self) -> float:
        """By how much the two results differ."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """All figures that an output rests on.

    Attributes:
        output: name of the output.
        year: of the result; None for an output that is reduced to one number.
        value: with all figures nominal.
        bars: the longest first, then by name.
    """

    output: str
    year: int | None
    value: float
    bars: tuple[Bar, ...]


def tornado(
    program: Program,
    output: str,
    year: int | None = None,
    inputs: Mapping[str, float] | None = None,
    *,
    executor: ExecutorChoice = "auto",
) -> Tornado:
    """Draw up the tornado of ``output`` in ``year`` at the levels ``inputs``.

    Raises:
        InputError: there is no such output, year or input.
        NotFiniteError: the output is infinite or not a number at an end.
    """
    place_of(program, output, year)
    wanted = program.select([output])
    values = values_at_ends(wanted, output, year, inputs, executor=executor)
    ranked = sorted(bars(wanted, values), key=lambda bar: (-bar.moved, bar.parameter))
    yearly = program.reductions[output] == "yearly"
    return Tornado(output, year if yearly else None, float(values[0]), tuple(ranked))


def values_at_ends(
    program: Program,
    output: str,
    year: int | None = None,
    inputs: Mapping[str, float] | None = None,
    *,
    executor: ExecutorChoice = "auto",
) -> Floats:
    """Value of ``output``: all nominal, then each parameter at its low and at its high.

    Returns:
        Shape ``(1 + 2 · parameters,)``, in the order of the program's parameters.

    Raises:
        InputError: there is no such output, year or input.
    """
    place = place_of(program, output, year)
    lanes = 1 + 2 * len(program.parameters)
    given = {}
    for index, parameter in enumerate(program.parameters):
        distribution = parameter.distribution
        row = np.full(lanes, distribution.value)
        row[1 + 2 * index : 3 + 2 * index] = distribution.low, distribution.high
        given[parameter.name] = row
    levels = {name: np.full(lanes, level) for name, level in (inputs or {}).items()}
    values = evaluate(program, levels, parameters=given, executor=executor)[output]
    yearly = program.reductions[output] == "yearly"
    return np.atleast_1d(values[place - program.rows[output].start] if yearly else values)


def bars(program: Program, values: Floats) -> tuple[Bar, ...]:
    """A bar for each parameter of ``program`` from what :func:`values_at_ends` gave."""
    pairs = values[1:].reshape(-1, 2).tolist()
    return tuple(
        Bar(parameter.name, low, high)
        for parameter, (low, high) in zip(program.parameters, pairs, strict=True)
    )
