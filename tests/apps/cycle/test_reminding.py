"""What is due is told in time, once to each, and not to whom it does not concern."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from tests.apps.clock import TODAY
from tests.apps.cycle.year import OWNER, accept_all, advanced, taken_in
from tests.apps.drafting.writing import account_in, somebody

from citypact.apps.conduct import daily
from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.queue import work_off
from citypact.apps.cycle.models import Milestone, Reminder
from citypact.apps.cycle.planning import MakeCalendar, Plan, PutMilestone
from citypact.apps.cycle.reminding import LATE, NEAR, SOON, RemindPeople, remind_all, when_of
from citypact.apps.drafting.models import KeptContract

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contract() -> KeptContract:
    kept = taken_in()
    account_in("region", Role.EDITOR)
    account_in("region", Role.READER)
    account_in("programme", Role.SIGNATORY)
    account_in(OWNER, Role.COORDINATOR)
    work_off()
    mail.outbox.clear()
    return kept


def due_in(contract: KeptContract, days: int, party: str = "region") -> Milestone:
    plan = Plan(TODAY, "Svar", "Answer", party)
    made = PutMilestone(contract.pk, "2026", plan, OPERATOR).perform()
    Milestone.objects.filter(pk=made.pk).update(due=TODAY + timedelta(days=days))
    made.refresh_from_db()
    return made


def told() -> list[str]:
    """To whom mails have gone since the last look."""
    work_off()
    sent = sorted(each.to[0] for each in mail.outbox)
    mail.outbox.clear()
    return sent


@pytest.mark.parametrize(
    ("days", "when"),
    [(15, ""), (14, SOON), (4, SOON), (3, NEAR), (0, NEAR), (-1, LATE), (-400, LATE)],
)
def test_which_reminder_is_right(days: int, when: str) -> None:
    assert when_of(TODAY + timedelta(days=days), TODAY) == when


def test_each_is_told_once_of_each_and_in_the_own_language(contract: KeptContract) -> None:
    due_in(contract, 14)
    assert RemindPeople(contract.pk).perform() == 1
    work_off()
    (sent,) = mail.outbox
    assert sent.to == ["editor.region@example.org"]
    assert "Svar (Regionen)" in sent.body
    assert "/template/year/template/2026/calendar/" in sent.body
    mail.outbox.clear()
    for _again in range(2):
        assert RemindPeople(contract.pk).perform() == 0
    assert told() == []
    near = RemindPeople(contract.pk, today=TODAY + timedelta(days=12)).perform()
    assert near == 1
    assert told() == ["editor.region@example.org"]
    late = RemindPeople(contract.pk, today=TODAY + timedelta(days=15)).perform()
    assert late == 2
    assert told() == ["coordinator.municipality@example.org", "editor.region@example.org"]
    assert RemindPeople(contract.pk, today=TODAY + timedelta(days=99)).perform() == 0


def test_several_things_on_one_day_are_one_mail(contract: KeptContract) -> None:
    due_in(contract, 2)
    due_in(contract, 3, party="")
    RemindPeople(contract.pk).perform()
    work_off()
    region = [each for each in mail.outbox if each.to == ["editor.region@example.org"]]
    assert len(region) == 1
    assert region[0].body.count("Svar") == 2
    assert Event.objects.get(code="cycle.people.reminded").values["people"] == 3


def test_a_group_is_told_by_its_members(contract: KeptContract) -> None:
    due_in(contract, 1, party="everybody")
    RemindPeople(contract.pk).perform()
    assert told() == [
        "coordinator.municipality@example.org",
        "editor.region@example.org",
        "signatory.programme@example.org",
    ]


def test_a_day_that_is_moved_is_told_of_again(contract: KeptContract) -> None:
    made = due_in(contract, 2)
    RemindPeople(contract.pk).perform()
    assert told() == ["editor.region@example.org"]
    Milestone.objects.filter(pk=made.pk).update(due=TODAY + timedelta(days=3))
    RemindPeople(contract.pk).perform()
    assert told() == ["editor.region@example.org"]


def test_what_is_done_accepted_or_over_is_told_to_nobody(contract: KeptContract) -> None:
    made = due_in(contract, -3)
    Milestone.objects.filter(pk=made.pk).update(done=TODAY)
    MakeCalendar(contract.pk, "2026", TODAY + timedelta(weeks=11), OPERATOR).perform()
    Milestone.objects.exclude(kind="acceptance-due").delete()
    advanced(contract, "in review")
    work_off()
    mail.outbox.clear()
    accept_all(contract)
    assert RemindPeople(contract.pk).perform() == 0
    Milestone.objects.update(version="2025", done=None)
    assert RemindPeople(contract.pk).perform() == 0
    assert not Reminder.objects.exists()


def test_the_worker_looks_once_a_day(contract: KeptContract) -> None:
    due_in(contract, 1)
    day = daily.Day()
    assert day.begun()
    assert not day.begun()
    assert told() == ["editor.region@example.org"]
    # Another process, or the same one started anew.
    assert daily.Day().begun()
    assert told() == []
    assert remind_all.call() == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_nobody_sends_reminders_by_hand(contract: KeptContract, role: Role) -> None:
    actor = VISITOR if role is Role.VISITOR else somebody(OWNER, role)
    with pytest.raises(PermissionDenied):
        RemindPeople(contract.pk, actor).perform()
