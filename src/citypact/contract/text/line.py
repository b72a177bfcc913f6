"""A line of a contract's text: what it says, and what it is.

Every line of the supplied text is one of these, so that nothing of it is lost: joined by line
breaks they give the text back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Kind", "Line", "bare", "ends_sentence", "is_bullet", "lines_of", "without_bullet"]


class Kind(StrEnum):
    """What a line of a contract is."""

    BLANK = "blank"
    COVER = "cover"
    CONTENTS = "contents"
    FURNITURE = "furniture"
    HEADING = "heading"
    BODY = "body"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"


@dataclass(slots=True)
class Line:
    """A line of the supplied text.

    Attributes:
        number: as an editor shows it; the first is 1.
        text: as it stands, without its line break.
        kind: what it is.
        clause: number of the clause that it stands in; empty before the first.
    """

    number: int
    text: str
    kind: Kind = Kind.BODY
    clause: str = ""

    @property
    def bare(self) -> str:
        """The text without blanks, page breaks and soft hyphens around it."""
        return bare(self.text)


_AROUND = " \t\r\f\u00a0\u00ad\u200b\ufeff"
_BULLET = re.compile(r"(?:[•·▪◦●○■]|[-–*](?=[ \t]))[ \t]*|(?:[a-z]|\d{1,2})\)[ \t]+")
_END = re.compile(r"[.!?:;][\"”’)]*\d{0,2}$")


def lines_of(text: str) -> list[Line]:
    """The lines of ``text``; a blank one is known as such, the others are taken as body.

    A carriage return stays at the end of its line, so that the lines give the text back.
    """
    lines = [Line(number, one) for number, one in enumerate(text.split("\n"), start=1)]
    for line in lines:
        if not line.bare:
            line.kind = Kind.BLANK
    return lines


def bare(text: str) -> str:
    """``text`` without blanks, page breaks and soft hyphens around it."""
    return text.strip(_AROUND)


def is_bullet(text: str) -> bool:
    """Whether a line begins an item of a list: a bullet, a dash, ``a)`` or ``1)``."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """``text`` after its bullet."""
    return _BULLET.sub("", text, count=1)


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a sign that ends a sentence or a part of a list."""
    return _END.search(text) is not None
