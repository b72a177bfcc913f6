"""The tables of figures as they are read on a page; the CSV beside them has every digit."""

from __future__ import annotations

import math

from citypact.apps.workspace.prepared import PreparedTable
from citypact.figures.table import Cell, Table

__all__ = ["exact", "in_language", "read_table"]

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
#: Digits that a column shows of its largest number, and the most it shows after the point.
DIGITS = 4
MOST_DECIMALS = 4


def read_table(table: Table, language: str) -> PreparedTable:
    """Write ``table`` for people: each column's numbers with the same number of decimals."""
    numeric = [_is_numeric(table, position) for position in range(len(table.columns))]
    decimals = [_decimals(table, position) for position in range(len(table.columns))]
    return PreparedTable(
        columns=tuple(
            (column.heading, is_number)
            for column, is_number in zip(table.columns, numeric, strict=True)
        ),
        rows=tuple(
            tuple(_written(cell, decimals[place], language) for place, cell in enumerate(row))
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
