"""The publications that figures rest on."""

from __future__ import annotations

from collections.abc import Iterable

from citypact.book import Book, Row
from citypact.figures.context import Context
from citypact.figures.figure import Figure
from citypact.model.dependencies import dependencies

__all__ = ["sources_behind"]


def sources_behind(
    context: Context, book: Book, figures: Iterable[Figure], language: str
) -> tuple[Row, ...]:
    """Return the rows of ``sources`` that the figures' rows and the total name, by title."""
    keys: dict[str, None] = {}
    for figure in figures:
        keys.update(dict.fromkeys(figure.sources))
    for result in context.results.values():
        city = book.city(context.city.scenarios[result.scenario].background)
        keys.update(dict.fromkeys(dependencies(city, "total", scenario=result.scenario)))
    found: dict[str, Row] = {}
    for key in keys:
        source = book.source(book.row(key))
        if source is not None:
            found[source.key] = source
    return tuple(sorted(found.values(), key=lambda row: (row.text(f"title_{language}"), row.key)))
