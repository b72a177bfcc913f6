"""The near miss: what somebody who wrote a name wrong most likely meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["did_you_mean", "listed"]

#: Above this many names, a list in a message helps nobody.
MOST_LISTED = 12


def did_you_mean(written: str, names: Iterable[str]) -> str:
    """A question naming the closest of ``names``, or nothing when none is close.

    >>> did_you_mean("diesl", ["petrol", "diesel"])
    "Did you mean 'diesel'?"
    >>> did_you_mean("coal", ["petrol", "diesel"])
    ''
    """
    by_lower = {name.lower(): name for name in names}
    close = get_close_matches(written.lower(), by_lower, n=1, cutoff=0.6)
    return f"Did you mean {by_lower[close[0]]!r}?" if close else ""


def listed(names: Iterable[str]) -> str:
    """Names as a person lists them; of many the first ones and how many more there are.

    >>> listed(["a", "b"])
    'a, b'
    """
    known = list(names)
    if len(known) <= MOST_LISTED:
        return ", ".join(known)
    return f"{', '.join(known[:MOST_LISTED])} and {len(known) - MOST_LISTED} more"
