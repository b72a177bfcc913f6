"""What is kept of a contract's year, beside the rows of the contract itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from citypact.apps.drafting.models import KeptContract
from citypact.apps.parties.models import Account

__all__ = ["Milestone", "Publication", "Reminder", "Update"]

NAME_LENGTH = 200
HASH_LENGTH = 64


class Publication(models.Model):
    """How far the pages that everybody reads have come, of one contract.

    ``asked`` is the revision at which they were last asked for, ``revision`` that which they show,
    as it was read at ``read_at``; ``problem`` says why they could not be made.
    """

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"

    contract = models.OneToOneField(KeptContract, models.CASCADE, related_name="publication")
    state = models.CharField(max_length=NAME_LENGTH)
    asked = models.PositiveBigIntegerField()
    asked_at = models.DateTimeField()
    revision = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        """``malmo-national: done, revision 7``."""
        return f"{self.contract_id}: {self.state}, revision {self.revision}"


class Milestone(models.Model):
    """Something that is due on the way to a version's signing.

    ``kind`` is one of the schedule's, or empty for one of the coordinator's own, which has a title;
    ``party`` is the id of the party that it concerns, empty for all; ``clause`` likewise.
    """

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="milestones")
    version = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=NAME_LENGTH, blank=True)
    title_sv = models.CharField(max_length=NAME_LENGTH, blank=True)
    title_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    due = models.DateField()
    party = models.CharField(max_length=NAME_LENGTH, blank=True)
    clause = models.CharField(max_length=NAME_LENGTH, blank=True)
    done = models.DateField(null=True)

    class Meta:
        """By date; nothing twice."""

        ordering: ClassVar = ["due", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "version", "kind", "title_sv", "party", "clause"],
                name="one_milestone_a_kind_party_and_clause",
            ),
        ]

    def __str__(self) -> str:
        """``2025 comments-due 2025-09-30``."""
        return f"{self.version} {self.kind or self.title_sv} {self.due}"


class Reminder(models.Model):
    """That an account was told of a milestone: ``when`` is so many days before, or late."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="reminders")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    when = models.CharField(max_length=NAME_LENGTH)
    due = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Nobody is told the same twice; a date that is moved is another."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["milestone", "account", "when", "due"], name="one_reminder_an_account"
            ),
        ]

    def __str__(self) -> str:
        """``of 2025 comments-due 2025-09-30, late``."""
        return f"of {self.milestone}, {self.when}"


class Update(models.Model):
    """The most important updates of a party in one version, as a person has edited them.

    A line a sentence. ``drafted_sv`` and ``drafted_en`` are the draft that the person saw: where
    the draft has become another since, the page says so. ``by`` says nothing of the person.
    """

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="updates")
    version = models.CharField(max_length=NAME_LENGTH)
    party = models.CharField(max_length=NAME_LENGTH)
    text_sv = models.TextField()
    text_en = models.TextField()
    drafted_sv = models.TextField()
    drafted_en = models.TextField()
    drafted_from = models.PositiveBigIntegerField()
    by = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """One a party and version."""

        ordering: ClassVar = ["version", "party"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "version", "party"], name="one_update_a_party_and_version"
            ),
        ]

    def __str__(self) -> str:
        """``malmo-national, 2025, malmo-stad``."""
        return f"{self.contract_id}, {self.version}, {self.party}"

    def lines(self) -> dict[str, tuple[str, ...]]:
        """The sentences by language."""
        return {"sv": _lines(self.text_sv), "en": _lines(self.text_en)}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
