"""A name that does not exist: what was meant, perhaps, and what there is."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from citypact.errors import InputError

__all__ = ["known", "unknown"]


def known(kind: str, name: str, names: Collection[str]) -> str:
    """Return ``name`` when it is one of ``names``.

    Raises:
        InputError: it is not; the message has the near misses and every name there is.
    """
    if name in names:
        return name
    raise unknown(kind, name, names)


def unknown(kind: str, name: str, names: Collection[str]) -> InputError:
    """The error for a ``name`` that is none of ``names``.

    >>> print(unknown("scenario", "contrct", ["contract", "reference"]))
    there is no scenario 'contrct'. Did you mean contract? There are: contract, reference
    """
    near = get_close_matches(name, names, n=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    listed = ", ".join(sorted(names)) if names else "none"
    return InputError(f"there is no {kind} {name!r}.{meant} There are: {listed}")
