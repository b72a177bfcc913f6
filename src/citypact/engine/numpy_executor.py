"""The NumPy executor: the definition of what every operation means, always there.

Each operation is evaluated over all years and lanes at once, on arrays of shape
``(years, lanes)``; a length of 1 on either axis stands for the same value throughout. Minimum,
maximum and the ramps are written as comparisons because NumPy's own functions leave the sign
of zero open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import numpy as np

from citypact.engine import operation as op
from citypact.engine.arrays import Floats, Words
from citypact.engine.program import Program
from citypact.engine.sampler import Sampler
from citypact.engine.sampling import Design
from citypact.engine.sketch import OCTET, Histogram, Ranks, order_statistics, tally
from citypact.engine.sums import pairwise_sum

__all__ = ["DEFINITIONS", "NumpyExecutor", "NumpyPrepared", "compute"]

#: Lanes evaluated together: temporaries of a few tens of kilobytes stay in the cache.
_LANES: Final = 64


def _ratio(a: Floats, b: Floats) -> Floats:
    return np.where(b == 0.0, 0.0, a / b)


def _minimum(a: Floats, b: Floats) -> Floats:
    return np.where(a < b, a, b)


def _maximum(a: Floats, b: Floats) -> Floats:
    return np.where(a > b, a, b)


def _at_most(a: Floats, b: Floats) -> Floats:
    return np.where(a <= b, 1.0, 0.0)


def _climb(start: Floats, duration: Floats, calendar: Floats) -> Floats:
    u = (calendar - start) / duration
    u = np.where(u > 0.0, u, 0.0)
    return np.where(u < 1.0, u, 1.0)


def _ramp(level: Floats, start: Floats, duration: Floats, calendar: Floats) -> Floats:
    return level * _climb(start, duration, calendar)


def _smooth_ramp(level: Floats, start: Floats, duration: Floats, calendar: Floats) -> Floats:
    u = _climb(start, duration, calendar)
    return level * (u * u * (3.0 - 2.0 * u))


def _yearly(a: Floats, calendar: Floats) -> Floats:
    """``a`` with every year written out, shape ``(years, lanes)``; not to be written to."""
    return np.broadcast_to(a, (len(calendar), a.shape[1]))


def _turn_over(initial: Floats, rate: Floats, purchased: Floats, calendar: Floats) -> Floats:
    lanes = max(initial.shape[1], rate.shape[1], purchased.shape[1])
    rate, purchased = _yearly(rate, calendar), _yearly(purchased, calendar)
    stock = np.empty((len(calendar), lanes))
    stock[0] = initial[0]
    for t in range(1, len(calendar)):
        stock[t] = stock[t - 1] + rate[t] * (purchased[t] - stock[t - 1])
    return stock


def _accumulate(a: Floats, calendar: Floats) -> Floats:
    return np.add.accumulate(_yearly(a, calendar), axis=0)


def _delay(a: Floats, years: int, calendar: Floats) -> Floats:
    a = _yearly(a, calendar)
    delayed = np.zeros(a.shape)
    delayed[years:] = a[: len(a) - years]
    return delayed


def _difference(a: Floats, calendar: Floats) -> Floats:
    a = _yearly(a, calendar)
    change = np.empty(a.shape)
    change[0] = a[0]
    change[1:] = a[1:] - a[:-1]
    return change


#: What each operation means. Arguments: its operands, each ``(years or 1, lanes or 1)``; then its
#: row ``(years, 1)`` or number of years; then, where it varies, the calendar ``(years, 1)``.
DEFINITIONS: Final[Mapping[int, Callable[..., Floats]]] = {
    op.CONSTANT.code: lambda s: s,
    op.ADD.code: np.add,
    op.SUBTRACT.code: np.subtract,
    op.MULTIPLY.code: np.multiply,
    op.RATIO.code: _ratio,
    op.SCALE.code: lambda a, s: s * a,
    op.OFFSET.code: lambda a, s: s + a,
    op.MULTIPLY_ADD.code: lambda a, b, c: a + b * c,
    op.SCALE_ADD.code: lambda a, b, s: a + s * b,
    op.COMPLEMENT.code: lambda a: 1.0 - a,
    op.DAMP.code: lambda a, b: a * (1.0 - b),
    op.MINIMUM.code: _minimum,
    op.MAXIMUM.code: _maximum,
    op.AT_MOST.code: _at_most,
    op.RAMP.code: _ramp,
    op.SMOOTH_RAMP.code: _smooth_ramp,
    op.TURN_OVER.code: _turn_over,
    op.ACCUMULATE.code: _accumulate,
    op.DELAY.code: _delay,
    op.DIFFERENCE.code: _difference,
    op.ADD_THREE.code: lambda a, b, c: a + b + c,
    op.MULTIPLY_THREE.code: lambda a, b, c: a * b * c,
}


def _extras(
    operation: op.Operation, row: Floats | int, calendar: Floats
) -> tuple[Floats | int, ...]:
    """What an operation's definition takes after its operands."""
    given: tuple[Floats | int, ...] = (row,) if operation.row else ()
    return (*given, calendar) if operation.varies else given


def compute(
    operation: op.Operation, operands: list[Floats], row: Floats | int, calendar: Floats
) -> Floats:
    """Evaluate one operation.

    Args:
        operation: which.
        operands: shape ``(years or 1, lanes or 1)`` each.
        row: shape ``(years, 1)``, or a number of years, or anything if it takes neither.
        calendar: the years as numbers, shape ``(years, 1)``.
    """
    with np.errstate(all="ignore"):
        return DEFINITIONS[operation.code](*operands, *_extras(operation, row, calendar))


#: How to compute an operation: definition, register of the result, those of operands, the rest.
_Step: TypeAlias = "tuple[Callable[..., Floats], int, tuple[int, ...], tuple[Floats | int, ...]]"
#: What a register holds that nothing was written to.
_NOTHING: Final = np.empty((0, 1))


class NumpyPrepared:
    """A program made ready to run on NumPy; may be used by several threads at once."""

    def __init__(self, program: Program) -> None:
        """Tie each operation of ``program`` to its definition."""
        self.program = program
        calendar = program.years.astype(np.float64).reshape(-1, 1)
        tables = program.tables[:, :, np.newaxis]
        self._steps: list[_Step] = []
        for code, destination, a, b, c, row in program.operations.tolist():
            operation = op.BY_CODE[code]
            sources = (a, b, c)[: len(operation.operands)]
            table = tables[row] if operation.row == "table" else row
            extras = _extras(operation, table, calendar)
            self._steps.append((DEFINITIONS[code], destination, sources, extras))
        self._sampler = Sampler(program.parameters)

    def run(
        self,
        leaves: Floats,
        lanes: int,
        draws: Words | None,
        design: Design | None,
        out: Floats,
        parameters: Floats | None = None,
    ) -> bool:
        """Evaluate ``lanes`` lanes.

        Args:
            leaves: value of each input, then of each parameter, shape ``(leaves, lanes or 1)``.
            lanes: how many.
            draws: number of the draw of each lane, shape ``(lanes,)``; None to take the values
                of the parameters from ``leaves``.
            design: what the draws are of; None exactly if ``draws`` is.
            out: shape ``(quantities, lanes)``, written to.
            parameters: values of the parameters in each lane, shape ``(parameters, lanes)``;
                None to take those from ``leaves``, or to draw them.

        Returns:
            Whether all that was written is finite.
        """
        count = len(self.program.inputs)
        inputs, drawn = leaves[:count], leaves[count:]
        if draws is not None and design is not None:
            drawn = self._sampler.sample(draws, design)
        elif parameters is not None:
            drawn = parameters
        shared: list[Floats] = []
        with np.errstate(all="ignore"):
            for first in range(0, lanes, _LANES):
                part = slice(first, min(first + _LANES, lanes))
                if not shared or inputs.shape[1] > 1:
                    shared = self._run_shared(_lanes_of(inputs, part))
                self._run_drawn(shared.copy(), _lanes_of(drawn, part), out[:, part])
        return bool(np.isfinite(out).all())

    def count(self, leaves: Floats, draws: Words, design: Design, histogram: Histogram) -> Floats:
        """Evaluate draws and add them to ``histogram`` (see :func:`citypact.engine.sketch.tally`).

        Args:
            leaves: levels, shape ``(leaves, 1)``.
            draws: numbers of the draws, a multiple of eight of them.
            design: what they are of.
            histogram: of all quantities; what it holds is of no use where a sum is not finite.

        Returns:
            Sums of eight draws each, shape ``(quantities, draws / 8)``, as
            :func:`citypact.engine.sums.pairwise_sum` adds them. One is not finite if, and in
            practice only if, a value is not.
        """
        values = np.empty((self.program.quantities, len(draws)))
        self.run(leaves, len(draws), draws, design, values)
        with np.errstate(all="ignore"):
            tally(values, histogram)
            octets = values.reshape(-1, OCTET)
            return pairwise_sum(octets).reshape(len(values), -1)

    def _run_shared(self, inputs: Floats) -> list[Floats]:
        """The registers after the operations that no parameter reaches."""
        registers = [_NOTHING] * self.program.registers
        for row, item in enumerate(self.program.inputs):
            if item.register >= 0:
                registers[item.register] = inputs[row : row + 1]
        self._follow(self._steps[: self.program.shared], registers)
        return registers

    def _run_drawn(self, registers: list[Floats], drawn: Floats, out: Floats) -> None:
        """The other operations, and the outputs; ``registers`` are written to."""
        program = self.program
        for row, parameter in enumerate(program.parameters):
            registers[parameter.register] = drawn[row : row + 1]
        self._follow(self._steps[program.shared :], registers)
        for output in program.series:
            series = registers[output.register]
            rows = program.rows[output.name]
            if output.reduce == "yearly":
                out[rows] = series
            elif output.reduce == "last":
                out[rows] = series[-1]
            else:
                shape = (len(program.years), series.shape[1])
                out[rows] = np.add.accumulate(np.broadcast_to(series, shape), axis=0)[-1]

    @staticmethod
    def _follow(steps: list[_Step], registers: list[Floats]) -> None:
        for definition, destination, sources, extras in steps:
            operands = [registers[source] for source in sources]
            registers[destination] = definition(*operands, *extras)


def _lanes_of(values: Floats, part: slice) -> Floats:
    """The lanes ``part`` of ``values``, unless all lanes have the same."""
    return values if values.shape[1] == 1 else values[:, part]


class NumpyExecutor:
    """Runs programs on NumPy."""

    name = "numpy"

    def prepare(self, program: Program) -> NumpyPrepared:
        """Make ``program`` ready to run."""
        return NumpyPrepared(program)

    def pairwise_sum(self, values: Floats) -> Floats:
        """Sum over draws."""
        return pairwise_sum(values)

    def order_statistics(self, values: Floats, ranks: Ranks) -> Floats:
        """Values of each row by rank."""
        return order_statistics(values, ranks)
