"""A short text under a signature of its own (CMS, RFC 5652), for what cannot stand in the document.

The text is inside, so that one file says it all; ``openssl cms -verify`` reads it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_cms_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from citypact.documents.pades.judgement import Subject
from citypact.documents.pades.named import named
from citypact.documents.pades.service import HandedOver
from citypact.documents.pades.signer import DigestSigner
from citypact.documents.pades.validating import subject_of
from citypact.documents.pades.waiting import awaited
from citypact.errors import InputError

__all__ = ["Sealed", "seal", "sealed"]


@dataclass(frozen=True)
class Sealed:
    """A text and what was found of its signature.

    Attributes:
        content: the text.
        signer: subject of the certificate, as it stands there.
        subject: the parts of it that tell whom it names.
        valid: the text is as it was signed, and the certificate leads to one that the verifier
            trusts.
        intact: the text is as it was signed.
    """

    content: bytes
    signer: str
    subject: Subject
    valid: bool
    intact: bool


def seal(content: bytes, signer: DigestSigner) -> bytes:
    """Sign a text.

    Args:
        content: the text.
        signer: who signs; is handed 32 bytes.

    Returns:
        Text and signature, DER.

    Raises:
        InputError: the certificate cannot be used.
    """
    try:
        made = awaited(
            HandedOver(signer).async_sign_general_data(
                content, "sha256", detached=False, use_cades=True
            )
        )
    except (SigningError, ValueError) as error:
        raise InputError(f"the statement cannot be signed so: {error}") from error
    return bytes(made.dump())


def sealed(packed: bytes, trust: Sequence[bytes], moment: datetime) -> Sealed:
    """Open what was sealed, and judge its signature at a moment.

    Raises:
        InputError: it is none.
    """
    try:
        data = cms.ContentInfo.load(packed, strict=True)["content"]
        content = bytes(data["encap_content_info"]["content"].native)
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(each) for each in trust],
            moment=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        status = awaited(async_validate_cms_signature(data, validation_context=context))
        certificate = status.signing_cert
    except (SignatureValidationError, SigningError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"this is no signed statement: {error}") from error
    return Sealed(
        content,
        named(certificate.subject),
        subject_of(certificate),
        valid=bool(status.intact and status.valid and status.trusted),
        intact=bool(status.intact and status.valid),
    )
