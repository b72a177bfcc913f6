"""Words broken at the end of a line."""

from __future__ import annotations

import re

__all__ = ["breaks_word", "join"]

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_AND = re.compile(r"(?:och|eller|samt|respektive|and|or)\b")


def breaks_word(before: str, after: str) -> bool:
    """Whether a word goes on from the end of ``before`` to the beginning of ``after``.

    >>> breaks_word("all utveck-", "ling"), breaks_word("buss-", "och tågresor")
    (True, False)
    """
    return _BROKEN.search(before) is not None and after[:1].islower() and _AND.match(after) is None


def join(before: str, after: str) -> str:
    """The text of two lines as one; a hyphen stays behind capitals, which are an abbreviation.

    >>> join("all utveck-", "ling i"), join("EU-", "medel"), join("buss-", "och tågresor")
    ('all utveckling i', 'EU-medel', 'buss- och tågresor')
    """
    if not breaks_word(before, after):
        return f"{before} {after}"
    found = _BROKEN.search(before)
    kept = found is not None and found[1].isupper()
    return f"{before if kept else before.removesuffix('-')}{after}"
