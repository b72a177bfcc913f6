"""From the text of a CSV file to a table, with everything that is wrong with its form.

Owns the form of a file of rows: header, delimiter, number of cells, comments, formulas.
The forms of single values are in :mod:`citypact.book.values`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from citypact.book.files import FileFault, read_text
from citypact.book.form import Column, TableForm
from citypact.book.header import read_header
from citypact.book.suggestion import listed
from citypact.book.table import Row, Table, Value, row_key, sort_rows
from citypact.book.values import CellFault, is_number, read_cell
from citypact.errors import Problem
from citypact.said import Said

__all__ = ["LONGEST_TEXT", "MOST_ROWS", "check_cell", "read_table"]

#: The longest text in one cell, in characters.
LONGEST_TEXT = 10_000
#: The most rows in one table.
MOST_ROWS = 1_000_000

#: A cell that deserves a closer look: a formula's first character, blanks around it, or a
#: control character. Almost no cell does, so that one search settles it.
_SUSPECT = re.compile(r"^[=+\-@\s]|\s$|[\x00-\x09\x0b-\x1f\x7f]")


@dataclass
class _Lines:
    """The lines of a file without its comment lines, for the csv module.

    A line that begins with ``#`` is a comment where a row could begin, and part of a cell
    inside quotation marks; ``between_rows`` tells which, set by whoever reads the rows.
    """

    lines: Sequence[str]
    position: int = 0
    between_rows: bool = True
    comments: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            self.position += 1
            if self.between_rows and line.startswith("#"):
                self.comments.append((self.position, line))
                continue
            self.between_rows = False
            return line + "\n"
        raise StopIteration


def read_table(folder: Path, form: TableForm) -> tuple[Table, list[Problem], list[Problem]]:
    """Read the file of one table.

    Returns:
        The table with every row that could be read, the problems found, and the warnings.
    """
    try:
        text, problems = read_text(folder, form.file)
    except FileFault as fault:
        return Table(form, readable=False), [fault.problem], []
    lines = _Lines(text.removesuffix("\n").split("\n"))
    reader = csv.reader(lines, strict=True)
    try:
        header = _next_record(reader, lines)
        columns, header_problems = read_header(form, header, lines.position)
        problems += header_problems
        if columns is None:
            return Table(form, readable=False), problems, []
        top = tuple(comment for _, comment in lines.comments)
        table, row_problems = _rows(form, columns, reader, lines)
    except csv.Error as error:
        problems.append(_broken_quotes(form, lines, error))
        return Table(form, readable=False), problems, []
    warnings = [_lost_comment(form, line) for line, _ in lines.comments[len(top) :]]
    return replace(table, comments=top), problems + row_problems, warnings


def _next_record(reader: Iterator[list[str]], lines: _Lines) -> list[str] | None:
    """The next record that is not blank; None at the end of the file."""
    while True:
        lines.between_rows = True
        record = next(reader, None)
        if record is None or record:
            return record


def _broken_quotes(form: TableForm, lines: _Lines, error: csv.Error) -> Problem:
    return Problem(
        form.file,
        lines.position,
        "",
        "quotation",
        Said("the file cannot be split into cells from here on: %(error)s", error=str(error)),
        allowed=Said('a cell in quotation marks ends with one; one inside it is written twice, ""'),
        mend=Said("check the quotation marks of this row and the rows above it"),
    )


def _lost_comment(form: TableForm, line: int) -> Problem:
    return Problem(
        form.file,
        line,
        "",
        "comment-inside",
        Said("a comment below the header line is lost when the book is written again"),
        mend=Said("move it above the header line, or into the note of a row"),
    )


def _rows(
    form: TableForm,
    columns: Sequence[Column | None],
    reader: Iterator[list[str]],
    lines: _Lines,
) -> tuple[Table, list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    broken: set[str] = set()
    known = [column for column in columns if column is not None]
    place = columns.index(form.columns["id"]) if form.columns.get("id") in known else None
    needed = [name for name, column in form.columns.items() if column.required]
    while True:
        lines.between_rows = True
        record = next(reader, None)
        if record is None:
            break
        if not record:
            continue
        line = lines.position - sum(cell.count("\n") for cell in record)
        if len(record) != len(columns):
            problems.append(_cell_count(form, line, record, columns))
            if place is not None and place < len(record):
                broken.add(record[place])
            continue
        if len(rows) == MOST_ROWS:
            problems.append(_too_many(form, line))
            break
        rows.append(_row(form, columns, needed, line, record, problems))
    return Table(form, sort_rows(form, rows), broken=frozenset(broken)), problems


def _too_many(form: TableForm, line: int) -> Problem:
    return Problem(
        form.file,
        line,
        "",
        "file-rows",
        Said("the table has too many rows; the rest was not read"),
        allowed=Said("at most %(most_rows)s rows", most_rows=MOST_ROWS),
        mend=Said("check that it is the right file"),
    )


def _cell_count(
    form: TableForm, line: int, record: list[str], columns: Sequence[Column | None]
) -> Problem:
    mend = Said(
        "check for a comma too many or too few; a text with a comma stands in quotation marks"
    )
    if len(record) > len(columns):
        mend = Said(
            "check for a comma too many or too few; a text with a comma stands in quotation marks, "
            "and a number has a decimal point"
        )
    return Problem(
        form.file,
        line,
        "",
        "cell-count",
        Said("the row has not as many cells as the header line"),
        found=Said("%(count)s cells", count=len(record)),
        allowed=Said("%(count)s cells", count=len(columns)),
        mend=mend,
    )


def _row(
    form: TableForm,
    columns: Sequence[Column | None],
    needed: Sequence[str],
    line: int,
    record: Sequence[str],
    problems: list[Problem],
) -> Row:
    texts: dict[str, str] = {}
    values: dict[str, Value] = {}
    for column, text in zip(columns, record, strict=True):
        if not text or column is None:
            continue
        texts[column.name] = text
        try:
            if len(text) > LONGEST_TEXT or _SUSPECT.search(text):
                check_cell(column, text)
            values[column.name] = read_cell(column, text)
        except CellFault as fault:
            problems.append(_cell_problem(form, line, column, text, fault))
    problems += [
        required_problem(form, line, form.columns[name]) for name in needed if name not in texts
    ]
    return Row(form, line, texts, values, key=row_key(form, texts))


def required_problem(form: TableForm, line: int, column: Column) -> Problem:
    """The problem that a required cell is empty."""
    return Problem(
        form.file,
        line,
        column.name,
        "required",
        Said("%(title)s is missing", title=column.said),
        allowed=listed(column.allowed),
        mend=Said("fill it in: %(what)s", what=column.asked_for),
    )


def _cell_problem(
    form: TableForm, line: int, column: Column, text: str, fault: CellFault
) -> Problem:
    found = text if len(text) <= 100 else f"{text[:100]}…"  # noqa: PLR2004  enough to know it by
    return Problem(
        form.file,
        line,
        column.name,
        fault.check,
        fault.message,
        found=found,
        allowed=fault.allowed,
        mend=fault.mend,
    )


def check_cell(column: Column, text: str) -> None:
    """Refuse a cell that no book holds, whatever its column.

    Raises:
        CellFault: blanks around it, a control character, a formula, or too long a text.
    """
    if text != text.strip():
        raise CellFault(
            "blanks",
            Said("the cell begins or ends with a blank"),
            Said("no blanks around a value"),
            Said("take the blanks away"),
        )
    if text[0] in "=+-@" and not (text[0] == "-" and is_number_like(column, text)):
        raise CellFault(
            "formula",
            Said("a spreadsheet reads a cell that begins with %(text)r as a formula", text=text[0]),
            Said("a value, no formula"),
            Said("write the value that the formula gives; begin a text with a letter"),
        )
    if _CONTROL.search(text):
        raise CellFault(
            "control-character",
            Said("the cell holds a control character"),
            Said("letters, digits, signs and line breaks"),
            Said("write the text anew"),
        )
    if len(text) > LONGEST_TEXT:
        raise CellFault(
            "text-length",
            Said("the text is too long: %(count)s characters", count=len(text)),
            Said("at most %(longest_text)s characters", longest_text=LONGEST_TEXT),
            Said("shorten it, and refer to a document in sources"),
        )


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def is_number_like(column: Column, text: str) -> bool:
    """Whether a minus begins a number, or what its writer meant as one in a number's column."""
    return is_number(text) or (column.type == "number" and text[1:2].isdigit())
