"""A signature added to a document: invisible, by one party, and open to the next.

Signatures are PAdES: B-B without a time stamp, B-T with one, and B-LTA with revocation data too:
it is kept in the document, and a time stamp over all of it is added. The first one certifies that
nothing but further signatures may follow (ISO 32000-2, DocMDP level 2).
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Sequence

from asn1crypto import crl, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from citypact.documents.pades.reading import LIMITS, opened
from citypact.documents.pades.signer import DigestSigner
from citypact.errors import EnvironmentFault, InputError

__all__ = ["sign", "time_stamps_from"]

#: Seconds that an authority has to answer.
_PATIENCE = 10


class _HandedOver(Signer):
    """Hands the digest of what is signed to somebody else."""

    def __init__(self, signer: DigestSigner) -> None:
        known = SimpleCertificateStore()
        known.register_multiple(x509.Certificate.load(each) for each in signer.chain)
        super().__init__(
            signing_cert=x509.Certificate.load(signer.certificate), cert_registry=known
        )
        self._signer = signer

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # always SHA-256, as asked for below
        dry_run: bool = False,  # noqa: FBT001, FBT002  (pyHanko's signature)
    ) -> bytes:
        if dry_run:
            return bytes(512)
        return self._signer.sign_digest(hashlib.new(digest_algorithm, data).digest())


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
    stamps: TimeStamper | None = None,
    roots: Sequence[bytes] = (),
    revocation: Sequence[bytes] = (),
) -> bytes:
    """Add a signature to a document and return the whole; what was there stays byte for byte.

    Args:
        pdf: the document.
        signer: who signs; is handed 32 bytes.
        place: name of the signature's field, one that is not there.
        stamps: the authority that stamps the time; None for a signature without proof of time.
        roots: certificates, DER, that the chains of signer and authority end in; with
            ``revocation``, to embed what a later verifier needs.
        revocation: lists of revoked certificates, DER; with them and ``stamps`` the
            signature becomes B-LTA, without ``stamps`` nothing is gained by them.

    Raises:
        InputError: the document is broken or encrypted, ``place`` is signed already, or the
            certificate cannot be used.
        EnvironmentFault: the authority does not answer.
    """
    reader = opened(pdf)
    taken = {each.field_name for each in reader.embedded_signatures}
    if place in taken:
        raise InputError(f"{place!r} has signed this document already")
    long = bool(revocation)
    meta = PdfSignatureMetadata(
        field_name=place,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=not taken,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        embed_validation_info=long,
        use_pades_lta=long and stamps is not None,
        validation_context=_context(signer, roots, revocation) if long else None,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), decode_limits=LIMITS)
    made = PdfSigner(
        meta, _HandedOver(signer), timestamper=stamps, new_field_spec=SigFieldSpec(place)
    )
    output = io.BytesIO()
    try:
        asyncio.run(made.async_sign_pdf(writer, output=output))
    except (TimestampRequestError, TimeoutError) as error:
        raise EnvironmentFault(
            f"the authority of time stamps did not answer as it should: {error}. "
            "Nothing was signed. Mend: try again, or name another authority"
        ) from error
    except SigningError as error:
        raise InputError(f"the document cannot be signed so: {error}") from error
    return output.getvalue()


def _context(
    signer: DigestSigner, roots: Sequence[bytes], revocation: Sequence[bytes]
) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(each) for each in roots],
        other_certs=[x509.Certificate.load(each) for each in signer.chain],
        crls=[crl.CertificateList.load(each) for each in revocation],
        allow_fetching=False,
        revocation_mode="require",
    )
