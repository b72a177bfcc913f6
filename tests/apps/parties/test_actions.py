"""Organisations and memberships change by actions: checked, written down, whole or not at all."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import translation
from tests.apps.parties.people import BOARD, LUND, MALMO, account_of, actor_with, organisations

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.models import Event, PersonalValue
from citypact.apps.conduct.selectors import events
from citypact.apps.conduct.verifying import verify
from citypact.apps.parties import selectors
from citypact.apps.parties.actions import (
    AddMember,
    AddOrganisation,
    ChangeOrganisation,
    RemoveMember,
)
from citypact.apps.parties.details import DetailsError
from citypact.apps.parties.models import Account, Membership, Organisation
from citypact.apps.parties.words import AUTHORITIES, KINDS
from citypact.contract.form import contract_form
from citypact.errors import InputError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_cities() -> Iterator[None]:
    organisations()
    with translation.override("en"):
        yield


def test_kinds_and_authorities_are_those_of_a_contracts_parties() -> None:
    columns = contract_form().tables["parties"].columns
    assert {*KINDS, "group"} == set(columns["kind"].allowed)
    assert set(AUTHORITIES) == set(columns["authority"].allowed)


def test_an_organisation_is_kept_in_its_usual_form_and_is_a_party() -> None:
    kept = Organisation.objects.get(id="malmo")
    assert kept.number == "212000-1124"
    assert (kept.title("sv"), kept.title("en")) == ("Malmö stad", "City of Malmö")
    (party,) = [each for each in selectors.parties() if each.id == "malmo-board"]
    assert (party.kind, party.authority, party.title_sv) == ("board", "board", "Miljönämnden")


def test_everything_that_cannot_be_is_said_at_once() -> None:
    wrong = replace(
        MALMO, title_en=" ", kind="city", authority="king", number="212000-1125", parent="nowhere"
    )
    with pytest.raises(DetailsError) as raised:
        AddOrganisation("new", wrong, OPERATOR).perform()
    assert raised.value.problems.keys() == {"title_en", "kind", "authority", "number", "parent"}
    assert "“212000-1125” is no organisation number" in str(raised.value)
    assert "There is no organisation nowhere: add it first." in str(raised.value)
    assert not Organisation.objects.filter(id="new").exists()


@pytest.mark.parametrize("number", ["640823-3234", "a number", "2120001124000"])
def test_a_person_s_number_is_kept_nowhere(number: str) -> None:
    with pytest.raises(DetailsError, match="no organisation number"):
        AddOrganisation("new", replace(LUND, number=number), OPERATOR).perform()
    assert number not in str(list(Event.objects.values("subject", "values", "personal")))


def test_no_number_twice_and_no_id_twice() -> None:
    with pytest.raises(DetailsError, match="212000-1124 is the number of malmo"):
        AddOrganisation("new", MALMO, OPERATOR).perform()
    with pytest.raises(InputError, match="There is an organisation lund already"):
        AddOrganisation("lund", replace(LUND, number=""), OPERATOR).perform()
    with pytest.raises(InputError, match="cannot be the id of an organisation"):
        AddOrganisation("Ny kommun", replace(LUND, number=""), OPERATOR).perform()


@pytest.mark.parametrize("parent", ["malmo", "malmo-board"])
def test_nothing_is_a_part_of_itself(parent: str) -> None:
    with pytest.raises(DetailsError, match="is a part of malmo itself"):
        ChangeOrganisation("malmo", replace(MALMO, parent=parent), OPERATOR).perform()


def test_a_change_is_written_down_with_what_was_and_what_is() -> None:
    ChangeOrganisation("malmo", replace(MALMO, actor="city", mandate_sv="Allt"), OPERATOR).perform()
    event = Event.objects.last()
    assert event is not None
    assert event.code == "parties.organisation.changed"
    assert event.organisation == "malmo"
    assert event.values["before"] == {"actor": "", "mandate_sv": ""}
    assert event.values["after"] == {"actor": "city", "mandate_sv": "Allt"}
    assert events(OPERATOR, "en")[-1].sentence == "malmo was changed: actor, mandate_sv."


def test_a_change_to_what_it_was_is_none() -> None:
    before = Event.objects.count()
    ChangeOrganisation("malmo", MALMO, OPERATOR).perform()
    assert Event.objects.count() == before
    with pytest.raises(InputError, match="There is no organisation nowhere"):
        ChangeOrganisation("nowhere", MALMO, OPERATOR).perform()


def test_a_coordinator_coordinates_the_parts_too_and_nobody_else_s() -> None:
    actor = actor_with(Role.COORDINATOR)
    assert actor.memberships.keys() == {"malmo", "malmo-board"}
    ChangeOrganisation("malmo-board", replace(BOARD, title_sv="Nämnden"), actor).perform()
    AddOrganisation("unit", replace(BOARD, parent="malmo-board"), actor).perform()
    assert "unit" in actor_with(Role.COORDINATOR).memberships
    for refused in (
        ChangeOrganisation("lund", LUND, actor),
        AddOrganisation("new", replace(BOARD, parent="lund"), actor),
        AddOrganisation("new", replace(BOARD, parent=""), actor),
        ChangeOrganisation("malmo-board", replace(BOARD, parent="lund"), actor),
        AddMember("lund", "x@example.org", Role.READER, actor, "X"),
        RemoveMember("lund", "x@example.org", Role.READER, actor),
    ):
        with pytest.raises(PermissionDenied):
            refused.perform()


def test_other_roles_hold_in_their_own_organisation_only() -> None:
    assert actor_with(Role.SIGNATORY).memberships.keys() == {"malmo"}


def test_who_is_given_a_role_gets_an_account_and_stands_in_no_event() -> None:
    account = account_of(Role.EDITOR)
    assert not account.has_usable_password()
    event = Event.objects.get(code="parties.member.added")
    assert event.values == {"organisation": "malmo", "account": str(account), "role": "editor"}
    assert "editor@example.org" not in str(vars(event))
    assert PersonalValue.objects.get().values == {
        "mail": "editor@example.org",
        "name": "Person editor",
    }
    assert verify().whole


def test_who_has_an_account_keeps_it() -> None:
    account = account_of(Role.EDITOR)
    again = AddMember("lund", "EDITOR@example.org ", Role.READER, OPERATOR).perform()
    assert again.account == account
    assert Account.objects.count() == 1
    assert {str(each) for each in Membership.objects.all()} == {
        f"{account} is editor of malmo",
        f"{account} is reader of lund",
    }


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (AddMember("malmo", "new@example.org", Role.READER, OPERATOR), "give the person’s name"),
        (AddMember("malmo", "new", Role.READER, OPERATOR, "New"), "“new” is no mail address"),
        (AddMember("nowhere", "n@example.org", Role.READER, OPERATOR, "N"), "no organisation now"),
        (AddMember("malmo", "n@example.org", Role.OPERATOR, OPERATOR, "N"), "no role in an organ"),
        (AddMember("malmo", "n@example.org", Role.VISITOR, OPERATOR, "N"), "no role in an organ"),
        (RemoveMember("malmo", "n@example.org", Role.READER, OPERATOR), "does not have the role"),
    ],
)
def test_what_cannot_be_says_why_and_leaves_nothing(
    action: AddMember | RemoveMember, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        action.perform()
    assert not Account.objects.exists()


def test_a_role_is_given_once_and_taken_away_once() -> None:
    account_of(Role.EDITOR)
    give = AddMember("malmo", "editor@example.org", Role.EDITOR, OPERATOR)
    with pytest.raises(InputError, match=r"has the role editor in malmo already"):
        give.perform()
    take = RemoveMember("malmo", "editor@example.org", Role.EDITOR, OPERATOR)
    take.perform()
    assert not Membership.objects.exists()
    last = Event.objects.last()
    assert last is not None
    assert last.code == "parties.member.removed"
    with pytest.raises(InputError, match="does not have the role"):
        take.perform()
    assert Account.objects.count() == 1


def test_a_change_whose_event_cannot_be_written_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("citypact.apps.conduct.action.append", fail)
    with pytest.raises(RuntimeError):
        AddOrganisation("new", replace(LUND, number=""), OPERATOR).perform()
    assert not Organisation.objects.filter(id="new").exists()


def test_the_database_itself_refuses_a_number_twice() -> None:
    assert "one_organisation_a_number" in connection.introspection.get_constraints(
        connection.cursor(), "parties_organisation"
    )
