"""The addresses of this app, all of them pages in each language."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from citypact.apps.drafting import pages, row_pages, said_pages

__all__ = ["RowConverter", "pages_of_language"]


class RowConverter(StringConverter):
    """The key of a row without its version: one id, or two with a colon between."""

    regex = "[a-z0-9][a-z0-9.-]*(?::[a-z0-9][a-z0-9.-]*)?"


register_converter(RowConverter, "row")

_DRAFT = "<name:city>/contracts/<name:contract>/<name:version>/write/"
_CLAUSE = f"{_DRAFT}clauses/<name:clause>/"
_ROW = f"{_DRAFT}rows/<slug:table>/"

pages_of_language = (
    [
        path(_DRAFT, pages.draft, name="draft"),
        path(f"{_DRAFT}accept/", pages.accept_all, name="accept-all"),
        path(f"{_DRAFT}history/", pages.past, name="past"),
        path(f"{_DRAFT}numbers/", pages.numbers, name="numbers"),
        path(_CLAUSE, pages.clause, name="clause"),
        path(f"{_CLAUSE}accept/", pages.accept, name="accept"),
        path(f"{_CLAUSE}withdraw/", pages.withdraw, name="withdraw"),
        path(f"{_CLAUSE}move/", row_pages.move, name="move"),
        path(f"{_CLAUSE}comments/", said_pages.comment, name="comment"),
        path(f"{_DRAFT}comments/<int:number>/settle/", said_pages.settle, name="settle"),
        path(
            f"{_DRAFT}comments/<int:number>/remove/",
            said_pages.remove_comment,
            name="remove-comment",
        ),
        path(f"{_DRAFT}proposals/<int:number>/", said_pages.proposal, name="proposal"),
        path(
            f"{_DRAFT}proposals/<int:number>/withdraw/",
            said_pages.withdraw_proposal,
            name="withdraw-proposal",
        ),
        path(f"{_ROW}add/", row_pages.add, name="add"),
        path(f"{_ROW}<row:key>/change/", row_pages.change, name="change"),
        path(f"{_ROW}<row:key>/remove/", row_pages.remove, name="remove"),
    ],
    "drafting",
)
