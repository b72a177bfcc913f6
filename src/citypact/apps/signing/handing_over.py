"""A signature through a signing service: the digest goes out, the signature comes back.

The document never leaves the site, and no key ever comes to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.signing.events import SIGNATURE_HANDED_OVER
from citypact.apps.signing.examining import SignedDocument, examined
from citypact.apps.signing.models import ContractDocument, Handover
from citypact.apps.signing.policy import DOCUMENTS
from citypact.errors import InputError

__all__ = ["HandOver", "completed", "der_of"]

#: A certificate is some kilobytes; a signature less.
LARGEST = 100_000


@dataclass(frozen=True)
class HandOver(Action[str]):
    """Make a document ready for the holder of a certificate; the digest to sign is returned.

    ``again`` is why a party that has signed signs again; empty for a first signature.
    """

    policy = DOCUMENTS
    verb = "sign"

    document: ContractDocument
    party: str
    certificate: bytes
    actor: Actor
    again: str = ""

    def within(self) -> str | None:
        """The party."""
        return self.party

    def change(self) -> Done[str]:
        """Keep what has to be kept until the signature comes."""
        from citypact.documents.pades.handover import prepare, signed_places  # noqa: PLC0415  heavy
        from citypact.documents.party_signature import next_place  # noqa: PLC0415  likewise

        pdf = bytes(self.document.pdf)
        place = next_place(self.party, signed_places(pdf))
        if (place != self.party) != bool(self.again.strip()):
            message = _("A reason is given where a party signs again, and only there.")
            raise InputError(message)
        certificate = der_of(self.certificate)
        try:
            prepared = prepare(pdf, place, certificate, reason=self.again.strip())
        except InputError as error:
            message = _("This certificate cannot be used. The program says: %(reason)s")
            raise InputError(message % {"reason": error}) from error
        Handover.objects.update_or_create(
            document=self.document, party=self.party, defaults={"prepared": prepared.to_json()}
        )
        digest = prepared.digest.hex()
        happened = Happened(
            SIGNATURE_HANDED_OVER,
            subject=f"contract:{self.document.contract_id}",
            organisation=self.party,
            values={
                "contract": self.document.contract_id,
                "version": self.document.version,
                "party": self.party,
                "digest": digest,
            },
        )
        return Done(digest, (happened,))


def completed(document: ContractDocument, party: str, signature: bytes) -> SignedDocument:
    """The document with the signature that came back, examined.

    Raises:
        InputError: nothing was handed over, the document is another by now, or the signature is
            not that of the digest.
    """
    from citypact.documents.pades.handover import Prepared, complete  # noqa: PLC0415  heavy

    kept = Handover.objects.filter(document=document, party=party).first()
    if kept is None:
        raise InputError(_("No digest was handed over for this party: begin with the certificate."))
    prepared = Prepared.from_json(kept.prepared)
    if document.current != prepared.base:
        message = _(
            "Somebody else has signed since the digest was handed over. Nothing was lost: begin "
            "with the certificate again."
        )
        raise InputError(message)
    try:
        pdf = complete(bytes(document.pdf), prepared, signature)
    except InputError as error:
        message = _(
            "This is not the signature of that digest by the key of the certificate. Have the "
            "service sign the digest again, or begin with the certificate that belongs to the "
            "key. The program says: %(reason)s"
        )
        raise InputError(message % {"reason": error}) from error
    return examined(document, party, pdf)


def der_of(certificate: bytes) -> bytes:
    """A certificate in DER, given in PEM or DER.

    Raises:
        InputError: it is none.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        if certificate.lstrip().startswith(b"-----BEGIN"):
            own = x509.load_pem_x509_certificate(certificate)
        else:
            own = x509.load_der_x509_certificate(certificate)
    except ValueError as error:
        message = _("This is no certificate: bring it as PEM or DER (%(error)s).")
        raise InputError(message % {"error": error}) from error
    return own.public_bytes(Encoding.DER)
