"""The table of commitments of a changed document: party, strength and year, as they read now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from citypact.contract.commitment import Commitment
from citypact.documents.contract_words import say
from citypact.documents.editing.fields import COLUMNS, HandedOut
from citypact.documents.editing.mark import plain, text_hash
from citypact.documents.editing.paragraph import Row, Table
from citypact.documents.editing.proposed_change import Note, ProposedChange

__all__ = ["Cells", "read_cells"]

_WIDTH: Final = 2 + len(COLUMNS)
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")
_DASHES: Final = frozenset({"", "–", "-", "—"})


@dataclass
class Cells:
    """What was read of the tables after the clauses."""

    changes: list[ProposedChange]
    notes: list[Note]
    named: set[str]


def read_cells(tables: list[Table], handed: HandedOut, texts: Mapping[str, str]) -> Cells:
    """Read the tables of a document.

    Args:
        tables: that stand after the clauses.
        handed: the version as it would be handed out now.
        texts: what each commitment says in its clause in the document, by id.
    """
    found = Cells([], [], set())
    for table in tables:
        widths = {len(row.cells) for row in table.rows}
        if widths == {_WIDTH}:
            for row in table.rows[1:]:
                _read_row(row, handed, texts, found)
        elif not _is_of_parties(table, handed):
            found.notes.append(Note("table-changed"))
    missing = sorted(texts.keys() & handed.version.commitment.keys() - found.named)
    if found.named and missing:
        found.notes.append(Note("rows-missing", (("keys", ", ".join(missing)),)))
    return found


def _is_of_parties(table: Table, handed: HandedOut) -> bool:
    """Whether it is the table of parties, unchanged."""
    wanted = [
        (
            plain(handed.parties[party.id]),
            party.number or "–",
            say(handed.language, "yes" if party.signs else "no"),
        )
        for party in handed.contract.parties.values()
    ]
    return [row.cells for row in table.rows[1:]] == wanted


def _read_row(row: Row, handed: HandedOut, texts: Mapping[str, str], found: Cells) -> None:
    commitment = handed.version.commitment.get(row.cells[0])
    if commitment is None:
        found.notes.append(Note("row-unknown", (("key", row.cells[0] or "–"),)))
        return
    found.named.add(commitment.id)
    if commitment.id not in texts:  # it is to go, and its row with it
        return
    if row.cells[1] not in {plain(texts[commitment.id]), plain(handed.text(commitment).text)}:
        found.notes.append(Note("text-in-table", (("key", commitment.id),)))
    for place, column in enumerate(COLUMNS, start=2):
        _read_cell(row, place, column, commitment, handed, found)


def _read_cell(
    row: Row, place: int, column: str, commitment: Commitment, handed: HandedOut, found: Cells
) -> None:
    piece = handed.cell(commitment, column)
    written = row.cells[place]
    base = next((each.text for each in row.marks[place] if each.place == piece.mark.place), None)
    if text_hash(written) in {piece.mark.text, base}:
        return
    values = _values(column, written, handed)
    if values is None:
        allowed = {
            "party": ", ".join(handed.parties.values()),
            "strength": ", ".join(handed.strengths.values()),
            "due": f"2030; {say(handed.language, 'yearly')}; –",
        }[column]
        told = {"key": commitment.id, "column": column, "found": written, "allowed": allowed}
        found.notes.append(Note("cell-unread", tuple(told.items())))
        return
    since = base is not None and base != piece.mark.text
    before = {
        "party": commitment.party,
        "strength": commitment.strength,
        "due": "" if commitment.due is None else str(commitment.due),
        "yearly": "yes" if commitment.yearly else "no",
    }
    for name, value in values:
        if value != before[name]:
            found.changes.append(
                ProposedChange("commitments", commitment.id, name, before[name], value, since=since)
            )


def _values(column: str, written: str, handed: HandedOut) -> list[tuple[str, str]] | None:
    """Columns of the contract and their values, as its tables write them; None for no such word."""
    if column == "due":
        found = list(_due(written, handed.language))
        return None if any(value is None for _, value in found) else found  # type: ignore[return-value]  # none is None
    words = handed.parties if column == "party" else handed.strengths
    names = [name for name, word in words.items() if plain(word).casefold() == written.casefold()]
    return [(column, names[0])] if len(names) == 1 else None


def _due(written: str, language: str) -> Iterator[tuple[str, str | None]]:
    parts = [part.strip() for part in written.split(",")]
    yearly = say(language, "yearly").casefold() in [part.casefold() for part in parts]
    rest = [part for part in parts if part.casefold() != say(language, "yearly").casefold()]
    years = [part for part in rest if part not in _DASHES]
    yield "yearly", "yes" if yearly else "no"
    if len(years) > 1 or (years and not _YEAR.fullmatch(years[0])):
        yield "due", None
    else:
        yield "due", years[0] if years else ""
