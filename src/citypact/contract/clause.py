"""Clauses: the tree of a version, with identities that survive renumbering and retitling."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Clause"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of one version.

    Attributes:
        id: stable, the same in every version.
        number: as printed; empty where none is.
        parent: id of the clause that it stands under; empty at the top.
        order: place among the clauses of the same parent.
        title_sv: heading.
        title_en: heading; empty where it is not translated.
        party: id of the party whose promises it holds; empty where there are several.
        text_sv: what it says.
        text_en: what it says; empty where it is not translated.
        source_detail: lines or page of the source.
    """

    id: str
    number: str
    parent: str
    order: float
    title_sv: str
    title_en: str = ""
    party: str = ""
    text_sv: str = ""
    text_en: str = ""
    source_detail: str = ""
