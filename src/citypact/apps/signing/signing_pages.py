"""Requests that sign, decline and withdraw."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.signing.actions import DeclineSignature, GiveSignature, WithdrawSignature
from citypact.apps.signing.examining import SignedDocument, examined
from citypact.apps.signing.forms import (
    CertificateForm,
    ReasonForm,
    ReturnedSignatureForm,
    SignedFileForm,
)
from citypact.apps.signing.handing_over import LARGEST, HandOver, completed
from citypact.apps.signing.models import ContractDocument, Handover
from citypact.apps.signing.pages import opened
from citypact.apps.signing.place import Place, place_of
from citypact.apps.signing.policy import DOCUMENTS
from citypact.errors import EnvironmentFault, InputError

__all__ = ["decline", "give", "hand_over", "take_back", "withdraw"]


@form_page
@guarded(DOCUMENTS, "sign")
def give(request: HttpRequest, city: str, contract: str, version: str, party: str) -> HttpResponse:
    """Bring the document, signed elsewhere."""
    place, document = _for(request, city, contract, version, party, "sign")
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        signed = _looked_at(
            form, lambda: examined(document, party, form.cleaned_data["file"].read())
        )
        if signed is not None and performed(
            GiveSignature(contract, version, signed, place.actor), form
        ):
            return _signed(request, city, contract, version, party)
    context = _context(place, document, party, form, _("Sign on your own machine"))
    return shown(request, context | {"way": "own"}, "signing/give.html")


@form_page
@guarded(DOCUMENTS, "sign")
def hand_over(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """Bring the certificate of who signs, and get the digest."""
    place, document = _for(request, city, contract, version, party, "sign")
    again = _has_signed(document, party)
    form = CertificateForm(request.POST or None, request.FILES or None, again=again)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["certificate"]
        if file.size > LARGEST:
            form.add_error("certificate", _("The file is too large for a certificate."))
        elif performed(
            HandOver(document, party, file.read(), place.actor, form.cleaned_data.get("again", "")),
            form,
        ):
            return redirect("signing:take-back", city, contract, version, party)
    context = _context(place, document, party, form, _("Sign through a signing service"))
    return shown(request, context | {"way": "certificate"}, "signing/give.html")


@form_page
@guarded(DOCUMENTS, "sign")
def take_back(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """Show the digest, and take the signature that comes back."""
    place, document = _for(request, city, contract, version, party, "sign")
    form = ReturnedSignatureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signed = _looked_at(
            form, lambda: completed(document, party, _bytes(form.cleaned_data["signature"]))
        )
        if signed is not None and performed(
            GiveSignature(contract, version, signed, place.actor), form
        ):
            return _signed(request, city, contract, version, party)
    digest = _digest(document, party)
    context = _context(place, document, party, form, _("Sign through a signing service"))
    return shown(request, context | {"way": "digest", "digest": digest}, "signing/give.html")


@form_page
@guarded(DOCUMENTS, "decline")
def decline(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """Say that the party does not sign, and why."""
    said = _Said(
        DeclineSignature,
        title=_("Decline to sign"),
        done=_("The other parties can read that you declined, and why."),
    )
    return _reasoned(request, said, city, contract, version, party)


@form_page
@guarded(DOCUMENTS, "withdraw")
def withdraw(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """Take a signature back, with a reason."""
    said = _Said(
        WithdrawSignature,
        title=_("Withdraw the signature"),
        done=_("The signature is withdrawn; the other parties see it."),
        lead=_(
            "What is signed cannot be unsigned: the signature stays in the document. Your "
            "withdrawal stands beside it, and the version cannot come into force with it."
        ),
    )
    return _reasoned(request, said, city, contract, version, party)


@dataclass(frozen=True)
class _Said:
    """What a party says with a reason: the action, and the words of its page."""

    action: type[DeclineSignature | WithdrawSignature]
    title: str
    done: str
    lead: str = ""


def _reasoned(
    request: HttpRequest, said: _Said, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    """The page on which a party gives its reason."""
    place, document = _for(request, city, contract, version, party, said.action.verb)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = said.action(contract, version, party, form.cleaned_data["reason"], place.actor)
        if performed(action, form):
            messages.success(request, said.done)
            return redirect("signing:overview", city, contract, version)
    context = _context(place, document, party, form, said.title)
    return shown(request, context | {"lead": said.lead}, "signing/form.html")


def _for(
    request: HttpRequest, city: str, contract: str, version: str, party: str, verb: str
) -> tuple[Place, ContractDocument]:
    """The place and the document, for a signatory of the party.

    Raises:
        PermissionDenied: the actor is none.
    """
    place = place_of(request, city, contract, version, "read")
    if not DOCUMENTS.permits(actor_of(request), verb, party):
        message = f"{place.actor.id} may not {verb} for {party}"
        raise PermissionDenied(message)
    return place, opened(contract, version)


def _context(
    place: Place, document: ContractDocument, party: str, form: forms.Form, title: str
) -> dict[str, object]:
    return {
        **place.context(),
        "document": document,
        "party": party,
        "party_title": place.title(party),
        "form": form,
        "title": title,
        "again": _has_signed(document, party),
    }


def _has_signed(document: ContractDocument, party: str) -> bool:
    return any(each.party == party and each.state == "signed" for each in document.signatures.all())


def _looked_at(form: forms.Form, look: Callable[[], SignedDocument]) -> SignedDocument | None:
    """What was brought, examined; None where it does not hold, and the form says why."""
    try:
        return look()
    except (InputError, EnvironmentFault) as error:
        form.add_error(None, in_words(error.said))
        return None


def _signed(
    request: HttpRequest, city: str, contract: str, version: str, party: str
) -> HttpResponse:
    messages.success(request, _("Signed. This is your receipt."))
    return redirect("signing:receipt", city, contract, version, party)


def _digest(document: ContractDocument, party: str) -> dict[str, str] | None:
    from citypact.documents.pades.handover import Prepared  # noqa: PLC0415  heavy

    kept = Handover.objects.filter(document=document, party=party).first()
    if kept is None:
        return None
    digest = Prepared.from_json(kept.prepared).digest
    return {"hex": digest.hex(), "base64": base64.b64encode(digest).decode("ascii")}


def _bytes(written: str) -> bytes:
    """A signature written in Base64.

    Raises:
        InputError: it is not.
    """
    try:
        return base64.b64decode("".join(written.split()), validate=True)
    except binascii.Error as error:
        message = _("This is not Base64 (%(error)s): copy all of what the service gave.")
        raise InputError(message % {"error": error}) from error
