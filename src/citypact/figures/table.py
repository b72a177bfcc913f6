"""The table twin of a figure: every number of the chart, exact, and as CSV."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

__all__ = ["Cell", "Column", "Table"]

Cell = str | int | float | None

#: A spreadsheet takes a text that begins so for a formula, and would run it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``id`` for machines, ``title`` for people, ``unit`` (empty for text)."""

    id: str
    title: str
    unit: str = ""

    @property
    def heading(self) -> str:
        """Title with its unit: ``Kontraktet (kt)``."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a cell is text, a number, or None where the figure is missing."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse rows of another length and numbers that are none.

        Raises:
            ValueError: a row does not fit the columns, or holds an infinity or not-a-number.
        """
        for row in self.rows:
            if len(row) != len(self.columns):
                message = f"a row has {len(row)} cells, the table {len(self.columns)} columns"
                raise ValueError(message)
            for cell in row:
                if isinstance(cell, float) and not math.isfinite(cell):
                    message = f"{cell} is no number; a missing figure is None"
                    raise ValueError(message)

    def csv(self) -> str:
        """Write the table as CSV: UTF-8, comma, decimal point, header, empty where missing.

        Numbers are written so that they read back to the same bits. A text that a
        spreadsheet would take for a formula gets an apostrophe before it.
        """
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([_safe(column.heading) for column in self.columns])
        writer.writerows([_written(cell) for cell in row] for row in self.rows)
        return stream.getvalue()


def _safe(text: str) -> str:
    """Take the edge off a text that begins like a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _written(cell: Cell) -> str:
    """Write one cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _safe(cell)
    return repr(float(cell)) if isinstance(cell, float) else str(int(cell))
