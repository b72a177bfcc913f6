"""A party's signature on a contract's document: only where there is something sound to sign.

Whole, where the key is at hand (:func:`add_signature`), or in two halves, where a signing service
takes its time: :func:`prepare_signature` gives 32 bytes to hand over, :func:`put_signature` puts
in what comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from citypact.book.suggestion import did_you_mean
from citypact.documents.pades.archiving import Evidence, keep, usable
from citypact.documents.pades.handover import Prepared, complete, prepare_opened
from citypact.documents.pades.judgement import party_of
from citypact.documents.pades.reading import Document, opened
from citypact.documents.pades.signer import DigestSigner
from citypact.documents.verification import Verification, verify_opened
from citypact.errors import InputError

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

__all__ = ["add_signature", "next_place", "prepare_signature", "put_signature"]


def add_signature(
    pdf: bytes,
    signer: DigestSigner,
    party: str,
    *,
    again: str = "",
    stamps: TimeStamper | None = None,
    evidence: Evidence | None = None,
) -> bytes:
    """Add the signature of a party and return the document.

    Args:
        pdf: the document of a version, signed by others or by nobody yet.
        signer: who signs for the party; is handed 32 bytes and never the document.
        party: id of the party.
        again: why a party that has signed signs again, such as another signatory; its last
            signature counts, and the reason stands in it. Empty for a first signature.
        stamps: the authority that stamps the time; None for a signature without proof of time.
        evidence: what shows that certificates are good; kept in the document where there are
            ``stamps`` too.

    Raises:
        InputError: as for :func:`prepare_signature` and :func:`put_signature`.
        EnvironmentFault: an authority does not answer.
    """
    prepared = prepare_signature(
        pdf, party, signer.certificate, signer.chain, again=again, evidence=evidence
    )
    signature = signer.sign_digest(prepared.digest)
    return put_signature(pdf, prepared, signature, stamps=stamps, evidence=evidence)


def prepare_signature(
    pdf: bytes,
    party: str,
    certificate: bytes,
    chain: Sequence[bytes] = (),
    *,
    again: str = "",
    evidence: Evidence | None = None,
) -> Prepared:
    """Make a document ready for the signature of a party.

    Args:
        pdf: the document of a version, signed by others or by nobody yet.
        party: id of the party.
        certificate: of who will sign for it, DER.
        chain: certificates of the issuers, as far as they are known, DER.
        again: as for :func:`add_signature`.
        evidence: what shows that the certificate is good; not asked where nothing is given.

    Returns:
        What is kept until the signature comes; ``digest`` of it is what is handed over.

    Raises:
        InputError: it is no document of a contract, its attachments are not what its manifest
            says, it was changed after a signature, the party does not sign it or has signed, or
            the certificate cannot be used.
        EnvironmentFault: an authority does not answer.
    """
    # Opening a large document takes longer than what is done with it: it is opened once.
    document = opened(pdf)
    place = _place(_fit(document, party), party, again)
    if evidence is not None:
        usable(certificate, chain, evidence)
    return prepare_opened(document, place, certificate, chain, reason=again)


def put_signature(
    pdf: bytes,
    prepared: Prepared,
    signature: bytes,
    *,
    stamps: TimeStamper | None = None,
    evidence: Evidence | None = None,
) -> bytes:
    """Put a party's signature into the document that was made ready for it.

    Args:
        pdf: the document that was made ready, byte for byte.
        prepared: what :func:`prepare_signature` gave.
        signature: of its digest.
        stamps: as for :func:`add_signature`.
        evidence: likewise.

    Raises:
        InputError: the document is another by now, the signature does not fit, or a certificate is
            not shown to be good.
        EnvironmentFault: an authority does not answer.
    """
    signed = complete(pdf, prepared, signature, stamps=stamps)
    if evidence is None or stamps is None:
        return signed
    return keep(signed, stamps, evidence, [prepared.place])


def next_place(party: str, taken: Iterable[str]) -> str:
    """The name of the field that a party signs in: its id, with a number from the second on.

    Args:
        party: its id.
        taken: names of the fields that are signed already, of all parties.
    """
    own = sum(party_of(place) == party for place in taken)
    return f"{party}~{own + 1}" if own else party


def _place(found: Verification, party: str, again: str) -> str:
    """The field for a party's signature, or why it does not sign now."""
    own = [each.place for each in found.signatures if each.party == party]
    if own and not again:
        raise InputError(
            f"{party!r} has signed this document already. Mend: where another signatory is to "
            "take the place, sign again and state why (--again REASON)"
        )
    if again and not own:
        raise InputError(f"{party!r} has not signed yet: there is nothing to sign again")
    return next_place(party, own)


def _fit(document: Document, party: str) -> Verification:
    """Refuse a document that there is nothing sound to sign in, or that the party does not sign."""
    found = verify_opened(document)
    # Who has signed with another's certificate signs again; that keeps nobody else from signing.
    passing = ("no-signature", "certificate-of-another")
    problems = [code for code, _ in found.problems if code not in passing]
    broken = [each.place for each in found.signatures if not each.unharmed]
    if found.manifest is None or problems or broken:
        told = ", ".join(problems + [f"broken signature of {place}" for place in broken])
        raise InputError(
            f"this document is not fit to be signed ({told}): see citypact contract verify FILE"
        )
    known = found.manifest.signatories
    if party not in known:
        hint = did_you_mean(party, known)
        raise InputError(
            f"{party!r} does not sign this version; these do: {', '.join(known)}. {hint} A party "
            "that comes later signs a new version: who signs is part of what the others signed"
        )
    return found
