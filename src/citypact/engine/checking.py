"""What makes a list of operations sound, whoever wrote it.

A program may come from a file or another machine. Once :func:`check` has passed, no executor
can be led outside its memory by it, read a value that was never written, or disagree with
another executor.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from citypact.engine.errors import ProgramError
from citypact.engine.layout import Layout
from citypact.engine.names import REDUCTIONS, UNPLACED, Input, Output, Parameter
from citypact.engine.operation import TABLE
from citypact.engine.variation import varying

__all__ = ["MAXIMUM_YEARS", "check"]

MAXIMUM_YEARS: Final = 1000
_LARGEST_YEAR: Final = 100_000

# The table of operations by column; an operation's code is its place.
_ARITY: Final = np.array([len(operation.operands) for operation in TABLE])
_READS_TABLE: Final = np.array([operation.row == "table" for operation in TABLE])
_TAKES_YEARS: Final = np.array([operation.row == "years" for operation in TABLE])
_DATED: Final = np.array([operation.dated for operation in TABLE])


def check(first_year: int, layout: Layout) -> None:
    """Raise :class:`ProgramError` unless ``layout`` is sound."""
    operations, tables = layout.operations, layout.tables
    _require(operations.shape == (len(operations), 6), "operations are six numbers each")
    _require(operations.dtype == np.int32, "operations are 32-bit whole numbers")
    _require(tables.dtype == np.float64, "tables are rows of doubles")
    years = tables.shape[1]
    _require(1 <= years <= MAXIMUM_YEARS, f"between 1 and {MAXIMUM_YEARS} years, not {years}")
    _require(abs(first_year) <= _LARGEST_YEAR, f"no such first year as {first_year}")
    _require(bool(np.isfinite(tables).all()), "a table has a value that is not finite")
    _require(0 <= layout.shared <= len(operations), "more operations are shared than there are")
    _check_names(layout)
    _check_operations(layout, years)


def _require(condition: bool, message: str) -> None:  # noqa: FBT001  reads as a sentence
    if not condition:
        raise ProgramError(message)


def _check_names(layout: Layout) -> None:
    kinds: tuple[tuple[str, Sequence[Input | Parameter | Output]], ...] = (
        ("input", layout.inputs),
        ("parameter", layout.parameters),
        ("output", layout.outputs),
    )
    for kind, items in kinds:
        names = [item.name for item in items]
        _require(all(names), f"an {kind} has no name" if kind != "parameter" else "no name")
        _require(names == sorted(set(names)), f"{kind}s are not sorted by name, each once")
    for item in layout.inputs:
        _require(math.isfinite(item.default), f"the default of input {item.name!r} is not finite")
    for parameter in layout.parameters:
        name = parameter.name
        grouped = bool(parameter.group) == (parameter.correlation > 0.0)
        _require(
            grouped and 0.0 <= parameter.correlation <= 1.0,
            f"parameter {name!r} needs a group and a correlation above 0 and at most 1, or neither",
        )
    _check_columns(layout.parameters)
    _require(bool(layout.outputs), "the program has no output")
    for output in layout.outputs:
        _require(output.reduce in REDUCTIONS, f"output {output.name!r}: reduce {output.reduce!r}")


def _check_columns(parameters: Sequence[Parameter]) -> None:
    """Whether each parameter and each group has a column of its own."""
    own = [parameter.column for parameter in parameters]
    shared = {(p.group, p.group_column) for p in parameters if p.group}
    columns = own + [column for _, column in shared]
    _require(
        len(set(columns)) == len(columns) and all(column >= 0 for column in columns),
        "each parameter and each group needs a column of its own",
    )
    _require(len(dict(shared)) == len(shared), "a group has two columns")
    _require(
        all(p.group or p.group_column == UNPLACED for p in parameters),
        "a parameter without a group has a column for one",
    )


def _check_operations(layout: Layout, years: int) -> None:
    leaves = [leaf.register for leaf in layout.inputs if leaf.register != UNPLACED]
    leaves += [parameter.register for parameter in layout.parameters]
    limit = layout.registers
    _require(0 <= limit <= len(leaves) + len(layout.operations), "more registers than results")
    _require(len(set(leaves)) == len(leaves), "two inputs or parameters share a register")
    _require(all(0 <= register < limit for register in leaves), "a register does not exist")
    if len(layout.operations):
        _check_fields(layout, years)
    _check_flow(layout, set(leaves))


def _check_fields(layout: Layout, years: int) -> None:
    """Whether each number of each operation is one that it may be."""
    codes, destination, rows = (layout.operations[:, i] for i in (0, 1, 5))
    _refuse((codes < 0) | (codes >= len(TABLE)), "there is no operation of this code")
    _refuse((destination < 0) | (destination >= layout.registers), "the register does not exist")
    for i, position in enumerate((2, 3, 4)):
        surplus = (_ARITY[codes] <= i) & (layout.operations[:, position] != 0)
        _refuse(surplus, "it has more operands than it takes")
    reads = _READS_TABLE[codes]
    _refuse(reads & ((rows < 0) | (rows >= len(layout.tables))), "its row does not exist")
    delays = _TAKES_YEARS[codes]
    _refuse(delays & ((rows < 1) | (rows >= max(years, 2))), "its number of years is out of range")
    _refuse(~reads & ~delays & (rows != 0), "it takes no row")
    if len(layout.tables):
        short: npt.NDArray[np.bool_] = layout.tables.min(axis=1) <= 0.0
        _refuse(_DATED[codes] & short[np.where(reads, rows, 0)], "a duration must be above 0")


def _check_flow(layout: Layout, written: set[int]) -> None:
    """Follow the list once, keeping account of which registers hold a value, and whose."""
    drawn = {parameter.register for parameter in layout.parameters}
    made_drawn = set(drawn)
    kept: set[int] = set()
    uneven: set[int] = set()
    listed = zip(layout.operations.tolist(), varying(layout), strict=True)
    for position, ((code, destination, *sources, _), varies) in enumerate(listed):
        read = set(sources[: len(TABLE[code].operands)])
        reason = ""
        if not read <= written:
            reason = "it reads what was never written"
        elif position < layout.shared and not drawn.isdisjoint({*read, destination}):
            reason = "it is shared by all draws, yet meets what is drawn"
        elif varies and destination in read - uneven:
            reason = "it writes by year where it reads what is the same in every year"
        if reason:
            message = f"operation {position}: {reason}"
            raise ProgramError(message)
        written.add(destination)
        (uneven.add if varies else uneven.discard)(destination)
        if position >= layout.shared:
            kept |= read - drawn
            drawn.add(destination)
            made_drawn.add(destination)
    for output in layout.outputs:
        _require(output.register in written, f"output {output.name!r} is never written")
        if output.register not in drawn:
            kept.add(output.register)
    _require(not kept & made_drawn, "a value that every draw reads is overwritten by a draw")


def _refuse(wrong: npt.NDArray[np.bool_], reason: str) -> None:
    """Raise for the first operation of which ``wrong`` is True."""
    if wrong.any():
        message = f"operation {int(wrong.argmax())}: {reason}"
        raise ProgramError(message)
