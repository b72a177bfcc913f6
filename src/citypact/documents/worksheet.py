"""A sheet of a workbook that is filled from top to bottom: words, numbers, and live formulas.

Every formula is written with the value that the model gives it, so that a reader that does not
calculate shows the same figures as one that does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

__all__ = ["Cell", "Formula", "Page", "column"]


@dataclass(frozen=True)
class Formula:
    """A formula as Excel writes it, and the value that the model gives it."""

    text: str
    value: float


#: What a cell can hold; None and the empty word are an empty cell.
Cell = str | int | float | Formula | None

_WIDTHS = (28, 46, 16, 28, 22)
_WIDTH_OF_NUMBERS = 12


def column(index: int) -> str:
    """Letters of the column with an index from zero.

    >>> column(27)
    'AB'
    """
    return str(xl_col_to_name(index))


class Page:
    """A worksheet with a pen that stands at the next free row."""

    def __init__(self, workbook: Workbook, name: str, title: str, remarks: Sequence[str]) -> None:
        """Add a sheet and write its title and remarks."""
        self.name = name
        self.row = 0
        self._sheet: Worksheet = workbook.add_worksheet(name)
        self._bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._number = workbook.add_format({"num_format": "#,##0.0"})
        self._total = workbook.add_format({"num_format": "#,##0.0", "bold": True, "top": 1})
        for index, width in enumerate(_WIDTHS):
            self._sheet.set_column(index, index, width)
        self._sheet.set_column(len(_WIDTHS), 60, _WIDTH_OF_NUMBERS)
        self._sheet.write_string(0, 0, title, self._title)
        self.row = 1
        for remark in remarks:
            self._sheet.write_string(self.row, 0, remark)
            self.row += 1
        self.row += 1

    def heading(self, text: str) -> None:
        """Write a heading above a table, after an empty row."""
        self.row += 1
        self._sheet.write_string(self.row, 0, text, self._bold)
        self.row += 1

    def head(self, cells: Sequence[str | int]) -> None:
        """Write the names of columns; a number is a year."""
        for index, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self.row, index, cell, self._bold)
            elif cell:
                self._sheet.write_string(self.row, index, cell, self._bold)
        self.row += 1

    def line(self, cells: Sequence[Cell], *, total: bool = False) -> int:
        """Write a row, and return its number as Excel counts, from one."""
        numbers, words = (self._total, self._bold) if total else (self._number, None)
        for index, cell in enumerate(cells):
            if isinstance(cell, Formula):
                self._sheet.write_formula(self.row, index, cell.text, numbers, cell.value)
            elif isinstance(cell, str):
                if cell:
                    self._sheet.write_string(self.row, index, cell, words)
            elif cell is not None:
                self._sheet.write_number(self.row, index, cell, numbers)
        self.row += 1
        return self.row
