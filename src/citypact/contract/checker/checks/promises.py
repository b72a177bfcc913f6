"""What the checks on commitments share."""

from __future__ import annotations

import re

from citypact.contract.checker.finding import Words
from citypact.contract.checker.sheet import Line

__all__ = ["YEAR", "lacks", "version_of"]

#: A year that can still be promised for.
YEAR = re.compile(r"\b(20\d\d)\b")


def version_of(line: Line) -> str:
    """The version that a row belongs to; empty in tables of one document."""
    return line["version"]


def lacks(line: Line, en: str, sv: str) -> Words:
    """That a commitment has no such thing."""
    return Words(en=f"{line.key} has no {en}", sv=f"{line.key} saknar {sv}")
