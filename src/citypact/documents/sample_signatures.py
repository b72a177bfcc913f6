"""A document signed with certificates made on the spot: to show the form, and nothing more.

The certificates say so in their names. Nobody has identified anybody, the keys are gone when this
is done, and no time is stamped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from citypact.documents.sample_label import SAMPLE
from citypact.errors import EnvironmentFault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

__all__ = ["LABEL", "SampleSigned", "signed_as_a_sample"]

#: What the name in every signing certificate begins with.
LABEL = SAMPLE
_ISSUER = "SAMPLE ISSUER, NOT TO BE TRUSTED"
_HOLDS = timedelta(days=30)


@dataclass(frozen=True)
class SampleSigned:
    """A document with sample signatures.

    Attributes:
        content: the document.
        root: certificate of the issuer that was made for it, PEM: to be named as trusted by who
            wants to see what that looks like.
    """

    content: bytes
    root: bytes


def signed_as_a_sample(pdf: bytes, parties: Sequence[str]) -> SampleSigned:
    """Sign a document for parties with certificates made now, each under :data:`LABEL`.

    Args:
        pdf: the document of a version.
        parties: ids of who signs, in their order.

    Raises:
        EnvironmentFault: pyHanko is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12

        from citypact.documents.pades.signer import KeyFile  # noqa: PLC0415  brings pyHanko
        from citypact.documents.pades.signing import sign  # noqa: PLC0415  likewise
    except ImportError as error:
        message = f"signing needs {error.name}. Mend: pip install 'citypact[signing]'"
        raise EnvironmentFault(message) from error
    issuing = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(_ISSUER, issuing, issuing)
    for party in parties:
        key = ec.generate_private_key(ec.SECP256R1())
        own = _certificate(f"{LABEL} {party}", key, issuing)
        packed = pkcs12.serialize_key_and_certificates(None, key, own, None, NoEncryption())
        pdf = sign(pdf, KeyFile(packed, ""), party)
    return SampleSigned(pdf, root.public_bytes(Encoding.PEM))


def _certificate(
    name: str, key: EllipticCurvePrivateKey, issuing: EllipticCurvePrivateKey
) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])

    now, above = datetime.now(UTC), key is issuing
    never = ("key_encipherment", "data_encipherment", "key_agreement")
    usage = {
        **dict.fromkeys((*never, "encipher_only", "decipher_only"), False),
        **dict.fromkeys(("digital_signature", "content_commitment"), not above),
        **dict.fromkeys(("key_cert_sign", "crl_sign"), above),
    }
    return (
        x509.CertificateBuilder()
        .subject_name(named(name[:64]))  # the most that a name may hold (X.520)
        .issuer_name(named(_ISSUER))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + _HOLDS)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.BasicConstraints(ca=above, path_length=None), critical=True)
        .sign(issuing, hashes.SHA256())
    )
