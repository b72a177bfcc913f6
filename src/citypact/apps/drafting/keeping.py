"""Keeping what was filled in: written, proposed, or written as the answer to a proposal."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from citypact.apps.conduct.guard import actor_of
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import Proposal
from citypact.apps.drafting.problems import kept
from citypact.apps.drafting.proposals import DecideProposal, Propose
from citypact.apps.drafting.removal import with_what_belongs
from citypact.apps.drafting.rows import Edit, rows_of
from citypact.apps.drafting.selectors import Draft

__all__ = ["Rights", "keep"]


@dataclass(frozen=True)
class Rights:
    """What the reader may do with a row: write it, or propose what is to become of it."""

    write: bool
    propose: bool

    @classmethod
    def of(cls, draft: Draft, *, write: bool) -> Rights:
        """In this version, where the reader's roles alone would let the row be written or not.

        Raises:
            PermissionDenied: neither is open to the reader.
        """
        found = cls(draft.outline.is_open and write, draft.outline.is_open and draft.may("propose"))
        if not (found.write or found.propose):
            message = f"{draft.actor.id} may neither write nor propose this in {draft.contract.pk}"
            raise PermissionDenied(message)
        return found


def keep(
    request: HttpRequest,
    draft: Draft,
    form: forms.Form,
    edit: Edit,
    proposal: Proposal | None = None,
) -> bool:
    """Whether it was kept, in the way of the button that was pressed; the reader is told.

    Raises:
        ConflictError: somebody else has changed the row since it was opened.
    """
    actor, contract = actor_of(request), draft.contract.pk
    if request.POST.get("as") == "propose":
        done = kept(Propose(contract, edit, form.cleaned_data.get("reason", ""), actor), form)
        message = _("Your proposal is kept. Whoever may write it decides.")
    elif proposal is not None:
        answer = form.cleaned_data.get("reason", "")
        accepted = DecideProposal(proposal.pk, accept=True, answer=answer, actor=actor, edit=edit)
        done = kept(accepted, form)
        message = _("The proposal is accepted, and written as you have it.")
    else:
        edits = with_what_belongs(rows_of(draft.contract), edit) if edit.cells is None else (edit,)
        done = kept(WriteRows(contract, edits, actor), form)
        message = _("It is written.")
    if done:
        messages.success(request, message)
    return done
