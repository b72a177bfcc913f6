"""Working groups: who is in them, when they meet, and who may see it."""

from datetime import date, time
from uuid import uuid4

import pytest
from tests.apps.local.people import CONTRACT, PARTY, Place, now, set_up, signed_up

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.local.groups import (
    KeepMeeting,
    RemoveMeeting,
    TakePart,
    group_of,
    groups_of,
    may_read,
    meetings_of,
)
from citypact.apps.local.models import Meeting, Participant
from citypact.errors import InputError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _contract() -> None:
    set_up()
    signed_up()


def part(area: str = "mobility", party: str = PARTY, *, takes: bool = True) -> None:
    TakePart(CONTRACT, area, party, takes_part=takes, actor=OPERATOR).perform()


def test_a_company_comes_in_once_and_goes_once() -> None:
    part()
    part()
    assert [(each.area, each.takes_part) for each in groups_of(now(), PARTY, "sv")] == [
        ("mobility", True),
        ("heat", False),
    ]
    assert group_of(now(), "mobility", "en").companies == ((PARTY, "Exempelbolaget"),)
    part(takes=False)
    part(takes=False)
    assert not Participant.objects.exists()
    codes = Event.objects.filter(code__startswith="local.group.").values_list("code", flat=True)
    assert list(codes) == ["local.group.joined", "local.group.left"]


@pytest.mark.parametrize(
    ("area", "party", "message"),
    [("flying", PARTY, "no working group"), ("heat", "nobody", "has not signed up")],
)
def test_a_group_is_of_the_contract_and_so_is_a_company(
    area: str, party: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        part(area, party)


def test_a_meeting_is_kept_changed_and_removed_and_what_was_said_is_in_no_event() -> None:
    name, day = uuid4(), date(2026, 12, 1)
    first = KeepMeeting(
        CONTRACT, "heat", name, day, "Stadshuset", OPERATOR, time(13, 0), "Anna said yes"
    )
    first.perform()
    first.perform()
    KeepMeeting(
        CONTRACT, "heat", name, day, "Stadshuset", OPERATOR, time(13, 0), "Anna said yes", "Go on"
    ).perform()
    (kept,) = meetings_of(now(), "heat")
    assert (kept.place, kept.decisions) == ("Stadshuset", "Go on")
    events = Event.objects.filter(code="local.meeting.kept")
    assert [event.values["fields"] for event in events] == [
        ["day", "time", "place", "notes"],
        ["decisions"],
    ]
    assert not any("Anna" in str(event.values) for event in Event.objects.all())
    RemoveMeeting(CONTRACT, "heat", name, OPERATOR).perform()
    RemoveMeeting(CONTRACT, "heat", name, OPERATOR).perform()
    assert not Meeting.objects.exists()
    assert Event.objects.filter(code="local.meeting.removed").count() == 1


def test_a_meeting_stays_in_its_group_and_is_somewhere() -> None:
    name, day = uuid4(), date(2026, 12, 1)
    KeepMeeting(CONTRACT, "heat", name, day, "Stadshuset", OPERATOR).perform()
    with pytest.raises(InputError, match="another working group"):
        KeepMeeting(CONTRACT, "mobility", name, day, "Rådhuset", OPERATOR).perform()
    with pytest.raises(InputError, match="Say where"):
        KeepMeeting(CONTRACT, "heat", uuid4(), day, " ", OPERATOR).perform()
    assert Meeting.objects.get().place == "Stadshuset"


def test_the_citys_people_see_every_group_and_a_companys_its_own() -> None:
    part("heat")
    reader, member = Place("municipality").actor(Role.READER), Place(PARTY).actor(Role.READER)
    for area in ("heat", "mobility"):
        assert may_read(now(), area, reader)
        assert may_read(now(), area, member) == (area == "heat")
