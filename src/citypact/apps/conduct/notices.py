"""Telling people by mail, after what they are told of is certain.

A notice is put into the queue in the transaction of the change: a change that is undone tells
nobody. The queue holds which account is told what, and no address, name or key: what the mail
says is made when it is sent, by the function that an app registered for its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.utils import timezone

from citypact.apps.conduct.queue import task

__all__ = ["Letter", "Notice", "register", "send"]

#: A mail that cannot be delivered is tried again after these many minutes, then given up.
RETRY_AFTER = (1, 5, 30, 120, 720)


@dataclass(frozen=True)
class Notice:
    """That somebody is to be told something.

    Attributes:
        kind: which function writes the mail.
        account: who is told.
        values: what that function needs to know; no personal data and no secret.
    """

    kind: str
    account: UUID
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Letter:
    """A mail, ready to be sent."""

    to: str
    subject: str
    text: str


#: By kind: who is told what. None where there is nobody to tell any more.
_writers: dict[str, Callable[[UUID, Mapping[str, str]], Letter | None]] = {}


def register(kind: str, writer: Callable[[UUID, Mapping[str, str]], Letter | None]) -> None:
    """Say who writes the mails of ``kind``."""
    _writers[kind] = writer


def send(notice: Notice) -> None:
    """Put a notice into the queue; to be called in the transaction of what it tells.

    Raises:
        KeyError: nobody writes mails of this kind.
    """
    _writers[notice.kind]
    deliver.enqueue(notice.kind, str(notice.account), dict(notice.values), 0)


@task()
def deliver(kind: str, account: str, values: dict[str, str], attempt: int) -> bool:
    """Write a mail and send it; later again where it cannot be delivered now."""
    letter = _writers[kind](UUID(account), values)
    if letter is None:
        return False
    try:
        send_mail(letter.subject, letter.text, None, [letter.to])
    except OSError:  # what smtplib raises rests on it
        if attempt >= len(RETRY_AFTER):
            raise
        later = timezone.now() + timedelta(minutes=RETRY_AFTER[attempt])
        deliver.using(run_after=later).enqueue(kind, account, values, attempt + 1)
        return False
    return True
