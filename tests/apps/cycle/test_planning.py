"""The calendar is counted back from the signing; days that are past are refused, all at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.clock import TODAY
from tests.apps.cycle.year import OWNER, taken_in
from tests.apps.drafting.writing import somebody

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.models import Event
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.planning import MakeCalendar, Plan, PutMilestone, RemoveMilestone
from citypact.apps.cycle.schedule import SIGNING, planned, schedule
from citypact.apps.drafting.acceptance import signs
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.errors import InputError

pytestmark = pytest.mark.django_db
SIGNED_ON = TODAY + timedelta(weeks=40)
NOT_LEADING = [role for role in Role if role not in {Role.COORDINATOR, Role.OPERATOR}]
OWN = Plan(TODAY + timedelta(days=9), "Möte", "Meeting", "region", "mobility")


@pytest.fixture
def contract() -> KeptContract:
    return taken_in()


def make(contract: KeptContract, signing: date = SIGNED_ON) -> tuple[Milestone, ...]:
    return MakeCalendar(contract.pk, "2026", signing, OPERATOR).perform().milestones


@given(signing=st.dates(date(2000, 1, 1)), parties=st.lists(st.text(min_size=1), unique=True))
def test_everything_lies_whole_weeks_before_the_signing_and_comes_in_order(
    signing: date, parties: list[str]
) -> None:
    found = list(planned(signing, parties))
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert found[-1].kind == SIGNING
    assert found[-1].due == signing
    for each in found:
        assert (signing - each.due).days == 7 * schedule()[each.kind].weeks
        assert each.party in parties if schedule()[each.kind].each else each.party == ""
    assert len(found) == sum(len(parties) if each.each else 1 for each in schedule().values())


def test_every_interval_is_marked_as_an_assumption_and_says_why() -> None:
    for kind, each in schedule().items():
        assert each.why_sv.startswith("Antagande: ") or kind == SIGNING
        assert each.why_en.startswith("Assumption: ") or kind == SIGNING


def test_a_calendar_has_a_milestone_a_party_that_signs_and_stands_in_the_log(
    contract: KeptContract,
) -> None:
    found = make(contract)
    accepting = [each.party for each in found if each.kind == "acceptance-due"]
    assert sorted(accepting) == list(signs(rows_of(contract)))
    event = Event.objects.get(code="cycle.calendar.made")
    assert event.values["milestones"] == len(found) == len(set(found))


def test_counting_anew_keeps_what_is_done_and_what_is_ones_own(contract: KeptContract) -> None:
    first = make(contract)
    own = PutMilestone(contract.pk, "2026", OWN, OPERATOR).perform()
    done = next(each for each in first if each.kind == "first-draft")
    plan = Plan(done.due, done=TODAY)
    PutMilestone(contract.pk, "2026", plan, OPERATOR, done.pk).perform()
    later = make(contract, SIGNED_ON + timedelta(weeks=1))
    assert len(later) == len(first) + 1
    kept = {each.pk: each for each in later}
    assert kept[own.pk].due == OWN.due
    assert kept[done.pk].done == TODAY
    moved = {each.due for each in later if each.pk not in {own.pk, done.pk}}
    assert moved == {each.due + timedelta(weeks=1) for each in first if each.pk != done.pk}


def test_what_would_have_been_due_before_today_is_left_out_and_told(
    contract: KeptContract,
) -> None:
    done = MakeCalendar(contract.pk, "2026", TODAY + timedelta(weeks=12), OPERATOR).perform()
    assert {each.kind for each in done.left_out} == {
        "follow-up",
        "first-draft",
        "comments-due",
        "proposals-decided",
    }
    assert all(each.due >= TODAY for each in done.milestones)
    whole = len(list(planned(TODAY, signs(rows_of(contract)))))
    assert len(done.milestones) + len(done.left_out) == whole


def test_days_that_are_past_are_refused(contract: KeptContract) -> None:
    with pytest.raises(FieldsError, match="is past: today is") as caught:
        make(contract, TODAY - timedelta(days=1))
    assert set(caught.value.problems) == {"signing"}
    assert not Milestone.objects.exists()
    plan = Plan(date(2024, 1, 1), "", " ", "nobody", "nowhere", TODAY + timedelta(days=1))
    with pytest.raises(FieldsError) as caught:
        PutMilestone(contract.pk, "2026", plan, OPERATOR).perform()
    assert set(caught.value.problems) == {
        "due",
        "title_sv",
        "title_en",
        "party",
        "clause",
        "done",
    }
    assert not Milestone.objects.exists()


def test_a_day_that_has_passed_since_may_stay(contract: KeptContract) -> None:
    found = PutMilestone(contract.pk, "2026", OWN, OPERATOR).perform()
    Milestone.objects.update(due=TODAY - timedelta(days=2))
    plan = Plan(TODAY - timedelta(days=2), "Möte", "Meeting", done=TODAY)
    PutMilestone(contract.pk, "2026", plan, OPERATOR, found.pk).perform()
    assert Milestone.objects.get().done == TODAY
    before = Event.objects.count()
    PutMilestone(contract.pk, "2026", plan, OPERATOR, found.pk).perform()
    assert Event.objects.count() == before


def test_nothing_stands_twice_in_it(contract: KeptContract) -> None:
    PutMilestone(contract.pk, "2026", OWN, OPERATOR).perform()
    with pytest.raises(InputError, match="stands in the calendar already"):
        PutMilestone(contract.pk, "2026", OWN, OPERATOR).perform()


def test_what_is_taken_away_stays_in_the_log(contract: KeptContract) -> None:
    found = PutMilestone(contract.pk, "2026", OWN, OPERATOR).perform()
    RemoveMilestone(contract.pk, "2026", found.pk, OPERATOR).perform()
    assert not Milestone.objects.exists()
    event = Event.objects.get(code="cycle.milestone.removed")
    assert event.values["before"]["title_en"] == "Meeting"
    with pytest.raises(InputError, match="taken away already"):
        RemoveMilestone(contract.pk, "2026", found.pk, OPERATOR).perform()


def test_a_version_that_is_signed_or_is_not_has_no_calendar(contract: KeptContract) -> None:
    with pytest.raises(InputError, match="2025 is signed"):
        MakeCalendar(contract.pk, "2025", SIGNED_ON, OPERATOR).perform()
    with pytest.raises(InputError, match="no version 2031"):
        PutMilestone(contract.pk, "2031", OWN, OPERATOR).perform()


@pytest.mark.parametrize("role", NOT_LEADING)
def test_who_does_not_lead_the_work_changes_no_calendar(contract: KeptContract, role: Role) -> None:
    own = PutMilestone(contract.pk, "2026", OWN, OPERATOR).perform()
    for actor in (
        VISITOR if role is Role.VISITOR else somebody(OWNER, role),
        somebody("region", Role.COORDINATOR),
    ):
        for action in (
            MakeCalendar(contract.pk, "2026", SIGNED_ON, actor),
            PutMilestone(contract.pk, "2026", OWN, actor),
            RemoveMilestone(contract.pk, "2026", own.pk, actor),
        ):
            with pytest.raises(PermissionDenied):
                action.perform()
    assert list(Milestone.objects.all()) == [own]
