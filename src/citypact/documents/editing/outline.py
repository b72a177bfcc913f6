"""A document as clauses and commitments, each known as the row of the contract that it is.

By its mark; where that is lost, by number, heading or text; and at last by likeness to a row that
nothing else is. What is like none is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from citypact.documents.contract_words import say, words
from citypact.documents.editing.fields import HandedOut
from citypact.documents.editing.mark import Mark
from citypact.documents.editing.paragraph import Block, Paragraph, Table
from citypact.documents.editing.proposed_change import Note
from citypact.figures.words import title_of

__all__ = ["Outline", "ReadClause", "ReadCommitment", "numbered", "outline"]

#: From which likeness on a text is taken for a reworded one, of 1 for the same.
_LIKE: Final = 0.6
#: More pairs than this are not compared letter by letter.
_MOST_PAIRS: Final = 20_000
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*\.?)\s+(\S.*)", re.DOTALL)


@dataclass
class ReadClause:
    """A clause as it was read; ``base`` is the hash of its heading as it was handed out."""

    key: str
    heading: str
    level: int
    basis: str
    base: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    text_base: str | None = None

    @property
    def text(self) -> str:
        """What it says, paragraphs by an empty line."""
        return "\n\n".join(self.paragraphs)


@dataclass
class ReadCommitment:
    """A commitment as it was read, and the clause that it stands under."""

    key: str
    text: str
    clause: ReadClause
    basis: str
    base: str | None = None


@dataclass
class Outline:
    """What was read of a document.

    Attributes:
        clauses: in their order.
        commitments: likewise.
        tables: that stand after the clauses.
        notes: what was not read.
    """

    clauses: list[ReadClause] = field(default_factory=list)
    commitments: list[ReadCommitment] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def numbered(heading: str) -> tuple[str, str]:
    """Number and title of a heading.

    >>> numbered("2.1 Värme"), numbered("Värme")
    (('2.1', 'Värme'), ('', 'Värme'))
    """
    found = _NUMBER.fullmatch(heading)
    return (found[1], found[2]) if found else ("", heading)


def outline(found: Sequence[Block], handed: HandedOut) -> Outline:
    """Read the blocks of a document, and know its clauses and commitments."""
    known = _Known(handed, [each for each in found if isinstance(each, Paragraph)])
    read = _walked(found, handed, known)
    _know_clauses(read, handed)
    _know_commitments(read, handed)
    _name_new([each for each in read.clauses if not each.key], handed.version.clause)
    _name_new([each for each in read.commitments if not each.key], handed.version.commitment)
    return read


class _Known:
    """Which paragraph is which row, by its marks: one paragraph a row."""

    def __init__(self, handed: HandedOut, found: Sequence[Paragraph]) -> None:
        self.rows = {each.mark.place: each for each in handed}
        lying: dict[str, list[tuple[int, Mark]]] = {}
        for place, each in enumerate(found):
            for mark in each.marks:
                if mark.place in self.rows:
                    lying.setdefault(mark.place, []).append((place, mark))
        self.chosen: dict[int, tuple[str, str, str]] = {}
        self.texts: dict[int, str] = {}
        for name, several in lying.items():
            piece = self.rows[name]
            if (piece.table, piece.column[:4]) == ("clauses", "text"):
                self.texts |= {place: mark.text for place, mark in several}
                continue
            place, mark = self._best(found, several, heading=piece.table == "clauses")
            self.chosen.setdefault(place, (piece.table, piece.key, mark.text))

    def _best(
        self, found: Sequence[Paragraph], several: Sequence[tuple[int, Mark]], *, heading: bool
    ) -> tuple[int, Mark]:
        """Of paragraphs under one mark, the one that is it: who adds below often writes inside."""

        def rank(one: tuple[int, Mark]) -> tuple[bool, float, int]:
            paragraph, piece = found[one[0]], self.rows[one[1].place]
            fits = bool(paragraph.level) if heading else paragraph.listed
            return fits, _likeness(paragraph.text, piece.text), -one[0]

        return max(several, key=rank)


def _walked(found: Sequence[Block], handed: HandedOut, known: _Known) -> Outline:
    """Clauses and commitments in their order; what no mark tells has an empty key still."""
    read, place = Outline(), -1
    ends = {say(code, key) for code in ("sv", "en") for key in ("edit-table", "parties")}
    front = tuple(
        text
        for code in ("sv", "en")
        for text in (
            title_of(handed.contract, code),
            say(code, "edit-how"),
            words()[code]["subtitle"].partition("{")[0],
        )
    )
    after, unread = False, 0
    for each in found:
        if isinstance(each, Table):
            if after:
                read.tables.append(each)
            else:
                read.notes.append(Note("table-unread"))
            continue
        place += 1
        table, key, base = known.chosen.get(place, ("", "", None))
        after = after or (not table and bool(each.level) and each.text in ends)
        if after:
            continue
        current = read.clauses[-1] if read.clauses else None
        if table == "clauses" or (not table and each.level):
            level = each.level or _expected_level(handed, key)
            basis = "mark" if table else ""
            read.clauses.append(ReadClause(key, each.text, level, basis, base))
        elif current is None:
            unread += not each.text.startswith(front)
        elif table == "commitments" or (each.listed and place not in known.texts):
            basis = "mark" if table else ""
            read.commitments.append(ReadCommitment(key, each.text, current, basis, base))
        else:
            current.paragraphs.append(each.text)
            current.text_base = known.texts.get(place, current.text_base)
    if unread:
        read.notes.append(Note("front-unread", (("count", str(unread)),)))
    return read


def _expected_level(handed: HandedOut, key: str) -> int:
    return 1 + sum(1 for _ in handed.version.above(handed.version.clause[key]))


def _know_clauses(read: Outline, handed: HandedOut) -> None:
    """Clauses without mark: by number, by title, by likeness of title."""
    taken = {each.key for each in read.clauses if each.key}
    free = {name: each for name, each in handed.version.clause.items() if name not in taken}
    titles = {name: numbered_title(handed, name) for name in free}
    by_number = {each.number: name for name, each in free.items() if each.number}
    by_title: dict[str, str] = {}
    for name, title in titles.items():
        by_title.setdefault(title, name)

    def claim(how: Callable[[ReadClause], str | None], basis: str) -> None:
        for each in read.clauses:
            name = None if each.key else how(each)
            if name in free:
                each.key, each.basis = str(name), basis
                del free[str(name)]

    claim(lambda one: by_number.get(numbered(one.heading)[0]), "number")
    claim(lambda one: by_title.get(numbered(one.heading)[1]), "heading")
    open_ = [each for each in read.clauses if not each.key]
    like = _alike({id(each): numbered(each.heading)[1] for each in open_},
                  {name: titles[name] for name in free})  # fmt: skip
    for each in open_:
        if id(each) in like:
            each.key, each.basis = like[id(each)], "likeness"


def numbered_title(handed: HandedOut, clause: str) -> str:
    """The title of a clause as it stands in the document, without its number."""
    own = handed.version.clause[clause]
    return str(getattr(own, handed.title_column(own)))


def _know_commitments(read: Outline, handed: HandedOut) -> None:
    """Commitments without mark: by their text, then by likeness within their clause."""
    taken = {each.key for each in read.commitments if each.key}
    texts = {
        name: handed.text(each).text
        for name, each in handed.version.commitment.items()
        if name not in taken
    }
    by_text: dict[str, list[str]] = {}
    for name, text in texts.items():
        by_text.setdefault(text, []).append(name)
    for each in read.commitments:
        if not each.key and by_text.get(each.text):
            same = by_text[each.text]
            own = [name for name in same
                   if handed.version.commitment[name].clause == each.clause.key]  # fmt: skip
            each.key, each.basis = (own or same)[0], "text"
            same.remove(each.key)
            del texts[each.key]
    for clause in {each.clause.key for each in read.commitments if not each.key} - {""}:
        open_ = {id(each): each for each in read.commitments
                 if not each.key and each.clause.key == clause}  # fmt: skip
        free = {name: text for name, text in texts.items()
                if handed.version.commitment[name].clause == clause}  # fmt: skip
        like = _alike({name: each.text for name, each in open_.items()}, free)
        for identity, key in like.items():
            open_[identity].key, open_[identity].basis = key, "likeness"
            del texts[key]


def _alike(new: Mapping[int, str], old: Mapping[str, str]) -> dict[int, str]:
    """Pairs that are like one another, the most alike first, each at most once."""
    if len(new) * len(old) > _MOST_PAIRS:
        return {}
    pairs = sorted(_pairs(new, old), key=lambda one: (-one[0], one[1], one[2]))
    found: dict[int, str] = {}
    for _, name, key in pairs:
        if name not in found and key not in found.values():
            found[name] = key
    return found


def _pairs(new: Mapping[int, str], old: Mapping[str, str]) -> Iterator[tuple[float, int, str]]:
    for name, text in new.items():
        for key, other in old.items():
            likeness = _likeness(text, other)
            if likeness >= _LIKE:
                yield likeness, name, key


def _likeness(one: str, other: str) -> float:
    """Likeness of two texts by their words, 0 to 1."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _name_new(new: Iterable[ReadClause | ReadCommitment], taken: Mapping[str, object]) -> None:
    """Name the rows that there are not yet ``new-1``, ``new-2`` and so on."""
    number = 0
    for each in new:
        number += 1
        while f"new-{number}" in taken:
            number += 1
        each.key, each.basis = f"new-{number}", "mark"
