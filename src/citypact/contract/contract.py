"""The contract: its parties, and its versions from year to year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citypact.contract.local.kind import Kind
from citypact.contract.party import Party
from citypact.contract.version import Version
from citypact.errors import InputError
from citypact.said import Said, as_written

__all__ = ["Contract", "Source", "Wording"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a contract is published."""

    id: str
    title_sv: str
    title_en: str
    publisher_sv: str
    publisher_en: str
    year: int | None = None
    address: str = ""
    licence: str = ""
    note_sv: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How sure a promise is by its wording alone: probability that it is carried out."""

    strength: str
    certainty: float
    source: str
    quality: str
    note_sv: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Contract:
    """A contract.

    Attributes:
        id: short name.
        kind: ``national``, ``local`` or ``eu``.
        city: id of the city book that it refers to.
        title_sv: name.
        title_en: name.
        licence: of what is written here.
        sources: by id.
        parties: by id.
        wordings: by strength.
        versions: by id, the oldest year first.
        note_sv: what a reader should know first.
        note_en: likewise.
        kinds: of action that parties can promise a quantity of, by id.
    """

    id: str
    kind: str
    city: str
    title_sv: str
    title_en: str
    licence: str
    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    wordings: Mapping[str, Wording]
    versions: Mapping[str, Version]
    note_sv: str = ""
    note_en: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def in_force(self) -> Version | None:
        """The version in force; None where none is."""
        found = [each for each in self.versions.values() if each.state == "in force"]
        return found[-1] if found else None

    def version(self, name: str = "") -> Version:
        """The version called ``name``, or the one in force.

        Raises:
            InputError: there is no such version, or none is in force.
        """
        known = as_written(", ".join(self.versions)) if self.versions else Said("none")
        if name:
            if name not in self.versions:
                message = Said(
                    "the contract %(id)s has no version %(name)r; it has: %(known)s",
                    id=self.id,
                    name=name,
                    known=known,
                )
                raise InputError(message)
            return self.versions[name]
        found = self.in_force
        if found is None:
            message = Said(
                "no version of the contract %(id)s is in force; name one of: %(known)s",
                id=self.id,
                known=known,
            )
            raise InputError(message)
        return found

    def alone(self, party: str) -> tuple[str, ...]:
        """Ids of the parties that ``party`` stands for: its members, or itself."""
        return self.parties[party].members or (party,)
