"""What pages read from the database: each function asks a fixed number of queries.

Everything of a city hangs on its book version, and a book version is got here, where the
policy is asked: no page can forget to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from citypact.apps.conduct.actor import VISITOR, Actor
from citypact.apps.workspace import policy
from citypact.apps.workspace.models import (
    CITY_PAGE,
    BookRow,
    BookVersion,
    City,
    CityPage,
    Drawing,
    StoredFigure,
    StoredFile,
    StoredResult,
)

__all__ = [
    "Form",
    "ShownPage",
    "cities",
    "figure_of",
    "figures_citing",
    "file_of",
    "form_of",
    "lost_row_of",
    "name_of",
    "results_of",
    "row_of",
    "rows_of",
    "shown_page",
    "version_of",
]

#: Where a figure is drawn on a page; the drawing for a file is read only when it is asked for.
ON_PAGES = ("wide", "narrow")
#: What only the pages of rows need of a book version.
LARGE = ("shown__form", "shown__settings")

#: By table: a kept :class:`~citypact.apps.workspace.prepared.PreparedForm`.
Form = Mapping[str, Mapping[str, Any]]  # Any: what JSON gives


@dataclass(frozen=True)
class ShownPage:
    """A page of a city: its book version, its text and its figures, in one language."""

    book: BookVersion
    page: CityPage
    figures: tuple[StoredFigure, ...]


def cities(actor: Actor = VISITOR) -> list[BookVersion]:
    """The book versions that are shown, by city. One query."""
    policy.BOOK_VERSIONS.require(actor, "read")
    return [city.shown for city in City.objects.select_related("shown").defer(*LARGE)]


def version_of(city: str, actor: Actor = VISITOR) -> BookVersion:
    """The book version that ``city`` shows. One query.

    Raises:
        City.DoesNotExist: no such city in this workspace.
    """
    policy.BOOK_VERSIONS.require(actor, "read")
    return City.objects.select_related("shown").defer(*LARGE).get(id=city).shown


def name_of(city: str, language: str, actor: Actor = VISITOR) -> str:
    """The city's name; its id where this workspace does not show it. One query."""
    policy.BOOK_VERSIONS.require(actor, "read")
    found = BookVersion.objects.filter(pk__in=City.objects.filter(id=city).values("shown"))
    titles = found.values_list(f"title_{language}", flat=True)
    return titles.first() or city


def shown_page(
    book: BookVersion, language: str, variant: str = "", *, name: str = CITY_PAGE
) -> ShownPage:
    """A page of ``book``. Three queries, and one more where a variant is asked for.

    Args:
        book: as :func:`version_of` gives it.
        language: ``sv`` or ``en``.
        variant: what the reader chose where there is a choice; one that does not exist
            leaves the one that is shown first.
        name: of the page.

    Raises:
        CityPage.DoesNotExist: the city has no such page.
    """
    page = CityPage.objects.get(book=book, name=name, language=language)
    every = StoredFigure.objects.filter(book=book, language=language, page=name)
    known = bool(variant) and every.filter(variant=variant).exists()
    which = Q(variant="") | (Q(variant=variant) if known else Q(chosen=True))
    drawings = Prefetch("drawings", Drawing.objects.filter(place__in=ON_PAGES))
    figures = every.filter(which).defer("csv").prefetch_related(drawings)
    return ShownPage(book, page, tuple(figures))


def file_of(book: BookVersion, name: str) -> StoredFile:
    """A file to take along. One query.

    Raises:
        StoredFile.DoesNotExist: the city has no such file.
    """
    return StoredFile.objects.get(book=book, name=name)


def figure_of(book: BookVersion, language: str, figure_id: str, variant: str = "") -> StoredFigure:
    """One figure with its drawings; without ``variant`` the one shown first. Two queries.

    Raises:
        StoredFigure.DoesNotExist: the book version has no such figure.
    """
    which = Q(variant=variant) if variant else Q(chosen=True)
    figures = StoredFigure.objects.prefetch_related("drawings")
    return figures.get(which, book=book, language=language, figure_id=figure_id)


def form_of(book: BookVersion) -> Form:
    """The form of the book's tables, by table. One query."""
    form: Form = BookVersion.objects.values_list("form", flat=True).get(pk=book.pk)
    return form


def rows_of(book: BookVersion, keys: Sequence[str]) -> list[BookRow]:
    """The rows with these keys, in the order of ``keys``. One query for each 500 keys."""
    step = 500
    found: dict[str, BookRow] = {}
    for start in range(0, len(keys), step):
        some = BookRow.objects.filter(book=book, key__in=keys[start : start + step])
        found.update((row.key, row) for row in some)
    return [found[key] for key in keys if key in found]


def row_of(book: BookVersion, key: str) -> BookRow:
    """The row with ``key``. One query.

    Raises:
        BookRow.DoesNotExist: the book version has no such row.
    """
    return BookRow.objects.get(book=book, key=key)


def lost_row_of(book: BookVersion, key: str) -> BookRow:
    """The row with ``key`` as an earlier book version of the city last had it. One query.

    Raises:
        BookRow.DoesNotExist: none ever had such a row.
    """
    earlier = BookRow.objects.filter(book__city_id=book.city_id, key=key)
    found = earlier.order_by("-book__loaded_at").first()
    if found is None:
        raise BookRow.DoesNotExist
    return found


def figures_citing(book: BookVersion, language: str, key: str) -> list[StoredFigure]:
    """The figures that rest on the row ``key``. One query."""
    figures = StoredFigure.objects.filter(book=book, language=language, chosen=True)
    return [
        figure
        for figure in figures.only("figure_id", "title", "sources", "book_id", "language")
        if key in figure.sources
    ]


def results_of(book: BookVersion) -> list[StoredResult]:
    """Every scenario's result, in the order of computing. One query."""
    return list(StoredResult.objects.filter(book=book))
