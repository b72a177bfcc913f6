"""A city's book as the pages show it, loaded without computing anything of it."""

from dataclasses import replace

from tests.apps.workspace.example import city

from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.prepared import PreparedRow
from citypact.book import Book, open_book

__all__ = ["shown"]


def shown(name: str = "template") -> Book:
    """The packaged book ``name``, shown in the workspace; the pages around it are an example's."""
    book = open_book(name)
    rows = tuple(
        PreparedRow(row.full_key, table, row.line, "", "", dict(row.texts))
        for table, each in book.tables.items()
        for row in each.rows
    )
    settings = dict(book.settings.texts)
    LoadCity(
        replace(city(), city_id=book.id, content_hash=book.hash, settings=settings, rows=rows)
    ).perform()
    return book
