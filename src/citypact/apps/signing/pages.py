"""Requests for pages on the way to a signature: the overview, the ceremony, the receipt."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.contracts.vocabulary import STRENGTHS, word
from citypact.apps.signing import selectors
from citypact.apps.signing.actions import AbandonDocument, WantDocument
from citypact.apps.signing.before_signing import before_signing
from citypact.apps.signing.forms import DocumentForm, ReasonForm
from citypact.apps.signing.models import ContractDocument
from citypact.apps.signing.place import Place, place_of
from citypact.apps.signing.policy import DOCUMENTS
from citypact.contract.states import signatories

__all__ = ["abandon", "ceremony", "document_pdf", "make", "overview", "receipt"]


@never_cache
@require_safe
@guarded(DOCUMENTS, "read")
def overview(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """How far the signing has come, and who is to sign."""
    place = place_of(request, city, contract, version, "read")
    document = selectors.document_of(contract, version)
    kept = {each.party: each for each in document.signatures.all()} if document else {}
    made = place.rows.made()
    context = {
        **place.context(),
        "document": document,
        "waits": None if document else before_signing(place),
        "parties": [
            {
                "id": party,
                "title": place.title(party),
                "signature": kept.get(party),
                "may_sign": DOCUMENTS.permits(place.actor, "sign", party),
            }
            for party in signatories(made)
        ],
        "may_make": place.owner_may("make"),
        "may_abandon": place.owner_may("abandon"),
    }
    return render(request, "signing/overview.html", context)


@form_page
@guarded(DOCUMENTS, "make")
def make(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Have the document made."""
    place = place_of(request, city, contract, version, "make")
    form = DocumentForm(request.POST or None, initial={"language": get_language() or "sv"})
    if request.method == "POST" and form.is_valid():
        action = WantDocument(contract, version, form.cleaned_data["language"], actor_of(request))
        if performed(action, form):
            messages.success(request, _("The document is being made; it takes some seconds."))
            return redirect("signing:overview", city, contract, version)
    context = {**place.context(), "form": form, "title": _("Have the document made")}
    return shown(request, context, "signing/form.html")


@form_page
@guarded(DOCUMENTS, "abandon")
def abandon(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Give the signing up."""
    place = place_of(request, city, contract, version, "abandon")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = AbandonDocument(contract, version, form.cleaned_data["reason"], actor_of(request))
        if performed(action, form):
            messages.success(request, _("The signing is given up; the parties begin again."))
            return redirect("signing:overview", city, contract, version)
    lead = _("Signatures that were given stand no more. The document with them is kept.")
    context = {
        **place.context(), "form": form, "title": _("Give the signing up"), "lead": lead,
    }  # fmt: skip
    return shown(request, context, "signing/form.html")


@never_cache
@require_safe
@guarded(DOCUMENTS, "read")
def ceremony(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """Read, and what the party promises in short."""
    place = place_of(request, city, contract, version, "read")
    document = opened(contract, version)
    context = {
        **place.context(),
        "document": document,
        "party": party,
        "party_title": place.title(party),
        "groups": _promises(place, party),
        "signature": _signature(document, party),
        "may_sign": DOCUMENTS.permits(place.actor, "sign", party),
    }
    return render(request, "signing/ceremony.html", context)


@never_cache
@require_safe
@guarded(DOCUMENTS, "read")
def receipt(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """What was signed, when, and what the signature is shown to be."""
    place = place_of(request, city, contract, version, "read")
    document = opened(contract, version)
    signature = _signature(document, party)
    if signature is None:
        raise Http404(_("This party has neither signed nor declined."))
    context = {
        **place.context(),
        "document": document,
        "party": party,
        "party_title": place.title(party),
        "signature": signature,
        "may_withdraw": DOCUMENTS.permits(place.actor, "withdraw", party),
    }
    return render(request, "signing/receipt.html", context)


@never_cache
@require_safe
@guarded(DOCUMENTS, "read")
def document_pdf(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """The document as it stands now, with every signature so far."""
    place_of(request, city, contract, version, "read")
    document = opened(contract, version)
    answer = HttpResponse(bytes(document.pdf), content_type="application/pdf")
    name = f"{contract}-{version}-{document.current[:8]}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def opened(contract: str, version: str) -> ContractDocument:
    """The document that is open for signatures.

    Raises:
        Http404: there is none.
    """
    document = selectors.document_of(contract, version)
    if document is None or document.state != "open":
        raise Http404(_("This version has no document to sign."))
    return document


def _signature(document: ContractDocument, party: str) -> object:
    return next((each for each in document.signatures.all() if each.party == party), None)


def _promises(place: Place, party: str) -> list[tuple[str, list[str]]]:
    """What a party promises, alone and in groups, by how firmly; the firmest first."""
    contract = place.rows.made()
    version, language = contract.version(place.version), get_language() or "sv"
    found: dict[str, list[str]] = {strength: [] for strength in STRENGTHS}
    for each in version.commitments:
        if party in {each.party, *contract.alone(each.party)}:
            text = getattr(each, f"text_{language}") or each.text_sv
            found[each.strength].append(text)
    return [(word(STRENGTHS, name), texts) for name, texts in found.items() if texts]
