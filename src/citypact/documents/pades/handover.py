"""A signature in two halves: a document made ready, and the signature put in when it has come.

Between them lie seconds, or a day in a signing service: what has to be kept meanwhile is
:class:`Prepared`. Only its digest, 32 bytes, goes to who signs. The second half is refused where
the document is another by then, so that of two who sign at once neither is lost.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from asn1crypto import cms, x509
from cryptography import x509 as public
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from citypact.documents.pades.reading import Document, opened
from citypact.documents.pades.waiting import awaited
from citypact.errors import EnvironmentFault, InputError

__all__ = ["Prepared", "complete", "prepare", "prepare_opened", "signed_places"]

#: Bytes that are kept free for a signature beside its certificates: itself, attributes, names.
_ROOM = 2_000
#: And for a time stamp with the certificates of its authority.
_ROOM_OF_STAMP = 8_000


@dataclass(frozen=True)
class Prepared:
    """What is kept while somebody signs; it holds nothing secret.

    Attributes:
        place: name of the signature's field.
        base: SHA-256 of the document that was made ready, hexadecimal.
        addition: what is appended to that document, with room for the signature.
        opens: where in the whole the room begins.
        closes: where it ends.
        attributes: what is signed, DER: among it the digest of the document and of the certificate.
        certificate: of who signs, DER.
        chain: certificates of the issuers, as far as they are known, DER.
    """

    place: str
    base: str
    addition: bytes
    opens: int
    closes: int
    attributes: bytes
    certificate: bytes
    chain: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """What is handed over: SHA-256 of the attributes, 32 bytes."""
        return hashlib.sha256(self.attributes).digest()

    def to_json(self) -> dict[str, object]:
        """As plain values, to be kept until the signature comes: bytes as Base64."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def from_json(cls, said: Mapping[str, object]) -> Prepared:
        """Take up again what ``to_json`` gave.

        Raises:
            InputError: it is not what ``to_json`` gives.
        """
        try:
            return cls(
                place=_text(said["place"]),
                base=_text(said["base"]),
                addition=_bytes(said["addition"]),
                opens=_number(said["opens"]),
                closes=_number(said["closes"]),
                attributes=_bytes(said["attributes"]),
                certificate=_bytes(said["certificate"]),
                chain=tuple(_bytes(each) for each in _list(said["chain"])),
            )
        except (KeyError, TypeError, binascii.Error, UnicodeEncodeError) as error:
            raise InputError(f"this is no prepared signature: {error!r}") from error


def prepare(
    pdf: bytes, place: str, certificate: bytes, chain: Sequence[bytes] = (), *, reason: str = ""
) -> Prepared:
    """Make a document ready to be signed; as :func:`prepare_opened` otherwise.

    Raises:
        InputError: the document is broken or encrypted, ``place`` is signed already, or the
            certificate cannot be used.
    """
    return prepare_opened(opened(pdf), place, certificate, chain, reason=reason)


def prepare_opened(
    document: Document,
    place: str,
    certificate: bytes,
    chain: Sequence[bytes] = (),
    *,
    reason: str = "",
) -> Prepared:
    """Make a document ready to be signed.

    The first signature certifies that nothing but further signatures may follow (ISO 32000-2,
    DocMDP level 2).

    Args:
        document: as it was opened; nobody else can use it afterwards.
        place: name of the signature's field, one that is not there.
        certificate: of who will sign, DER.
        chain: certificates of the issuers, as far as they are known, DER.
        reason: why it is signed, where that needs saying; is signed too.

    Raises:
        InputError: ``place`` is signed already, or the certificate cannot be used.
    """
    pdf, reader = document.content, document.reader
    taken = _signed_places(reader)
    if place in taken:
        raise InputError(f"{place!r} has signed this document already")
    signer = _signer(certificate, chain)
    meta = PdfSignatureMetadata(
        field_name=place,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=not taken,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        reason=reason or None,
    )
    made = PdfSigner(meta, signer, new_field_spec=SigFieldSpec(place))
    writer = IncrementalPdfFileWriter.from_reader(reader)
    room = _ROOM + _ROOM_OF_STAMP + len(certificate) + sum(len(each) for each in chain)
    try:
        found, _, stream = awaited(
            made.async_digest_doc_for_signing(writer, bytes_reserved=2 * room)
        )
        attributes = awaited(signer.signed_attrs(found.document_digest, "sha256", use_pades=True))
    except SigningError as error:
        raise InputError(f"the document cannot be signed so: {error}") from error
    stream.seek(len(pdf))
    return Prepared(
        place=place,
        base=hashlib.sha256(pdf).hexdigest(),
        addition=stream.read(),
        opens=found.reserved_region_start,
        closes=found.reserved_region_end,
        attributes=attributes.dump(),
        certificate=certificate,
        chain=tuple(chain),
    )


def signed_places(pdf: bytes) -> frozenset[str]:
    """Names of the fields of a document that are signed, those of archive time stamps among them.

    Raises:
        InputError: the document is broken or encrypted.
    """
    return _signed_places(opened(pdf).reader)


def _signed_places(reader: PdfFileReader) -> frozenset[str]:
    return frozenset(name for name, _, _ in enumerate_sig_fields(reader, filled_status=True))


def complete(
    pdf: bytes, prepared: Prepared, signature: bytes, *, stamps: TimeStamper | None = None
) -> bytes:
    """Put a signature into the document that was made ready for it.

    Args:
        pdf: the document that was made ready, byte for byte.
        prepared: what :func:`prepare` gave.
        signature: of the digest, as :class:`citypact.documents.pades.signer.DigestSigner` says.
        stamps: the authority that stamps the time; None for a signature without proof of time.

    Raises:
        InputError: the document is another by now, or the signature is not that of the digest by
            the certificate.
        EnvironmentFault: the authority does not answer.
    """
    if hashlib.sha256(pdf).hexdigest() != prepared.base:
        raise InputError(
            "the document has changed since it was made ready for this signature; most likely "
            "somebody else has signed meanwhile. Nothing was lost and nothing was signed. "
            "Mend: sign the document as it is now"
        )
    _fits(prepared, signature)
    signer = _signer(prepared.certificate, prepared.chain, signature)
    output = io.BytesIO(pdf + prepared.addition)
    room = PreparedByteRangeDigest(b"", prepared.opens, prepared.closes)
    try:
        packed = awaited(
            signer.async_sign_prescribed_attributes(
                "sha256", cms.CMSAttributes.load(prepared.attributes), timestamper=stamps
            )
        )
        PdfTBSDocument.resume_signing(output, room, packed)
    except (TimestampRequestError, TimeoutError, OSError) as error:
        raise EnvironmentFault(no_stamp(error)) from error
    except SigningError as error:
        raise InputError(f"the document cannot be signed so: {error}") from error
    return output.getvalue()


def no_stamp(error: Exception) -> str:
    """What is told where an authority of time stamps fails."""
    return (
        f"the authority of time stamps did not answer as it should: {error}. Nothing was signed. "
        "Mend: try again, name another authority, or sign without a time stamp; such a signature "
        "is valid as long as its certificate and no longer"
    )


def _signer(
    certificate: bytes, chain: Sequence[bytes], signature: bytes | None = None
) -> ExternalSigner:
    known = SimpleCertificateStore()
    try:
        own = x509.Certificate.load(certificate, strict=True)
        known.register_multiple(x509.Certificate.load(each, strict=True) for each in chain)
        kind = own.public_key.algorithm
    except (ValueError, TypeError) as error:
        raise InputError(f"the certificate cannot be read: {error}") from error
    if kind not in ("rsa", "ec"):
        raise InputError(f"the certificate's key is {kind}; allowed: rsa, ec")
    return ExternalSigner(own, known, signature_value=signature)


def _fits(prepared: Prepared, signature: bytes) -> None:
    """Refuse a signature that the certificate's key did not make of the digest."""
    key = public.load_der_x509_certificate(prepared.certificate).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, prepared.attributes, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, prepared.attributes, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise InputError(
            "what came back is not the certificate's signature of the digest that was handed "
            "over. Nothing was signed. Mend: hand over the digest again, or give the certificate "
            "that belongs to the key"
        ) from error


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _bytes(value: object) -> bytes:
    return base64.b64decode(_text(value).encode("ascii"), validate=True)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value
