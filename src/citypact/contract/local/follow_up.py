"""The yearly report: which quantities have been kept, in part or not, by a year's end.

A report says how much is done since the promise was made. What nobody has reported on is *not
reported*: that is not the same as not done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from citypact.contract.commitment import Commitment
from citypact.contract.version import Version

__all__ = ["STATUSES", "FollowUp", "Followed", "follow_up", "status"]

#: From the best to the worst; the last where there is no report.
STATUSES: Final = ("kept", "under way", "not begun", "kept in part", "not kept", "not reported")


@dataclass(frozen=True, slots=True)
class Followed:
    """All promises of one kind, in its unit: what is promised, and done as far as is reported."""

    kind: str
    promised: float
    reported: float
    done: float


@dataclass(frozen=True)
class FollowUp:
    """What the reports up to a year say.

    Attributes:
        year: of the follow-up.
        status: of each commitment with a quantity, by its id.
        count: how many there are of each of :data:`STATUSES`.
        kinds: what is done of what is promised, by kind.
    """

    year: int
    status: Mapping[str, str]
    count: Mapping[str, int]
    kinds: Mapping[str, Followed]


def status(commitment: Commitment, year: int) -> str:
    """The status of a commitment by the end of ``year``, one of :data:`STATUSES`.

    The latest report up to that year is what counts. A quantity that is done is kept whenever it
    was done; until the year by whose end it is due, less is under way or not begun, and after
    that kept in part or not kept.
    """
    action = commitment.action
    reports = [each for each in action.reports if each.year <= year] if action else []
    if action is None or not reports:
        return "not reported"
    done = reports[-1].done
    if done >= action.quantity:
        return "kept"
    over = commitment.due is not None and commitment.due <= year
    if done > 0.0:
        return "kept in part" if over else "under way"
    return "not kept" if over else "not begun"


def follow_up(version: Version, year: int) -> FollowUp:
    """What the reports on a version's quantities up to the end of ``year`` say."""
    promised = [each for each in version.commitments if each.action is not None]
    found = {each.id: status(each, year) for each in promised}
    count = Counter(found.values())
    kinds: dict[str, Followed] = {}
    for each in promised:
        action = each.action
        if action is None:
            continue
        old = kinds.get(action.kind, Followed(action.kind, 0.0, 0.0, 0.0))
        reports = [one for one in action.reports if one.year <= year]
        kinds[action.kind] = Followed(
            kind=action.kind,
            promised=old.promised + action.quantity,
            reported=old.reported + (action.quantity if reports else 0.0),
            done=old.done + (reports[-1].done if reports else 0.0),
        )
    return FollowUp(
        year, found, {name: count[name] for name in STATUSES}, dict(sorted(kinds.items()))
    )
