"""A table as it was written: cells are text, lines keep their numbers.

The checker looks at what is printed. It therefore reads every cell as text, and asks of a table
only the columns that a check needs: a table of another city may have fewer, or others besides.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from citypact.book.files import FileFault, read_text
from citypact.contract.checker.finding import Place
from citypact.errors import Problem
from citypact.said import Said

__all__ = ["Line", "Sheet", "read_sheet", "sheet_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One row of a table.

    Attributes:
        file: name of the file.
        number: line as an editor shows it; the header is 1.
        cells: text by column, without blanks around it; what is empty is not there.
        written: how the file itself names a column that the checks know by another name.
        key: what the row is known by: its first cell, after a version its first two.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    written: Mapping[str, str]
    key: str

    def __getitem__(self, column: str) -> str:
        """The cell as written; empty where there is nothing, and where there is no such column."""
        return self.cells.get(column, "")

    def at(self, column: str) -> Place:
        """The place of a cell, its column as the file names it."""
        return Place(self.file, self.number, self.written.get(column, column), self.key)

    def first(self, *columns: str) -> str:
        """The first of several cells that is not empty."""
        return next((self.cells[name] for name in columns if name in self.cells), "")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One table.

    Attributes:
        file: name of the file.
        columns: as the checks know them, in their order.
        lines: in the order of the file.
    """

    file: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def like(self, pattern: str) -> str:
        """The first column whose whole name matches ``pattern``; empty where none does."""
        return next((name for name in self.columns if re.fullmatch(pattern, name)), "")


def read_sheet(
    folder: Path, file: str, names: Mapping[str, str] | None = None
) -> tuple[Sheet | None, list[Problem]]:
    """Read a table, and what is wrong with it.

    Args:
        folder: where it is.
        file: its name.
        names: how the checks name its columns, by the name in the file.

    Returns:
        The table, or None where it cannot be read; and every problem that keeps a row from being
        read as it stands.
    """
    try:
        text, _ = read_text(folder, file)  # a byte-order mark keeps nothing from being read
    except FileFault as fault:
        return None, [fault.problem]
    return sheet_of(file, text, names)


def sheet_of(
    file: str, text: str, names: Mapping[str, str] | None = None
) -> tuple[Sheet | None, list[Problem]]:
    """The table that a text holds, and what is wrong with it; as :func:`read_sheet`."""
    header, rows, faults = _rows(file, text)
    if faults or not header:
        return None, faults or [_no_header(file)]
    renamed = {name: (names or {}).get(name, name) for name in header}
    written = {new: name for name, new in renamed.items() if new != name}
    lines = tuple(
        Line(file, number, _cells(header, renamed, row), written, _key(header, row))
        for number, row in rows
    )
    return Sheet(file, tuple(renamed.values()), lines), []


def _key(header: list[str], row: list[str]) -> str:
    return ":".join(row[: 2 if header[0] == "version" else 1])


def _cells(header: list[str], renamed: Mapping[str, str], row: list[str]) -> dict[str, str]:
    filled = zip(header, row, strict=True)
    return {renamed[name]: cell.strip() for name, cell in filled if cell.strip()}


def _rows(file: str, text: str) -> tuple[list[str], list[tuple[int, list[str]]], list[Problem]]:
    """Header, rows with their lines, and faults; comment lines above the header are passed over."""
    above = 0
    lines = text.split("\n")
    while above < len(lines) and (lines[above].startswith("#") or not lines[above].strip()):
        above += 1
    reader = csv.reader(io.StringIO("\n".join(lines[above:])), strict=True)
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    faults: list[Problem] = []
    while True:
        number = above + reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            faults.append(
                _fault(file, number, Said("the row is not CSV: %(error)s", error=str(error)))
            )
            break
        if row is None:
            break
        if not header:
            header = [name.strip() for name in row]
            faults += _header_faults(file, number, header)
        elif any(cell.strip() for cell in row):
            if len(row) != len(header):
                message = Said(
                    "the row has %(count)s cells, the header %(wanted)s",
                    count=len(row),
                    wanted=len(header),
                )
                faults.append(_fault(file, number, message))
                continue
            rows.append((number, row))
    return header, rows, faults


def _header_faults(file: str, number: int, header: list[str]) -> list[Problem]:
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        _fault(file, number, Said("the header names %(name)r twice", name=name)) for name in twice
    ]


def _fault(file: str, number: int, message: Said) -> Problem:
    mend = Said(
        "put a cell that holds a comma, a quotation mark or a line break in quotation marks"
    )
    return Problem(file, number, "", "csv", message, mend=mend)


def _no_header(file: str) -> Problem:
    return Problem(
        file, 1, "", "csv", Said("the file has no header line"), mend=Said("add the header line")
    )
