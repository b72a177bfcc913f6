"""What of the city's book can be chosen for a commitment, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from citypact.apps.workspace.kept_books import book_of
from citypact.book import Book
from citypact.errors import InputError

__all__ = ["BookWords"]

#: By the table of what commitments carry: the table of the city book that it chooses from.
CHOSEN_FROM: Final[Mapping[str, str]] = {
    "commitment_measures": "measures",
    "commitment_indicators": "indicators",
    "commitment_funding": "funding",
}


class BookWords:
    """The words of the book that the pages of a city show; none where it is not loaded here."""

    def __init__(self, city: str = "") -> None:
        """Look the book up: one query where it is in memory, else two; none without a city."""
        self.book: Book | None = None
        if city:
            with suppress(InputError):
                self.book = book_of(city)

    def title(self, table: str, name: str, language: str) -> str:
        """What a row of the book is called; its id where the book does not have it."""
        row = self.book.tables[CHOSEN_FROM[table]].by_key.get(name) if self.book else None
        return (row.told("title", language)[0] if row is not None else "") or name

    def choices(self, table: str, language: str) -> list[tuple[str, str]]:
        """Id and title of everything that can be chosen, by title; empty without a book."""
        if self.book is None:
            return []
        rows = self.book.tables[CHOSEN_FROM[table]].rows
        found = [(row.text("id"), row.told("title", language)[0] or row.text("id")) for row in rows]
        return sorted(found, key=lambda choice: choice[1].casefold())
