"""Whether a certificate is revoked, asked of its authority while it answers (RFC 6960).

The answer goes into the document, so that a later verifier need ask nobody. What the authority
says is believed only where it is fresh, about this certificate, and signed by the issuer or by
whom the issuer has charged with it.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from citypact.errors import EnvironmentFault, InputError

__all__ = ["address_of", "asked"]

#: Seconds that an authority has to answer, and the most that it may say.
_PATIENCE, _LARGEST = 10, 1_000_000
#: How far its clock and ours may differ.
_TOLERANCE = timedelta(minutes=5)
#: How old an answer may be that does not say until when it holds.
_FRESH = timedelta(days=1)
_WAYS = "Mend: try again, or give the authority's list of revoked certificates with --revoked"


def address_of(certificate: bytes) -> str | None:
    """Where the certificate says that its authority answers; None where it says nothing."""
    try:
        found = x509.load_der_x509_certificate(certificate).extensions.get_extension_for_class(
            x509.AuthorityInformationAccess
        )
    except x509.ExtensionNotFound:
        return None
    for one in found.value:
        place = one.access_location
        if one.access_method == AuthorityInformationAccessOID.OCSP and isinstance(
            place, x509.UniformResourceIdentifier
        ):
            return place.value
    return None


def asked(certificate: bytes, issuer: bytes, *, address: str | None = None) -> bytes:
    """Ask whether a certificate is revoked, and give the answer where it is not.

    Args:
        certificate: DER.
        issuer: certificate of its issuer, DER.
        address: of the authority; what the certificate names where nothing is said.

    Returns:
        The answer, DER, as it is kept in a document.

    Raises:
        EnvironmentFault: the authority does not answer, or with an error of its own.
        InputError: the certificate is revoked, unknown to the authority, or names none; or the
            answer is stale, about another certificate, or signed by somebody else.
    """
    own = x509.load_der_x509_certificate(certificate)
    above = x509.load_der_x509_certificate(issuer)
    name = own.subject.rfc4514_string()
    place = address or address_of(certificate)
    if place is None:
        raise InputError(
            f"the certificate of {name} names no authority to ask whether it is revoked. Mend: "
            "give the authority's list of revoked certificates with --revoked"
        )
    request = ocsp.OCSPRequestBuilder().add_certificate(own, above, hashes.SHA1()).build()  # noqa: S303  names the certificate, as RFC 5019 has it; protects nothing
    content = _fetched(place, request.public_bytes(serialization.Encoding.DER))
    _believed(content, own, above, f"{place} about {name}")
    return content


def _fetched(place: str, request: bytes) -> bytes:
    if not place.startswith(("http://", "https://")):
        raise InputError(f"{place!r} is no address of an authority: it begins with http(s)://")
    asking = urllib.request.Request(  # noqa: S310  the scheme is checked above
        place, data=request, headers={"Content-Type": "application/ocsp-request"}
    )
    try:
        with urllib.request.urlopen(asking, timeout=_PATIENCE) as answer:  # noqa: S310  likewise
            content: bytes = answer.read(_LARGEST + 1)
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        raise EnvironmentFault(
            f"the authority {place} did not say whether the certificate is revoked: {error}. "
            f"Nothing was signed. {_WAYS}"
        ) from error
    if len(content) > _LARGEST:
        raise EnvironmentFault(f"the authority {place} says more than any answer holds. {_WAYS}")
    return content


def _believed(content: bytes, own: x509.Certificate, issuer: x509.Certificate, told: str) -> None:
    """Refuse an answer that does not show that the certificate is good."""
    try:
        answer = ocsp.load_der_ocsp_response(content)
    except ValueError as error:
        raise EnvironmentFault(f"{told}: that is no answer (RFC 6960): {error}. {_WAYS}") from error
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise EnvironmentFault(
            f"{told}: the authority answers {answer.response_status.name.lower()}. {_WAYS}"
        )
    if answer.serial_number != own.serial_number:
        raise InputError(f"{told}: the answer is about another certificate. {_WAYS}")
    if not _signed(answer, issuer):
        raise InputError(
            f"{told}: the answer is signed neither by the issuer of the certificate nor by "
            f"whom the issuer has charged with it. {_WAYS}"
        )
    status = answer.certificate_status
    if status is ocsp.OCSPCertStatus.REVOKED:
        raise InputError(f"{told}: REVOKED at {answer.revocation_time_utc}. It cannot sign")
    if status is ocsp.OCSPCertStatus.UNKNOWN:
        raise InputError(f"{told}: the authority does not know the certificate. {_WAYS}")
    _fresh(answer, told)


def _fresh(answer: ocsp.OCSPResponse, told: str) -> None:
    now, said = datetime.now(UTC), answer.this_update_utc
    until = answer.next_update_utc or said + _FRESH
    if said > now + _TOLERANCE:
        raise InputError(f"{told}: the answer is of {said}, and now is {now}: a clock is wrong")
    if until < now - _TOLERANCE:
        raise InputError(f"{told}: the answer is stale, it held until {until}. {_WAYS}")


def _signed(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """Whether the issuer signed the answer, or somebody with a certificate for it by the issuer."""
    if _by(answer, issuer):
        return True
    return any(_charged(each, issuer) and _by(answer, each) for each in answer.certificates)


def _charged(one: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        one.verify_directly_issued_by(issuer)
        purpose = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in purpose


def _by(answer: ocsp.OCSPResponse, one: x509.Certificate) -> bool:
    key, method = one.public_key(), answer.signature_hash_algorithm
    if method is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), method)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(method))
        else:
            return False
    except InvalidSignature:
        return False
    return True
