"""Versions: the contract as it stands in one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from citypact.contract.accepted import AcceptedFinding
from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment

__all__ = ["STATES", "Annex", "Version"]

#: The states of a version, in their order.
STATES: Final = ("draft", "in review", "agreed", "signing", "in force", "superseded")


@dataclass(frozen=True, slots=True)
class Annex:
    """A document that belongs to a version; ``sha256`` of its bytes, or empty."""

    id: str
    title_sv: str
    title_en: str = ""
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Version:
    """A version of a contract.

    Attributes:
        id: short name, such as ``2024``.
        year: that it holds for.
        state: one of :data:`STATES`.
        previous: id of the version that it was drawn up from; empty for the first.
        signed: date of the last signature, year-month-day; empty before.
        target: id of the city's target that the promises are held against; empty for its main one.
        background: of the city on which they are judged; empty for the rows without background.
        source: id of the source; empty for one that is being drawn up.
        clauses: in the order of reading, parents before their children.
        commitments: by clause, in the order of reading.
        annexes: by id.
        accepted_findings: what the checker finds and the parties let stand.
        note_sv: anything to know.
        note_en: likewise.
    """

    id: str
    year: int
    state: str
    previous: str = ""
    signed: str = ""
    target: str = ""
    background: str = ""
    source: str = ""
    clauses: tuple[Clause, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    annexes: tuple[Annex, ...] = ()
    accepted_findings: tuple[AcceptedFinding, ...] = ()
    note_sv: str = ""
    note_en: str = ""

    @cached_property
    def clause(self) -> dict[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def commitment(self) -> dict[str, Commitment]:
        """Commitments by id."""
        return {commitment.id: commitment for commitment in self.commitments}

    @cached_property
    def commitments_of(self) -> dict[str, tuple[Commitment, ...]]:
        """Commitments by the id of their clause; clauses without any are not in it."""
        found: dict[str, list[Commitment]] = {}
        for commitment in self.commitments:
            found.setdefault(commitment.clause, []).append(commitment)
        return {clause: tuple(several) for clause, several in found.items()}

    def above(self, clause: Clause) -> Iterator[Clause]:
        """The clauses that ``clause`` stands under, the nearest first."""
        while clause.parent:
            clause = self.clause[clause.parent]
            yield clause
