"""Companies are asked to report once a year and reminded once, and the city is told how many."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests.apps.clock import TODAY
from tests.apps.drafting.writing import account_in
from tests.apps.local.people import CONTRACT, PARTY, Place, mails_sent, now, set_up, signed_up

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.local.calling import BETWEEN, CallForReports, before_calling
from citypact.apps.local.models import ReportCall
from citypact.apps.local.promising import ReportDone
from citypact.contract.local.action import Report
from citypact.errors import InputError

# The worker of the queue closes the connection that it is given.
pytestmark = pytest.mark.django_db(transaction=True)

YEAR = TODAY.year


@pytest.fixture(autouse=True)
def _contract() -> None:
    set_up(4)
    signed_up()
    mails_sent()
    mail.outbox.clear()


def call(turn: int = 1, year: int = YEAR) -> ReportCall:
    return CallForReports(CONTRACT, year, turn, OPERATOR).perform()


def a_while_later() -> None:
    ReportCall.objects.update(sent_at=timezone.now() - BETWEEN - timedelta(minutes=1))


def test_who_has_an_account_and_has_not_reported_is_written_to() -> None:
    account_in(PARTY, Role.EDITOR)
    account_in(PARTY, Role.READER)
    mails_sent()
    mail.outbox.clear()
    done = call()
    assert (done.companies, done.people, done.unreachable) == (1, 2, 4)
    mails_sent()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "anna@example.org",
        f"editor.{PARTY}@example.org",
    ]
    assert f"/template/local/{CONTRACT}/companies/{PARTY}/report/" in mail.outbox[0].body
    values = Event.objects.get(code="local.reports.called").values
    assert (values["companies"], values["people"], values["unreachable"]) == (1, 2, 4)


def test_pressing_twice_calls_once() -> None:
    assert call() == call()
    mails_sent()
    assert len(mail.outbox) == 1


def test_a_reminder_comes_later_and_to_those_who_have_still_not_reported() -> None:
    call()
    with pytest.raises(InputError, match="less than 14 days ago"):
        call(2)
    a_while_later()
    report = {f"{PARTY}.cycling": Report(YEAR, 1.0, "Mätaren", "The meter")}
    ReportDone(CONTRACT, PARTY, YEAR, report, OPERATOR).perform()
    assert call(2).companies == 0
    a_while_later()
    with pytest.raises(InputError, match="asked and reminded already"):
        call(3)
    assert before_calling(now(), YEAR).turn == 3


@pytest.mark.parametrize(("turn", "year"), [(2, YEAR), (0, YEAR), (1, YEAR + 1), (1, 1999)])
def test_no_turn_is_left_out_and_no_year_is_made_up(turn: int, year: int) -> None:
    with pytest.raises(InputError):
        call(turn, year)
    assert not ReportCall.objects.exists()


def test_an_erased_account_is_written_to_no_more() -> None:
    call()
    Place(PARTY).actor(Role.READER)
    from citypact.apps.parties.accounts import EraseAccount  # noqa: PLC0415  this test alone
    from citypact.apps.parties.models import Account  # noqa: PLC0415  this test alone

    EraseAccount(Account.objects.get(email="anna@example.org").pk, OPERATOR).perform()
    mails_sent()
    assert not any(letter.to == ["anna@example.org"] for letter in mail.outbox)
