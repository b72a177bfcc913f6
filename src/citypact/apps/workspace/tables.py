"""The tables of figures as they are read on a page; the CSV beside them has every digit."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from citypact.apps.workspace.prepared import PreparedTable
from citypact.figures.table import Cell, Column, Table

__all__ = ["Line", "exact", "in_language", "read_table", "table_of"]

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
#: Digits that a column shows of its largest number, and the most it shows after the point.
DIGITS = 4
MOST_DECIMALS = 4
#: Below this a number without decimals tells too little.
SMALL = 10.0


@dataclass(frozen=True)
class Line:
    """One row of a page's own table; ``key`` is the row of the book that its first cell names."""

    cells: tuple[Cell, ...]
    key: str = ""


def table_of(columns: tuple[Column, ...], lines: tuple[Line, ...], language: str) -> PreparedTable:
    """Write a table of a page, with the way back from its first cells.

    All of its numbers have the same number of decimals: one where any of them is small.
    """
    table = Table(columns, tuple(line.cells for line in lines))
    numbers = [abs(cell) for line in lines for cell in line.cells if isinstance(cell, float)]
    small = any(0.0 < number < SMALL for number in numbers)
    read = read_table(table, language, decimals=1 if small else 0)
    keys = tuple(line.key for line in lines)
    return replace(read, keys=keys if any(keys) else ())


def read_table(table: Table, language: str, *, decimals: int | None = None) -> PreparedTable:
    """Write ``table`` for people: each column's numbers with the same number of decimals.

    ``decimals`` is their number in every column; without it each column has what it needs.
    """
    numeric = [_is_numeric(table, position) for position in range(len(table.columns))]
    places = [
        _decimals(table, position) if decimals is None else decimals
        for position in range(len(table.columns))
    ]
    return PreparedTable(
        columns=tuple(
            (column.heading, is_number)
            for column, is_number in zip(table.columns, numeric, strict=True)
        ),
        rows=tuple(
            tuple(_written(cell, places[place], language) for place, cell in enumerate(row))
            for row in table.rows
        ),
    )


def exact(value: float, unit: str, language: str) -> str:
    """A number with every digit that it has, and its unit."""
    text = repr(float(value))
    return f"{in_language(text, language)} {unit}".strip()


def _is_numeric(table: Table, position: int) -> bool:
    cells = [row[position] for row in table.rows if row[position] is not None]
    return bool(cells) and all(not isinstance(cell, str) for cell in cells)


def _decimals(table: Table, position: int) -> int:
    cells = [row[position] for row in table.rows]
    largest = max((abs(cell) for cell in cells if isinstance(cell, float)), default=0.0)
    if largest == 0:
        return 1
    return min(MOST_DECIMALS, max(0, DIGITS - 1 - math.floor(math.log10(largest))))


def _written(cell: Cell, decimals: int, language: str) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return str(cell)
    return in_language(f"{cell:,.{decimals}f}", language)


def in_language(text: str, language: str) -> str:
    """A number that is written as in the book or in a program, as ``language`` writes it."""
    if language == "sv":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return text.replace("-", MINUS)
