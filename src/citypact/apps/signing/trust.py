"""The authorities whose certificates this site trusts to have identified their holders."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

__all__ = ["trusted"]


def trusted() -> tuple[bytes, ...]:
    """Their certificates, DER; none where the site names none: then nobody's identity is shown."""
    return _read(settings.CITYPACT_TRUST)


@cache
def _read(path: str) -> tuple[bytes, ...]:
    if not path:
        return ()
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    found = x509.load_pem_x509_certificates(Path(path).read_bytes())
    return tuple(each.public_bytes(Encoding.DER) for each in found)
