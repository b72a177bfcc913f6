"""The three figures that a page begins with: where we are, what is promised, the gap.

They are picked from the inventory and from the contract's result, and written; nothing is
computed.
"""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext

from citypact.apps.workspace.naming import name_of
from citypact.apps.workspace.prepared import KeyFigure
from citypact.apps.workspace.tables import exact
from citypact.book import Book
from citypact.figures.context import Context, Standing
from citypact.figures.numbers import write_number, write_probability, write_range
from citypact.figures.sentences import three_sentences

__all__ = ["key_figures"]

UNIT = "kt"


def key_figures(book: Book, context: Context, language: str) -> tuple[KeyFigure, ...]:
    """The figures of the main inventory, target and contract; fewer where the book lacks one."""
    now, promised, gap = three_sentences(context, language)
    with translation.override(language):
        found = [_now(book, context, now, language)]
        standing = context.standing(context.contract or context.reference)
        if standing is not None and context.target is not None:
            found.append(_promised(standing, promised, language))
            found.append(_gap(book, context.target.id, standing, gap, language))
    return tuple(figure for figure in found if figure is not None)


def _now(book: Book, context: Context, sentence: str, language: str) -> KeyFigure | None:
    if not context.history:
        return None
    latest = context.history[-1]
    inventory = f"inventories/{context.inventory.id}"
    return KeyFigure(
        id="now",
        value=write_number(latest.value, UNIT, language),
        year=latest.year,
        sentence=sentence,
        exact=exact(latest.value, UNIT, language),
        method=gettext("The latest published total of the inventory that the target refers to."),
        rows=_named(book, (*latest.keys, inventory), language),
    )


def _promised(standing: Standing, sentence: str, language: str) -> KeyFigure:
    drawn = standing.low is not None
    return KeyFigure(
        id="promised",
        value=write_number(standing.value, UNIT, language),
        year=standing.year,
        sentence=sentence,
        exact=exact(standing.value, UNIT, language),
        method=gettext("The model's result with the contract's measures."),
        band=write_range(standing.low, standing.high, UNIT, language) if drawn else "",
        figure="pathway",
    )


def _gap(book: Book, target: str, standing: Standing, sentence: str, language: str) -> KeyFigure:
    probability = standing.probability
    return KeyFigure(
        id="gap",
        value=write_number(standing.gap, UNIT, language),
        year=standing.year,
        sentence=sentence,
        exact=exact(standing.gap, UNIT, language),
        method=gettext("What is promised less what the target allows."),
        probability="" if probability is None else write_probability(probability, language),
        rows=_named(book, (f"targets/{target}",), language),
        figure="gap",
    )


def _named(book: Book, keys: tuple[str, ...], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, name_of(book, book.row(key), language)) for key in keys)
