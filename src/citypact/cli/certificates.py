"""Certificates of authorities, read from the files that a person names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cryptography import x509  # noqa: TID253  the verbs that need it are imported when they run
from cryptography.hazmat.primitives.serialization import Encoding  # noqa: TID253  likewise

from citypact.errors import InputError

__all__ = ["authorities"]


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
