"""From a changed document to proposals: every difference from the version as it stands.

What was edited in the document is proposed. What differs because the contract itself has changed
since the document was handed out is not, for the mark tells what stood there then; where both have
changed, the proposal says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.documents.editing.cells import read_cells
from citypact.documents.editing.fields import HandedOut, Piece
from citypact.documents.editing.identity import Identity, identify
from citypact.documents.editing.mark import text_hash
from citypact.documents.editing.opening import open_docx
from citypact.documents.editing.outline import (
    Outline,
    ReadClause,
    ReadCommitment,
    numbered,
    outline,
)
from citypact.documents.editing.paragraph import blocks
from citypact.documents.editing.places import places
from citypact.documents.editing.proposed_change import Note, Proposals, ProposedChange

__all__ = ["proposed_changes"]


def proposed_changes(content: bytes, contract: Contract, version: Version) -> Proposals:
    """Read a changed DOCX of a version as proposals.

    Args:
        content: bytes of the document.
        contract: that it was made from, as it stands now.
        version: of it.

    Raises:
        InputError: it is no DOCX that can be read, or of another contract or version.
    """
    found = blocks(open_docx(content))
    known = identify(found, contract, version)
    read = outline(found, known.handed)
    texts = {each.key: each.text for each in read.commitments}
    cells = read_cells(read.tables, known.handed, texts)
    changes = [
        *_clauses(read, known.handed),
        *_commitments(read, known.handed),
        *cells.changes,
    ]
    gone, absent = _gone(read, known)
    notes = [*known.notes, *read.notes, *cells.notes, *absent]
    return Proposals(
        contract.id, version.id, known.handed.language, (*changes, *gone), tuple(notes)
    )


def _changed(piece: Piece, text: str, base: str | None) -> tuple[bool, bool]:
    """Whether a piece was edited in the document, and whether the contract changed there too."""
    if text_hash(text) in {piece.mark.text, base}:
        return False, False
    return True, base is not None and base != piece.mark.text


def _clauses(read: Outline, handed: HandedOut) -> Iterator[ProposedChange]:
    placed = places(read.clauses, handed)
    for each in read.clauses:
        clause = handed.version.clause.get(each.key)
        if clause is None:
            yield from _new_clause(each, handed, placed[each.key])
            continue
        edited, since = _changed(handed.heading(clause), each.heading, each.base)
        if edited:
            number, title = numbered(each.heading) if clause.number else ("", each.heading)
            column = handed.title_column(clause)
            stated = (("number", clause.number, number), (column, getattr(clause, column), title))
            for name, before, after in stated:
                if before != after:
                    yield _change(each, "clauses", name, before, after, since=since)
        piece = handed.text(clause)
        edited, since = _changed(piece, each.text, each.text_base)
        if edited:
            yield _change(each, "clauses", piece.column, piece.text, each.text, since=since)
        for name, before, after in placed[each.key]:
            yield _change(each, "clauses", name, before, after)


def _new_clause(
    each: ReadClause, handed: HandedOut, placed: Sequence[tuple[str, str, str]]
) -> Iterator[ProposedChange]:
    number, title = numbered(each.heading)
    stated = {
        "number": number,
        f"title_{handed.language}": title,
        f"text_{handed.language}": each.text,
        **{name: after for name, _, after in placed},
    }
    for name, after in stated.items():
        if after:
            yield _change(each, "clauses", name, None, after)


def _commitments(read: Outline, handed: HandedOut) -> Iterator[ProposedChange]:
    for each in read.commitments:
        commitment = handed.version.commitment.get(each.key)
        if commitment is None:
            yield _change(each, "commitments", "clause", None, each.clause.key)
            yield _change(each, "commitments", f"text_{handed.language}", None, each.text)
            continue
        piece = handed.text(commitment)
        edited, since = _changed(piece, each.text, each.base)
        if edited:
            yield _change(each, "commitments", piece.column, piece.text, each.text, since=since)
        if each.clause.key != commitment.clause:
            yield _change(each, "commitments", "clause", commitment.clause, each.clause.key)


def _change(
    each: ReadClause | ReadCommitment,
    table: str,
    column: str,
    before: str | None,
    after: str,
    *,
    since: bool = False,
) -> ProposedChange:
    return ProposedChange(table, each.key, column, before, after, each.basis, since)


def _gone(read: Outline, known: Identity) -> tuple[list[ProposedChange], list[Note]]:
    """Rows that are not in the document: to go, or, of a version that moved on, only noted."""
    handed = known.handed
    clauses = _missing(handed.version.clause, read.clauses)
    commitments = _missing(handed.version.commitment, read.commitments)
    absent = [*clauses, *commitments]
    if absent and known.moved_on:
        return [], [Note("absent", (("keys", ", ".join(absent)),))]
    basis = "mark" if known.marked else "text"
    gone = [
        ProposedChange(
            "clauses", name, "", handed.heading(handed.version.clause[name]).text, None, basis
        )
        for name in clauses
    ]
    gone += [
        ProposedChange(
            "commitments", name, "", handed.text(handed.version.commitment[name]).text, None, basis
        )
        for name in commitments
    ]
    return gone, []


def _missing(known: Iterable[str], read: Sequence[ReadClause | ReadCommitment]) -> list[str]:
    there = {each.key for each in read}
    return [name for name in known if name not in there]
