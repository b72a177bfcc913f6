"""Parties: who promises, alone or together. Organisations only, never natural persons."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Party"]


@dataclass(frozen=True, slots=True)
class Party:
    """A party to a contract.

    Attributes:
        id: short name, stable.
        title_sv: name in Swedish.
        title_en: name in English.
        kind: ``municipality``, ``agency``, ``programme``, ``company``, ``group`` …
        number: organisation number; empty where there is none.
        authority: what kind of decision-maker it is; empty where it decides on nothing alone.
        actor: its id among the actors of the city book; empty where it is not there.
        members: for a group, the ids of the parties that promise together.
        signs: whether it signs the contract itself.
        area: transition area that it works in; empty where none is stated.
        size: of a company: ``micro``, ``small``, ``medium`` or ``large``; empty where not stated.
        note_sv: anything to know.
        note_en: likewise.
    """

    id: str
    title_sv: str
    title_en: str
    kind: str
    number: str = ""
    authority: str = ""
    actor: str = ""
    members: tuple[str, ...] = ()
    signs: bool = True
    area: str = ""
    size: str = ""
    note_sv: str = ""
    note_en: str = ""
