"""Tokens by which a program acts for an account; of the token itself only its hash is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from citypact.apps.parties.models import Account

__all__ = ["Token"]

HASH_LENGTH = 64
NAME_LENGTH = 200


class Token(models.Model):
    """That a program may act for ``account`` until the end of the day ``until``."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    title = models.CharField(max_length=NAME_LENGTH)
    sha256 = models.CharField(max_length=HASH_LENGTH, unique=True)
    until = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    used_on = models.DateField(null=True)

    class Meta:
        """The oldest first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Whose; nothing of the token."""
        return f"token {self.pk} of account:{self.account_id}"
