"""The near miss: what somebody who wrote a name wrong most likely meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import reduce

from citypact.said import NOTHING, Said, as_written

__all__ = ["all_of", "any_of", "did_you_mean", "listed"]

#: Above this many names, a list in a message helps nobody.
MOST_LISTED = 12


def did_you_mean(written: str, names: Iterable[str]) -> Said:
    """A question naming the closest of ``names``, or nothing when none is close.

    >>> did_you_mean("diesl", ["petrol", "diesel"])
    "Did you mean 'diesel'?"
    >>> did_you_mean("coal", ["petrol", "diesel"])
    ''
    """
    by_lower = {name.lower(): name for name in names}
    close = get_close_matches(written.lower(), by_lower, n=1, cutoff=0.6)
    return Said("Did you mean %(name)r?", name=by_lower[close[0]]) if close else NOTHING


def listed(names: Iterable[str]) -> Said:
    """Names as a person lists them; of many the first ones and how many more there are.

    >>> listed(["a", "b"])
    'a, b'
    """
    known = list(names)
    if len(known) <= MOST_LISTED:
        return as_written(", ".join(known)) if known else NOTHING
    first, more = ", ".join(known[:MOST_LISTED]), len(known) - MOST_LISTED
    return Said("%(first)s and %(more)s more", first=first, more=more)


def all_of(names: Iterable[str]) -> Said:
    """Names that hold together.

    >>> all_of(["a", "b"])
    'a and b'
    """
    return reduce(_and, map(_said, names), NOTHING)


def _said(name: str) -> Said:
    return name if isinstance(name, Said) else as_written(name)


def _and(first: Said, other: Said) -> Said:
    return Said("%(first)s and %(other)s", first=first, other=other) if first else other


def any_of(names: Iterable[str]) -> Said:
    """Names of which one is meant.

    >>> any_of(["a", "b"])
    'a or b'
    """
    return reduce(_or, map(_said, names), NOTHING)


def _or(first: Said, other: Said) -> Said:
    return Said("%(first)s or %(other)s", first=first, other=other) if first else other
