"""A paragraph as plain text, as wide as a terminal can be expected to be."""

from __future__ import annotations

import textwrap

__all__ = ["paragraph"]

WIDTH = 100


def paragraph(text: str, mark: str = "") -> list[str]:
    """Lines of ``text``; the first begins with ``mark``, the others stand under its text.

    >>> paragraph("one two", "  - ")
    ['  - one two']
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
