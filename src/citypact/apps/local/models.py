"""What is kept of local contracts beside their rows: sign-ups, sums, reminders, working groups."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from citypact.apps.drafting.models import KeptContract

__all__ = ["LocalSum", "Meeting", "Participant", "ReportCall", "SignUpRequest", "Withdrawal"]

HASH_LENGTH = 64
NAME_LENGTH = 200
NUMBER_LENGTH = 11
WORD_LENGTH = 20
TEXT_LENGTH = 2000
LANGUAGE_LENGTH = 8


class SignUpRequest(models.Model):
    """What a company has said, until whoever said it has followed the link in the mail.

    ``actions`` are quantities by kind, with the year that they are due. ``person`` and ``mail`` are
    taken over into an account when the sign-up is confirmed, and are erased here; a request that
    nobody confirms is erased whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="sign_ups")
    title = models.CharField(max_length=NAME_LENGTH)
    number = models.CharField(max_length=NUMBER_LENGTH)
    area = models.CharField(max_length=NAME_LENGTH)
    size = models.CharField(max_length=WORD_LENGTH)
    roadmap = models.CharField(max_length=TEXT_LENGTH, blank=True)
    actions = models.JSONField()
    person = models.CharField(max_length=NAME_LENGTH, blank=True)
    mail = models.EmailField(blank=True)
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    party = models.CharField(max_length=NAME_LENGTH, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-asked_at"]
        indexes: ClassVar = [
            models.Index(fields=["contract", "confirmed_at"], name="sign_ups_not_confirmed"),
        ]

    def __str__(self) -> str:
        """Its id; nothing of the person."""
        return f"sign-up:{self.pk}"


class LocalSum(models.Model):
    """What a local contract contributes, as it was last computed, and of which revision.

    ``document`` is :class:`citypact.contract.local.contribution.Contribution` as JSON; empty before
    the first time. ``wanted`` is whether somebody has asked for it anew.
    """

    contract = models.OneToOneField(KeptContract, models.CASCADE, related_name="local_sum")
    revision = models.PositiveBigIntegerField(default=0)
    book_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    companies = models.PositiveIntegerField(default=0)
    document = models.JSONField(default=dict)
    computed_at = models.DateTimeField(null=True)
    wanted = models.BooleanField(default=False)

    def __str__(self) -> str:
        """``sum of malmo-local, revision 7``."""
        return f"sum of {self.contract_id}, revision {self.revision}"


class ReportCall(models.Model):
    """That companies were asked to report for a year: the call, and one reminder."""

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="report_calls")
    year = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    companies = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    unreachable = models.PositiveIntegerField()

    class Meta:
        """Each turn of a year once."""

        ordering: ClassVar = ["contract", "year", "turn"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "year", "turn"], name="one_call_a_turn"),
        ]

    def __str__(self) -> str:
        """``malmo-local 2026, turn 1``."""
        return f"{self.contract_id} {self.year}, turn {self.turn}"


class Withdrawal(models.Model):
    """That a company has left, and why, in its own words."""

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="withdrawals")
    party = models.CharField(max_length=NAME_LENGTH)
    title = models.CharField(max_length=NAME_LENGTH)
    reason = models.CharField(max_length=TEXT_LENGTH)
    left_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-left_at", "pk"]

    def __str__(self) -> str:
        """``company-5560125790 left malmo-local``."""
        return f"{self.party} left {self.contract_id}"


class Participant(models.Model):
    """That a company takes part in the working group of a transition area."""

    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="participants")
    area = models.CharField(max_length=NAME_LENGTH)
    party = models.CharField(max_length=NAME_LENGTH)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By area; a company once in each."""

        ordering: ClassVar = ["contract", "area", "party"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "area", "party"], name="one_place_in_a_working_group"
            ),
        ]

    def __str__(self) -> str:
        """``company-5560125790 in area-mobility``."""
        return f"{self.party} in {self.area}"


class Meeting(models.Model):
    """A meeting of a working group: when and where, what was said and decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(KeptContract, models.CASCADE, related_name="meetings")
    area = models.CharField(max_length=NAME_LENGTH)
    day = models.DateField()
    time = models.TimeField(null=True)
    place = models.CharField(max_length=NAME_LENGTH)
    notes = models.TextField(blank=True)
    decisions = models.TextField(blank=True)

    class Meta:
        """The latest first."""

        ordering: ClassVar = ["-day", "-time", "pk"]

    def __str__(self) -> str:
        """``area-mobility 2026-12-01``."""
        return f"{self.area} {self.day}"
