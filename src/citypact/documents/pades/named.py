"""Whom a certificate names, as people write it."""

from __future__ import annotations

from asn1crypto import x509

__all__ = ["named"]


def named(who: x509.Name) -> str:
    """The values of a name, from the person outwards: ``Anna Andersson, Malmö stad, SE``.

    >>> named(x509.Name.build({"country_name": "SE", "common_name": "Anna Andersson"}))
    'Anna Andersson, SE'
    """
    values = [value for value in who.native.values() if value]
    parts = [value if isinstance(value, str) else ", ".join(value) for value in values]
    return ", ".join(reversed(parts))
