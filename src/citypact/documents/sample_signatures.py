"""A document signed with certificates made on the spot: to show the form, and nothing more.

The certificates say so in their names. Nobody has identified anybody, the keys are gone when this
is done, and no time is stamped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from citypact.errors import EnvironmentFault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

__all__ = ["LABEL", "signed_as_a_sample"]

#: What the name in every signing certificate begins with.
LABEL = "SAMPLE, NOT A SIGNATURE OF"
_ISSUER = "SAMPLE ISSUER, NOT TO BE TRUSTED"
_HOLDS = timedelta(days=30)


def signed_as_a_sample(pdf: bytes, parties: Sequence[str]) -> bytes:
    """Sign a document for parties with certificates made now, each under :data:`LABEL`.

    Args:
        pdf: the document of a version.
        parties: ids of who signs, in their order.

    Raises:
        EnvironmentFault: pyHanko is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

        from citypact.documents.pades.signer import KeyFile  # noqa: PLC0415  brings pyHanko
        from citypact.documents.pades.signing import sign  # noqa: PLC0415  likewise
    except ImportError as error:
        message = f"signing needs {error.name}. Mend: pip install 'citypact[signing]'"
        raise EnvironmentFault(message) from error
    issuing = ec.generate_private_key(ec.SECP256R1())
    for party in parties:
        key = ec.generate_private_key(ec.SECP256R1())
        own = _certificate(f"{LABEL} {party}", key, issuing)
        packed = pkcs12.serialize_key_and_certificates(None, key, own, None, NoEncryption())
        pdf = sign(pdf, KeyFile(packed, ""), party)
    return pdf


def _certificate(
    name: str, key: EllipticCurvePrivateKey, issuing: EllipticCurvePrivateKey
) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])

    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(named(name[:64]))  # the most that a name may hold (X.520)
        .issuer_name(named(_ISSUER))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + _HOLDS)
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True
        )
        .sign(issuing, hashes.SHA256())
    )
