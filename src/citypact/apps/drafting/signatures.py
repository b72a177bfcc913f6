"""Who has signed a version: asked by what a step rests on, answered by the app that keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from citypact.apps.drafting.models import KeptContract

__all__ = ["SignedBy", "register", "signed_parties", "unregister"]

#: The date on which each party signed, by its id, of a version of a contract.
SignedBy = Callable[[KeptContract, str], Mapping[str, date]]

_sources: list[SignedBy] = []


def register(source: SignedBy) -> None:
    """Say who knows of signatures; each app that keeps some does so once."""
    if source not in _sources:
        _sources.append(source)


def unregister(source: SignedBy) -> None:
    """Ask ``source`` no more."""
    _sources.remove(source)


def signed_parties(contract: KeptContract, version: str) -> dict[str, date]:
    """When each party signed a version, by its id; the first time where it did so twice."""
    found: dict[str, date] = {}
    for source in _sources:
        for party, day in source(contract, version).items():
            found[party] = min(day, found.get(party, day))
    return found
