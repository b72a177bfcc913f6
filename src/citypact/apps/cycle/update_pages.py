"""Requests for the most important updates: whose there are, and editing those of one party."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.contracts.frame import text_in
from citypact.apps.cycle import selectors
from citypact.apps.cycle.forms import UpdateForm
from citypact.apps.cycle.frame import context_of, language, rows_or_404, version_or_404
from citypact.apps.cycle.models import Update
from citypact.apps.cycle.updating import Draft, WriteUpdate, draft_of
from citypact.apps.cycle.words import state_word
from citypact.apps.drafting import rights
from citypact.apps.drafting.opening import is_open
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.errors import InputError

__all__ = ["update", "updates"]


@dataclass(frozen=True)
class PartyUpdates:
    """How it stands with one party's updates: ``edited``, ``outdated`` or ``draft``."""

    id: str
    title: str
    how: str
    sentences: int
    may_write: bool


@require_safe
@guarded(KEPT_CONTRACTS, "read")
def updates(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Every party's updates in a version, and how it stands with them."""
    rows = rows_or_404(request, city, contract)
    made = rows.made()
    found = version_or_404(made, version)
    kept, opened = selectors.updates_of(contract), is_open(rows, version)
    parties = []
    for party in _alone(made, found) if found.previous in made.versions else ():
        draft, own = draft_of(made, version, party), kept.get((version, party))
        parties.append(
            PartyUpdates(
                id=party,
                title=text_in(made.parties[party], "title", language())[0],
                how=_how(draft, own),
                sentences=len((own.text_sv if own else draft.text_sv).splitlines()),
                may_write=opened
                and rights.permits(actor_of(request), "write", rows.contract, [party]),
            )
        )
    context = context_of(rows, version=found, state=state_word(found.state), parties=parties)
    return render(request, "cycle/updates.html", context)


@form_page
@guarded(KEPT_CONTRACTS, "write")
def update(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """The draft of one party's updates beside the text that a person edits."""
    rows = rows_or_404(request, city, contract)
    rights.require(actor_of(request), "write", rows.contract, [party])
    made = rows.made()
    found = version_or_404(made, version)
    try:
        draft = draft_of(made, version, party)
    except InputError as error:
        raise Http404(in_words(error.said)) from error
    own = selectors.update_of(contract, version, party)
    form = UpdateForm(request.POST or None, initial=_initial(draft, own))
    other = None
    if request.method == "POST" and form.is_valid():
        action = WriteUpdate(contract, version, party, actor=actor_of(request), **form.cleaned_data)
        if performed(action, form):
            messages.success(request, _("The updates are kept."))
            return redirect("cycle:updates", city, contract, version)
        other = own if own and own.revision != form.cleaned_data["seen"] else None
        # What was sent is shown again beside what stands now, and may be sent once more.
        form.data = {**form.cleaned_data, "draft": draft.hash, "seen": own.revision if own else 0}
    context = context_of(
        rows,
        version=found,
        state=state_word(found.state),
        form=form,
        party=text_in(made.parties[party], "title", language())[0],
        draft=_sides(draft),
        outdated=_how(draft, own) == "outdated",
        other=other,
    )
    return shown(request, context, "cycle/update.html")


def _alone(contract: Contract, version: Version) -> list[str]:
    """Who signs or promises, and is no group."""
    promising = {each.party for each in version.commitments}
    return [
        party.id
        for party in contract.parties.values()
        if not party.members and (party.signs or party.id in promising)
    ]


def _how(draft: Draft, own: Update | None) -> str:
    if own is None:
        return "draft"
    same = (own.drafted_sv, own.drafted_en) == (draft.text_sv, draft.text_en)
    return "edited" if same else "outdated"


def _initial(draft: Draft, own: Update | None) -> dict[str, object]:
    return {
        "text_sv": own.text_sv if own else draft.text_sv,
        "text_en": own.text_en if own else draft.text_en,
        "draft": draft.hash,
        "seen": own.revision if own else 0,
    }


def _sides(draft: Draft) -> list[tuple[str, str, list[str]]]:
    return [
        ("sv", _("Draft in Swedish"), draft.text_sv.splitlines()),
        ("en", _("Draft in English"), draft.text_en.splitlines()),
    ]
