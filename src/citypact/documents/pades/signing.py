"""A signature added to a document: invisible, by one party, and open to the next.

Signatures are PAdES: B-B without a time stamp, B-T with one, and B-LTA with evidence too: what is
known of certificates is kept in the document, under a time stamp over all of it.
"""

from __future__ import annotations

from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from citypact.documents.pades.archiving import Evidence, keep, usable
from citypact.documents.pades.handover import complete, prepare
from citypact.documents.pades.signer import DigestSigner
from citypact.errors import InputError

__all__ = ["sign", "time_stamps_from"]

#: Seconds that an authority has to answer.
_PATIENCE = 10


def time_stamps_from(address: str) -> TimeStamper:
    """An authority that stamps the time (RFC 3161), by its address.

    Raises:
        InputError: the address is none of the web.
    """
    if not address.startswith(("http://", "https://")):
        raise InputError(f"{address!r} is no address of an authority: it begins with http(s)://")
    return HTTPTimeStamper(address, timeout=_PATIENCE)


def sign(
    pdf: bytes,
    signer: DigestSigner,
    place: str,
    *,
    reason: str = "",
    stamps: TimeStamper | None = None,
    evidence: Evidence | None = None,
) -> bytes:
    """Add a signature to a document and return the whole; what was there stays byte for byte.

    Args:
        pdf: the document.
        signer: who signs; is handed 32 bytes.
        place: name of the signature's field, one that is not there.
        reason: why it is signed, where that needs saying.
        stamps: the authority that stamps the time; None for a signature without proof of time.
        evidence: what shows that the certificates of signer and authority are good; with it and
            ``stamps`` the signature becomes B-LTA, without ``stamps`` it only keeps a bad
            certificate from signing.

    Raises:
        InputError: the document is broken or encrypted, ``place`` is signed already, or the
            certificate cannot be used.
        EnvironmentFault: an authority does not answer.
    """
    if evidence is not None:
        usable(signer.certificate, signer.chain, evidence)
    prepared = prepare(pdf, place, signer.certificate, signer.chain, reason=reason)
    signed = complete(pdf, prepared, signer.sign_digest(prepared.digest), stamps=stamps)
    if evidence is None or stamps is None:
        return signed
    return keep(signed, stamps, evidence, [place])
