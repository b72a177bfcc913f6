"""Requests for pages of contracts: what an address names is looked up, and a template shows it."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.contracts import rail, selectors
from citypact.apps.contracts.links import links_for
from citypact.apps.contracts.models import ContractPage, PublishedContract
from citypact.apps.contracts.policy import PUBLISHED_CONTRACTS
from citypact.apps.contracts.unpublished import unpublished

__all__ = ["changes", "compared", "contract", "contracts", "party", "promises"]

#: The template of each page, by its name.
TEMPLATES: Final = {
    "text": "contracts/text.html",
    "promises": "contracts/promises.html",
    "changes": "contracts/changes.html",
    "compared": "contracts/compared.html",
    "party": "contracts/party.html",
}


@require_safe
@guarded(PUBLISHED_CONTRACTS, "read")
def contracts(request: HttpRequest, city: str) -> HttpResponse:
    """A city's contracts; the only one at once; what to do next where there is none."""
    found = selectors.contracts_of(city)
    if not found:
        return _none_yet(request, city)
    if len(found) == 1:
        return redirect("contracts:promises", city, found[0].contract_id, found[0].main)
    return render(request, "contracts/contracts.html", {"contracts": found, "city": city})


@require_safe
@guarded(PUBLISHED_CONTRACTS, "read")
def contract(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """The contract as it is read."""
    return _shown(request, city, contract, version, "text")


@require_safe
@guarded(PUBLISHED_CONTRACTS, "read")
def promises(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """What its promises add up to."""
    return _shown(request, city, contract, version, "promises")


@require_safe
@guarded(PUBLISHED_CONTRACTS, "read")
def compared(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """What its promises add up to beside the version before, and what one change would give."""
    return _shown(request, city, contract, version, "compared")


@require_safe
@guarded(PUBLISHED_CONTRACTS, "read")
def changes(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """What changed since the version before."""
    return _shown(request, city, contract, version, "changes")


@require_safe
@guarded(PUBLISHED_CONTRACTS, "read")
def party(request: HttpRequest, city: str, contract: str, version: str, party: str) -> HttpResponse:
    """What one party has promised."""
    return _shown(request, city, contract, version, f"party/{party}")


def _none_yet(request: HttpRequest, city: str) -> HttpResponse:
    told = unpublished(actor_of(request), city)
    if told is None:
        reason = _("There is no city called “%(city)s” in this workspace.") % {"city": city}
        raise Http404(reason)
    return render(request, "contracts/none.html", {"written": told.written, "city": city})


def _shown(request: HttpRequest, city: str, contract: str, version: str, name: str) -> HttpResponse:
    try:
        found = selectors.page_of(city, contract, version, name, get_language() or "sv")
    except (PublishedContract.DoesNotExist, ContractPage.DoesNotExist) as error:
        raise Http404(_("This city has no such page of a contract.")) from error
    actor = actor_of(request)
    # Only the text of the whole contract has a rail.
    notes = rail.notes_for(actor, city, contract, found.version) if name == "text" else {}
    context = {
        "page": found.document,
        "body": rail.with_notes(found.body, notes),
        "frame": found.document["frame"],
        "contract": found.contract,
        "city": city,
        "current": name,
        "links": links_for(actor, city, contract, found.version),
    }
    return render(request, TEMPLATES[name.partition("/")[0]], context)
