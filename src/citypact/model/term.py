"""A term: one figure over the years while a program is being written.

A *term* is either *certain*, a row of numbers known now, or a *slot* of the program, known when
it runs. A :class:`Sheet` does arithmetic on both alike: what is certain is computed at once, by
the same single operations in the same order as an executor would, so that a figure has the
same bits whether or not something beside it is uncertain. Every term remembers what it was made
from, back to the keys of the rows, which is how a figure finds its way back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

import numpy as np

from citypact.engine import ProgramBuilder, Slot
from citypact.engine.arrays import Floats
from citypact.engine.distribution import KINDS
from citypact.errors import InputError
from citypact.model.quantity import Path, Quantity

__all__ = ["Number", "Sheet", "Term"]

Number: TypeAlias = "Floats | float"


class Term:
    """A figure over the years, and what it was made from.

    Attributes:
        row: shape ``(years,)``, or None where it is known only when the program runs.
        slot: its place in the program, or None where it is certain.
        parents: the terms and the keys of rows that it was made from.
        measure: id of the measure whose doing it is, 0 where that measure takes no part; empty
            for all others.
    """

    __slots__ = ("measure", "parents", "row", "slot")

    def __init__(
        self, row: Floats | None, slot: Slot | None, parents: tuple[Term | str, ...]
    ) -> None:
        self.row = row
        self.slot = slot
        self.parents = parents
        self.measure = ""

    @property
    def operand(self) -> Floats | Slot:
        """What the builder takes for it."""
        if self.row is not None:
            return self.row
        assert self.slot is not None  # noqa: S101  a term is one or the other
        return self.slot

    def row_keys(self, without: Collection[str] = ()) -> frozenset[str]:
        """Return the keys of all rows that this figure rests on.

        Args:
            without: ids of measures that take no part.
        """
        found: set[str] = set()
        seen: set[int] = set()
        waiting: list[Term | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                found.add(item)
            elif id(item) not in seen and item.measure not in without:
                seen.add(id(item))
                waiting.extend(item.parents)
        return frozenset(found)


class Sheet:
    """Arithmetic on terms, written into a program.

    Attributes:
        builder: where operations on slots are appended.
        years: the calendar years, shape ``(years,)``.
    """

    def __init__(self, builder: ProgramBuilder, years: range) -> None:
        self.builder = builder
        self.years = np.array(years, dtype=np.float64)
        self._weights: dict[tuple[int, ...], list[tuple[int, Floats]]] = {}
        self._quantities: dict[str, tuple[Quantity, Term]] = {}

    # What terms begin with.

    def number(self, values: Number, *parents: Term | str) -> Term:
        """A certain figure: one number for all years, or one a year."""
        row = np.empty_like(self.years)
        row[:] = values
        return Term(row, None, parents)

    def quantity(self, quantity: Quantity) -> Term:
        """A stated figure: certain, or a parameter of the program named by its key.

        Raises:
            InputError: the distribution does not fit the value, or is not one that exists.
        """
        known = self._quantities.get(quantity.key)
        if known is not None:
            if known[0] != quantity:
                message = f"two figures have the key {quantity.key!r}: {known[0]} and {quantity}"
                raise InputError(message)
            return known[1]
        if not quantity.distribution:
            term = self.number(quantity.value, quantity.key)
        else:
            term = Term(None, self._parameter(quantity), (quantity.key,))
        self._quantities[quantity.key] = (quantity, term)
        return term

    def _parameter(self, quantity: Quantity) -> Slot:
        kind = KINDS.get(quantity.distribution)
        if kind is None or quantity.low is None or quantity.high is None:
            message = (
                f"{quantity.key}: the distribution {quantity.distribution!r} needs low and high, "
                f"and must be one of {', '.join(KINDS)}"
            )
            raise InputError(message)
        try:
            distribution = kind(quantity.value, quantity.low, quantity.high)
        except InputError as error:
            message = f"{quantity.key}: {error}"
            raise InputError(message) from error
        return self.builder.parameter(
            quantity.key, distribution, group=quantity.group, correlation=quantity.correlation
        )

    def path(self, path: Path) -> Term:
        """A stated path: straight lines between stated years, level after the last.

        Raises:
            InputError: its first stated year is later than the first year.
        """
        total: Term | None = None
        for index, weight in self._weights_of(path):
            point = self.quantity(path.points[index])
            total = (
                self.scale(point, weight)
                if total is None
                else self.add_scaled(total, point, weight)
            )
        assert total is not None  # noqa: S101  the weights of a year sum to one
        return total

    def base(self, path: Path) -> Term:
        """The value of a stated path in the first year, the same in all years."""
        total: Term | None = None
        for index, weight in self._weights_of(path):
            first = float(weight[0])
            if first == 0.0:
                continue
            point = self.quantity(path.points[index])
            total = (
                self.scale(point, first) if total is None else self.add_scaled(total, point, first)
            )
        assert total is not None  # noqa: S101  as above
        return total

    def _weights_of(self, path: Path) -> list[tuple[int, Floats]]:
        """Return, for each stated point that matters, its weight in every year.

        The weights of a year sum to one. Written out rather than left to ``numpy.interp``,
        which may fuse a multiplication and an addition on some machines, and then a program
        would have another hash there.
        """
        known = self._weights.get(path.years)
        if known is not None:
            return known
        stated, first_year = path.years, int(self.years[0])
        if stated[0] > first_year:
            message = (
                f"the path that begins with {path.points[0].key} is stated from {stated[0]}, "
                f"after the first year {first_year}: state it for {first_year} or earlier"
            )
            raise InputError(message)
        weights = np.zeros((len(stated), len(self.years)))
        for position in range(len(self.years)):
            year = first_year + position
            after = bisect_right(stated, year)
            if after == len(stated):
                weights[-1, position] = 1.0
            else:
                before = stated[after - 1]
                part = (year - before) / (stated[after] - before)
                weights[after - 1, position] = 1.0 - part
                weights[after, position] = part
        found = [(index, row) for index, row in enumerate(weights) if row.any()]
        self._weights[path.years] = found
        return found

    # Arithmetic. Each is one operation of the engine: on rows at once, on slots when run.

    def _combine(
        self,
        compute: Callable[[Floats, Floats], Floats],
        append: Callable[[Floats | Slot, Floats | Slot], Slot],
        a: Term,
        b: Term,
    ) -> Term:
        if a.row is not None and b.row is not None:
            return Term(compute(a.row, b.row), None, (a, b))
        return Term(None, append(a.operand, b.operand), (a, b))

    def add(self, a: Term, b: Term) -> Term:
        """``a + b``."""
        return self._combine(np.add, self.builder.add, a, b)

    def subtract(self, a: Term, b: Term) -> Term:
        """``a - b``."""
        return self._combine(np.subtract, self.builder.subtract, a, b)

    def multiply(self, a: Term, b: Term) -> Term:
        """``a * b``."""
        return self._combine(np.multiply, self.builder.multiply, a, b)

    def damp(self, a: Term, b: Term) -> Term:
        """``a * (1 - b)``: what is left of ``a`` when the fraction ``b`` goes."""
        return self._combine(_damp, self.builder.damp, a, b)

    def ratio(self, a: Term, b: Term) -> Term:
        """``a / b``, and 0 where ``b`` is 0."""
        return self._combine(_ratio, self.builder.ratio, a, b)

    def at_most(self, a: Term, b: Term) -> Term:
        """1 where ``a <= b``, else 0."""
        return self._combine(_at_most, self.builder.at_most, a, b)

    def positive(self, a: Term) -> Term:
        """``a`` where it is above 0, else 0."""
        return self._combine(np.maximum, self.builder.maximum, a, self.number(0.0))

    def scale(self, a: Term, factor: Number) -> Term:
        """``a * factor``, a number or one a year that rests on no row of a book."""
        if a.row is not None:
            return Term(a.row * factor, None, (a,))
        return Term(None, self.builder.scale(a.operand, factor), (a,))

    def add_scaled(self, total: Term, term: Term, factor: Number) -> Term:
        """``total + term * factor``, rounded twice; ``factor`` as for :meth:`scale`."""
        if total.row is not None and term.row is not None:
            return Term(total.row + term.row * factor, None, (total, term))
        slot = self.builder.scale_add(total.operand, term.operand, factor)
        return Term(None, slot, (total, term))

    def add_product(self, total: Term, a: Term, b: Term) -> Term:
        """``total + a * b``, rounded twice."""
        if total.row is not None and a.row is not None and b.row is not None:
            return Term(total.row + a.row * b.row, None, (total, a, b))
        slot = self.builder.multiply_add(total.operand, a.operand, b.operand)
        return Term(None, slot, (total, a, b))

    def accumulate(self, a: Term) -> Term:
        """Running sum from the first year on."""
        if a.row is not None:
            return Term(np.add.accumulate(a.row), None, (a,))
        return Term(None, self.builder.accumulate(a.operand), (a,))

    def delay(self, a: Term, years: int) -> Term:
        """``a`` of ``years`` earlier, one or more; 0 before there is any."""
        if a.row is not None:
            row = np.zeros_like(a.row)
            row[years:] = a.row[:-years]
            return Term(row, None, (a,))
        return Term(None, self.builder.delay(a.operand, years), (a,))

    def total(self, terms: Iterable[Term]) -> Term:
        """Sum from left to right; 0 if there are none."""
        result: Term | None = None
        for term in terms:
            result = term if result is None else self.add(result, term)
        return self.number(0.0) if result is None else result

    def left_of(self, term: Term, fractions: Iterable[Term]) -> Term:
        """``term · Π (1 - fraction)``: what is left when each takes of what is left."""
        for fraction in fractions:
            term = self.damp(term, fraction)
        return term


def _damp(a: Floats, b: Floats) -> Floats:
    return a * (1.0 - b)


def _ratio(a: Floats, b: Floats) -> Floats:
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0.0)


def _at_most(a: Floats, b: Floats) -> Floats:
    return (a <= b).astype(np.float64)
