"""The settings of a book, from ``book.toml``: one value a name, no tables."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from citypact.book.files import FileFault, read_text
from citypact.book.form import Column, TableForm
from citypact.book.reading import check_cell, required_problem
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Row, Value
from citypact.book.values import CellFault, read_cell
from citypact.errors import Problem
from citypact.said import Said

__all__ = ["read_settings", "top_comments"]

_ENTRY = re.compile(r"^([A-Za-z0-9_-]+)\s*=", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read_settings(folder: Path, form: TableForm) -> tuple[Row, tuple[str, ...], list[Problem]]:
    """Read ``book.toml``.

    Returns:
        The settings as a row, the comment lines at the top of the file, and the problems.
        Where the file cannot be read, the row is empty.
    """
    try:
        text, problems = read_text(folder, form.file)
        entries = tomllib.loads(text)
    except FileFault as fault:
        return Row(form, 0, {}, {}), (), [fault.problem]
    except tomllib.TOMLDecodeError as error:
        return Row(form, 0, {}, {}), (), [_syntax(form, str(error))]
    lines = {match[1]: text.count("\n", 0, match.start()) + 1 for match in _ENTRY.finditer(text)}
    texts: dict[str, str] = {}
    values: dict[str, Value] = {}
    for name, entry in entries.items():
        column = form.columns.get(name)
        if column is None:
            problems.append(_unknown(form, name, lines.get(name, 0)))
            continue
        texts[name] = str(entry)
        try:
            texts[name] = _written(column, entry)
            check_cell(column, texts[name])
            values[name] = read_cell(column, texts[name])
        except CellFault as fault:
            problems.append(_entry_problem(form, lines.get(name, 0), column, str(entry), fault))
    for column in form.columns.values():
        if column.required and column.name not in texts:
            problems.append(required_problem(form, 0, column))
    row = Row(form, 0, texts, values, key=texts.get("id", ""), lines=lines)
    return row, top_comments(text), problems


def top_comments(text: str) -> tuple[str, ...]:
    """The comment lines above the first entry."""
    comments = []
    for line in text.split("\n"):
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            break
    return tuple(comments)


def _written(column: Column, entry: object) -> str:
    """The entry as the text of a cell.

    Raises:
        CellFault: it is not of the type that the entry has.
    """
    whole = column.type in {"year", "number"}
    if whole and isinstance(entry, int) and not isinstance(entry, bool):
        return str(entry)
    if not whole and isinstance(entry, str) and entry:
        return entry
    allowed = (
        Said("a whole number, such as 2020")
        if whole
        else Said('a text in quotation marks, as "malmo"')
    )
    raise CellFault(
        "setting-type",
        Said("%(title)s has the wrong type", title=column.said),
        allowed,
        Said("write %(allowed)s", allowed=allowed),
    )


def _entry_problem(
    form: TableForm, line: int, column: Column, found: str, fault: CellFault
) -> Problem:
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


def _unknown(form: TableForm, name: str, line: int) -> Problem:
    return Problem(
        form.file,
        line,
        name,
        "setting-unknown",
        Said("there is no such setting"),
        found=name,
        allowed=listed(form.columns),
        mend=did_you_mean(name, form.columns) or Said("take it away"),
    )


def _syntax(form: TableForm, reason: str) -> Problem:
    at_line = _AT_LINE.search(reason)
    return Problem(
        form.file,
        int(at_line[1]) if at_line else 0,
        "",
        "setting-form",
        Said("the file is not TOML: %(at_line)s", at_line=_AT_LINE.sub("", reason).lower()),
        allowed=Said('name = "text" or name = 2020, one a line'),
        mend=Said("write this line anew"),
    )
