"""What makes a list of operations sound, whoever wrote it.

A program may come from a file or another machine. Once :func:`check` has passed, no executor
can be led outside its memory by it, read a value that was never written, or disagree with
another executor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats
from citypact.engine.errors import ProgramError
from citypact.engine.layout import Layout
from citypact.engine.names import REDUCTIONS, UNPLACED, Input, Output, Parameter
from citypact.engine.operation import BY_CODE, Operation

__all__ = ["MAXIMUM_YEARS", "check"]

MAXIMUM_YEARS: Final = 1000
_LARGEST_YEAR: Final = 100_000


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
    _require(0 <= layout.once <= len(operations), "more operations run once than there are")
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
    _require(bool(layout.outputs), "the program has no output")
    for output in layout.outputs:
        _require(output.reduce in REDUCTIONS, f"output {output.name!r}: reduce {output.reduce!r}")


def _check_operations(layout: Layout, years: int) -> None:
    """Follow the list once, keeping account of which registers hold a value, and whose."""
    leaves = [leaf.register for leaf in layout.inputs if leaf.register != UNPLACED]
    leaves += [parameter.register for parameter in layout.parameters]
    limit = layout.registers
    _require(0 <= limit <= len(leaves) + len(layout.operations), "more registers than results")
    _require(len(set(leaves)) == len(leaves), "two inputs or parameters share a register")
    _require(all(0 <= register < limit for register in leaves), "a register does not exist")

    written = set(leaves)
    made_yearly: set[int] = set()
    kept: set[int] = set()
    for position, (code, destination, *sources, row) in enumerate(layout.operations.tolist()):
        where = f"operation {position}"
        operation = BY_CODE.get(code)
        if operation is None:
            message = f"{where}: no operation has the code {code}"
            raise ProgramError(message)
        arity = len(operation.operands)
        yearly = position >= layout.once
        _require(yearly or not operation.varies, f"{where}: {operation.name} cannot be run once")
        _require(0 <= destination < limit, f"{where}: register {destination} does not exist")
        _require(not any(sources[arity:]), f"{where}: {operation.name} takes {arity} operands")
        _require(written.issuperset(sources[:arity]), f"{where}: reads what was never written")
        _check_row(layout.tables, operation, row, years, where)
        if yearly:
            kept.update(source for source in sources[:arity] if source not in made_yearly)
            made_yearly.add(destination)
        elif operation.row == "table":
            same = layout.tables[row] == layout.tables[row, 0]
            _require(bool(same.all()), f"{where}: run once, yet its row differs between years")
        written.add(destination)
    _check_outputs(layout.outputs, written)
    kept.update(o.register for o in layout.outputs if o.register not in made_yearly)
    _require(not kept & made_yearly, "a value that every year reads is overwritten by a year")


def _check_outputs(outputs: Iterable[Output], written: set[int]) -> None:
    for output in outputs:
        _require(output.register in written, f"output {output.name!r} is never written")


def _check_row(tables: Floats, operation: Operation, row: int, years: int, where: str) -> None:
    if operation.row == "table":
        _require(0 <= row < len(tables), f"{where}: row {row} does not exist")
        if operation.dated:
            _require(bool((tables[row] > 0.0).all()), f"{where}: a duration must be above 0")
    elif operation.row == "years":
        _require(1 <= row < max(years, 2), f"{where}: a delay of {row} years")
    else:
        _require(row == 0, f"{where}: {operation.name} takes no row")
