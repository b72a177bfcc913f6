"""The city book on disk: its form, reading, checking, writing, hashing; the packaged books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citypact.lazily import lazily

if TYPE_CHECKING:
    from citypact.book.book import (
        Book,
        Examination,
        check_book,
        examine_book,
        hash_book,
        open_book,
        packaged_books,
    )
    from citypact.book.copying import copy_book
    from citypact.book.table import Row, Table, Value
    from citypact.book.writing import write_book
else:
    __getattr__ = lazily(
        __name__,
        {
            "book": (
                "Book",
                "Examination",
                "check_book",
                "examine_book",
                "hash_book",
                "open_book",
                "packaged_books",
            ),
            "copying": ("copy_book",),
            "table": ("Row", "Table", "Value"),
            "writing": ("write_book",),
        },
    )

__all__ = [
    "Book",
    "Examination",
    "Row",
    "Table",
    "Value",
    "check_book",
    "copy_book",
    "examine_book",
    "hash_book",
    "open_book",
    "packaged_books",
    "write_book",
]
