"""A key on a token or card (PKCS#11): it signs digests there, and never leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from citypact.errors import EnvironmentFault, InputError

__all__ = ["TokenKey", "opened_token"]

#: What stands before a SHA-256 digest where RSASSA-PKCS1-v1_5 signs it (RFC 8017, 9.2, note 1).
_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class TokenKey:
    """A key of a token that is open, and its certificate."""

    def __init__(self, key: Any, certificate: bytes, chain: tuple[bytes, ...]) -> None:  # noqa: ANN401  python-pkcs11 makes its classes as it goes
        self._key = key
        self.certificate = certificate
        self.chain = chain

    def sign_digest(self, digest: bytes) -> bytes:
        """Sign a SHA-256 digest.

        Raises:
            EnvironmentFault: the token is not there any more, or cannot sign.
        """
        try:
            if self._key.key_type == pkcs11.KeyType.RSA:
                return bytes(
                    self._key.sign(_DIGEST_INFO + digest, mechanism=pkcs11.Mechanism.RSA_PKCS)
                )
            both = bytes(self._key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))
        except pkcs11.PKCS11Error as error:
            raise EnvironmentFault(
                f"the token did not sign ({type(error).__name__}): it was pulled out, or asks for "
                "something else than a PIN. Nothing was signed. Mend: put it in and sign again"
            ) from error
        half = len(both) // 2
        return encode_dss_signature(
            int.from_bytes(both[:half], "big"), int.from_bytes(both[half:], "big")
        )


@contextmanager
def opened_token(library: Path, token: str, key: str, pin: str) -> Iterator[TokenKey]:
    """Open a token; it is closed at the end.

    Args:
        library: the maker's library for PKCS#11 (``.so``, ``.dll``).
        token: label of the token.
        key: label of the key on it.
        pin: of the token.

    Raises:
        InputError: there is no such token or key, the PIN is wrong, or the key has no certificate
            that belongs to it.
        EnvironmentFault: the library cannot be used, or the token is locked or gone.
    """
    session = _session(library, token, pin)
    try:
        yield _found(session, key)
    except pkcs11.PKCS11Error as error:
        raise _gone(error) from error
    finally:
        session.close()


def _session(library: Path, token: str, pin: str) -> pkcs11.Session:
    if not library.is_file():
        raise InputError(f"{library} is no file: give the library for PKCS#11 of the token's maker")
    try:
        found = pkcs11.lib(str(library.resolve()))
        # Looked for anew, for tokens come and go.
        there = [each.get_token() for each in found.get_slots(token_present=True)]
    except (RuntimeError, pkcs11.PKCS11Error) as error:
        raise EnvironmentFault(
            f"{library} cannot be used as a library for PKCS#11 ({type(error).__name__}: {error})"
        ) from error
    labels = [each.label.strip() for each in there]
    if labels.count(token) != 1:
        how = "there is no token" if token not in labels else f"{labels.count(token)} tokens are"
        said = ", ".join(filter(None, labels)) or "none"
        raise InputError(
            f"{how} called {token!r}; put in: {said}. Mend: put it in, or name another"
        )
    try:
        return there[labels.index(token)].open(user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise InputError(
            f"the PIN of {token!r} is wrong. After some more wrong ones the token locks itself"
        ) from error
    except (pkcs11.PinLocked, pkcs11.PinExpired, pkcs11.UserPinNotInitialized) as error:
        raise EnvironmentFault(
            f"the token {token!r} is locked, or its PIN was never set or has expired "
            f"({type(error).__name__}). Mend: unlock it with its maker's program and the PUK"
        ) from error
    except pkcs11.PKCS11Error as error:
        raise _gone(error) from error


def _gone(error: Exception) -> EnvironmentFault:
    return EnvironmentFault(
        f"the token cannot be used ({type(error).__name__}): it was pulled out, or another program "
        "holds it. Nothing was signed. Mend: put it in, close the other, and sign again"
    )


def _found(session: pkcs11.Session, label: str) -> TokenKey:
    """The key and the certificate that belongs to it."""
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
    keys: list[Any] = list(session.get_objects(wanted))
    own = [each for each in keys if each.label == label]
    if len(own) != 1:
        said = ", ".join(sorted(str(each.label) for each in keys)) or "none"
        how = "no key is" if not own else f"{len(own)} keys are"
        raise InputError(f"{how} called {label!r} on the token; its keys: {said}")
    held: list[Any] = list(
        session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
    )
    mine = [each for each in held if each[pkcs11.Attribute.ID] == own[0].id]
    if not mine:
        raise InputError(
            f"the key {label!r} has no certificate on the token; one belongs to a key by the same "
            "ID. Mend: have the issuer put the certificate on the token"
        )
    certificate = bytes(mine[0][pkcs11.Attribute.VALUE])
    _belongs(session, own[0], certificate, label)
    chain = tuple(bytes(each[pkcs11.Attribute.VALUE]) for each in held if each is not mine[0])
    return TokenKey(own[0], certificate, chain)


def _belongs(session: pkcs11.Session, key: Any, certificate: bytes, label: str) -> None:  # noqa: ANN401  as above
    """Refuse a certificate of another key, as far as the token tells; signing tells for certain."""
    try:
        public = x509.load_der_x509_certificate(certificate).public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError(f"the certificate of {label!r} cannot be read: {error}") from error
    kind = pkcs11.KeyType.RSA if isinstance(public, rsa.RSAPublicKey) else pkcs11.KeyType.EC
    same = kind == key.key_type
    if same and isinstance(public, rsa.RSAPublicKey):
        modulus = int.from_bytes(key[pkcs11.Attribute.MODULUS], "big")
        same = modulus == public.public_numbers().n
    elif same and isinstance(public, ec.EllipticCurvePublicKey):
        point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PUBLIC_KEY,
            pkcs11.Attribute.ID: key.id,
        }
        others: list[Any] = list(session.get_objects(wanted))
        same = all(bytes(each[pkcs11.Attribute.EC_POINT]).endswith(point) for each in others)
    if not same:
        raise InputError(
            f"the certificate of {label!r} is that of another key. Mend: have the issuer put the "
            "right one on the token"
        )
