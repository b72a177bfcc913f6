"""How far a company has come with each promise, by what it has reported."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from citypact.apps.local.kept import Local
from citypact.apps.local.words import STATUS_TITLES
from citypact.contract.local.follow_up import status
from citypact.figures.numbers import write_quantity

__all__ = ["Followed", "followed", "followed_year"]


@dataclass(frozen=True)
class Followed:
    """A promise with the latest report on it; what nobody has reported is empty, not nothing."""

    title: str
    promised: str
    done: str
    year: str
    status: str
    evidence: str


def followed_year(local: Local) -> int:
    """The year that is reported on now: this one, and the version's where that is later."""
    return max(local.version.year, timezone.localdate().year)


def followed(local: Local, party: str, language: str) -> tuple[Followed, ...]:
    """Each quantity of a company, in the contract's order."""
    year = followed_year(local)
    found = []
    for each in local.promises[party]:
        if each.action is None:
            continue
        kind = local.contract.kinds[each.action.kind]
        last = each.action.reports[-1] if each.action.reports else None
        evidence = "" if last is None else (last.evidence_sv, last.evidence_en)[language == "en"]
        found.append(
            Followed(
                title=kind.title_sv if language == "sv" else kind.title_en,
                promised=write_quantity(each.action.quantity, kind.unit, language),
                done="" if last is None else write_quantity(last.done, kind.unit, language),
                year="" if last is None else str(last.year),
                status=str(STATUS_TITLES[status(each, year)]),
                evidence=evidence,
            )
        )
    return tuple(found)
