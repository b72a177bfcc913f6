"""Organisations, accounts, and which role an account has in an organisation."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from citypact.apps.conduct.actor import Role

__all__ = ["Account", "Membership", "Organisation"]

NAME_LENGTH = 200
NUMBER_LENGTH = 11
LANGUAGE_LENGTH = 8


class Organisation(models.Model):
    """Who can be party to a contract: what a contract calls a party, with the same kinds.

    ``number`` is the organisation number in its usual form; ``parent`` the organisation that it is
    a part of; ``authority`` what kind of decision-maker it is; ``actor`` its id among the actors of
    the city book; ``mandate`` what it may decide, in words.
    """

    id = models.CharField(primary_key=True, max_length=NAME_LENGTH)
    title_sv = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=NAME_LENGTH)
    number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    authority = models.CharField(max_length=NAME_LENGTH, blank=True)
    actor = models.CharField(max_length=NAME_LENGTH, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    mandate_sv = models.TextField(blank=True)
    mandate_en = models.TextField(blank=True)

    class Meta:
        """By id; no number twice."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="one_organisation_a_number"
            ),
        ]

    def __str__(self) -> str:
        """``malmo``."""
        return self.id

    def title(self, language: str) -> str:
        """Its name in ``language``."""
        return self.title_sv if language == "sv" else self.title_en


class AccountManager(BaseUserManager["Account"]):
    """Accounts by their mail address."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this mail address, in whichever case it is written."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A person's way in, and no more of the person than that needs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=NAME_LENGTH)
    language = models.CharField(max_length=LANGUAGE_LENGTH, default="sv")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        """Its id, which says nothing of the person: this may end in a log."""
        return f"account:{self.pk}"


class Membership(models.Model):
    """That an account has a role in an organisation."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=NAME_LENGTH, choices=[(role.value, role.value) for role in Role]
    )
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By organisation; a role is held once."""

        ordering: ClassVar = ["organisation", "role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"], name="one_membership_a_role"
            ),
        ]

    def __str__(self) -> str:
        """``account:… is editor of malmo``."""
        return f"account:{self.account_id} is {self.role} of {self.organisation_id}"
