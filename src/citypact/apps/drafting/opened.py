"""The version that a page is about, for whoever asks for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citypact.apps.conduct.guard import actor_of
from citypact.apps.contracts.vocabulary import STATES, word
from citypact.apps.drafting.clause_page import ClausePage
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.apps.drafting.rows import Rows
from citypact.apps.drafting.selectors import Draft, draft_for, rows_of_clause

__all__ = ["clause_frame", "clause_or_404", "frame", "language", "opened", "row_or_404"]


def language() -> str:
    """Of the page: ``sv`` or ``en``."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def opened(request: HttpRequest, city: str, contract: str, version: str) -> Draft:
    """The version that an address names.

    Raises:
        Http404: there is none.
        PermissionDenied: whoever asks may not read it.
    """
    try:
        return draft_for(actor_of(request), city, contract, version)
    except KeptContract.DoesNotExist as error:
        raise Http404(_("This city has no such contract that is being written here.")) from error


def clause_or_404(draft: Draft, clause: str) -> str:
    """The clause that an address names.

    Raises:
        Http404: the version has none of this id.
    """
    if clause not in draft.outline.clause:
        raise Http404(_("There is no such clause in this version; it may have been taken away."))
    return clause


def row_or_404(draft: Draft, table: str, key: str) -> tuple[KeptRow, Rows, str]:
    """A row, the rows of its clause, and the clause. One query.

    Raises:
        Http404: the version has no such row.
    """
    full = (table, f"{draft.version}:{key}")
    for line in draft.outline.clauses:
        if full in line.rows:
            rows = rows_of_clause(draft, line.id)
            row = rows.find(*full)
            if row is not None:
                return row, rows, line.id
    raise Http404(_("This is not there any more; somebody may have taken it away."))


def frame(draft: Draft, current: str) -> dict[str, object]:
    """What the frame of every page on a draft shows."""
    return {
        "draft": draft,
        "city": draft.city,
        "contract": draft.contract,
        "version": draft.version,
        "year": draft.outline.version.year,
        "state": word(STATES, draft.outline.version.state),
        "is_open": draft.outline.is_open,
        "contract_title": draft.contract.title(language()),
        "versions": [
            (name, year, word(STATES, state)) for name, year, state in draft.outline.versions
        ],
        "current": current,
    }


def clause_frame(draft: Draft, page: ClausePage) -> dict[str, object]:
    """What the page on a clause shows."""
    heading = f"{page.line.number} {page.title}".strip()
    return {**frame(draft, "clause"), "page": page, "heading": heading}
