"""What of a version a DOCX hands out: each piece of text with the row and column that it is of.

Writing and reading both go by this list, so that they mean the same piece by the same mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from citypact.contract.clause import Clause
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version
from citypact.documents.contract_words import say
from citypact.documents.editing.mark import Mark, mark_of, plain
from citypact.figures.words import title_of

__all__ = ["COLUMNS", "HandedOut", "Piece"]

#: Columns of the table of commitments that can be changed in it, in their order after the text.
COLUMNS: Final = ("party", "strength", "due")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text in a document.

    Attributes:
        contract: id of the contract.
        table: ``clauses`` or ``commitments``.
        key: id of the row.
        column: of the table, such as ``text_sv``; ``heading`` for number and title together.
        text: as it is shown.
        language: that it is written in.
    """

    contract: str
    table: str
    key: str
    column: str
    text: str
    language: str

    @property
    def mark(self) -> Mark:
        """Its mark: the same place in every version of the contract."""
        return mark_of((self.contract, self.table, self.key, self.column), self.text)


@dataclass(frozen=True)
class HandedOut:
    """A version as it is handed out in one language.

    Attributes:
        contract: the contract.
        version: of it.
        language: ``sv`` or ``en``.
    """

    contract: Contract
    version: Version
    language: str

    @property
    def mark(self) -> Mark:
        """The mark of the whole: which version in which language, and all that it says."""
        said = "\n\n".join(f"{each.table}/{each.key}/{each.column}: {each.text}" for each in self)
        return mark_of((self.contract.id, "versions", self.version.id, self.language), said)

    def __iter__(self) -> Iterator[Piece]:
        """Every piece: headings and texts of clauses, then commitments and their cells."""
        for clause in self.version.clauses:
            yield self.heading(clause)
            yield self.text(clause)
        for commitment in self.version.commitments:
            yield self.text(commitment)
            yield from (self.cell(commitment, column) for column in COLUMNS)

    def heading(self, clause: Clause) -> Piece:
        """Number and title of a clause."""
        column, title = self._told(clause, "title")
        text = f"{clause.number} {title}".strip()
        return self._piece("clauses", clause.id, "heading", text, column[-2:])

    def text(self, of: Clause | Commitment) -> Piece:
        """What a clause says, or a commitment promises."""
        table = "clauses" if isinstance(of, Clause) else "commitments"
        column, text = self._told(of, "text")
        return self._piece(table, of.id, column, plain(text), column[-2:])

    def title_column(self, clause: Clause) -> str:
        """The column that the title in the heading is of."""
        return self._told(clause, "title")[0]

    def cell(self, commitment: Commitment, column: str) -> Piece:
        """A cell of the table of commitments, one of :data:`COLUMNS`."""
        text = {
            "party": self.parties.get(commitment.party, commitment.party),
            "strength": self.strengths[commitment.strength],
            "due": self.due(commitment.due, yearly=commitment.yearly),
        }[column]
        return self._piece("commitments", commitment.id, column, text, self.language)

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """Names of the parties by id."""
        return {each.id: title_of(each, self.language) for each in self.contract.parties.values()}

    @cached_property
    def strengths(self) -> Mapping[str, str]:
        """Words of the strengths."""
        return {name: say(self.language, f"strength-{name}") for name in STRENGTHS}

    def due(self, year: int | None, *, yearly: bool) -> str:
        """When a commitment is due, as it is shown: a year, every year, both, or a dash."""
        parts = [say(self.language, "yearly")] if yearly else []
        parts += [str(year)] if year is not None else []
        return ", ".join(parts) or "–"

    def _piece(self, table: str, key: str, column: str, text: str, language: str) -> Piece:
        return Piece(self.contract.id, table, key, column, text, language)

    def _told(self, thing: Clause | Commitment, name: str) -> tuple[str, str]:
        """The column and its text: of the language, or Swedish where it is not translated."""
        own = f"{name}_{self.language}"
        if not getattr(thing, own) and getattr(thing, f"{name}_sv"):
            own = f"{name}_sv"
        return own, str(getattr(thing, own))
