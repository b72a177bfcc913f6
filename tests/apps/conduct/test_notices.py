"""People are told after what they are told of is certain, and no mail is lost to a slow server."""

import json
import smtplib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from citypact.apps.conduct import notices
from citypact.apps.conduct.notices import RETRY_AFTER, Letter, Notice, register, send
from citypact.apps.conduct.queue import waiting, work_off

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "conduct.test"
WHO = uuid4()


@pytest.fixture(autouse=True)
def _writer() -> Iterator[None]:
    def write(account: UUID, values: Mapping[str, str]) -> Letter | None:
        return Letter("a@example.org", "Hej", values["word"]) if account == WHO else None

    register(KIND, write)
    yield
    del notices._writers[KIND]


class Away(BaseEmailBackend):
    """A mail server that is away."""

    tries: ClassVar[list[object]] = []

    def send_messages(self, email_messages: object) -> int:
        """Fail as smtplib does."""
        self.tries.append(email_messages)
        raise smtplib.SMTPServerDisconnected


def test_a_notice_is_sent_when_the_queue_is_worked_off() -> None:
    send(Notice(KIND, WHO, {"word": "ord"}))
    assert mail.outbox == []
    assert waiting()
    work_off()
    assert not waiting()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["a@example.org"], "Hej", "ord")
    work_off()
    assert len(mail.outbox) == 1


def test_a_change_that_is_undone_tells_nobody() -> None:
    def fail() -> None:
        with transaction.atomic():
            send(Notice(KIND, WHO, {"word": "ord"}))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    work_off()
    assert mail.outbox == []


def test_the_queue_holds_no_address_and_who_is_gone_gets_nothing() -> None:
    send(Notice(KIND, WHO, {"word": "ord"}))
    send(Notice(KIND, uuid4(), {"word": "ord"}))
    rows = json.dumps(list(DBTaskResult.objects.values()), default=str)
    assert "example.org" not in rows
    work_off()
    assert len(mail.outbox) == 1


def test_a_kind_that_nobody_writes_is_refused_at_once() -> None:
    with pytest.raises(KeyError, match=r"conduct\.none"):
        send(Notice("conduct.none", WHO))


def test_a_server_that_is_away_is_asked_again_later_and_given_up_at_last() -> None:
    Away.tries.clear()
    away = f"{__name__}.{Away.__name__}"
    with override_settings(EMAIL_BACKEND=away):
        send(Notice(KIND, WHO, {"word": "ord"}))
        for minutes in RETRY_AFTER:
            work_off()
            later = DBTaskResult.objects.get(status="READY")
            wait = later.run_after - later.enqueued_at
            assert abs(wait - timedelta(minutes=minutes)) < timedelta(seconds=30)
            DBTaskResult.objects.filter(pk=later.pk).update(run_after=later.enqueued_at)
        work_off()
    assert len(Away.tries) == len(RETRY_AFTER) + 1
    assert DBTaskResult.objects.filter(status="FAILED").count() == 1
    assert not waiting()
