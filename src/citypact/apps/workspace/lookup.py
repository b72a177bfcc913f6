"""From what an address names to what is kept, or a page that says what there is instead."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.workspace import selectors
from citypact.apps.workspace.models import (
    BookRow,
    BookVersion,
    City,
    CityPage,
    Drawing,
    StoredFigure,
    StoredFile,
)

__all__ = [
    "figure_or_404",
    "file_or_404",
    "language",
    "lost_row_or_404",
    "page_or_404",
    "row_or_none",
    "version_or_404",
]


def language() -> str:
    """The language of this request, ``sv`` or ``en``."""
    return get_language() or "sv"


def version_or_404(city: str) -> BookVersion:
    """The book version that ``city`` shows.

    Raises:
        Http404: there is no such city.
    """
    try:
        return selectors.version_of(city)
    except City.DoesNotExist as error:
        reason = _("There is no city called “%(city)s” in this workspace.") % {"city": city}
        raise Http404(reason) from error


def figure_or_404(
    book: BookVersion, figure: str, variant: str = "", *, place: str = ""
) -> StoredFigure:
    """A figure of ``book`` in the language of this request.

    Raises:
        Http404: there is no such figure, no such variant of it, or no drawing for ``place``.
    """
    try:
        found = selectors.figure_of(book, language(), figure, variant)
        if place:
            found.drawings.get(place=place)
    except (StoredFigure.DoesNotExist, Drawing.DoesNotExist) as error:
        raise Http404(_("This city has no such figure.")) from error
    return found


def page_or_404(book: BookVersion, name: str, variant: str = "") -> selectors.ShownPage:
    """The page of ``book`` called ``name`` in the language of this request.

    Raises:
        Http404: the city has no such page.
    """
    try:
        return selectors.shown_page(book, language(), variant, name=name)
    except CityPage.DoesNotExist as error:
        raise Http404(_("This city has no such page.")) from error


def file_or_404(book: BookVersion, name: str) -> StoredFile:
    """The file of ``book`` called ``name``.

    Raises:
        Http404: the city has no such file.
    """
    try:
        return selectors.file_of(book, name)
    except StoredFile.DoesNotExist as error:
        raise Http404(_("This city has no such file.")) from error


def row_or_none(book: BookVersion, key: str) -> BookRow | None:
    """The row of ``book`` with ``key``; None where it has none."""
    try:
        return selectors.row_of(book, key)
    except BookRow.DoesNotExist:
        return None


def lost_row_or_404(book: BookVersion, key: str) -> BookRow:
    """The row with ``key`` as a book version before ``book`` last had it.

    Raises:
        Http404: there never was such a row.
    """
    try:
        return selectors.lost_row_of(book, key)
    except BookRow.DoesNotExist as error:
        reason = _("The city book has no row “%(key)s”.") % {"key": key}
        raise Http404(reason) from error
