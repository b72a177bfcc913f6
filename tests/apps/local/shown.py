"""A city's book as the pages show it, loaded without computing anything of it."""

from collections.abc import Collection
from dataclasses import replace

from tests.apps.workspace.example import city

from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.prepared import PreparedRow
from citypact.book import Book, open_book

__all__ = ["show", "shown"]


def shown(
    name: str = "template", tables: Collection[str] | None = None, content_hash: str = ""
) -> Book:
    """The packaged book ``name``, shown in the workspace; the pages around it are an example's.

    Of ``tables`` alone, as another version of the book with its own ``content_hash``, where they
    are given.
    """
    book = open_book(name)
    show(book, tables, content_hash)
    return book


def show(book: Book, tables: Collection[str] | None = None, content_hash: str = "") -> None:
    """Show ``book`` in the workspace, in the same way."""
    rows = tuple(
        PreparedRow(row.full_key, table, row.line, "", "", dict(row.texts))
        for table, each in book.tables.items()
        for row in each.rows
        if tables is None or table in tables
    )
    LoadCity(
        replace(
            city(),
            city_id=book.id,
            content_hash=content_hash or book.hash,
            settings=dict(book.settings.texts),
            rows=rows,
        )
    ).perform()
