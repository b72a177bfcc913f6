"""A signed document that comes back, looked at before anything is kept of it.

What comes must begin with the document as it stands, byte for byte, and add one sound signature, of
the party for which it is brought, and nothing else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.signing.bounds import LARGEST, verified
from citypact.apps.signing.models import REASON_LENGTH, ContractDocument
from citypact.errors import InputError

__all__ = ["SignedDocument", "examined"]


@dataclass(frozen=True)
class SignedDocument:
    """A document with one signature more.

    Attributes:
        base: SHA-256 of the document that it continues.
        pdf: the whole.
        party: who signed.
        level: what the signature is shown to be.
        again: why it takes the place of an earlier one of the party; empty for a first signature.
    """

    base: str
    pdf: bytes
    party: str
    level: str
    again: str = ""

    @property
    def sha256(self) -> str:
        """Of the whole."""
        return hashlib.sha256(self.pdf).hexdigest()


def examined(document: ContractDocument, party: str, pdf: bytes) -> SignedDocument:
    """See what a person has brought; takes seconds, so it is done before anything is locked.

    Raises:
        InputError: it is not the document as it stands with one sound signature of ``party`` more.
        EnvironmentFault: it cannot be verified here.
    """
    # Reading signatures is heavy, and only this asks for it.
    from citypact.documents.pades.handover import signed_places  # noqa: PLC0415  as said
    from citypact.documents.party_signature import next_place  # noqa: PLC0415  likewise

    base = bytes(document.pdf)
    if len(pdf) > LARGEST:
        message = _("The file is larger than %(most)s MB: it is not this document.")
        raise InputError(message % {"most": LARGEST // 1_000_000})
    if not pdf.startswith(base):
        raise InputError(_another(pdf))
    if len(pdf) == len(base):
        message = _("This is the document as it was before: it has no new signature. Sign it.")
        raise InputError(message)
    found = verified(pdf).found
    before = signed_places(base)
    new = [each for each in found["signatures"] if each["place"] not in before]
    place = next_place(party, before)
    if [each["place"] for each in new] != [place]:
        message = _(
            "The file should have one new signature, in the field “%(place)s”; it has: %(found)s."
        )
        told = ", ".join(each["place"] for each in new) or _("none")
        raise InputError(message % {"place": place, "found": told})
    (own,) = new
    problems = [each["code"] for each in found["problems"]]
    if own["level"] == "broken" or problems:
        message = _("The signature does not hold (%(reason)s). Sign the document anew.")
        reason = ", ".join(problems) or own["reason"] or own["indication"]
        raise InputError(message % {"reason": reason})
    again = _reason(own["statement"]) if place != party else ""
    return SignedDocument(document.current, pdf, party, own["level"], again)


def _reason(statement: str) -> str:
    """Why a party signs again, as the signature states it.

    Raises:
        InputError: it states nothing, or too much.
    """
    reason = statement.strip()
    if not reason:
        message = _(
            "The new signature takes the place of an earlier one of the party and does not say "
            "why. Sign the document anew, with a reason."
        )
        raise InputError(message)
    if len(reason) > REASON_LENGTH:
        message = _("The reason has %(length)s characters; %(most)s at most.")
        raise InputError(message % {"length": len(reason), "most": REASON_LENGTH})
    return reason


def _another(pdf: bytes) -> str:
    if pdf.startswith(b"%PDF-"):
        return _(
            "This is not the document as it stands now: somebody else may have signed since you "
            "fetched it, or a program has written the whole file anew instead of adding to it. "
            "Nothing was lost. Fetch the document again, and sign that."
        )
    return _("This is no PDF. Bring the document that you fetched here, signed.")
