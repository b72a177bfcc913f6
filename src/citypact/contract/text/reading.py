"""A contract's text as a tree of clauses, with everything that is no clause beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from citypact.contract.text.cover import preamble
from citypact.contract.text.file import read_file
from citypact.contract.text.footnote import Footnote, find_footnotes
from citypact.contract.text.heading import Heading, find_headings
from citypact.contract.text.line import Kind, Line, lines_of
from citypact.contract.text.lost import Loss, joined, lost_in
from citypact.contract.text.numbering import numbered, parent_number
from citypact.contract.text.set_aside import set_aside_contents, set_aside_furniture
from citypact.contract.text.signature import mark_signatures
from citypact.errors import ContractError, Problem
from citypact.said import Said

__all__ = ["ClauseText", "ContractText", "parse_contract_text", "read_contract_text"]


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as the text has it.

    Attributes:
        number: such as ``3.10``; ``0`` for the preamble, ``bilaga-1`` for an annex.
        title: its heading; empty for a numbered paragraph without one.
        parent: number of the clause above it; empty at the top.
        line: line of its heading.
        lines: its text, without heading, footnotes and furniture.
    """

    number: str
    title: str
    parent: str
    line: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ContractText:
    """A contract's text, every line accounted for.

    Attributes:
        name: name of the file.
        lines: every line, in order; joined by line breaks they give the text back.
        clauses: in the order of the text.
        footnotes: in order.
        lost: what the copy has no more.
        notes: what is odd and stops nothing, such as a number that is skipped.
    """

    name: str
    lines: tuple[Line, ...]
    clauses: tuple[ClauseText, ...]
    footnotes: tuple[Footnote, ...]
    lost: tuple[Loss, ...]
    notes: tuple[Problem, ...]

    @property
    def annexes(self) -> tuple[ClauseText, ...]:
        """The annexes among the clauses."""
        return tuple(one for one in self.clauses if not one.number[0].isdigit())

    @property
    def set_aside(self) -> tuple[Line, ...]:
        """Cover, table of contents, furniture and signatures: what is in no clause's text."""
        kinds = {Kind.COVER, Kind.CONTENTS, Kind.FURNITURE, Kind.SIGNATURE}
        return tuple(line for line in self.lines if line.kind in kinds)


def read_contract_text(path: str | Path) -> ContractText:
    """Read the supplied text of a contract.

    Raises:
        ContractError: the file is no text that can be read (see
            :func:`citypact.contract.text.file.read_file`), or :func:`parse_contract_text`
            refuses it.
    """
    file = Path(path)
    return parse_contract_text(file.name, read_file(file))


def parse_contract_text(name: str, text: str) -> ContractText:
    """Take the text of a contract apart.

    Raises:
        ContractError: a number is given to two clauses, or there is no clause at all.
    """
    lines = lines_of(text)
    set_aside_furniture(lines)
    listed = set_aside_contents(lines)
    headings = find_headings(name, lines, listed)
    if not headings.found:
        headings.problems.append(_no_clause(name))
    if headings.problems:
        raise ContractError(name, headings.problems)
    found = [*preamble(lines, headings.found[0]), *headings.found]
    _assign(lines, found)
    footnotes, missing = find_footnotes(lines)
    mark_signatures(lines, [one.number for one in headings.found])
    lost = lost_in(lines, missing)
    notes = [*headings.notes, *_unkept(name, listed, found)]
    return ContractText(
        name,
        tuple(lines),
        tuple(_clauses(lines, found, lost)),
        tuple(footnotes),
        tuple(lost),
        tuple(notes),
    )


def _no_clause(name: str) -> Problem:
    return Problem(
        name,
        0,
        "",
        "clause-none",
        Said("no line begins a clause"),
        allowed=Said("headings on lines of their own, with a number, such as '3.1 Aim'"),
        mend=Said(
            "check that it is the contract; put each heading with its number on its own line"
        ),
    )


def _assign(lines: Sequence[Line], headings: Sequence[Heading]) -> None:
    """Tell each line which clause it stands in."""
    starts = {heading.line.number: heading.number for heading in headings}
    clause = ""
    for line in lines:
        clause = starts.get(line.number, clause)
        line.clause = clause


def _clauses(
    lines: Sequence[Line], headings: Sequence[Heading], lost: Sequence[Loss]
) -> list[ClauseText]:
    known = frozenset(heading.number for heading in headings)
    text: dict[str, list[Line]] = {number: [] for number in known}
    for line in lines:
        if line.kind is Kind.BODY and line.clause:
            text[line.clause].append(line)
    for heading in headings:
        if not heading.title and heading.line.kind is Kind.HEADING:
            text[heading.number].insert(0, _paragraph(heading))
    return [
        ClauseText(
            heading.number,
            joined(heading.title, lost),
            parent_number(heading.number, known),
            heading.line.number,
            tuple(text[heading.number]),
        )
        for heading in headings
    ]


def _paragraph(heading: Heading) -> Line:
    """The text that stands beside the number of a paragraph without heading."""
    one = numbered(heading.line.bare)
    text = one.title if one is not None else heading.line.bare
    return Line(heading.line.number, text, Kind.BODY, heading.number)


def _unkept(name: str, listed: dict[str, str], found: Sequence[Heading]) -> list[Problem]:
    """A note for each clause that the table of contents lists and the text has not."""
    known = {heading.number for heading in found}
    return [
        Problem(
            name,
            0,
            "",
            "clause-listed",
            Said(
                "the table of contents lists clause %(number)s, %(title)r; the text has no such "
                "clause",
                number=number,
                title=title,
            ),
            mend=Said(
                "check that the copy is complete, and that the heading has a line of its own"
            ),
        )
        for number, title in listed.items()
        if number not in known
    ]
