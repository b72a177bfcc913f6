"""A party's signature on a contract's document: only where there is something sound to sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citypact.book.suggestion import did_you_mean
from citypact.documents.pades.signer import DigestSigner
from citypact.documents.pades.signing import sign
from citypact.documents.verification import verify
from citypact.errors import InputError

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

__all__ = ["add_signature"]


def add_signature(
    pdf: bytes,
    signer: DigestSigner,
    party: str,
    *,
    stamps: TimeStamper | None = None,
    roots: Sequence[bytes] = (),
    revocation: Sequence[bytes] = (),
) -> bytes:
    """Add the signature of a party and return the document.

    Args:
        pdf: the document of a version, signed by others or by nobody yet.
        signer: who signs for the party; is handed 32 bytes and never the document.
        party: id of the party.
        stamps: as for :func:`citypact.documents.pades.signing.sign`.
        roots: likewise.
        revocation: likewise.

    Raises:
        InputError: it is no document of a contract, its attachments are not what its manifest
            says, it was changed after a signature, or the party does not sign it or has signed.
        EnvironmentFault: the authority of time stamps does not answer.
    """
    found = verify(pdf)
    problems = [code for code, _ in found.problems if code != "no-signature"]
    broken = [
        each.place
        for each in found.signatures
        if not each.intact or not each.whole or each.changed == "more"
    ]
    if found.manifest is None or problems or broken:
        told = ", ".join(problems + [f"broken signature of {place}" for place in broken])
        raise InputError(
            f"this document is not fit to be signed ({told}): see citypact contract verify FILE"
        )
    known = found.manifest.signatories
    if party not in known:
        hint = did_you_mean(party, known)
        raise InputError(
            f"{party!r} does not sign this version; these do: {', '.join(known)}. {hint}".strip()
        )
    return sign(pdf, signer, party, stamps=stamps, roots=roots, revocation=revocation)
