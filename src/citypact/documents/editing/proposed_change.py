"""What a changed document proposes: a cell of the contract, as it is and as it might be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal

__all__ = ["BASES", "Note", "NoteCode", "Proposals", "ProposedChange"]

#: By what a piece of the document was known to be a row of the contract: its mark; its number; its
#: heading; its text; or a text that is like it.
BASES: Final = ("mark", "number", "heading", "text", "likeness")


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A proposed change of one cell, or of a whole row that goes.

    Attributes:
        table: ``clauses`` or ``commitments``.
        key: id of the row; ``new-1``, ``new-2`` … for rows that there are not yet, until somebody
            who accepts them gives them their own.
        column: of the table; empty where the whole row is to go.
        before: what stands there, as the table writes it; None for a row that there is not yet.
        after: what is proposed; None where the whole row is to go.
        basis: one of :data:`BASES`.
        since: whether the contract itself has changed there since the document was handed out.
    """

    table: str
    key: str
    column: str
    before: str | None
    after: str | None
    basis: str = "mark"
    since: bool = False

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What becomes of the row."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


#: What a note can be about.
NoteCode = Literal[
    "no-marks",
    "no-title-mark",
    "moved-on",
    "absent",
    "table-unread",
    "table-changed",
    "rows-missing",
    "row-unknown",
    "text-in-table",
    "cell-unread",
    "front-unread",
]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not read as a proposal, or only with doubt.

    Attributes:
        code: what it is about.
        values: what its words name.
    """

    code: NoteCode
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Proposals:
    """What a changed document proposes; nothing of it is accepted.

    Attributes:
        contract: id of the contract.
        version: id of the version.
        language: of the document, ``sv`` or ``en``.
        changes: clauses in the order of the document, then commitments; what is to go last.
        notes: what was not read, or only with doubt.
    """

    contract: str
    version: str
    language: str
    changes: tuple[ProposedChange, ...]
    notes: tuple[Note, ...]

    def to_json(self) -> dict[str, object]:
        """What ``citypact contract import-changes --json`` answers."""
        return {
            "contract": self.contract,
            "version": self.version,
            "language": self.language,
            "changes": [{"kind": each.kind, **asdict(each)} for each in self.changes],
            "notes": [{"code": each.code, **dict(each.values)} for each in self.notes],
        }
