"""The archive time stamps of a document: from when, by whom, and until when they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from citypact.documents.pades.named import named
from citypact.documents.pades.reading import Document
from citypact.documents.pades.waiting import awaited
from citypact.errors import InputError

__all__ = ["ArchiveStamp", "archive_stamps"]


@dataclass(frozen=True)
class ArchiveStamp:
    """An archive time stamp.

    Attributes:
        place: name of its field.
        authority: subject of the certificate that it is made with.
        stamped: when.
        until: when that certificate expires: before then it has to be renewed by another.
        holds: whether it is unharmed, and its certificate leads to one that the verifier trusts and
            has not expired at the moment.
        reason: why it does not hold, in the words of the library; empty where it does.
    """

    place: str
    authority: str
    stamped: datetime
    until: datetime
    holds: bool
    reason: str


def archive_stamps(
    document: Document, trust: Sequence[bytes], *, moment: datetime | None = None
) -> tuple[ArchiveStamp, ...]:
    """The archive time stamps of a document, the oldest first, each judged at a moment.

    An older one may have expired and yet hold by the next; only the newest stands alone.

    Args:
        document: as it was opened.
        trust: certificates of authorities that the verifier trusts, DER.
        moment: when it is judged; now where nothing is said.

    Raises:
        InputError: they cannot be read.
    """
    roots = [x509.Certificate.load(each) for each in trust]
    when = moment or datetime.now(UTC)
    try:
        return tuple(
            awaited(_judged(each, roots, when))
            for each in document.reader.embedded_timestamp_signatures
        )
    except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError) as error:
        raise InputError(f"the time stamps of the PDF cannot be read: {error}") from error


async def _judged(
    one: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime
) -> ArchiveStamp:
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=one.other_embedded_certs,
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    # What was changed after it is looked at with the signatures.
    status = await async_validate_pdf_timestamp(one, context, skip_diff=True)
    holds = bool(status.intact and status.valid and status.trusted)
    return ArchiveStamp(
        place=one.field_name,
        authority=named(one.signer_cert.subject),
        stamped=status.timestamp,
        until=one.signer_cert.not_valid_after,
        holds=holds,
        reason="" if holds else str(status.trust_problem_indic or "it is not intact"),
    )
