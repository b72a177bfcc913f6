"""How firmly something is promised, by its wording.

From the firmest: *undertakes* (åtar sig), *will* (ska, kommer att, fortsätter), *ongoing* (states
what the party does), *intends* (avser), *goal* (states what is to be true, not who makes it so).
"""

from __future__ import annotations

from typing import Final

__all__ = ["STRENGTHS", "is_firmer"]

#: From the firmest to the loosest.
STRENGTHS: Final = ("undertakes", "will", "ongoing", "intends", "goal")


def is_firmer(strength: str, than: str) -> bool:
    """Say whether one wording binds more than another.

    >>> is_firmer("undertakes", "intends")
    True
    """
    return STRENGTHS.index(strength) < STRENGTHS.index(than)
