"""Every role × action and page: in the owner, in the company, in another company, and nowhere."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.local.people import (
    CITY,
    CONTRACT,
    PARTY,
    PLACE,
    ROLES,
    SAID,
    Place,
    asked,
    now,
    set_up,
    signed_up,
)

from citypact.apps.conduct.action import Action
from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.conduct.policy import table
from citypact.apps.local.calling import CallForReports
from citypact.apps.local.groups import KeepMeeting, RemoveMeeting, TakePart
from citypact.apps.local.joining import AskToSignUp, ExpireSignUps, SignUpCompany
from citypact.apps.local.policy import POLICIES
from citypact.apps.local.promising import ChangePromises, ReportDone, Withdraw
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details

pytestmark = pytest.mark.django_db

COORDINATORS = {Role.COORDINATOR}
WRITERS = {Role.COORDINATOR, Role.EDITOR}
CONTROLLERS = {*WRITERS, Role.CONTROLLER}
SIGNATORIES = {Role.COORDINATOR, Role.SIGNATORY}
EVERY: set[Role] = set(ROLES)
NOBODY: set[Role] = set()
OTHER = "other-company"

Made = Callable[[Actor], Action[Any]]  # Any: whatever each returns
#: Each action, and which roles may it in the owner and in the company; in another company none.
ACTIONS: dict[str, tuple[Made, set[Role], set[Role]]] = {
    "call": (lambda actor: CallForReports(CONTRACT, 2026, 1, actor), COORDINATORS, NOBODY),
    "expire": (ExpireSignUps, NOBODY, NOBODY),
    "report": (lambda actor: ReportDone(CONTRACT, PARTY, 2026, {}, actor), *(CONTROLLERS,) * 2),
    "change": (lambda actor: ChangePromises(CONTRACT, PARTY, SAID, 99, actor), *(WRITERS,) * 2),
    "withdraw": (lambda actor: Withdraw(CONTRACT, PARTY, "Moved", actor), *(SIGNATORIES,) * 2),
    "take part": (
        lambda actor: TakePart(CONTRACT, "heat", PARTY, takes_part=True, actor=actor),
        *(WRITERS,) * 2,
    ),
    "meeting": (
        lambda actor: KeepMeeting(CONTRACT, "heat", uuid4(), date(2026, 12, 1), "Här", actor),
        WRITERS,
        NOBODY,
    ),
    "no meeting": (
        lambda actor: RemoveMeeting(CONTRACT, "heat", uuid4(), actor),
        WRITERS,
        NOBODY,
    ),
}
#: Each page, and which roles may open it in the owner and in the company.
PAGES: dict[str, tuple[set[Role], set[Role]]] = {
    "companies/": (EVERY, NOBODY),
    "call/": (COORDINATORS, NOBODY),
    f"companies/{PARTY}/": (EVERY, EVERY),
    f"companies/{PARTY}/report/": (CONTROLLERS, CONTROLLERS),
    f"companies/{PARTY}/change/": (WRITERS, WRITERS),
    f"companies/{PARTY}/withdraw/": (SIGNATORIES, SIGNATORIES),
    "groups/mobility/": (EVERY, EVERY),
    "groups/heat/": (EVERY, NOBODY),
    "groups/heat/meetings/add/": (WRITERS, NOBODY),
    "companies.csv": (CONTROLLERS, NOBODY),
    "companies.xlsx": (CONTROLLERS, NOBODY),
}
OPEN = ["", "join/", "join/asked/"]


@pytest.fixture
def _there() -> None:
    set_up(1)
    signed_up()
    details = Details("Annat bolag", "Another company", "company")
    AddOrganisation(OTHER, details, OPERATOR).perform()
    TakePart(CONTRACT, "mobility", PARTY, takes_part=True, actor=OPERATOR).perform()


def may(action: Action[Any]) -> bool:  # Any: whatever it returns
    """Whether it is permitted; whatever else stands in the way."""
    try:
        action.permit()
    except PermissionDenied:
        return False
    return True


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("name", ACTIONS)
def test_each_role_does_what_is_expected(name: str) -> None:
    made, in_owner, in_company = ACTIONS[name]
    for role in ROLES:
        assert may(made(Place("municipality").actor(role))) == (role in in_owner), role
        assert may(made(Place(PARTY).actor(role))) == (role in in_company), role
        assert not may(made(Place(OTHER).actor(role))), role
    assert may(made(OPERATOR))
    assert not may(made(VISITOR))
    with pytest.raises(PermissionDenied):
        made(VISITOR).perform()


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("page", PAGES)
def test_each_role_opens_what_is_expected(page: str) -> None:
    in_owner, in_company = PAGES[page]
    for role in ROLES:
        for place, allowed in ((("municipality"), in_owner), (PARTY, in_company), (OTHER, NOBODY)):
            status = Place(place).client(role).get(PLACE + page).status_code
            assert status == (200 if role in allowed else 403), (place, role)
    visitor = Place("").client(Role.VISITOR).get(PLACE + page)
    assert visitor.status_code == 302
    assert "/accounts/login/" in visitor["Location"]


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize("page", OPEN)
def test_what_is_open_is_open_to_everybody(page: str) -> None:
    for role in (Role.VISITOR, Role.READER):
        assert Place(OTHER).client(role).get(PLACE + page).status_code == 200


def test_everybody_may_ask_and_confirm() -> None:
    set_up()
    for actor in (VISITOR, OPERATOR):
        assert may(AskToSignUp(uuid4(), CITY, CONTRACT, SAID, "A", "a@example.org", "sv", actor))
        assert may(SignUpCompany("", actor))
    SignUpCompany(asked(), VISITOR).perform()
    assert len(now().companies) == 1


@pytest.mark.usefixtures("_there")
def test_a_page_offers_what_the_reader_may() -> None:
    for role in ROLES:
        page = Place(PARTY).client(role).get(f"{PLACE}companies/{PARTY}/").content.decode()
        for word, allowed in (
            ("report", CONTROLLERS),
            ("change", WRITERS),
            ("withdraw", SIGNATORIES),
        ):
            assert (f"{PARTY}/{word}/" in page) == (role in allowed), (role, word)
        overview = Place(PARTY).client(role).get(PLACE).content.decode()
        assert f"companies/{PARTY}/" in overview
        assert f'"{PLACE}companies/"' not in overview
        listing = Place("municipality").client(role).get(f"{PLACE}companies/").content.decode()
        assert ("companies.csv" in listing) == (role in CONTROLLERS)
        assert (f"{PLACE}call/" in listing) == (role in COORDINATORS)


def test_the_documentation_has_the_table_of_rights_as_it_is(request: pytest.FixtureRequest) -> None:
    page = (request.config.rootpath / "docs/local-contracts.md").read_text("utf-8")
    assert table(POLICIES) in page
