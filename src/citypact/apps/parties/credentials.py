"""What django-allauth does to credentials is written down too: signing in, and each change.

Its pages change passwords, passkeys and second factors; it tells of each by a signal, and the
event is written in the same request.
"""

from __future__ import annotations

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.socialaccount import signals as social_signals
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from citypact.apps.conduct.chain import Happened, append
from citypact.apps.conduct.kinds import Kind
from citypact.apps.parties import events
from citypact.apps.parties.models import Account
from citypact.apps.parties.selectors import actor_for

__all__ = ["CHANGES"]

#: By signal: what is written down when it is sent. The words are codes, the same in each language.
CHANGES: dict[Signal, str] = {
    account_signals.password_changed: "password changed",
    account_signals.password_set: "password set",
    account_signals.password_reset: "password reset",
    mfa_signals.authenticator_added: "second factor or passkey added",
    mfa_signals.authenticator_removed: "second factor or passkey removed",
    mfa_signals.authenticator_reset: "recovery codes made anew",
}


def _write(account: Account, kind: Kind, **values: object) -> None:
    happened = Happened(kind, subject=str(account), values={"account": str(account), **values})
    with transaction.atomic():
        append(happened, actor_for(account))


def _changed(sender: object, signal: Signal, user: Account, **_: object) -> None:
    del sender
    _write(user, events.CREDENTIAL_CHANGED, what=CHANGES[signal])


def _connected(sender: object, sociallogin: SocialLogin, **_: object) -> None:
    del sender
    _write(sociallogin.user, events.CREDENTIAL_CHANGED, what="external sign-in connected")


def _signed_in(sender: object, user: Account, request: HttpRequest | None, **_: object) -> None:
    del sender
    used = request.session.get("account_authentication_methods", []) if request else []
    methods = sorted({str(each.get("method", "")) for each in used} - {""})
    _write(user, events.SIGNED_IN, methods=methods or ["directly"])


for _signal in CHANGES:
    _signal.connect(_changed, dispatch_uid="citypact")
social_signals.social_account_added.connect(_connected, dispatch_uid="citypact")
user_logged_in.connect(_signed_in, dispatch_uid="citypact")
