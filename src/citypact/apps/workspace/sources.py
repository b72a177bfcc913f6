"""The way back from a figure: the rows of the book behind it, and the publications behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from citypact.apps.workspace.prepared import Publication
from citypact.book import Book
from citypact.figures import Context, Figure
from citypact.model.dependencies import dependencies

__all__ = ["publications_of", "rows_behind"]


def rows_behind(figure: Figure, context: Context) -> tuple[str, ...]:
    """Keys of the rows that ``figure`` shows, then of those that its results rest on."""
    keys = dict.fromkeys(figure.sources)
    for output in figure.outputs:
        keys.update(dict.fromkeys(dependencies(context.city, output)))
    return tuple(keys)


def publications_of(book: Book, keys: Sequence[str], language: str) -> tuple[Publication, ...]:
    """The publications that the rows with these keys are taken from, the most used first."""
    count: Counter[str] = Counter()
    for key in keys:
        source = book.source(book.row(key))
        if source is not None:
            count[source.full_key] += 1
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    return tuple(_publication(book, key, rows, language) for key, rows in ranked)


def _publication(book: Book, key: str, rows: int, language: str) -> Publication:
    row = book.row(key)
    return Publication(
        key=key,
        title=row.text(f"title_{language}"),
        publisher=row.text(f"publisher_{language}"),
        year=row.text("year"),
        address=row.text("address"),
        rows=rows,
    )
