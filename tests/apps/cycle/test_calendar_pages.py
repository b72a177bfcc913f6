"""The calendar on pages and as a file that other programs read."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from tests.apps.clock import TODAY
from tests.apps.cycle.year import OWNER, book_shown, taken_in
from tests.apps.drafting.writing import account_in

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.cycle.calendar_file import feed_address
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.planning import MakeCalendar
from citypact.apps.drafting.models import KeptContract
from citypact.apps.parties.actions import RemoveMember

pytestmark = pytest.mark.django_db
AT = "/en/template/year/template/2026/calendar/"
SIGNING = TODAY + timedelta(weeks=30)
HELD = [role for role in Role if role not in {Role.VISITOR, Role.OPERATOR}]


@pytest.fixture(autouse=True)
def contract() -> KeptContract:
    book_shown()
    return taken_in()


def signed_in(role: Role, organisation: str = OWNER) -> Client:
    client = Client()
    client.force_login(account_in(organisation, role))
    return client


def made(contract: KeptContract) -> tuple[Milestone, ...]:
    return MakeCalendar(contract.pk, "2026", SIGNING, OPERATOR).perform().milestones


@pytest.mark.parametrize("role", HELD)
@pytest.mark.parametrize("organisation", [OWNER, "region"])
def test_everybody_reads_it_and_who_leads_the_work_changes_it(
    contract: KeptContract, role: Role, organisation: str
) -> None:
    first = made(contract)[0]
    client, leads = signed_in(role, organisation), (role, organisation) == (Role.COORDINATOR, OWNER)
    shown = client.get(AT)
    assert shown.status_code == HTTPStatus.OK
    assert ("Count it anew" in shown.content.decode()) == leads
    page = HTTPStatus.OK if leads else HTTPStatus.FORBIDDEN
    assert client.get(f"{AT}add/").status_code == page
    assert client.get(f"{AT}{first.pk}/").status_code == page
    done = HTTPStatus.FOUND if leads else HTTPStatus.FORBIDDEN
    assert client.post(AT, {"signing": SIGNING.isoformat()}).status_code == done
    gone = Milestone.objects.first()
    assert gone is not None
    assert client.post(f"{AT}{gone.pk}/remove/").status_code == done
    assert Milestone.objects.filter(pk=gone.pk).exists() != leads


def test_a_coordinator_makes_it_and_changes_a_day() -> None:
    client = signed_in(Role.COORDINATOR)
    assert "There is no calendar for this version yet." in client.get(AT).content.decode()
    past = client.post(AT, {"signing": "2024-12-10"})
    assert past.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"2024-12-10 is past: today is {TODAY}" in past.content.decode()
    soon = client.post(AT, {"signing": (TODAY + timedelta(weeks=12)).isoformat()}, follow=True)
    assert "its usual time has passed" in soon.content.decode()
    assert "First draft sent out" in soon.content.decode()
    own = {"title_sv": "Möte", "title_en": "Meeting", "due": SIGNING.isoformat(), "party": "region"}
    client.post(f"{AT}add/", own)
    found = Milestone.objects.get(title_en="Meeting")
    shown = client.get(f"{AT}{found.pk}/").content.decode()
    assert 'value="Meeting"' in shown
    refused = client.post(f"{AT}{found.pk}/", {**own, "due": "2024-01-01", "title_sv": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = client.post(f"{AT}{found.pk}/", {**own, "done": TODAY.isoformat()}, follow=True)
    assert f"Done {TODAY}" in answer.content.decode()
    signing = Milestone.objects.get(kind="signing")
    assert "title_sv" not in client.get(f"{AT}{signing.pk}/").content.decode()


def test_what_is_not_there_is_not_found() -> None:
    client = signed_in(Role.COORDINATOR)
    for address in (f"{AT}4711/", "/en/template/year/template/2031/calendar/"):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    answer = client.post(f"{AT}4711/remove/", follow=True)
    assert "taken away already" in answer.content.decode()


def test_the_page_asks_a_fixed_number_of_queries(
    contract: KeptContract, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made(contract)
    client = signed_in(Role.READER)
    client.get(AT)
    with django_assert_num_queries(7):
        client.get(AT)


def test_other_programs_read_it_as_it_stands(contract: KeptContract) -> None:
    milestones = made(contract)
    account = account_in("region", Role.READER)
    address = feed_address(contract, "2026", account).removeprefix("http://localhost:8000")
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    events = found.walk("VEVENT")
    assert [each.decoded("dtstart") for each in events] == [each.due for each in milestones]
    assert len({each["uid"] for each in events}) == len(milestones)
    assert str(events[-1]["summary"]) == "Undertecknande"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_whoever_may_read_it_no_more_gets_nothing_by_the_same_address(
    contract: KeptContract,
) -> None:
    made(contract)
    account = account_in("region", Role.READER)
    address = feed_address(contract, "2026", account).removeprefix("http://localhost:8000")
    assert Client().get(address[:-6] + "x.ics").status_code == HTTPStatus.NOT_FOUND
    RemoveMember("region", account.email, Role.READER, OPERATOR).perform()
    assert Client().get(address).status_code == HTTPStatus.NOT_FOUND
