"""Requests for the draft as a whole: its clauses, its history, accepting and numbering them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from citypact.apps.conduct.form_pages import form_page
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.drafting.acceptance import AcceptClauses, WithdrawAcceptance
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.clause_page import clause_page
from citypact.apps.drafting.draft_page import draft_page
from citypact.apps.drafting.forms import CommentForm
from citypact.apps.drafting.history import events_of, history
from citypact.apps.drafting.opened import clause_frame, clause_or_404, frame, language, opened
from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.placing import numbered_anew
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import rows_of
from citypact.errors import InputError

__all__ = ["accept", "accept_all", "clause", "draft", "numbers", "past", "withdraw"]

#: Events on a page of the history.
_A_PAGE = 25


@never_cache
@require_safe
@guarded(KEPT_CONTRACTS, "read")
def draft(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Every clause, of one party or of all; those that wait for us, or all."""
    found = opened(request, city, contract, version)
    party, waits = request.GET.get("party", ""), request.GET.get("waits") == "us"
    page = draft_page(found, language(), party=party, waits=waits)
    context = {
        **frame(found, "draft"),
        "page": page,
        "party": party,
        "waits": waits,
        "may_write": found.outline.is_open and found.may("write", ()),
        "may_propose": found.outline.is_open and found.may("propose"),
    }
    return render(request, "drafting/draft.html", context)


@never_cache
@require_safe
@guarded(KEPT_CONTRACTS, "read")
def clause(
    request: HttpRequest, city: str, contract: str, version: str, clause: str
) -> HttpResponse:
    """One clause with everything about it."""
    found = opened(request, city, contract, version)
    page = clause_page(found, clause_or_404(found, clause), language())
    context = {**clause_frame(found, page), "comment_form": CommentForm()}
    return render(request, "drafting/clause.html", context)


@never_cache
@require_safe
@guarded(KEPT_CONTRACTS, "read")
def past(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """What has happened to this version, the newest first."""
    found = opened(request, city, contract, version)
    pages = Paginator(events_of(found), _A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        **frame(found, "past"),
        "page": page,
        "entries": history(found, list(page.object_list), language()),
    }
    return render(request, "drafting/past.html", context)


@require_POST
@guarded(KEPT_CONTRACTS, "accept")
def accept(
    request: HttpRequest, city: str, contract: str, version: str, clause: str
) -> HttpResponse:
    """Accept a clause for a party, as it was read."""
    found = opened(request, city, contract, version)
    read = {clause_or_404(found, clause): request.POST.get("content_hash", "")}
    party = request.POST.get("party", "")
    try:
        _accepted(request, AcceptClauses(contract, version, party, read, actor_of(request)))
    except InputError as error:
        messages.error(request, in_words(error.said))
    return redirect("drafting:clause", city, contract, version, clause)


@require_POST
@guarded(KEPT_CONTRACTS, "accept")
def accept_all(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Accept every clause for a party, as the list of clauses was read."""
    found = opened(request, city, contract, version)
    party = request.POST.get("party", "")
    read = {line.id: line.content_hash for line in found.outline.clauses}
    try:
        _require_seen(request, found.outline)
        _accepted(request, AcceptClauses(contract, version, party, read, actor_of(request)))
    except InputError as error:
        messages.error(request, in_words(error.said))
    return redirect("drafting:draft", city, contract, version)


def _accepted(request: HttpRequest, action: AcceptClauses) -> None:
    """Accept, and tell how many.

    Raises:
        InputError: it could not be.
    """
    count = len(action.perform())
    message = ngettext("%(count)s clause was accepted.", "%(count)s clauses were accepted.", count)
    messages.success(request, message % {"count": count})


@require_POST
@guarded(KEPT_CONTRACTS, "accept")
def withdraw(
    request: HttpRequest, city: str, contract: str, version: str, clause: str
) -> HttpResponse:
    """Take back that a party accepts a clause."""
    opened(request, city, contract, version)
    party = request.POST.get("party", "")
    try:
        WithdrawAcceptance(contract, version, party, clause, actor_of(request)).perform()
        messages.success(request, _("The clause is accepted no longer."))
    except InputError as error:
        messages.error(request, in_words(error.said))
    return redirect("drafting:clause", city, contract, version, clause)


@form_page
@guarded(KEPT_CONTRACTS, "write")
def numbers(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Number the clauses by their place, after showing what that gives."""
    found = opened(request, city, contract, version)
    if not found.may("write", ()):
        message = f"{found.actor.id} may not number the clauses of {contract} anew"
        raise PermissionDenied(message)
    edits = numbered_anew(found.outline, rows_of(found.contract))
    if request.method == "POST":
        try:
            _require_seen(request, found.outline)
            WriteRows(contract, edits, actor_of(request)).perform()
        except InputError as error:
            messages.error(request, in_words(error.said))
            return redirect("drafting:numbers", city, contract, version)
        messages.success(request, _("The clauses are numbered by their place."))
        return redirect("drafting:draft", city, contract, version)
    lines = [
        (found.outline.clause[str((each.cells or {})["id"])], (each.cells or {})["number"])
        for each in edits
    ]
    shown = [(line.number, number, line.titles[language()]) for line, number in lines]
    context = {**frame(found, "numbers"), "numbers": shown}
    return render(request, "drafting/numbers.html", context)


def _require_seen(request: HttpRequest, outline: Outline) -> None:
    """Refuse what was read before somebody changed something.

    Raises:
        InputError: somebody has.
    """
    if request.POST.get("revision") != str(outline.revision):
        raise InputError(_("Something has changed since you read it: look again."))
