"""Beside each clause that waits: for whom, and by when they are to have accepted it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import get_language, gettext

from citypact.apps.conduct.actor import Actor
from citypact.apps.contracts.rail import Note, register
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.selectors import milestones_of
from citypact.apps.drafting.draft_page import waiting_parties
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.outline import Outline
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.selectors import draft_for, holding

__all__ = ["ACCEPTANCE", "due_of", "rail_notes"]

#: The milestone by which a party is to have accepted the text.
ACCEPTANCE: Final = "acceptance-due"


def rail_notes(
    actor: Actor, city: str, contract: str, version: str
) -> Mapping[str, tuple[Note, ...]]:
    """What is told of the clauses of a version whose text is open, to those who may read it so.

    No query for a visitor; three for others, five where the outline is not in memory.
    """
    if not KEPT_CONTRACTS.permits_somewhere(actor, "read"):
        return {}
    try:
        draft = draft_for(actor, city, contract, version)
    except (KeptContract.DoesNotExist, PermissionDenied):
        return {}
    outline = draft.outline
    if not (outline.is_open and outline.signing):
        return {}
    accepted, calendar = holding(draft), milestones_of(contract, version)
    due = [each for each in calendar if each.kind == ACCEPTANCE]
    return {
        line.id: tuple(_notes(outline, line.id, accepted[line.id], due)) for line in outline.clauses
    }


def due_of(due: Sequence[Milestone], clause: str, party: str) -> date | None:
    """By when a party is to have accepted a clause; None where nothing is planned, or it is done.

    A milestone of the clause and the party goes before one of the clause alone, that before one
    of the party alone, and that before one of all.

    Args:
        due: milestones of the kind :data:`ACCEPTANCE`.
        clause: id.
        party: id.
    """
    found = {(each.clause, each.party): each for each in due}
    for key in ((clause, party), (clause, ""), ("", party), ("", "")):
        if key in found:
            return None if found[key].done else found[key].due
    return None


def _notes(
    outline: Outline, clause: str, accepted: frozenset[str], due: Sequence[Milestone]
) -> Iterator[Note]:
    missing = [each for each in outline.signing if each not in accepted]
    if not missing:
        yield Note(gettext("Accepted by all parties"))
        return
    language = get_language() or "sv"
    waits = gettext("Waits for: %(parties)s")
    yield Note(waits % {"parties": waiting_parties(outline, missing, language)})
    days = {party: day for party in missing if (day := due_of(due, clause, party)) is not None}
    today = timezone.localdate()
    late = [party for party, day in days.items() if day < today]
    if late:
        message = gettext("Late: was to be accepted by %(day)s")
        told = message % {"day": min(days[party] for party in late).isoformat()}
        if len(late) < len(missing):
            told += f" ({waiting_parties(outline, late, language)})"
        yield Note(told, late=True)
    ahead = sorted({day.isoformat() for day in days.values() if day >= today})
    if ahead:
        yield Note(gettext("To be accepted by %(day)s") % {"day": ", ".join(ahead)})


register(rail_notes)
