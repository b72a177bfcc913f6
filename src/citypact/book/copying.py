"""Copying a book, to start one's own from it."""

from __future__ import annotations

from pathlib import Path

from citypact.book.book import open_book
from citypact.book.writing import write_book

__all__ = ["copy_book"]


def copy_book(name_or_path: str | Path, directory: str | Path) -> Path:
    """Write a book, packaged or not, to a new folder in its canonical form.

    Args:
        name_or_path: as for :func:`citypact.book.open_book`.
        directory: the folder to make; it does not exist, or is empty.

    Returns:
        The folder.

    Raises:
        BookError: there is no such book, or it has problems.
        InputError: the folder holds something already.
        EnvironmentFault: it cannot be written.
    """
    return write_book(open_book(name_or_path), directory)
