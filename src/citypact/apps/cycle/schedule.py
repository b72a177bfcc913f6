"""The usual time of everything that leads to a signing, counted back from its date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

__all__ = ["SIGNING", "Interval", "Planned", "planned", "schedule"]

#: The milestone that all others are counted back from.
SIGNING = "signing"


@dataclass(frozen=True)
class Interval:
    """How long before the signing something is due.

    Attributes:
        kind: short name.
        weeks: before the signing.
        each: whether every party that signs has one of its own.
        title_sv: what is due.
        title_en: likewise.
        why_sv: why so long before.
        why_en: likewise.
    """

    kind: str
    weeks: int
    each: bool
    title_sv: str
    title_en: str
    why_sv: str
    why_en: str

    def title(self, language: str) -> str:
        """What is due, in ``language``."""
        return self.title_sv if language == "sv" else self.title_en

    def why(self, language: str) -> str:
        """Why so long before, in ``language``."""
        return self.why_sv if language == "sv" else self.why_en


@dataclass(frozen=True)
class Planned:
    """A milestone to be made: of which kind, when, and of which party, empty for all."""

    kind: str
    due: date
    party: str


@cache
def schedule() -> Mapping[str, Interval]:
    """Every kind of milestone, the earliest first."""
    text = files(__package__).joinpath("schedule.toml").read_text("utf-8")
    return {kind: Interval(kind=kind, **told) for kind, told in tomllib.loads(text).items()}


def planned(signing: date, parties: Sequence[str]) -> Iterator[Planned]:
    """Every milestone of a version that is signed on ``signing`` by ``parties``, by date.

    Whole weeks, so that all of them fall on the weekday of the signing.
    """
    for kind, interval in schedule().items():
        due = signing - timedelta(weeks=interval.weeks)
        for party in parties if interval.each else ("",):
            yield Planned(kind, due, party)
