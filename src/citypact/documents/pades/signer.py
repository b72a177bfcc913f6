"""Who signs: somebody with a key who is handed 32 bytes and never the document.

A signing service, a token, a person's e-identity and a key in a file are all the same to what
signs: a certificate, and a way to have a digest signed. :class:`KeyFile` is the reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12

from citypact.errors import InputError

__all__ = ["DigestSigner", "KeyFile"]


class DigestSigner(Protocol):
    """Signs digests with the key of one certificate."""

    @property
    def certificate(self) -> bytes:
        """The certificate, DER."""

    @property
    def chain(self) -> Sequence[bytes]:
        """Certificates of the issuers, as far as they are known, DER."""

    def sign_digest(self, digest: bytes) -> bytes:
        """Sign a SHA-256 digest, 32 bytes.

        Returns:
            The signature: RSASSA-PKCS1-v1_5 for an RSA key, ECDSA in DER for an elliptic one.
        """


class KeyFile:
    """A key and its certificate in a PKCS#12 file (``.p12``, ``.pfx``)."""

    def __init__(self, content: bytes, password: str) -> None:
        """Open the file.

        Raises:
            InputError: the password is wrong, the file is none of PKCS#12, it lacks a key or a
                certificate, or the key is of a kind that PAdES signatures are not made with here.
        """
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(
                content, password.encode("utf-8") or None
            )
        except (ValueError, UnsupportedAlgorithm) as error:
            raise InputError(
                f"the key file cannot be opened: the password is wrong, or it is no PKCS#12 "
                f"({error})"
            ) from error
        if key is None or certificate is None:
            lacking = "key" if key is None else "certificate"
            raise InputError(
                f"the key file holds no {lacking}: export key and certificate together"
            )
        if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise InputError(f"the key is {type(key).__name__}; allowed: RSA, elliptic curve")
        self._key = key
        der = serialization.Encoding.DER
        self.certificate = certificate.public_bytes(der)
        self.chain = tuple(each.public_bytes(der) for each in chain)

    def sign_digest(self, digest: bytes) -> bytes:
        """Sign a SHA-256 digest."""
        known = Prehashed(hashes.SHA256())
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(digest, padding.PKCS1v15(), known)
        return self._key.sign(digest, ec.ECDSA(known))
