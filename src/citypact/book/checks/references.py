"""Checks that what is referred to exists."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.form import Column
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import Said


@check("reference", "Every reference leads to a row of the book.")
def reference(contents: Contents) -> Iterator[Problem]:
    """Cells of type reference and references, in the tables and the settings."""
    groups: list[tuple[Row, ...]] = [table.rows for table in contents.tables.values()]
    for rows in [(contents.settings,), *groups]:
        if not rows:
            continue
        columns = [column for column in rows[0].form.columns.values() if column.table]
        for row in rows:
            for column in columns:
                if column.name in row.values:
                    yield from _dangling(contents, row, column)


def _dangling(contents: Contents, row: Row, column: Column) -> Iterator[Problem]:
    table = contents.tables[column.table]
    value = row.values[column.name]
    for name in value if isinstance(value, tuple) else (str(value),):
        if name in table.by_key or name in table.broken or not table.readable:
            continue
        hint = did_you_mean(name, table.by_key)
        yield row.problem(
            column.name,
            Said("there is no %(name)r in %(file)s", name=name, file=table.form.file),
            allowed=listed(table.by_key) or Said("%(file)s has no rows", file=table.form.file),
            mend=Said("%(hint)s Otherwise add it to %(file)s", hint=hint, file=table.form.file)
            if hint
            else Said("add it to %(file)s, or correct the name", file=table.form.file),
        )
