"""Growing a graph in its simplest form, without changing a bit of what it computes.

Operations on tables alone are computed at once, by their definition in the NumPy executor; an
operation with a constant operand takes the form that reads a table row; neutral elements go; an
operation that is there already is not made again. Only the sign of a zero can differ from the
graph as it was asked for, and it does so for every executor alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from citypact.engine import operation as op
from citypact.engine.arrays import Floats
from citypact.engine.errors import ProgramError
from citypact.engine.graph import Graph, Node
from citypact.engine.numpy_executor import compute
from citypact.engine.operation import Operation

__all__ = ["SimplifyingGraph"]


class SimplifyingGraph:
    """A graph that grows by :meth:`emit`."""

    def __init__(self, first_year: int, years: int) -> None:
        """Start empty, for ``years`` years from ``first_year`` on."""
        self.first_year = first_year
        self.graph = Graph(years=years)
        self.calendar = np.arange(first_year, first_year + years, dtype=np.float64)
        self._known: dict[Node, int] = {}
        self._known_rows: dict[bytes, int] = {}
        self._known_numbers: dict[float, int] = {}
        #: Rows of the neutral elements.
        self.zeros = {self.row_of_number(0.0), self.row_of_number(-0.0)}
        self.ones = self.row_of_number(1.0)

    def append(self, node: Node) -> int:
        """Number of ``node``, made if there is none like it."""
        index = self._known.get(node)
        if index is None:
            index = self._known[node] = len(self.graph.nodes)
            self.graph.nodes.append(node)
        return index

    def row_of(self, row: Floats) -> int:
        """Number of the table row that holds ``row``, shape ``(years,)``; one for equal rows.

        Raises:
            ProgramError: a value is not finite.
        """
        key = row.tobytes()
        number = self._known_rows.get(key)
        if number is None:
            if not np.isfinite(row).all():
                t = int(np.argmin(np.isfinite(row)))
                message = f"a row has the value {float(row[t])!r} in {self.first_year + t}"
                raise ProgramError(message)
            number = self._known_rows[key] = len(self.graph.tables)
            self.graph.tables.append(row)
        return number

    def row_of_number(self, number: float) -> int:
        """Number of the table row that holds ``number`` in every year."""
        row = self._known_numbers.get(number)
        if row is None:
            row = self.row_of(np.full(self.graph.years, number))
            if number != 0.0:  # a key does not tell 0.0 from -0.0
                self._known_numbers[number] = row
        return row

    def constant(self, row: Floats) -> int:
        """Number of the node that gives ``row`` in every lane."""
        return self.append(Node(op.CONSTANT.code, row=self.row_of(row)))

    def row_number(self, node: int) -> int | None:
        """Table row of a constant node; None for any other."""
        found = self.graph.nodes[node]
        return found.row if found.code == op.CONSTANT.code else None

    def is_constant(self, node: int) -> bool:
        """Whether ``node`` is a table."""
        return self.graph.nodes[node].code == op.CONSTANT.code

    def values(self, row: int) -> Floats:
        """Table row number ``row``."""
        return self.graph.tables[row]

    def emit(self, operation: Operation, nodes: list[int], extra: int = 0) -> int:
        """Number of the node that gives ``operation`` on ``nodes``.

        Args:
            operation: which.
            nodes: its operands.
            extra: the number of its row, or its number of years.

        Raises:
            ProgramError: a duration of 0 or less, a negative number of years, or a constant
                result that is not finite.
        """
        if operation.dated or operation.row == "years":
            self._check_extra(operation, extra)
        if nodes and all(self.is_constant(node) for node in nodes):
            return self._fold(operation, nodes, extra)
        simpler = _SIMPLER.get(operation.code)
        if simpler is not None:
            found = simpler(self, nodes, extra)
            if found is not None:
                return found
        a, b, c = (*nodes, 0, 0, 0)[:3]
        return self.append(Node(operation.code, a, b, c, extra))

    def _check_extra(self, operation: Operation, extra: int) -> None:
        name = operation.name
        if operation.dated and not (self.values(extra) > 0.0).all():
            message = f"{name}: a duration must be above 0; a step is at_most(start, years)"
            raise ProgramError(message)
        if operation.row == "years" and extra < 0:
            message = f"{name}: a number of years is not negative, {extra} is"
            raise ProgramError(message)

    def _fold(self, operation: Operation, nodes: list[int], extra: int) -> int:
        years = self.graph.years
        tables = [self.values(self.graph.nodes[node].row).reshape(-1, 1) for node in nodes]
        row: Floats | int = min(extra, years)
        if operation.row == "table":
            row = self.values(extra).reshape(-1, 1)
        value = compute(operation, tables, row, self.calendar.reshape(-1, 1))
        return self.constant(np.broadcast_to(value, (years, 1))[:, 0].copy())


# The simpler forms. Each takes the operands and the row of an operation and returns the node
# that gives the same value, or None where there is no simpler form.


def _simpler_add(g: SimplifyingGraph, nodes: list[int], _: int) -> int | None:
    for node, other in (nodes, nodes[::-1]):
        row = g.row_number(node)
        if row is not None:
            return g.emit(op.OFFSET, [other], row)
    return None


def _simpler_subtract(g: SimplifyingGraph, nodes: list[int], _: int) -> int | None:
    first, second = (g.row_number(node) for node in nodes)
    if second is not None:
        return g.emit(op.OFFSET, nodes[:1], g.row_of(-g.values(second)))
    if first is not None and first == g.ones:
        return g.emit(op.COMPLEMENT, nodes[1:])
    return None


def _simpler_multiply(g: SimplifyingGraph, nodes: list[int], _: int) -> int | None:
    for node, other in (nodes, nodes[::-1]):
        row = g.row_number(node)
        if row is not None:
            return g.emit(op.SCALE, [other], row)
    return None


def _simpler_scale(g: SimplifyingGraph, nodes: list[int], row: int) -> int | None:
    return nodes[0] if row == g.ones else None


def _simpler_offset(g: SimplifyingGraph, nodes: list[int], row: int) -> int | None:
    return nodes[0] if row in g.zeros else None


def _simpler_multiply_add(g: SimplifyingGraph, nodes: list[int], _: int) -> int | None:
    addend, first, second = nodes
    for factor, other in ((first, second), (second, first)):
        row = g.row_number(factor)
        if row is not None:
            return g.emit(op.SCALE_ADD, [addend, other], row)
    row = g.row_number(addend)
    if row is not None:
        return g.emit(op.OFFSET, [g.emit(op.MULTIPLY, [first, second])], row)
    return None


def _simpler_scale_add(g: SimplifyingGraph, nodes: list[int], row: int) -> int | None:
    addend, other = nodes
    if g.is_constant(other) or g.is_constant(addend) or row == g.ones:
        return g.emit(op.ADD, [addend, g.emit(op.SCALE, [other], row)])
    return None


def _simpler_damp(g: SimplifyingGraph, nodes: list[int], _: int) -> int | None:
    base, fraction = nodes
    row = g.row_number(fraction)
    if row is not None:
        return g.emit(op.SCALE, [base], g.row_of(1.0 - g.values(row)))
    row = g.row_number(base)
    if row is not None:
        return g.emit(op.SCALE, [g.emit(op.COMPLEMENT, [fraction])], row)
    return None


def _simpler_delay(g: SimplifyingGraph, nodes: list[int], years: int) -> int | None:
    if years == 0:
        return nodes[0]
    if years >= g.graph.years:
        return g.constant(np.zeros(g.graph.years))
    return None


_SIMPLER: Final[Mapping[int, Callable[[SimplifyingGraph, list[int], int], int | None]]] = {
    op.ADD.code: _simpler_add,
    op.SUBTRACT.code: _simpler_subtract,
    op.MULTIPLY.code: _simpler_multiply,
    op.SCALE.code: _simpler_scale,
    op.OFFSET.code: _simpler_offset,
    op.MULTIPLY_ADD.code: _simpler_multiply_add,
    op.SCALE_ADD.code: _simpler_scale_add,
    op.DAMP.code: _simpler_damp,
    op.DELAY.code: _simpler_delay,
}
