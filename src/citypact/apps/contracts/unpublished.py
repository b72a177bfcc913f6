"""What there is of a city before a contract of it is published, as the apps above this one know it.

This app knows what is published and nothing else. An app above says by :func:`register` whether
the workspace shows a city, and which contracts of it the reader works with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citypact.apps.conduct.actor import Actor
from citypact.apps.contracts.links import Link

__all__ = ["Unpublished", "register", "unpublished"]


@dataclass(frozen=True)
class Unpublished:
    """A city of this workspace without a published contract.

    Attributes:
        written: its contracts that are written here, as far as whoever asks works with them.
    """

    written: tuple[Link, ...] = ()


#: Who asks, and the city; None where the workspace knows no such city.
Source = Callable[[Actor, str], Unpublished | None]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask ``source`` too, whenever a city has no published contract."""
    if source not in _sources:
        _sources.append(source)


def unpublished(actor: Actor, city: str) -> Unpublished | None:
    """What ``actor`` may know of a city without published contract; None for no city."""
    found = [told for source in _sources if (told := source(actor, city)) is not None]
    if not found:
        return None
    return Unpublished(tuple(link for each in found for link in each.written))
