"""Certificates of authorities, read from the files that a person names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cryptography import x509  # noqa: TID253  the verbs that need it are imported when they run
from cryptography.hazmat.primitives.serialization import Encoding  # noqa: TID253  likewise

from citypact.documents.pades.archiving import Evidence
from citypact.errors import InputError

__all__ = ["authorities", "bounded", "evidence_from"]

_LARGEST = 1_000_000


def authorities(paths: Iterable[Path]) -> list[bytes]:
    """The certificates in files of PEM, DER.

    Raises:
        InputError: a file cannot be read or holds no certificate.
    """
    found: list[bytes] = []
    for path in paths:
        try:
            own = x509.load_pem_x509_certificates(path.read_bytes())
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            raise InputError(f"{path} holds no certificate in PEM: {error}") from error
        found += [each.public_bytes(Encoding.DER) for each in own]
    return found


def bounded(path: Path) -> bytes:
    """What is in a file that is small by its nature.

    Raises:
        InputError: it cannot be read, or is larger than any such file.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > _LARGEST:
        raise InputError(f"{path} is larger than {_LARGEST // 1_000_000} MB: it is no such file")
    return content


def evidence_from(trust: Sequence[Path], revoked: Sequence[Path], *, ocsp: bool) -> Evidence:
    """What is to show that certificates are good, from the files that a person names.

    Raises:
        InputError: a file cannot be read, or holds something else.
    """
    return Evidence(tuple(authorities(trust)), tuple(map(_revoked, revoked)), ocsp)


def _revoked(path: Path) -> bytes:
    content = bounded(path)
    pem = content.lstrip().startswith(b"-----BEGIN")
    try:
        found = x509.load_pem_x509_crl(content) if pem else x509.load_der_x509_crl(content)
    except ValueError as error:
        raise InputError(f"{path} is no list of revoked certificates: {error}") from error
    return found.public_bytes(Encoding.DER)
