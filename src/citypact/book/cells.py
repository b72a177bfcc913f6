"""From cells that stand in no file to settings and tables, with everything wrong with their form.

A form on a page, a row kept in a database, a row that another program sends: they are held to the
same rules as the cells of a file, and told of in the same words. The line of a row is the one that
it would have in its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from citypact.book.contents import Contents
from citypact.book.form import Form, TableForm
from citypact.book.reading import check_cell, required_problem
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Row, Table, Value, row_key
from citypact.book.values import CellFault, read_cell
from citypact.errors import Problem
from citypact.said import Said

__all__ = ["Cells", "contents_of_cells", "row_of_cells"]

#: What stands in the columns of one row, as written; a column that is not there is empty.
Cells = Mapping[str, str]


def contents_of_cells(
    form: Form, settings: Cells, rows: Mapping[str, Iterable[Cells]]
) -> tuple[Contents, list[Problem]]:
    """The contents of a folder of tables that would hold these cells, and what is wrong with them.

    Args:
        form: of the folder.
        settings: its entries, each as the text of a cell.
        rows: cells by table, in any order; a table that is not named is empty.

    Raises:
        KeyError: ``rows`` names a table that the form does not have.
    """
    for name in rows:
        form.tables[name]
    head, problems = row_of_cells(form.settings, 0, settings)
    tables = {}
    for name, table in form.tables.items():
        made = []
        for line, cells in enumerate(sorted(rows.get(name, ()), key=_order(table)), start=2):
            row, faults = row_of_cells(table, line, cells)
            made.append(row)
            problems += faults
        tables[name] = Table(table, tuple(made))
    return Contents(head, tables), problems


def _order(form: TableForm) -> Callable[[Cells], list[str]]:
    """By what rows of a table are sorted in its file."""
    return lambda cells: [cells.get(name, "") for name in form.key]


def row_of_cells(form: TableForm, line: int, cells: Cells) -> tuple[Row, list[Problem]]:
    """A row, and what is wrong with its form.

    Args:
        form: of its table.
        line: that the row is told of by; 0 where it has none.
        cells: what stands in its columns; empty texts are left out.
    """
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    values: dict[str, Value] = {}
    for name, text in cells.items():
        column = form.columns.get(name)
        if column is None:
            problems.append(_unknown(form, line, name))
            continue
        if not text:
            continue
        texts[name] = text
        try:
            check_cell(column, text)
            values[name] = read_cell(column, text)
        except CellFault as fault:
            problems.append(
                Problem(
                    form.file,
                    line,
                    name,
                    fault.check,
                    fault.message,
                    found=text if len(text) <= 100 else f"{text[:100]}…",  # noqa: PLR2004  enough to know it by
                    allowed=fault.allowed,
                    mend=fault.mend,
                )
            )
    problems += [
        required_problem(form, line, column)
        for name, column in form.columns.items()
        if column.required and name not in texts
    ]
    return Row(form, line, texts, values, key=row_key(form, texts)), problems


def _unknown(form: TableForm, line: int, name: str) -> Problem:
    return Problem(
        form.file,
        line,
        name,
        "column-unknown",
        Said("there is no such column"),
        found=name,
        allowed=listed(form.columns),
        mend=did_you_mean(name, form.columns) or Said("take it away"),
    )
