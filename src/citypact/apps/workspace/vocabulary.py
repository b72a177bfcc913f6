"""The words of the city book's form in the reader's language: tables, columns, allowed values.

The form is written in English; other languages come from the catalogue, where these words
have a context of their own, so that a column's *Lead* is not a metal.
"""

from __future__ import annotations

from django.utils.translation import pgettext

__all__ = ["COLUMN", "TABLE", "VALUE", "column_title", "table_title", "value_title"]

TABLE = "table of the city book"
COLUMN = "column of the city book"
VALUE = "value in the city book"

#: Types of columns whose cells are one of a few words.
WORDED = frozenset({"choice", "list", "yes-no"})


def table_title(title: str) -> str:
    """A table's title for people."""
    return pgettext(TABLE, title)


def column_title(title: str) -> str:
    """A column's title for people."""
    return pgettext(COLUMN, title)


def value_title(column_type: str, text: str) -> str:
    """A cell as people read it: a word of the form is translated, no other text is."""
    if column_type not in WORDED or not text:
        return text
    return " | ".join(pgettext(VALUE, part) for part in text.split(" | "))
