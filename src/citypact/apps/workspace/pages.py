"""Requests for pages: what an address names is looked up, and a template shows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from citypact.apps.conduct.guard import guarded
from citypact.apps.workspace import selectors
from citypact.apps.workspace.lookup import (
    figure_or_404,
    language,
    lost_row_or_404,
    page_or_404,
    row_or_none,
    version_or_404,
)
from citypact.apps.workspace.models import BookVersion
from citypact.apps.workspace.places import CITY_PAGE
from citypact.apps.workspace.policy import BOOK_VERSIONS
from citypact.apps.workspace.reading import ReadRow
from citypact.apps.workspace.row_history import row_history

__all__ = ["cities", "city", "figure", "report", "row"]

#: The questions in an address by which a reader chooses which two inventories are compared: the
#: form asks for one each, a link names both.
SIDES = ("a", "b")
CHOICE = "pair"
BETWEEN = "~"


@require_safe
@guarded(BOOK_VERSIONS, "read")
def cities(request: HttpRequest) -> HttpResponse:
    """The start page: the cities of this workspace."""
    versions = selectors.cities()
    return render(request, "workspace/cities.html", {"versions": versions})


@require_safe
@guarded(BOOK_VERSIONS, "read")
def city(request: HttpRequest, city: str) -> HttpResponse:
    """A city's page: now, promised, gap, and every figure behind them."""
    book = version_or_404(city)
    chosen = [request.GET.get(side, "") for side in SIDES]
    shown = page_or_404(book, CITY_PAGE, BETWEEN.join(chosen) if all(chosen) else "")
    pair = next((figure.variant for figure in shown.figures if figure.variant), "")
    context = {"shown": shown, "city": book, "sides": pair.split(BETWEEN)}
    return render(request, "workspace/city.html", context)


@require_safe
@guarded(BOOK_VERSIONS, "read")
def report(request: HttpRequest, city: str, page: str) -> HttpResponse:
    """A page of a city on money or choice."""
    book = version_or_404(city)
    context = {"shown": page_or_404(book, page), "city": book}
    return render(request, "workspace/report.html", context)


@require_safe
@guarded(BOOK_VERSIONS, "read")
def figure(request: HttpRequest, city: str, figure: str) -> HttpResponse:
    """One figure with every row of the book that it rests on."""
    book = version_or_404(city)
    found = figure_or_404(book, figure, request.GET.get(CHOICE, ""))
    form = selectors.form_of(book)
    rows = [ReadRow.of(row, form) for row in selectors.rows_of(book, found.sources)]
    return render(request, "workspace/figure.html", {"city": book, "figure": found, "rows": rows})


@require_safe
@guarded(BOOK_VERSIONS, "read")
def row(request: HttpRequest, city: str, key: str) -> HttpResponse:
    """One row of the book as it is written: source, history, and the figures that rest on it."""
    book = version_or_404(city)
    found = row_or_none(book, key)
    if found is None:
        return _lost_row(request, book, key)
    form = selectors.form_of(book)
    read = ReadRow.of(found, form)
    referred = {each.key: each for each in selectors.rows_of(book, read.references)}
    source = referred.get(f"sources/{found.cells.get('source', '')}")
    context = {
        "city": book,
        "row": read,
        "names": {key: each.name(language()) for key, each in referred.items()},
        "source": ReadRow.of(source, form) if source else None,
        "figures": selectors.figures_citing(book, language(), key),
        "history": row_history(city, key, form),
    }
    return render(request, "workspace/row.html", context)


def _lost_row(request: HttpRequest, book: BookVersion, key: str) -> HttpResponse:
    """What became of a row that is no longer in the book."""
    lost = lost_row_or_404(book, key)
    history = row_history(book.city_id, key, selectors.form_of(book))
    context = {"city": book, "row": lost, "name": lost.name(language()), "history": history}
    return render(request, "workspace/lost_row.html", context)
