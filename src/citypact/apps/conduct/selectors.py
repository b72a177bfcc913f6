"""What is read of the events; each function asks a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from citypact.apps.conduct.actor import VISITOR, Actor
from citypact.apps.conduct.kinds import kind_of
from citypact.apps.conduct.models import Event, PersonalValue
from citypact.apps.conduct.policy import EVENTS

__all__ = ["ReadEvent", "events", "events_of_organisation", "kept_of"]


@dataclass(frozen=True)
class ReadEvent:
    """An event as a person reads it."""

    position: int
    code: str
    at: datetime
    actor: str
    subject: str
    sentence: str
    hash: str

    @classmethod
    def of(cls, event: Event, language: str) -> ReadEvent:
        """Read ``event`` in ``language``; one whose kind is not known is read as its code."""
        kind = kind_of(event.code)
        sentence = kind.says(language, event.values) if kind else event.code
        return cls(
            position=event.position,
            code=event.code,
            at=event.at,
            actor=event.actor,
            subject=event.subject,
            sentence=sentence,
            hash=event.hash,
        )


def events(actor: Actor = VISITOR, language: str = "sv") -> Sequence[ReadEvent]:
    """What has happened on this site, the first event first. One query.

    Raises:
        PermissionDenied: the actor may not read what happened on the site.
    """
    EVENTS.require(actor, "read")
    return [ReadEvent.of(event, language) for event in Event.objects.all()]


def events_of_organisation(
    organisation: str, actor: Actor = VISITOR, language: str = "sv", *, newest: int = 50
) -> Sequence[ReadEvent]:
    """The last events of an organisation, the newest first. One query.

    Raises:
        PermissionDenied: the actor may not read what happened in this organisation.
    """
    EVENTS.require(actor, "read", organisation)
    found = Event.objects.filter(organisation=organisation).order_by("-position")[:newest]
    return [ReadEvent.of(event, language) for event in found]


def kept_of(person: UUID) -> list[dict[str, object]]:
    """What events know of a person, for the person. One query."""
    kept = PersonalValue.objects.filter(person=person).select_related("event").order_by("event")
    return [
        {"event": each.event.code, "at": each.event.at.isoformat(), "values": each.values}
        for each in kept
    ]
