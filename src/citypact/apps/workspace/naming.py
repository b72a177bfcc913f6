"""What a row of the book is about, in words: its title, or the titles of what it combines."""

from __future__ import annotations

from django.utils import translation

from citypact.apps.workspace.vocabulary import table_title, value_title
from citypact.book import Book, Row

__all__ = ["name_of"]

BETWEEN = " · "
REFERENCES = frozenset({"reference", "references"})
#: Columns that say where a figure comes from, not what it is about.
PROVENANCE = frozenset({"source", "quality", "group", "unit"})


def name_of(book: Book, row: Row, language: str) -> str:
    """The name of ``row`` in ``language``.

    A row with a title is called by it. Another is called by its table and, in the order of the
    columns, what it refers to and what else its key is made of: ``Utsläppsfaktorer · Diesel ·
    CO2 · fossil · 1 · 2020``.
    """
    title = _title(row, language)
    if title:
        return title
    with translation.override(language):
        return BETWEEN.join([table_title(row.form.title), *_parts(book, row, language)])


def _title(row: Row, language: str) -> str:
    name = f"title_{language}"
    return row.text(name) if name in row.form.columns else ""


def _parts(book: Book, row: Row, language: str) -> list[str]:
    """The readable values of the columns that tell this row from others of its table."""
    opaque = row.form.key == ("id",)
    telling = [
        column
        for column in row.form.columns.values()
        if column.name not in PROVENANCE
        and (
            column.name in row.form.key
            or (opaque and (column.type in REFERENCES or column.name in {"kind", "year"}))
        )
    ]
    parts = []
    for column in telling:
        text = row.text(column.name)
        if not text or column.type == "id":
            continue
        if column.type in REFERENCES:
            parts += [
                _title(book.row(f"{column.table}/{key}"), language) or key
                for key in row.items(column.name) or (text,)
            ]
        else:
            parts.append(value_title(column.type, text))
    return parts
