"""A name that does not exist: what was meant, perhaps, and what there is."""

from __future__ import annotations

from collections.abc import Collection

from citypact.book.suggestion import did_you_mean, listed
from citypact.errors import InputError

__all__ = ["known", "unknown"]


def known(kind: str, name: str, names: Collection[str]) -> str:
    """Return ``name`` when it is one of ``names``.

    Raises:
        InputError: it is not; the message has the near miss and what there is.
    """
    if name in names:
        return name
    raise unknown(kind, name, names)


def unknown(kind: str, name: str, names: Collection[str]) -> InputError:
    """The error for a ``name`` that is none of ``names``.

    >>> print(unknown("scenario", "contrct", ["contract", "reference"]))
    there is no scenario 'contrct'. Did you mean 'contract'? There are: contract, reference
    """
    parts = [f"there is no {kind} {name!r}.", did_you_mean(name, names)]
    parts.append(f"There are: {listed(sorted(names)) or 'none'}")
    return InputError(" ".join(part for part in parts if part))
