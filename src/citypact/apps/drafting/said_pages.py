"""Requests for what people say of a clause: proposals that are decided on, and comments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from citypact.apps.conduct.action import Action
from citypact.apps.conduct.form_pages import form_page, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.drafting.clause_page import clause_page, proposal_shown
from citypact.apps.drafting.comments import AddComment, RemoveComment, ResolveComment
from citypact.apps.drafting.forms import CommentForm, DecisionForm
from citypact.apps.drafting.models import Comment, Proposal
from citypact.apps.drafting.opened import clause_frame, clause_or_404, frame, language, opened
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.problems import kept
from citypact.apps.drafting.proposals import DecideProposal, WithdrawProposal
from citypact.apps.drafting.rights import require_edits
from citypact.apps.drafting.rows import ConflictError, Edit, rows_of
from citypact.apps.drafting.selectors import Draft, proposal_in
from citypact.errors import InputError

__all__ = ["comment", "proposal", "remove_comment", "settle", "withdraw_proposal"]

NOT_SO = 422


@form_page
@guarded(KEPT_CONTRACTS, "read")
def proposal(
    request: HttpRequest, city: str, contract: str, version: str, number: int
) -> HttpResponse:
    """A proposal, before and after; for those who may write the row, to accept or decline."""
    draft = opened(request, city, contract, version)
    found = _found(draft, number)
    form, met = DecisionForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        accept = request.POST.get("as") == "accept"
        action = DecideProposal(number, accept, form.cleaned_data["answer"], actor_of(request))
        try:
            if kept(action, form):
                said = _("The proposal is accepted.") if accept else _("The proposal is declined.")
                messages.success(request, said)
                return _back(draft, found.clause)
        except ConflictError:
            met = True
    context = {
        **frame(draft, "proposal"),
        "shown": proposal_shown(draft, found, language()),
        "clause": draft.outline.clause.get(found.clause),
        "form": form,
        "met": met,
        "row": found.key.partition(":")[2],
        "may_decide": _may_decide(draft, found),
        "may_withdraw": found.by == draft.actor.id and found.state == Proposal.OPEN,
    }
    return shown(request, context, "drafting/proposal.html")


def _may_decide(draft: Draft, found: Proposal) -> bool:
    if found.state != Proposal.OPEN or not draft.outline.is_open:
        return False
    edit = Edit(found.table, found.key, found.cells, found.seen)
    try:
        require_edits(draft.actor, rows_of(draft.contract), [edit])
    except PermissionDenied:
        return False
    return True


@require_POST
@guarded(KEPT_CONTRACTS, "propose")
def withdraw_proposal(
    request: HttpRequest, city: str, contract: str, version: str, number: int
) -> HttpResponse:
    """Take back one's own proposal."""
    draft = opened(request, city, contract, version)
    found = _found(draft, number)
    action = WithdrawProposal(number, actor_of(request))
    _told(request, action, _("The proposal is withdrawn."))
    return _back(draft, found.clause)


@form_page
@guarded(KEPT_CONTRACTS, "comment")
def comment(
    request: HttpRequest, city: str, contract: str, version: str, clause: str
) -> HttpResponse:
    """Comment on a clause; what cannot be kept is shown again below the clause."""
    draft = opened(request, city, contract, version)
    clause_or_404(draft, clause)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = AddComment(contract, version, clause, form.cleaned_data["text"], actor_of(request))
        if kept(action, form):
            messages.success(request, _("Your comment is kept."))
            return redirect(_comments(draft, clause))
    if request.method != "POST":
        return redirect(_comments(draft, clause))
    page = clause_page(draft, clause, language())
    context = {**clause_frame(draft, page), "comment_form": form}
    return render(request, "drafting/clause.html", context, status=NOT_SO)


@require_POST
@guarded(KEPT_CONTRACTS, "comment")
def settle(
    request: HttpRequest, city: str, contract: str, version: str, number: int
) -> HttpResponse:
    """Say that a comment is settled."""
    draft = opened(request, city, contract, version)
    found = _comment(draft, number)
    _told(request, ResolveComment(number, actor_of(request)), _("The comment is settled."))
    return redirect(_comments(draft, found.clause))


@require_POST
@guarded(KEPT_CONTRACTS, "read")
def remove_comment(
    request: HttpRequest, city: str, contract: str, version: str, number: int
) -> HttpResponse:
    """Take the text of one's own comment away."""
    draft = opened(request, city, contract, version)
    found = _comment(draft, number)
    _told(request, RemoveComment(number, actor_of(request)), _("The comment is taken away."))
    return redirect(_comments(draft, found.clause))


def _told(request: HttpRequest, action: Action[Any], done: str) -> None:
    """Perform an action that needs no form, and tell how it went."""
    try:
        action.perform()
        messages.success(request, done)
    except InputError as error:
        messages.error(request, in_words(error.said))


def _found(draft: Draft, number: int) -> Proposal:
    try:
        return proposal_in(draft, number)
    except Proposal.DoesNotExist as error:
        raise Http404(_("There is no such proposal for this version.")) from error


def _comment(draft: Draft, number: int) -> Comment:
    found = Comment.objects.filter(
        pk=number, contract=draft.contract, version=draft.version
    ).first()
    if found is None:
        raise Http404(_("There is no such comment on this version."))
    return found


def _comments(draft: Draft, clause: str) -> str:
    address = reverse(
        "drafting:clause", args=[draft.city, draft.contract.pk, draft.version, clause]
    )
    return f"{address}#comments"


def _back(draft: Draft, clause: str) -> HttpResponse:
    place = (draft.city, draft.contract.pk, draft.version)
    if clause in draft.outline.clause:
        return redirect("drafting:clause", *place, clause)
    return redirect("drafting:draft", *place)
