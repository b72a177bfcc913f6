"""Which lines begin a clause or an annex.

What is against the order of the numbers is told: a number that comes twice is refused, one that
is skipped or comes late is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from citypact.contract.text.footnote import markers
from citypact.contract.text.hyphen import join
from citypact.contract.text.line import Kind, Line
from citypact.contract.text.numbering import Numbered, annex, is_title, numbered, same_title
from citypact.contract.text.order import Order
from citypact.errors import Problem
from citypact.said import Said

__all__ = ["Heading", "Headings", "find_headings"]

#: What is left of a title on a second line is no longer, in characters.
LONGEST_REST = 80

#: A title that ends with one of these goes on.
_GOES_ON = (
    ",",
    "-",
    " och",
    " samt",
    " för",
    " i",
    " av",
    " med",
    " and",
    " of",
    " the",
    " for",
    " in",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a clause begins.

    Attributes:
        line: the line of its number.
        number: such as ``3.10``, or ``bilaga-1`` for an annex.
        title: empty for a numbered paragraph, whose text stands beside its number.
        rest: the line that its title goes on on; None where it has one line.
    """

    line: Line
    number: str
    title: str
    rest: Line | None = None


@dataclass
class Headings:
    """Every heading, in order, and what is wrong or odd with their numbers."""

    found: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def find_headings(file: str, lines: Sequence[Line], listed: Mapping[str, str]) -> Headings:
    """Mark the lines that begin clauses and annexes.

    Args:
        file: name of the text, for what is told.
        lines: every line; contents and furniture are known.
        listed: titles by number, from the table of contents.
    """
    body = [line for line in lines if line.kind is Kind.BODY]
    begins = [numbered(line.bare) for line in body]
    order = Order(listed, Counter(one.number for one in begins if one))
    headings = Headings()
    for place, (line, one) in enumerate(zip(body, begins, strict=True)):
        extra = annex(line.bare)
        if extra is not None and order.lines:
            _accept(headings, order, Heading(line, *extra), file)
        if extra is not None or one is None or order.in_annexes:
            order.led.update(markers(line.text))
            continue
        order.ahead[one.number] -= 1
        rest = body[place + 1] if place + 1 < len(body) else None
        whole = _whole(one, rest, listed)
        before = body[place - 1].bare if place else ""
        if order.begins_clause(whole, before, rest.bare if rest else ""):
            title = whole.title if is_title(whole.title) else ""
            heading = Heading(line, one.number, title, rest if whole is not one else None)
            _accept(headings, order, heading, file)
        else:
            order.led.update(markers(line.text))
    return headings


def _whole(one: Numbered, rest: Line | None, listed: Mapping[str, str]) -> Numbered:
    """``one`` with the rest of its title, where that stands on the next line."""
    if rest is None or numbered(rest.bare) is not None or len(rest.bare) > LONGEST_REST:
        return one
    whole = replace(one, title=join(one.title, rest.bare))
    if one.number in listed and not same_title(one.title, listed[one.number]):
        return whole if same_title(whole.title, listed[one.number]) else one
    goes_on = one.title.endswith(_GOES_ON) and rest.bare[:1].islower() and is_title(whole.title)
    return whole if goes_on else one


def _accept(headings: Headings, order: Order, heading: Heading, file: str) -> None:
    line, number = heading.line, heading.number
    if number in order.lines:
        headings.problems.append(
            Problem(
                file,
                line.number,
                "",
                "clause-twice",
                Said(
                    "clause %(number)s comes a second time; it began on line %(lines)s",
                    number=number,
                    lines=order.lines[number],
                ),
                found=line.bare[:100],
                allowed=Said("each number once"),
                mend=Said(
                    "give one of the two another number; an item of a list begins with a bullet"
                ),
            )
        )
        return
    for marked in (line, heading.rest):
        if marked is not None:
            marked.kind = Kind.HEADING
    headings.found.append(heading)
    order.lines[number] = line.number
    if not number[0].isdigit():
        order.in_annexes = True
        return
    key = tuple(int(part) for part in number.split("."))
    headings.notes += _odd(order, heading, key, file)
    order.last, order.item = max(order.last, key), 0


def _odd(order: Order, heading: Heading, key: tuple[int, ...], file: str) -> list[Problem]:
    """A note where a clause comes late, and where a number before it is skipped."""
    before = ".".join(map(str, (*key[:-1], key[-1] - 1)))
    if key < order.last:
        said = Said("clause %(number)s stands after a later one", number=heading.number)
        mend = Said("move or renumber it")
    elif key[-1] > 1 and before not in order.lines:
        said = Said("the numbers skip clause %(before)s", before=before)
        mend = Said("nothing, where there is no such clause; otherwise give it its heading")
    elif len(key) > 1 and ".".join(map(str, key[:-1])) not in order.lines:
        said = Said("clause %(number)s stands without a clause above it", number=heading.number)
        mend = Said("give the clause above it its heading")
    else:
        return []
    return [Problem(file, heading.line.number, "", "clause-order", said, mend=mend)]
