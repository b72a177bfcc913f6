"""The header line of a table: which column each cell below it belongs to."""

from __future__ import annotations

from citypact.book.form import Column, TableForm
from citypact.book.suggestion import did_you_mean, listed
from citypact.errors import Problem
from citypact.said import Said

__all__ = ["read_header"]


def read_header(
    form: TableForm, header: list[str] | None, line: int
) -> tuple[list[Column | None] | None, list[Problem]]:
    """The column that each cell of the header names, None for an unknown one.

    ``line`` is where it stands. None instead of the list: the header is no use, and the rows
    are not read.
    """
    if header is None:
        problem = Problem(
            form.file,
            0,
            "",
            "file-empty",
            Said("the file has no header line"),
            mend=Said("begin it with: %(names)s", names=",".join(form.columns)),
        )
        return None, [problem]
    if len(header) == 1 and (delimiter := _other_delimiter(header[0])):
        problem = Problem(
            form.file,
            line,
            "",
            "delimiter",
            Said("the columns are not separated by commas"),
            found=delimiter,
            allowed=Said("comma"),
            mend=Said(
                "save it as CSV with comma (in a Swedish spreadsheet: CSV UTF-8, and then choose "
                "comma as the separator) and a decimal point in numbers"
            ),
        )
        return None, [problem]
    return _named(form, header, line)


def _other_delimiter(header: str) -> str:
    return next((mark for mark in (";", "\t", "|") if mark in header), "")


def _named(
    form: TableForm, header: list[str], line: int
) -> tuple[list[Column | None] | None, list[Problem]]:
    problems = []
    columns: list[Column | None] = []
    for name in header:
        column = form.columns.get(name)
        if column is None:
            problems.append(_unknown_column(form, name, header, line))
        elif column in columns:
            problems.append(
                Problem(
                    form.file,
                    line,
                    name,
                    "column-twice",
                    Said("two columns have the same name"),
                    found=name,
                    mend=Said("keep one of them"),
                )
            )
            column = None
        columns.append(column)
    missing = [name for name in _needed(form) if name not in header]
    problems += [_missing_column(form, name, header, line) for name in missing]
    return (None if missing else columns), problems


def _needed(form: TableForm) -> list[str]:
    """Columns that a file cannot leave out; others count as empty where they are left out."""
    needed = [name for name, column in form.columns.items() if column.required]
    if form.quantity and not form.optional_value:
        needed += ["value", "unit"]
    return needed


def _unknown_column(form: TableForm, name: str, header: list[str], line: int) -> Problem:
    free = [column for column in form.columns if column not in header]
    return Problem(
        form.file,
        line,
        name,
        "column-unknown",
        Said("the table has no such column"),
        found=name,
        allowed=listed(form.columns),
        mend=did_you_mean(name, free) or Said("take it away, or move its content into note_en"),
    )


def _missing_column(form: TableForm, name: str, header: list[str], line: int) -> Problem:
    unknown = [other for other in header if other not in form.columns]
    hint = did_you_mean(name, unknown)
    mend = (
        Said(
            "add the column %(name)s; perhaps it is the one that is written %(other)r",
            name=name,
            other=hint.values["name"],
        )
        if hint
        else Said("add the column %(name)s", name=name)
    )
    return Problem(
        form.file,
        line,
        name,
        "column-missing",
        Said("a column is missing"),
        mend=mend,
    )
