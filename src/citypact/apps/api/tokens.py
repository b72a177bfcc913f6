"""Every change of a token."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.api.events import TOKEN_MADE, TOKEN_REVOKED
from citypact.apps.api.models import NAME_LENGTH, Token
from citypact.apps.api.policy import TOKENS
from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.parties.models import Account
from citypact.errors import InputError

__all__ = ["LONGEST", "MakeToken", "RevokeToken", "hash_of"]

#: A token is good for a year at most, and an account has no more than these.
LONGEST = timedelta(days=366)
MOST = 20
#: What a token begins with, so that one that has leaked is known for what it is.
PREFIX = "citypact_"


def hash_of(token: str) -> str:
    """What is kept of a token. It is as long as a key, so that no salt is needed."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


class _Own:
    """What is done to the own account's tokens alone."""

    account: Account
    actor: Actor

    def permit(self) -> None:
        """Return when the actor is the account itself.

        Raises:
            PermissionDenied: it is another's.
        """
        if self.actor.id != str(self.account):
            message = f"{self.actor.id} has nothing to do with the tokens of another"
            raise PermissionDenied(message)


@dataclass(frozen=True)
class MakeToken(_Own, Action[str]):
    """Let a program act for the account; the token is returned once, and never again."""

    policy = TOKENS
    verb = "make"

    account: Account
    title: str
    until: date
    actor: Actor

    def check(self) -> None:
        """See that it is named, and ends in time.

        Raises:
            FieldsError: it is not; says all of it.
        """
        today, problems = timezone.localdate(), {}
        if not self.title.strip() or len(self.title) > NAME_LENGTH:
            problems["title"] = _("Name the program, in %(most)s letters at most.") % {
                "most": NAME_LENGTH
            }
        if not today <= self.until <= today + LONGEST:
            problems["until"] = _("Give a day from today to %(last)s.") % {
                "last": (today + LONGEST).isoformat()
            }
        if problems:
            raise FieldsError(_("The token cannot be made so:"), problems)
        if self.account.tokens.count() >= MOST:
            message = _("An account has %(most)s tokens at most: shut another program out first.")
            raise InputError(message % {"most": MOST})

    def change(self) -> Done[str]:
        """Make it."""
        token = f"{PREFIX}{secrets.token_urlsafe(32)}"
        Token.objects.create(
            account=self.account, title=self.title.strip(), sha256=hash_of(token), until=self.until
        )
        values = {"account": str(self.account), "until": self.until.isoformat()}
        return Done(token, (Happened(TOKEN_MADE, subject=str(self.account), values=values),))


@dataclass(frozen=True)
class RevokeToken(_Own, Action[None]):
    """Shut a program out, from its next request on."""

    policy = TOKENS
    verb = "make"

    account: Account
    token: int
    actor: Actor

    def change(self) -> Done[None]:
        """Take the token away."""
        count, _of_each = self.account.tokens.filter(pk=self.token).delete()
        if not count:
            raise InputError(_("There is no such token."))
        values = {"account": str(self.account)}
        return Done(None, (Happened(TOKEN_REVOKED, subject=str(self.account), values=values),))
