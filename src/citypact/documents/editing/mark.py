"""Marks: which row and column of a contract a piece of a DOCX is, invisible to who edits it.

A mark is the tag of a content control and the name of a bookmark inside it. Word keeps the control
when all text in it is replaced, and other programs keep the bookmark where they know no controls.
It holds a hash of the place and one of the text as it was handed out: the place is known again
from the contract, and the text tells whether it was edited in the document, in the contract, or in
both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Mark", "mark_of", "plain", "read_mark", "text_hash"]

#: Letters of the two hashes: a bookmark's name has at most 40 letters (ECMA-376, 17.13.6.2), and
#: one that begins with a low line is not shown.
_PLACE, _TEXT = 20, 12
_FORM = re.compile(rf"_cp_([0-9a-f]{{{_PLACE}}})_([0-9a-f]{{{_TEXT}}})")


class Mark(NamedTuple):
    """A mark as it was read: hash of the place, and hash of the text as it was handed out."""

    place: str
    text: str

    @property
    def name(self) -> str:
        """As it stands in a document.

        >>> Mark("0" * 20, "1" * 12).name
        '_cp_00000000000000000000_111111111111'
        """
        return f"_cp_{self.place}_{self.text}"


def mark_of(place: Sequence[str], text: str) -> Mark:
    """The mark of a place, such as contract, table, row and column, and of what stands there."""
    return Mark(_hash("\n".join(place))[:_PLACE], text_hash(text))


def text_hash(text: str) -> str:
    """The hash of a text in a mark: the same however its words are spaced."""
    return _hash(plain(text))[:_TEXT]


def read_mark(name: str) -> Mark | None:
    """The mark that a tag or a bookmark's name is; None for any other."""
    found = _FORM.fullmatch(name)
    return Mark(*found.groups()) if found else None


def plain(text: str) -> str:
    r"""A text as it is compared: one space between words, paragraphs by an empty line.

    >>> plain(" a  b\n\n\nc\nd ")
    'a b\n\nc d'
    """
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
