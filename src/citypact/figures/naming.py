"""What a row of the book is about, in words: its title, or the titles of what it refers to."""

from __future__ import annotations

from citypact.book import Book, Row
from citypact.figures.words import say

__all__ = ["row_name"]

#: Columns that say where a figure comes from, not what it is about.
_PROVENANCE = frozenset({"source", "group", "background", "beneficiary"})


def row_name(book: Book, row: Row, language: str) -> str:
    """Return the title of ``row`` in ``language``, or its table with what it refers to.

    A row without a title, such as ``uses/car-diesel:diesel::2020``, is called
    ``Förbrukning: Dieselbil, Diesel``.
    """
    title = _title(row, language)
    if title:
        return title
    parts = [
        _title(book.row(f"{column.table}/{row.text(name)}"), language) or row.text(name)
        for name, column in row.form.columns.items()
        if column.type == "reference" and name not in _PROVENANCE and row.text(name)
    ]
    table = say(language, f"table.{row.form.name}")
    return f"{table}: {', '.join(parts)}" if parts else f"{table}: {row.key}"


def _title(row: Row, language: str) -> str:
    """Return a row's own title, where its table has one."""
    name = f"title_{language}"
    return row.text(name) if name in row.form.columns else ""
