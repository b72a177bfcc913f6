"""What changed from one version to the next, clause by clause and commitment by commitment.

Clauses and commitments are followed by their identity, which is the same in every version: a
commitment that is renumbered, moved and reworded is the same one, three times changed. Nothing is
guessed from likeness of text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment
from citypact.contract.strength import is_firmer
from citypact.contract.version import Version

__all__ = ["CHANGES", "ClauseChange", "CommitmentChange", "Difference", "difference"]

_Thing = TypeVar("_Thing", Clause, Commitment)

#: Every kind of change, in the order in which they are told.
CHANGES = (
    "new",
    "dropped",
    "strengthened",
    "weakened",
    "reworded",
    "retitled",
    "renumbered",
    "moved",
    "other party",
    "other date",
    "carries more",
    "carries less",
    "carries otherwise",
)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that is not as it was; ``before`` or ``after`` is None where it was not there."""

    id: str
    kinds: tuple[str, ...]
    before: Clause | None
    after: Clause | None

    @property
    def shown(self) -> Clause:
        """As it is now; as it was, where it is there no more."""
        return _either(self.after, self.before)


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """A commitment that is not as it was; likewise."""

    id: str
    kinds: tuple[str, ...]
    before: Commitment | None
    after: Commitment | None

    @property
    def shown(self) -> Commitment:
        """As it is now; as it was, where it is there no more."""
        return _either(self.after, self.before)

    @property
    def party(self) -> str:
        """Whose it is; the party of the later version where it changed."""
        return self.shown.party


def _either(now: _Thing | None, then: _Thing | None) -> _Thing:
    found = now or then
    if found is None:
        message = "a change is of something that is there, or was"
        raise ValueError(message)
    return found


@dataclass(frozen=True)
class Difference:
    """All that changed between two versions.

    Attributes:
        before: id of the earlier version.
        after: id of the later one.
        clauses: that changed, in the order of the later version, dropped ones last.
        commitments: likewise.
    """

    before: str
    after: str
    clauses: tuple[ClauseChange, ...]
    commitments: tuple[CommitmentChange, ...]

    def of_party(self, party: str) -> tuple[CommitmentChange, ...]:
        """Changes of one party's commitments."""
        return tuple(change for change in self.commitments if change.party == party)

    def counts(self) -> dict[str, int]:
        """How many commitments changed in each way; a commitment can in several."""
        kinds = [kind for change in self.commitments for kind in change.kinds]
        return {kind: kinds.count(kind) for kind in CHANGES if kind in kinds}


def difference(before: Version, after: Version) -> Difference:
    """Tell what changed from ``before`` to ``after``."""
    moved = _out_of_order(before, after)
    clauses = [
        ClauseChange(name, kinds, before.clause.get(name), after.clause.get(name))
        for name in _names(list(before.clause), list(after.clause))
        if (kinds := _clause_kinds(before, after, name, moved=name in moved))
    ]
    commitments = [
        CommitmentChange(name, kinds, before.commitment.get(name), after.commitment.get(name))
        for name in _names(list(before.commitment), list(after.commitment))
        if (kinds := _commitment_kinds(before, after, name))
    ]
    return Difference(before.id, after.id, tuple(clauses), tuple(commitments))


def _names(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The later ones in their order, then those that are there no more."""
    kept = set(after)
    return [*after, *(name for name in before if name not in kept)]


def _clause_kinds(before: Version, after: Version, name: str, *, moved: bool) -> tuple[str, ...]:
    old, new = before.clause.get(name), after.clause.get(name)
    if old is None or new is None:
        return ("new",) if old is None else ("dropped",)
    found = {
        "reworded": (old.text_sv, old.text_en) != (new.text_sv, new.text_en),
        "retitled": (old.title_sv, old.title_en) != (new.title_sv, new.title_en),
        "renumbered": old.number != new.number,
        "moved": moved or old.parent != new.parent,
        "other party": old.party != new.party,
    }
    return tuple(kind for kind in CHANGES if found.get(kind))


def _out_of_order(before: Version, after: Version) -> frozenset[str]:
    """Clauses that changed places with their siblings: as few as explain the new order.

    Of the clauses that stand under one parent in both versions, those are in order that form the
    longest run which rises in both (Fredman 1975); the others moved.
    """
    place = {clause.id: index for index, clause in enumerate(before.clauses)}
    moved: set[str] = set()
    for names in _siblings(after).values():
        common = [
            name
            for name in names
            if name in place and before.clause[name].parent == after.clause[name].parent
        ]
        kept = _longest_rising([place[name] for name in common])
        moved.update(name for index, name in enumerate(common) if index not in kept)
    return frozenset(moved)


def _siblings(version: Version) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for clause in version.clauses:
        found.setdefault(clause.parent, []).append(clause.id)
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Places of a longest rising run of different numbers."""
    ends: list[int] = []  # the least number that a run of each length ends with …
    at: list[int] = []  # … and its place
    earlier: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
        earlier.append(at[length - 1] if length else -1)
    kept, index = set(), at[-1] if at else -1
    while index >= 0:
        kept.add(index)
        index = earlier[index]
    return kept


def _commitment_kinds(before: Version, after: Version, name: str) -> tuple[str, ...]:
    old, new = before.commitment.get(name), after.commitment.get(name)
    if old is None or new is None:
        return ("new",) if old is None else ("dropped",)
    found = {
        "strengthened": is_firmer(new.strength, old.strength),
        "weakened": is_firmer(old.strength, new.strength),
        "reworded": (old.text_sv, old.text_en) != (new.text_sv, new.text_en),
        "moved": old.clause != new.clause,
        "other party": old.party != new.party,
        "other date": (old.due, old.yearly) != (new.due, new.yearly),
        **dict.fromkeys(_carried_kinds(old, new), True),
    }
    return tuple(kind for kind in CHANGES if found.get(kind))


def _carried_kinds(old: Commitment, new: Commitment) -> Iterator[str]:
    """How what it carries changed: by measure and level, or kind and quantity, up, down or both."""
    was, now = _amounts(old), _amounts(new)
    more = any(level > was.get(name, 0.0) for name, level in now.items())
    less = any(level > now.get(name, 0.0) for name, level in was.items())
    if more and less:
        yield "carries otherwise"
    elif more or less:
        yield "carries more" if more else "carries less"


def _amounts(commitment: Commitment) -> dict[tuple[str, str], float]:
    """Levels by measure, and the quantity by its kind and object."""
    found = {("measure", each.measure): each.level for each in commitment.measures}
    if commitment.action is not None:
        found[commitment.action.kind, commitment.action.object] = commitment.action.quantity
    return found
