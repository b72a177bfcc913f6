"""The city book on disk: its form, reading, checking, writing, hashing; the packaged books."""

from __future__ import annotations

from citypact.book.book import (
    Book,
    Examination,
    check_book,
    examine_book,
    open_book,
    packaged_books,
)
from citypact.book.table import Row, Table, Value

__all__ = [
    "Book",
    "Examination",
    "Row",
    "Table",
    "Value",
    "check_book",
    "examine_book",
    "open_book",
    "packaged_books",
]
