"""Every change of an account: by its owner, or erasing by the operator.

Passwords, passkeys and second factors are django-allauth's to change; that they were changed is
written down by :mod:`citypact.apps.parties.credentials`.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened, shred
from citypact.apps.parties import events
from citypact.apps.parties.models import Account
from citypact.apps.parties.policy import ACCOUNTS
from citypact.apps.parties.words import LANGUAGES
from citypact.errors import InputError

__all__ = ["ChangeAccount", "EraseAccount"]


class _OfAnAccount(Action[None]):
    """What the owner may always, and others only where the policy says so."""

    policy = ACCOUNTS
    account: UUID

    def permit(self) -> None:
        """Return when the account is the actor's own, or the policy permits it.

        Raises:
            PermissionDenied: neither.
        """
        if self.actor.id != f"account:{self.account}":
            super().permit()

    def found(self) -> Account:
        """The account, locked until the change is done.

        Raises:
            InputError: there is none.
        """
        account = Account.objects.select_for_update().filter(pk=self.account).first()
        if account is None:
            message = _("There is no account %(account)s; it may have been erased.")
            raise InputError(message % {"account": self.account})
        return account


@dataclass(frozen=True)
class ChangeAccount(_OfAnAccount):
    """Change the name and language of one's own account."""

    verb = "change"

    account: UUID
    name: str
    language: str
    actor: Actor

    def check(self) -> None:
        """See that both can be.

        Raises:
            InputError: a name is empty, or a language none of the site's.
        """
        if not self.name.strip():
            raise InputError(_("The name is empty: give one, or erase the account."))
        if self.language not in dict(LANGUAGES):
            message = _("“%(language)s” is no language of this site: give sv or en.")
            raise InputError(message % {"language": self.language})

    def change(self) -> Done[None]:
        """Change them; the names themselves stand in no event."""
        account = self.found()
        new = {"name": self.name.strip(), "language": self.language}
        changed = [field for field, value in new.items() if getattr(account, field) != value]
        if not changed:
            return Done(None, ())
        for field in changed:
            setattr(account, field, new[field])
        account.save(update_fields=changed)
        happened = Happened(
            events.ACCOUNT_CHANGED,
            subject=str(account),
            values={"account": str(account), "fields": changed},
        )
        return Done(None, (happened,))


@dataclass(frozen=True)
class EraseAccount(_OfAnAccount):
    """Erase an account, and everything by which anyone could tell whose it was.

    The events stay, and the chain stays whole: the id that stands in them leads to nobody.
    """

    verb = "erase"

    account: UUID
    actor: Actor

    def change(self) -> Done[None]:
        """Erase account, credentials, memberships, sessions and what events know of the person."""
        account = self.found()
        values = shred(account.pk)
        for session in Session.objects.all().iterator():
            if session.get_decoded().get("_auth_user_id") == str(account.pk):
                session.delete()
        subject = str(account)
        account.delete()
        happened = Happened(
            events.ACCOUNT_ERASED,
            subject=subject,
            values={"account": subject, "values": values},
        )
        return Done(None, (happened,))
