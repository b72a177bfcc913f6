"""Building a program, one operation at a time."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Sequence

import numpy as np

from citypact.engine import operation as op
from citypact.engine.checking import MAXIMUM_YEARS
from citypact.engine.distribution import Distribution
from citypact.engine.errors import ProgramError
from citypact.engine.graph import INPUT, PARAMETER, Node
from citypact.engine.layout import lay_out
from citypact.engine.names import REDUCTIONS, Input, Output, Parameter, with_columns
from citypact.engine.operation import Operand, Operation, OperationMethods, Row, Slot
from citypact.engine.program import Program
from citypact.engine.simplification import SimplifyingGraph

__all__ = ["ProgramBuilder"]

_OWNERS = itertools.count()


class ProgramBuilder(OperationMethods):
    """Grows a program by the operations of :class:`~citypact.engine.operation.OperationMethods`.

    >>> b = ProgramBuilder(first_year=2020, last_year=2022)
    >>> level = b.input("level", default=0.5)
    >>> b.output("left", b.damp([10.0, 20.0, 30.0], level))
    >>> print(b.build().describe())
    2020 to 2022: 2 operations, 1 rows, 2 registers
    r0 = input 'level' (default 0.5)
    for all draws:
      r0 = complement r0
      r1 = scale r0 [10.0 … 30.0]
    output 'left' = r1 (yearly)
    """

    def __init__(self, *, first_year: int, last_year: int) -> None:
        """Start a program for the years from ``first_year`` to ``last_year``, both included."""
        count = last_year - first_year + 1
        if not 1 <= count <= MAXIMUM_YEARS:
            message = (
                f"a program is for 1 to {MAXIMUM_YEARS} years, not {first_year} to {last_year}"
            )
            raise ProgramError(message)
        self.first_year = first_year
        self.last_year = last_year
        self._owner = next(_OWNERS)
        self._growth = SimplifyingGraph(first_year, count)
        self._graph = self._growth.graph
        self._inputs: dict[str, int] = {}
        self._parameters: dict[str, int] = {}
        self._outputs: set[str] = set()

    def input(self, name: str, default: float) -> Slot:
        """A value set at run time, the same in all years; ``default`` where it is not given.

        Raises:
            ProgramError: the name is empty, the default is not finite, or the input has been
                declared with another default.
        """
        item = Input(_name("input", name), float(default))
        if not math.isfinite(item.default):
            message = f"the default of input {name!r} is not finite: {default!r}"
            raise ProgramError(message)
        if name not in self._inputs:
            self._inputs[name] = len(self._graph.inputs)
            self._graph.inputs.append(item)
        known = self._graph.inputs[self._inputs[name]]
        if known != item:
            message = f"input {name!r} has the default {known.default!r}, now {item.default!r}"
            raise ProgramError(message)
        return self._slot(self._growth.append(Node(INPUT, self._inputs[name])))

    def parameter(
        self, name: str, distribution: Distribution, *, group: str = "", correlation: float = 0.0
    ) -> Slot:
        """An uncertain value, the same in all years; the same name is the same value.

        Args:
            name: decides its random numbers together with seed, city and number of the draw.
            distribution: what it may be; its ``value`` is taken where nothing is drawn.
            group: parameters of one group vary together.
            correlation: ρ between 0 and 1; normal scores of two members correlate by √(ρ₁ρ₂).

        Raises:
            ProgramError: the name is empty or taken by a different parameter, or the correlation
                is out of range or without a group.
        """
        if not 0.0 <= correlation <= 1.0 or (correlation > 0.0 and not group):
            message = (
                f"parameter {name!r}: a correlation lies between 0 and 1 and needs a group, "
                f"not {correlation!r} in group {group!r}"
            )
            raise ProgramError(message)
        if correlation == 0.0:
            group = ""
        item = Parameter(_name("parameter", name), distribution, group, float(correlation))
        if name not in self._parameters:
            self._parameters[name] = len(self._graph.parameters)
            self._graph.parameters.append(item)
        known = self._graph.parameters[self._parameters[name]]
        if known != item:
            message = f"parameter {name!r} is known as {known}, now {item}"
            raise ProgramError(message)
        return self._slot(self._growth.append(Node(PARAMETER, self._parameters[name])))

    def series(self, values: Row) -> Slot:
        """A table by year, shape ``(years,)``, or one number for all years."""
        return self.constant(values)

    def years(self) -> Slot:
        """The calendar year itself."""
        return self.constant(self._growth.calendar)

    def total(self, terms: Sequence[Operand]) -> Slot:
        """Sum of ``terms`` from left to right; 0 if there are none."""
        if not terms:
            return self.constant(0.0)
        result = self._slot(self._node(terms[0]))
        for term in terms[1:]:
            result = self.add(result, term)
        return result

    def product(self, factors: Sequence[Operand]) -> Slot:
        """Product of ``factors`` from left to right; 1 if there are none."""
        if not factors:
            return self.constant(1.0)
        result = self._slot(self._node(factors[0]))
        for factor in factors[1:]:
            result = self.multiply(result, factor)
        return result

    def output(self, name: str, slot: Operand, reduce: str = "yearly") -> None:
        """Hand out a series under ``name``: every year, its ``last``, or its ``sum`` over years.

        Raises:
            ProgramError: the name is empty or taken, or there is no such reduction.
        """
        if _name("output", name) in self._outputs:
            message = f"there is an output {name!r} already"
            raise ProgramError(message)
        if reduce not in REDUCTIONS:
            message = f"output {name!r}: reduce is one of {', '.join(REDUCTIONS)}, not {reduce!r}"
            raise ProgramError(message)
        self._graph.outputs.append((Output(name, reduce), self._node(slot)))
        self._outputs.add(name)

    def build(self) -> Program:
        """Make the program; the builder can go on growing afterwards.

        Raises:
            ProgramError: nothing is handed out.
        """
        parameters = with_columns(self._graph.parameters)
        graph = dataclasses.replace(self._graph, parameters=parameters)
        return Program(self.first_year, lay_out(graph))

    def apply(
        self, operation: Operation, *operands: Operand, row: Row | None = None, years: int = 0
    ) -> Slot:
        """Append ``operation`` on ``operands``; the general form of all operation methods.

        Args:
            operation: of the table of operations.
            operands: as many as the operation reads.
            row: for an operation that reads a table row.
            years: for an operation that takes a number of years.
        """
        needs_row = operation.row == "table"
        if len(operands) != len(operation.operands) or needs_row != (row is not None):
            message = f"{operation.name} takes {len(operation.operands)} operands" + (
                " and a row" if needs_row else ""
            )
            raise ProgramError(message)
        nodes = [self._node(operand) for operand in operands]
        extra = self._row(row) if row is not None else years
        return self._slot(self._growth.emit(operation, nodes, extra))

    def _slot(self, index: int) -> Slot:
        return Slot(index, self._owner)

    def _node(self, operand: Operand) -> int:
        if isinstance(operand, Slot):
            if operand.owner != self._owner:
                message = f"{operand} is of another builder"
                raise ProgramError(message)
            return operand.index
        return self._growth.append(Node(op.CONSTANT.code, row=self._row(operand)))

    def _row(self, values: Row) -> int:
        """Number of the table row that holds ``values``; one row for equal values."""
        if isinstance(values, Slot):
            message = "this operand must be a number, or one number a year, not a slot"
            raise ProgramError(message)
        if isinstance(values, (float, int)):
            return self._growth.row_of_number(float(values))
        given = np.array(values, dtype=np.float64)
        if given.ndim == 0:
            return self._growth.row_of_number(float(given))
        count = self._graph.years
        if given.shape != (count,):
            message = (
                f"a row has one number for each of the {count} years {self.first_year} to "
                f"{self.last_year}, not the shape {given.shape}"
            )
            raise ProgramError(message)
        return self._growth.row_of(given)


def _name(kind: str, name: str) -> str:
    if not name:
        message = f"the name of the {kind} is empty"
        raise ProgramError(message)
    return name
