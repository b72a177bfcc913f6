"""What the city should measure next: the assumptions that its total rests on, widest first."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.book import Book, Row
from citypact.figures.context import Context
from citypact.figures.naming import row_name
from citypact.figures.numbers import write_number, write_range
from citypact.model.dependencies import dependencies

__all__ = ["Assumption", "assumptions"]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that nobody has measured.

    Attributes:
        what: what it is about.
        value, span: in words; span empty where it has none.
        reason: why it was assumed, in the book's own words.
        key: key of the row.
        width: how wide its span is in proportion to its value; 0 where it has none.
    """

    what: str
    value: str
    span: str
    reason: str
    key: str
    width: float


def assumptions(context: Context, book: Book, language: str) -> tuple[Assumption, ...]:
    """Return the assumptions behind the total, the one with the widest span first.

    Of a path over several years, and of rows assumed for one and the same reason, only the
    one with the widest span is named.
    """
    result = context.contract or context.reference
    scenario = "" if result is None else result.scenario
    city = context.city if result is None else book.city(_background(context, scenario))
    rows = [book.row(key) for key in dependencies(city, "total", scenario=scenario)]
    found: dict[tuple[str, str], Assumption] = {}
    for row in rows:
        if "quality" not in row.form.columns or row.text("quality") != "assumption":
            continue
        assumption = _assumption(book, row, language)
        place = (row.form.name, assumption.reason or assumption.what)
        if place not in found or found[place].width < assumption.width:
            found[place] = assumption
    return tuple(sorted(found.values(), key=lambda each: (-each.width, each.key)))


def _background(context: Context, scenario: str) -> str:
    """Return the background of a scenario."""
    return context.city.scenarios[scenario].background


def _assumption(book: Book, row: Row, language: str) -> Assumption:
    """Take an assumption from its row."""
    unit = row.text("unit")
    low, high, value = row.number("low"), row.number("high"), row.number("value")
    spanned = low is not None and high is not None
    return Assumption(
        what=row_name(book, row, language),
        value=write_number(value, unit, language),
        span=write_range(low, high, unit, language) if spanned else "",
        reason=row.told("note", language)[0],
        key=row.full_key,
        width=(high - low) / abs(value) if value and low is not None and high is not None else 0.0,
    )
