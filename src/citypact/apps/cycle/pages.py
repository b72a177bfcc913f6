"""Requests for the page of a contract's year: its versions, renewal, and what everybody reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.contracts.frame import text_in
from citypact.apps.cycle import selectors
from citypact.apps.cycle.forms import RenewForm
from citypact.apps.cycle.frame import context_of, language, may, rows_or_404
from citypact.apps.cycle.publishing import AskToPublish
from citypact.apps.cycle.renewing import RenewContract, Renewed, renewal_of
from citypact.apps.cycle.words import state_word
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Rows
from citypact.apps.drafting.selectors import contracts_for
from citypact.errors import InputError

__all__ = ["mine", "overview", "publish", "renew"]


@dataclass(frozen=True)
class VersionShown:
    """A version as the table of versions has it."""

    id: str
    year: str
    state: str
    previous: str
    signed: str

    @classmethod
    def of(cls, cells: dict[str, str]) -> VersionShown:
        """Read a row."""
        given = {name: cells.get(name, "") for name in ("id", "year", "previous", "signed")}
        return cls(**given, state=state_word(cells["state"]))


def versions_of(rows: Rows) -> list[VersionShown]:
    """The versions, the latest first."""
    found = [VersionShown.of(row.cells) for row in rows.tables.get("versions", {}).values()]
    return sorted(found, key=lambda each: (each.year, each.id), reverse=True)


@require_safe
@guarded(KEPT_CONTRACTS, "read")
def mine(request: HttpRequest) -> HttpResponse:
    """The contracts that the reader works with, in whichever city."""
    found = contracts_for(actor_of(request))
    named = [(each, each.title(language())) for each in found]
    return render(request, "cycle/mine.html", {"contracts": named})


@require_safe
@guarded(KEPT_CONTRACTS, "read")
def overview(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Where each version stands, and what can be done next."""
    rows = rows_or_404(request, city, contract)
    kept = rows.contract
    publication = selectors.publication_of(kept)
    context = context_of(
        rows,
        versions=versions_of(rows),
        publication=publication,
        behind=kept.revision - publication.revision if publication else 0,
        updates_since=selectors.updates_since(publication),
        may={verb: may(request, verb, kept) for verb in ("renew", "publish", "schedule")},
    )
    return render(request, "cycle/year.html", context)


@form_page
@guarded(KEPT_CONTRACTS, "renew")
def renew(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Draw up a later year's version; what will be left out is told before."""
    rows = rows_or_404(request, city, contract, "renew")
    found, problem = _renewal(rows)
    given = {"year": found.version.year} if found else {}
    form = RenewForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        action = RenewContract(contract, actor_of(request), year=form.cleaned_data["year"])
        if performed(action, form):
            drawn = _("Version %(year)s was drawn up as a draft.") % form.cleaned_data
            messages.success(request, drawn)
            return redirect("cycle:year", city, contract)
    left_out = [
        (text_in(each, "text", language())[0], each.due)
        for each in (found.left_out if found else ())
    ]
    context = context_of(rows, form=form, found=found, problem=problem, left_out=left_out)
    return shown(request, context, "cycle/renew.html")


def _renewal(rows: Rows) -> tuple[Renewed | None, str]:
    try:
        return renewal_of(rows.made()), ""
    except InputError as error:
        return None, in_words(error.said)


@require_POST
@guarded(KEPT_CONTRACTS, "publish")
def publish(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Ask that everybody may read the contract as it stands."""
    rows_or_404(request, city, contract, "publish")
    try:
        AskToPublish(contract, actor_of(request)).perform()
    except InputError as error:
        messages.error(request, in_words(error.said))
    else:
        messages.success(request, _("The pages are being made; it takes a moment."))
    return redirect("cycle:year", city, contract)
