"""Which lines begin a clause: told from items of lists, footnotes and figures in the text.

A number at the beginning of a line is a clause's where it follows in the order of clauses. What
is against the order is told: a number that comes twice is refused, one that is skipped or comes
late is noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from citypact.contract.text.footnote import markers
from citypact.contract.text.line import Kind, Line
from citypact.contract.text.numbering import Numbered, annex, is_title, numbered
from citypact.errors import Problem

__all__ = ["Heading", "Headings", "find_headings"]

#: So many numbers may be missing between two clauses; a larger step is a figure in the text.
LARGEST_STEP = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a clause begins.

    Attributes:
        line: the line of its number.
        number: such as ``3.10``, or ``bilaga-1`` for an annex.
        title: empty for a numbered paragraph, whose text stands beside its number.
    """

    line: Line
    number: str
    title: str


@dataclass
class Headings:
    """Every heading, in order, and what is wrong or odd with their numbers."""

    found: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass
class _Order:
    """The numbers so far."""

    lines: dict[str, int] = field(default_factory=dict)
    last: tuple[int, ...] = ()
    item: int = 0  # the last number of a numbered list within the clause
    in_annexes: bool = False  # numbers within an annex are its own

    @property
    def top(self) -> int:
        return self.last[0] if self.last else 0


def find_headings(file: str, lines: Sequence[Line], listed: dict[str, str]) -> Headings:
    """Mark the lines that begin clauses and annexes.

    Args:
        file: name of the text, for what is told.
        lines: every line; contents and furniture are known.
        listed: titles by number, from the table of contents.
    """
    body = [line for line in lines if line.kind is Kind.BODY]
    footnotes = {marker for line in body for marker in markers(line.text)}
    headings, order = Headings(), _Order()
    for place, line in enumerate(body):
        extra = annex(line.bare)
        if extra is not None and order.lines:
            _accept(headings, order, Heading(line, *extra), file)
            continue
        one = numbered(line.bare)
        if one is None or order.in_annexes:
            continue
        before = body[place - 1].bare if place else ""
        if not one.marked and not _plain(one, order, footnotes, listed):
            continue
        if _is_item(one, order, before, body[place + 1 :], listed):
            order.item = one.key[0]
            continue
        if _follows(one, order, listed):
            title = one.title if is_title(one.title) else ""
            _accept(headings, order, Heading(line, one.number, title), file)
    return headings


def _plain(one: Numbered, order: _Order, footnotes: set[int], listed: dict[str, str]) -> bool:
    """Whether a number without any mark is a clause's, and not a footnote's or a figure."""
    if one.number in listed:
        return _same(one.title, listed[one.number])
    return (
        is_title(one.title)
        and one.key[0] not in footnotes
        and one.key[0] in {order.top + 1, order.top}
    )


def _same(title: str, listed: str) -> bool:
    return title.casefold().split() == listed.casefold().split()


def _is_item(
    one: Numbered, order: _Order, before: str, after: Sequence[Line], listed: dict[str, str]
) -> bool:
    """Whether a single number begins an item of a list within a clause."""
    if len(one.key) > 1 or (one.number in listed and _same(one.title, listed[one.number])):
        return False
    number = one.key[0]
    if not is_title(one.title) or before.endswith(":"):
        return True
    if number == order.item + 1 and order.item:
        previous = numbered(before)
        alike = previous is not None and is_title(previous.title) and previous.key[0] == order.item
        return number != order.top + 1 or alike
    following = numbered(after[0].bare) if after else None
    return number != order.top + 1 and following is not None and following.key == (number + 1,)


def _follows(one: Numbered, order: _Order, listed: dict[str, str]) -> bool:
    """Whether ``one`` is where clauses have such a number; also one that comes again or late."""
    key = one.key
    titled = is_title(one.title)
    if one.number in listed or one.number in order.lines:
        return titled or _next(key, order)
    if not titled:
        return len(key) > 1 and _next(key, order)
    return key[0] <= order.top + LARGEST_STEP


def _next(key: tuple[int, ...], order: _Order) -> bool:
    """Whether ``key`` is the first below the last clause, or the next beside it or above it."""
    if key == (*order.last, 1) or key == (order.top + 1, 1):
        return True
    return any(
        key == (*order.last[:depth], order.last[depth] + 1) for depth in range(len(order.last))
    )


def _accept(headings: Headings, order: _Order, heading: Heading, file: str) -> None:
    line, number = heading.line, heading.number
    if number in order.lines:
        headings.problems.append(
            Problem(
                file,
                line.number,
                "",
                "clause-twice",
                f"clause {number} comes a second time; it began on line {order.lines[number]}",
                found=line.bare[:100],
                allowed="each number once",
                mend="give one of the two another number; an item of a list begins with a bullet",
            )
        )
        return
    line.kind = Kind.HEADING
    headings.found.append(heading)
    order.lines[number] = line.number
    if not number[0].isdigit():
        order.in_annexes = True
        return
    key = tuple(int(part) for part in number.split("."))
    _note_order(headings, order, heading, key, file)
    order.last, order.item = max(order.last, key), 0


def _note_order(
    headings: Headings, order: _Order, heading: Heading, key: tuple[int, ...], file: str
) -> None:
    """Note a clause that comes late, and one before which a number is skipped."""
    expected = (*key[:-1], key[-1] - 1)
    before = ".".join(map(str, expected))
    if key < order.last:
        said, mend = f"clause {heading.number} stands after a later one", "move or renumber it"
    elif key[-1] > 1 and before not in order.lines:
        said = f"the numbers skip clause {before}"
        mend = "nothing, where there is no such clause; otherwise give it its heading"
    elif len(key) > 1 and ".".join(map(str, key[:-1])) not in order.lines:
        said = f"clause {heading.number} stands without a clause above it"
        mend = "give the clause above it its heading"
    else:
        return
    headings.notes.append(Problem(file, heading.line.number, "", "clause-order", said, mend=mend))
