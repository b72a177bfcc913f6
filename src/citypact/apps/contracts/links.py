"""Ways from a contract's pages to what other apps do with it, for those who may.

An app above this one says by :func:`register` which ways it knows. It looks at who asks before it
asks the database anything: a visitor's page costs no more for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from citypact.apps.conduct.actor import Actor

__all__ = ["Link", "links_for", "register"]


@dataclass(frozen=True)
class Link:
    """An address and what it is called, in the reader's language."""

    address: str
    title: str


#: Who asks, city, contract, version.
Source = Callable[[Actor, str, str, str], Iterable[Link]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask ``source`` too, whenever a page of a version is shown."""
    if source not in _sources:
        _sources.append(source)


def links_for(actor: Actor, city: str, contract: str, version: str) -> tuple[Link, ...]:
    """The ways that ``actor`` may go from the pages of a version."""
    return tuple(link for source in _sources for link in source(actor, city, contract, version))
