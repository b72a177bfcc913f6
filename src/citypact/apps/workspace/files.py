"""Requests for files: a figure as CSV or SVG, the results as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from citypact.apps.conduct.guard import guarded
from citypact.apps.workspace import selectors
from citypact.apps.workspace.lookup import figure_or_404, file_or_404, version_or_404
from citypact.apps.workspace.policy import BOOK_VERSIONS

__all__ = ["figure_csv", "figure_svg", "file", "results"]


def _named(response: HttpResponse, name: str) -> HttpResponse:
    """Let a browser that saves the file call it ``name``; the name is made of identifiers."""
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_safe
@guarded(BOOK_VERSIONS, "read")
def figure_csv(request: HttpRequest, city: str, figure: str) -> HttpResponse:
    """The table of a figure, exact, as CSV."""
    book = version_or_404(city)
    found = figure_or_404(book, figure, request.GET.get("pair", ""))
    response = HttpResponse(found.csv, content_type="text/csv; charset=utf-8")
    return _named(response, f"{city}-{figure}-{get_language()}.csv")


@require_safe
@guarded(BOOK_VERSIONS, "read")
def figure_svg(request: HttpRequest, city: str, figure: str) -> HttpResponse:
    """The drawing of a figure as a file of its own."""
    book = version_or_404(city)
    found = figure_or_404(book, figure, request.GET.get("pair", ""), place="file")
    drawing = found.drawings.get(place="file")
    response = HttpResponse(drawing.svg, content_type="image/svg+xml")
    return _named(response, f"{city}-{figure}-{get_language()}.svg")


@require_safe
@guarded(BOOK_VERSIONS, "read")
def file(request: HttpRequest, city: str, name: str) -> HttpResponse:
    """A file that was made when the city was loaded, to be kept by the reader."""
    del request
    found = file_or_404(version_or_404(city), name)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Content-Disposition"] = f'attachment; filename="{city}-{found.name}"'
    return response


@require_safe
@guarded(BOOK_VERSIONS, "read")
def results(request: HttpRequest, city: str) -> HttpResponse:
    """Every scenario's result, each as ``citypact run --json`` prints it."""
    del request
    documents = [result.document for result in selectors.results_of(version_or_404(city))]
    return JsonResponse({"results": documents}, json_dumps_params={"ensure_ascii": False})
