"""Where a document says that it can be verified: an address, and the code that carries it.

The address ends with the content hash of the version: the SHA-256 of its manifest, which names
every other hash. A telephone that reads the code from paper comes to the page of that very version;
what the page says of it can be held against ``citypact contract verify``, which needs no page.
"""

from __future__ import annotations

import io
import re
from urllib.parse import urlsplit

from citypact.errors import EnvironmentFault, InputError

__all__ = ["code_of", "require_address"]

#: A longer address makes a code that a telephone reads badly from paper.
_LONGEST = 120
#: What may stand in an address: nothing that a reader of codes would break off at, or hide.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def require_address(written: str) -> str:
    """Return the address of a verification page, without a slash at its end.

    >>> require_address("https://kontrakt.example.se/verify/")
    'https://kontrakt.example.se/verify'

    Args:
        written: with https, or http on this machine alone; without query and fragment.

    Raises:
        InputError: it is no such address.
    """
    allowed = (
        f"https://NAME/PATH of at most {_LONGEST} letters, digits, dots, hyphens and slashes, such "
        "as https://kontrakt.example.se/verify"
    )
    try:
        parts = urlsplit(written)
        host, secure = parts.hostname, parts.scheme == "https"
        _ = parts.port
    except ValueError:
        host, secure = None, False
    if not host or not _PLAIN.fullmatch(written) or len(written) > _LONGEST:
        raise InputError(f"{written!r} is no address of a verification page. Mend: give {allowed}")
    if not secure and host not in _LOOPBACK:
        raise InputError(
            f"{written!r} is not encrypted: anybody on the way could answer in its place. "
            f"Mend: give {allowed}"
        )
    return written.rstrip("/")


def code_of(address: str) -> str:
    """The QR code (ISO/IEC 18004, error correction M) of an address, as SVG.

    Raises:
        EnvironmentFault: segno is not installed.
    """
    try:
        import segno  # noqa: PLC0415  only a document that has an address needs it
    except ImportError as error:
        message = "a QR code needs segno. Mend: pip install 'citypact[documents]'"
        raise EnvironmentFault(message) from error
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(
        stream, kind="svg", xmldecl=False, nl=False, border=4, dark="#000", light="#fff"
    )
    return stream.getvalue().decode("utf-8")
