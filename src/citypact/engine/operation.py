"""The table of operations: the whole vocabulary in which a program is written.

An operation maps series to a series, element by element over years and lanes. Those that
*remember* (turn_over, accumulate, delay, difference) are recurrences over years: the value of
a year depends on earlier years, never on later ones. Throughout, ``t = 0`` is the program's
first year and every step is one IEEE 754 double operation, in the order written, so that
every executor gives the same bits.

To add an operation: a row in :data:`TABLE`, a method in :class:`OperationMethods`, and its
meaning in each executor (``numpy_executor.py``, ``native/operations.h``). Nothing else lists
operations; codes are stored in programs and therefore never renumbered.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from citypact.engine.arrays import Floats

__all__ = ["BY_CODE", "BY_NAME", "TABLE", "Operand", "Operation", "OperationMethods", "Row", "Slot"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the table.

    Attributes:
        code: number in a stored program.
        name: name in listings, and of the builder's method.
        operands: what each series that it reads stands for, at most three.
        row: ``"table"`` if it reads a row of the program's tables, one value a year;
            ``"years"`` if it takes a number of years; empty otherwise.
        formula: the value of year t in terms of the operands, ``s`` being the row.
        flops: floating-point operations an element.
        remembers: True for a recurrence over years.
        dated: True if the value depends on the calendar year as such.
    """

    code: int
    name: str
    operands: tuple[str, ...]
    row: str
    formula: str
    flops: int
    remembers: bool = False
    dated: bool = False

    @property
    def varies(self) -> bool:
        """Whether the result can differ between years even where the operands do not."""
        return self.remembers or self.dated


CONSTANT: Final = Operation(0, "constant", (), "table", "s[t]", 0)
ADD: Final = Operation(1, "add", ("a", "b"), "", "a + b", 1)
SUBTRACT: Final = Operation(2, "subtract", ("a", "b"), "", "a - b", 1)
MULTIPLY: Final = Operation(3, "multiply", ("a", "b"), "", "a * b", 1)
RATIO: Final = Operation(4, "ratio", ("a", "b"), "", "0 if b == 0 else a / b", 1)
SCALE: Final = Operation(5, "scale", ("a",), "table", "s[t] * a", 1)
OFFSET: Final = Operation(6, "offset", ("a",), "table", "s[t] + a", 1)
MULTIPLY_ADD: Final = Operation(7, "multiply_add", ("a", "b", "c"), "", "a + b * c", 2)
SCALE_ADD: Final = Operation(8, "scale_add", ("a", "b"), "table", "a + s[t] * b", 2)
COMPLEMENT: Final = Operation(9, "complement", ("a",), "", "1 - a", 1)
DAMP: Final = Operation(10, "damp", ("a", "b"), "", "a * (1 - b)", 2)
MINIMUM: Final = Operation(11, "minimum", ("a", "b"), "", "a if a < b else b", 1)
MAXIMUM: Final = Operation(12, "maximum", ("a", "b"), "", "a if a > b else b", 1)
AT_MOST: Final = Operation(13, "at_most", ("a", "b"), "", "1 if a <= b else 0", 1)
RAMP: Final = Operation(
    14,
    "ramp",
    ("level", "start"),
    "table",
    "level * u, with u = (year - start) / s[t] held within 0 and 1",
    5,
    dated=True,
)
SMOOTH_RAMP: Final = Operation(
    15,
    "smooth_ramp",
    ("level", "start"),
    "table",
    "level * (u * u * (3 - 2 * u)), with u = (year - start) / s[t] held within 0 and 1",
    9,
    dated=True,
)
TURN_OVER: Final = Operation(
    16,
    "turn_over",
    ("initial", "rate", "purchased"),
    "",
    "initial at t = 0, then x[t-1] + rate * (purchased - x[t-1])",
    3,
    remembers=True,
)
ACCUMULATE: Final = Operation(
    17, "accumulate", ("a",), "", "a at t = 0, then x[t-1] + a", 1, remembers=True
)
DELAY: Final = Operation(
    18, "delay", ("a",), "years", "0 while t < n, then a[t-n]", 0, remembers=True
)
DIFFERENCE: Final = Operation(
    19, "difference", ("a",), "", "a at t = 0, then a - a[t-1]", 1, remembers=True
)

ADD_THREE: Final = Operation(20, "add_three", ("a", "b", "c"), "", "(a + b) + c", 2)
MULTIPLY_THREE: Final = Operation(21, "multiply_three", ("a", "b", "c"), "", "(a * b) * c", 2)

#: Every operation, in the order of its code.
TABLE: Final[tuple[Operation, ...]] = (
    CONSTANT,
    ADD,
    SUBTRACT,
    MULTIPLY,
    RATIO,
    SCALE,
    OFFSET,
    MULTIPLY_ADD,
    SCALE_ADD,
    COMPLEMENT,
    DAMP,
    MINIMUM,
    MAXIMUM,
    AT_MOST,
    RAMP,
    SMOOTH_RAMP,
    TURN_OVER,
    ACCUMULATE,
    DELAY,
    DIFFERENCE,
    ADD_THREE,
    MULTIPLY_THREE,
)
BY_CODE: Final = {operation.code: operation for operation in TABLE}
BY_NAME: Final = {operation.name: operation for operation in TABLE}


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place for a series in the builder that made it; of no use in another builder."""

    index: int
    owner: int


#: A row of the tables: one number for all years, or one a year.
Row: TypeAlias = "float | Sequence[float] | Floats"
#: What an operation reads: a slot, or a row that stands for a constant series.
Operand: TypeAlias = "Slot | Row"


class OperationMethods(ABC):
    """One method an operation: the vocabulary of :class:`~citypact.engine.ProgramBuilder`.

    Every operand may be a slot, a number, or one number a year. All methods raise
    :class:`~citypact.engine.errors.ProgramError` for a slot of another builder, for a row of
    the wrong length, and for a row with a value that is not finite.
    """

    @abstractmethod
    def apply(
        self, operation: Operation, *operands: Operand, row: Row | None = None, years: int = 0
    ) -> Slot:
        """Append ``operation`` on ``operands``; the general form of all methods below."""

    def constant(self, values: Row) -> Slot:
        """``s[t]``: the same in every lane."""
        return self.apply(CONSTANT, row=values)

    def add(self, a: Operand, b: Operand) -> Slot:
        """``a + b``."""
        return self.apply(ADD, a, b)

    def subtract(self, a: Operand, b: Operand) -> Slot:
        """``a - b``."""
        return self.apply(SUBTRACT, a, b)

    def multiply(self, a: Operand, b: Operand) -> Slot:
        """``a * b``."""
        return self.apply(MULTIPLY, a, b)

    def ratio(self, a: Operand, b: Operand) -> Slot:
        """``a / b``, and 0 where ``b == 0``: a share of nothing is nothing."""
        return self.apply(RATIO, a, b)

    def scale(self, a: Operand, factor: Row) -> Slot:
        """``factor[t] * a``."""
        return self.apply(SCALE, a, row=factor)

    def offset(self, a: Operand, addend: Row) -> Slot:
        """``addend[t] + a``."""
        return self.apply(OFFSET, a, row=addend)

    def multiply_add(self, a: Operand, b: Operand, c: Operand) -> Slot:
        """``a + b * c``, rounded twice (never fused)."""
        return self.apply(MULTIPLY_ADD, a, b, c)

    def scale_add(self, a: Operand, b: Operand, factor: Row) -> Slot:
        """``a + factor[t] * b``, rounded twice (never fused)."""
        return self.apply(SCALE_ADD, a, b, row=factor)

    def complement(self, a: Operand) -> Slot:
        """``1 - a``."""
        return self.apply(COMPLEMENT, a)

    def damp(self, a: Operand, b: Operand) -> Slot:
        """``a * (1 - b)``: what is left of ``a`` when the fraction ``b`` goes."""
        return self.apply(DAMP, a, b)

    def minimum(self, a: Operand, b: Operand) -> Slot:
        """``a`` where ``a < b``, else ``b``."""
        return self.apply(MINIMUM, a, b)

    def maximum(self, a: Operand, b: Operand) -> Slot:
        """``a`` where ``a > b``, else ``b``."""
        return self.apply(MAXIMUM, a, b)

    def at_most(self, a: Operand, b: Operand) -> Slot:
        """1 where ``a <= b``, else 0; its mean over draws is a probability."""
        return self.apply(AT_MOST, a, b)

    def ramp(self, level: Operand, start: Operand, duration: Row) -> Slot:
        """``level * u``, ``u = (year - start) / duration`` held within 0 and 1: a straight line.

        ``start`` is a calendar year, may differ between lanes and need not be whole: the ramp
        is 0 up to and including that year, and full from ``start + duration`` on. ``duration``
        is in years and greater than 0; a step is ``at_most(start, years)``.
        """
        return self.apply(RAMP, level, start, row=duration)

    def smooth_ramp(self, level: Operand, start: Operand, duration: Row) -> Slot:
        """``level * u² (3 - 2u)``, an S-curve; ``u`` as for :meth:`ramp`."""
        return self.apply(SMOOTH_RAMP, level, start, row=duration)

    def turn_over(self, initial: Operand, rate: Operand, purchased: Operand) -> Slot:
        """A stock that is renewed by what is bought.

        ``x[0] = initial[0]``, the stock as it stands at the end of the first year; then
        ``x[t] = x[t-1] + rate[t] * (purchased[t] - x[t-1])``: what is bought in year t is in
        the stock in year t. ``rate`` is the part of the stock renewed in a year (one over the
        lifetime), ``purchased`` the share among what is bought. Later values of ``initial``
        and the first values of ``rate`` and ``purchased`` are not read.
        """
        return self.apply(TURN_OVER, initial, rate, purchased)

    def accumulate(self, a: Operand) -> Slot:
        """Running sum from the first year on, that year included."""
        return self.apply(ACCUMULATE, a)

    def delay(self, a: Operand, years: int) -> Slot:
        """``a`` of ``years`` years earlier, and 0 before there was one. ``years >= 0``."""
        return self.apply(DELAY, a, years=years)

    def difference(self, a: Operand) -> Slot:
        """Change since the year before; in the first year the value itself."""
        return self.apply(DIFFERENCE, a)

    def add_three(self, a: Operand, b: Operand, c: Operand) -> Slot:
        """``(a + b) + c``; a builder makes it of two sums by itself."""
        return self.apply(ADD_THREE, a, b, c)

    def multiply_three(self, a: Operand, b: Operand, c: Operand) -> Slot:
        """``(a * b) * c``; a builder makes it of two products by itself."""
        return self.apply(MULTIPLY_THREE, a, b, c)
