"""Changing, reporting and leaving: whole or not at all, and the second of two is told."""

from dataclasses import replace

import pytest
from django.utils import timezone
from tests.apps.local.people import CONTRACT, PARTY, SAID, now, set_up, signed_up

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.drafting.rows import ConflictError, rows_of
from citypact.apps.local.groups import TakePart
from citypact.apps.local.models import LocalSum, Participant, Withdrawal
from citypact.apps.local.promising import ChangePromises, ReportDone, Withdraw
from citypact.contract.local.action import Report
from citypact.contract.local.changing import promised
from citypact.contract.local.sign_up import PlannedAction, SignUp
from citypact.errors import ContractError, InputError

pytestmark = pytest.mark.django_db

CYCLING = f"{PARTY}.cycling"


@pytest.fixture(autouse=True)
def _contract() -> None:
    set_up(3)
    signed_up()


def change(said: SignUp, seen: int | None = None) -> bool:
    """Change what the company promises, having seen the contract as it stands."""
    revision = now().kept.revision if seen is None else seen
    return ChangePromises(CONTRACT, PARTY, said, revision, OPERATOR).perform()


def report(done: float, evidence: str = "Mätaren", year: int | None = None) -> bool:
    """Report on the company's only action."""
    of = year if year is not None else timezone.localdate().year
    reports = {CYCLING: Report(of, done, evidence, evidence)}
    return ReportDone(CONTRACT, PARTY, of, reports, OPERATOR).perform()


def own() -> SignUp:
    """What the company promises now."""
    local = now()
    return promised(local.contract, local.version, PARTY)


def test_what_is_changed_is_written_and_what_others_promise_stays() -> None:
    others = [each for each in now().version.commitments if each.party != PARTY]
    wanted = replace(
        SAID,
        size="medium",
        actions=(replace(SAID.actions[0], quantity=7_500.5), PlannedAction("pumps", 3.0, 2029)),
        roadmap="Vår plan",
    )
    assert change(wanted)
    assert own() == wanted
    assert [each for each in now().version.commitments if each.party != PARTY] == others
    event = Event.objects.get(code="local.company.changed")
    assert event.values["company"] == PARTY
    assert LocalSum.objects.get().wanted
    assert verify().whole


def test_saying_the_same_changes_nothing_and_writes_nothing_down() -> None:
    before = (now().kept.revision, Event.objects.count())
    assert not change(own())
    assert (now().kept.revision, Event.objects.count()) == before


def test_the_second_of_two_is_told_and_nothing_of_hers_is_written() -> None:
    seen = now().kept.revision
    change(replace(SAID, roadmap="Den första"), seen)
    with pytest.raises(ConflictError, match="Somebody else has changed"):
        change(replace(SAID, roadmap="Den andra"), seen)
    assert own().roadmap == "Den första"


def test_what_another_company_does_in_between_is_no_conflict() -> None:
    seen = now().kept.revision
    other = now().companies[0].id
    Withdraw(CONTRACT, other, "Moved", OPERATOR).perform()
    assert change(replace(SAID, roadmap="Vår plan"), seen)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(SAID, actions=(), roadmap=" "), "nothing is promised"),
        (replace(SAID, actions=(PlannedAction("cycling", -1.0, 2030),)), "above 0"),
        (replace(SAID, actions=(PlannedAction("cycling", 1e12, 2030),)), "more than the whole"),
        (replace(SAID, actions=(PlannedAction("cycling", 1.0, 2001),)), "the year is past"),
    ],
)
def test_a_change_that_cannot_be_is_refused_whole(wrong: SignUp, message: str) -> None:
    before = own()
    with pytest.raises(ContractError, match=message):
        change(wrong)
    assert own() == before


def test_a_report_is_kept_and_a_later_one_of_the_year_takes_its_place() -> None:
    assert report(100.0)
    assert report(250.0)
    assert not report(250.0)
    action = now().version.commitment[CYCLING].action
    assert action is not None
    assert [each.done for each in action.reports] == [250.0]
    assert rows_of(now().kept).examined().problems == ()
    assert Event.objects.filter(code="local.company.reported").count() == 2


@pytest.mark.parametrize(
    ("done", "evidence", "year", "message"),
    [
        (-1.0, "Mätaren", None, "0 or above"),
        (float("nan"), "Mätaren", None, "0 or above"),
        (1e12, "Mätaren", None, "more than the whole city had"),
        (5.0, " ", None, "nothing says what the figure rests on"),
        (5.0, "Mätaren", 1999, "none that can be reported on"),
        (5.0, "Mätaren", 2999, "none that can be reported on"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    done: float, evidence: str, year: int | None, message: str
) -> None:
    with pytest.raises(ContractError, match=message):
        report(done, evidence, year)
    action = now().version.commitment[CYCLING].action
    assert action is not None
    assert action.reports == ()


def test_one_reports_on_nothing_of_another_company() -> None:
    other = next(each.id for each in now().version.commitments if each.party != PARTY)
    with pytest.raises(InputError, match="has not promised"):
        ReportDone(CONTRACT, PARTY, 2026, {other: Report(2026, 1.0, "x", "x")}, OPERATOR).perform()


def test_who_leaves_is_gone_with_its_promises_and_the_log_remembers() -> None:
    report(100.0)
    TakePart(CONTRACT, "heat", PARTY, takes_part=True, actor=OPERATOR).perform()
    Withdraw(CONTRACT, PARTY, "We closed <b>down</b>", OPERATOR).perform()
    assert PARTY not in now().contract.parties
    assert all(each.party != PARTY for each in now().version.commitments)
    assert len(now().companies) == 3
    assert Withdrawal.objects.get().reason == "We closed <b>down</b>"
    assert not Participant.objects.exists()
    event = Event.objects.get(code="local.company.left")
    assert "closed" not in str(event.values)
    assert any(row and row.get("done") == "100" for row in event.values["before"])
    assert verify().whole
    with pytest.raises(InputError, match="has not signed up"):
        Withdraw(CONTRACT, PARTY, "Again", OPERATOR).perform()


def test_one_leaves_with_a_reason() -> None:
    with pytest.raises(InputError, match="Say why"):
        Withdraw(CONTRACT, PARTY, "  ", OPERATOR).perform()
    assert PARTY in now().contract.parties
