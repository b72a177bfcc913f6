"""What this site decides where django-allauth asks.

Nobody signs up by themselves, neither with a password nor through an organisation's sign-in:
somebody who coordinates an organisation gives them a role first. Mails are queued, so that a mail
server that is slow or away neither fails a page nor tells by its time who has an account.
"""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from citypact.apps.conduct.notices import Notice, send
from citypact.apps.parties import letters
from citypact.apps.parties.models import Account

__all__ = ["AccountAdapter", "SocialAccountAdapter", "name_of"]


def name_of(account: Account) -> str:
    """What somebody is called on the pages that only they see."""
    return account.name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts by invitation, mails by the queue."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's name
        """Never."""
        return False

    def send_password_reset_mail(
        self,
        user: Account,
        email: str,  # noqa: ARG002  allauth's name
        context: Mapping[str, object],  # noqa: ARG002  allauth's name
    ) -> None:
        """Queue the mail; its link is made when it is sent."""
        send(Notice(letters.PASSWORD, user.pk))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Whoever signs in elsewhere must have an account here."""

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002  allauth's name
        sociallogin: object,  # noqa: ARG002  allauth's name
    ) -> bool:
        """Never."""
        return False
