"""Actions: the quantity that a commitment promises, and what is reported of it year by year."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Action", "Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """What is done by the end of ``year``, a year, in the unit of the action's kind."""

    year: int
    done: float
    evidence_sv: str = ""
    evidence_en: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A promised quantity.

    Attributes:
        kind: id of the kind.
        quantity: how much, a year, in the unit of the kind.
        object: what it is done to, where another party promises the same; empty for what is the
            party's own. Promises of one object are counted once.
        reports: by year, the oldest first.
    """

    kind: str
    quantity: float
    object: str = ""
    reports: tuple[Report, ...] = ()
