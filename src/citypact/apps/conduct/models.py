"""What happened, once and for ever, and what is kept of persons until it is shredded."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from django.db import models

from citypact.apps.conduct.digest import Content

__all__ = ["ChainHead", "Event", "PersonalValue"]

HASH_LENGTH = 64
NAME_LENGTH = 200

UNCHANGED = "an event is never changed and never removed"


class AppendOnly(models.QuerySet["Event"]):
    """Rows that can be added and read; the methods that would change them refuse."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(UNCHANGED)

    update = _refuse
    delete = _refuse
    bulk_update = _refuse
    update_or_create = _refuse


class Event(models.Model):
    """That something happened: what, when, by whom and to what. Added, never changed."""

    position = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField()
    actor = models.CharField(max_length=NAME_LENGTH)
    subject = models.CharField(max_length=NAME_LENGTH)
    organisation = models.CharField(max_length=NAME_LENGTH, blank=True)
    values = models.JSONField()
    personal = models.CharField(max_length=HASH_LENGTH, blank=True)
    previous = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH, unique=True)

    objects = AppendOnly.as_manager()

    class Meta:
        """In the order in which it happened."""

        ordering: ClassVar = ["position"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "position"], name="events_of_a_subject"),
            models.Index(fields=["organisation", "position"], name="events_of_an_organisation"),
        ]

    def __str__(self) -> str:
        """``7 parties.member.added organisation:malmo``."""
        return f"{self.position} {self.code} {self.subject}"

    def save(self, *_: object, **__: object) -> None:
        """Add the event.

        Raises:
            TypeError: it has been added before.
        """
        if not self._state.adding:
            raise TypeError(UNCHANGED)
        super().save(force_insert=True)

    def delete(self, *_: object, **__: object) -> NoReturn:
        """Refuse.

        Raises:
            TypeError: always.
        """
        raise TypeError(UNCHANGED)

    @property
    def content(self) -> Content:
        """What its hash covers, as it is kept now."""
        return Content(
            position=self.position,
            code=self.code,
            at=self.at,
            actor=self.actor,
            subject=self.subject,
            organisation=self.organisation,
            values=self.values,
            personal=self.personal,
            previous=self.previous,
        )


class ChainHead(models.Model):
    """The last event: one row, which a writer locks so that two never follow the same event."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        """One row and no other."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_head_of_the_chain"),
        ]

    def __str__(self) -> str:
        """``7:3f2a…``, whole."""
        return f"{self.position}:{self.hash}"


class PersonalValue(models.Model):
    """What an event knows of a person, apart from it, until it is shredded."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="kept")
    person = models.UUIDField(db_index=True)
    salt = models.BinaryField()
    values = models.JSONField()

    def __str__(self) -> str:
        """Of which event; nothing of the person."""
        return f"of event {self.event_id}"
