"""Adding an event, so that each one's hash covers the one before and writers keep one chain.

A writer locks the head of the chain, writes the event that follows it and moves the head, all in
the transaction of the change itself. On SQLite the transaction has the whole database to itself
from its first statement; on PostgreSQL the row is locked. Either way the next writer waits until
this one is done, and an undone change leaves no gap.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.digest import GENESIS, Content, commitment
from citypact.apps.conduct.kinds import Kind
from citypact.apps.conduct.models import ChainHead, Event, PersonalValue

__all__ = ["Happened", "append", "shred"]

SALT_LENGTH = 32


@dataclass(frozen=True)
class Happened:
    """Something to write down.

    Attributes:
        kind: which kind of event.
        subject: what it happened to, ``kind:id``.
        organisation: id of the organisation that it belongs to; empty for the site.
        values: what its sentence needs and what else is known; no personal data.
        person: the account that ``personal`` is about.
        personal: what is kept of that person until it is shredded.
    """

    kind: Kind
    subject: str
    organisation: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    person: UUID | None = None
    personal: Mapping[str, str] = field(default_factory=dict)


def append(happened: Happened, actor: Actor) -> Event:
    """Write an event down; to be called in the transaction of what happened.

    Raises:
        KeyError: a value that the kind's sentence needs is not given.
        ValueError: a value is none that every database keeps as it is; or there are personal
            values of nobody.
    """
    for language in ("sv", "en"):
        happened.kind.says(language, happened.values)
    _must_last(happened.values)
    if bool(happened.personal) != (happened.person is not None):
        raise ValueError("personal values belong to a person, and a person's event has some")
    with transaction.atomic(durable=False):
        ChainHead.objects.get_or_create(id=1, defaults={"position": 0, "hash": GENESIS})
        head = ChainHead.objects.select_for_update().get(id=1)
        salt = secrets.token_bytes(SALT_LENGTH)
        content = Content(
            position=head.position + 1,
            code=happened.kind.code,
            at=timezone.now(),
            actor=actor.id,
            subject=happened.subject,
            organisation=happened.organisation,
            values=dict(happened.values),
            personal=commitment(salt, happened.personal) if happened.personal else "",
            previous=head.hash,
        )
        event = Event(**asdict(content), hash=content.hash())
        event.save()
        if happened.person is not None:
            PersonalValue.objects.create(
                event=event, person=happened.person, salt=salt, values=dict(happened.personal)
            )
        ChainHead.objects.filter(id=1).update(position=event.position, hash=event.hash)
    return event


def shred(person: UUID) -> int:
    """Destroy what events know of ``person``; how many there were. The chain stays whole."""
    count, _ = PersonalValue.objects.filter(person=person).delete()
    return count


def _must_last(value: object) -> None:
    """Refuse what JSON cannot hold, and fractions, which databases write in ways of their own."""
    if value is None or isinstance(value, (str, bool, int)):
        return
    if isinstance(value, Mapping):
        other = [name for name in value if not isinstance(name, str)]
        if other:
            message = f"{other[0]!r} is no name of a value: it is a {type(other[0]).__name__}"
            raise ValueError(message)
        for inner in value.values():
            _must_last(inner)
        return
    if isinstance(value, list):
        for inner in value:
            _must_last(inner)
        return
    message = f"{value!r} cannot be a value of an event: write a {type(value).__name__} as text"
    raise ValueError(message)
