"""What a file that is none of the expected kind begins with, said to whoever gave it."""

from __future__ import annotations

from citypact.said import beginning

__all__ = ["how_it_begins"]


def how_it_begins(content: bytes, kind: str, mark: str) -> str:
    """How a file begins that has no ``mark`` at its beginning and so is none of its ``kind``.

    >>> how_it_begins(b"hello", "PDF", "%PDF-")
    'it begins with “hello”, and a PDF begins with “%PDF-”'
    >>> how_it_begins(b"", "PDF", "%PDF-")
    'it is empty'
    """
    if not content:
        return "it is empty"
    return f"it begins with “{beginning(content)}”, and a {kind} begins with “{mark}”"
