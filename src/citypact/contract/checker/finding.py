"""What the checker found, where, and what it could not look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

__all__ = ["Finding", "Found", "Place", "Severity", "Unchecked", "Words"]

#: How much a finding weighs: an error cannot stand as it is written; a warning can, with a reason;
#: a note is something that a reader should know before signing.
Severity = Literal["error", "warning", "note"]


class Words(NamedTuple):
    """A text in both languages."""

    en: str
    sv: str

    def told(self, language: str) -> str:
        """The text in ``language``: sv, or en for any other."""
        return self.sv if language == "sv" else self.en


class Place(NamedTuple):
    """A cell: its file, its line as an editor shows it (0 for the whole file), its column.

    ``key`` is what the row is known by, such as ``act-ccs``; it stays when lines move.
    """

    file: str
    row: int
    column: str
    key: str = ""

    def to_json(self) -> dict[str, str | int]:
        """File, row and column, as JSON writes them."""
        return {"file": self.file, "row": self.row, "column": self.column}

    def __str__(self) -> str:
        """``measures.csv, row 7, capex_msek_low``."""
        parts = [self.file, f"row {self.row}" if self.row else "", self.column]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields: the places that contradict each other, what stands there, and why.

    Attributes:
        where: every place that is concerned, the one to look at first before the others.
        values: what stands or follows there, with its unit, in the order in which it is told.
        message: what is wrong, in one sentence.
    """

    where: tuple[Place, ...]
    values: tuple[str, ...]
    message: Words


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that a check could not look at, and why."""

    reason: Words
    check: str = ""

    def to_json(self, language: str = "en") -> dict[str, str]:
        """The check and the reason, as JSON writes them."""
        return {"check": self.check, "reason": self.reason.told(language)}


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: what a check found, with what the check says of all its findings.

    Attributes:
        check: stable identifier of the check.
        severity: see :data:`Severity`.
        where: see :class:`Found`.
        values: see :class:`Found`.
        message: see :class:`Found`.
        mend: what to do about it.
    """

    check: str
    severity: Severity
    where: tuple[Place, ...]
    values: tuple[str, ...]
    message: Words
    mend: Words

    @property
    def name(self) -> tuple[str, str]:
        """The check and the key: by which it is accepted."""
        return self.check, self.key

    @property
    def key(self) -> str:
        """By which it is known from one run to the next, such as ``measures/act-ccs:capex``.

        The places by the keys of their rows, so that it stays when lines move; another place, or
        another row, makes another finding.
        """
        return " ".join(
            f"{place.file.removesuffix('.csv')}/{place.key}:{place.column}" for place in self.where
        )

    def to_json(self, language: str = "en") -> dict[str, Any]:
        """The finding as JSON writes it."""
        return {
            "check": self.check,
            "severity": self.severity,
            "key": self.key,
            "message": self.message.told(language),
            "where": [place.to_json() for place in self.where],
            "values": list(self.values),
            "mend": self.mend.told(language),
        }
