"""The most important updates: drafted, edited by a person, and told when the draft is another."""

from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.cycle.year import OWNER, book_shown, taken_in
from tests.apps.drafting.writing import account_in, edit_of, somebody

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.models import Event
from citypact.apps.contracts.updates import updates_of
from citypact.apps.cycle.models import Update
from citypact.apps.cycle.updating import LONGEST, WriteUpdate, draft_of
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.contract.updates import drafted_updates
from citypact.errors import InputError

pytestmark = pytest.mark.django_db
AT = "/en/template/year/template/2026/updates/"
WRITERS = {Role.COORDINATOR, Role.EDITOR, Role.OPERATOR}


@pytest.fixture(autouse=True)
def contract() -> KeptContract:
    book_shown()
    return taken_in()


def signed_in(role: Role, organisation: str = OWNER) -> Client:
    client = Client()
    client.force_login(account_in(organisation, role))
    return client


def writing(contract: KeptContract, actor: Actor = OPERATOR, **other: object) -> WriteUpdate:
    draft = draft_of(rows_of(contract).made(), "2026", "municipality")
    given: dict[str, object] = {
        "contract": contract.pk,
        "version": "2026",
        "party": "municipality",
        "text_sv": "Skarpare om avfallet.",
        "text_en": "Firmer on waste.",
        "draft": draft.hash,
        "seen": 0,
    }
    return WriteUpdate(actor=actor, **{**given, **other})  # type: ignore[arg-type]  # named above


def changed(contract: KeptContract) -> None:
    rows = rows_of(contract).tables["commitments"]
    key = next(
        key for key, row in rows.items() if row.version == "2026" and row.cells["party"] == OWNER
    )
    WriteRows(
        contract.pk, (edit_of(contract, "commitments", key, due="2041", yearly="no"),), OPERATOR
    ).perform()


def test_the_draft_is_the_librarys(contract: KeptContract) -> None:
    made = rows_of(contract).made()
    draft = draft_of(made, "2026", "municipality")
    said = drafted_updates(made, made.version("2025"), made.version("2026"), "municipality", "sv")
    assert draft.text_sv == "\n".join(said)


def test_what_a_person_writes_takes_the_drafts_place_and_stands_in_the_log(
    contract: KeptContract,
) -> None:
    writing(contract).perform()
    kept = Update.objects.get()
    made = rows_of(contract).made()
    edited = {("2026", "municipality"): kept.lines()}
    shown = updates_of(made, made.version("2026"), "municipality", edited, "en")
    assert (shown.edited, shown.sentences) == (True, ("Firmer on waste.",))
    other = updates_of(made, made.version("2026"), "region", edited, "en")
    assert not other.edited
    event = Event.objects.get(code="cycle.update.written")
    assert event.values["before"] == {"text_sv": "", "text_en": ""}
    writing(contract, seen=1).perform()
    assert Event.objects.filter(code="cycle.update.written").count() == 1


def test_the_second_of_two_writers_is_told(contract: KeptContract) -> None:
    writing(contract).perform()
    with pytest.raises(InputError, match="Somebody else has edited these updates"):
        writing(contract, text_en="Mine").perform()
    assert Update.objects.get().text_en == "Firmer on waste."


def test_a_draft_that_is_another_than_was_seen_is_told(contract: KeptContract) -> None:
    action = writing(contract)
    changed(contract)
    with pytest.raises(InputError, match="The contract has changed since you opened this page"):
        action.perform()
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"version": "2025"}, "The version 2025 of template is"),
        ({"version": "2031"}, "has no version 2031"),
        ({"party": "everybody"}, "everybody is no party of its own"),
        ({"party": "nobody"}, "nobody is no party of its own"),
    ],
)
def test_what_has_no_updates_is_refused(
    contract: KeptContract, given: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        writing(contract, OPERATOR, **given).perform()


def test_an_empty_text_and_one_too_long_are_refused_together(contract: KeptContract) -> None:
    with pytest.raises(FieldsError) as caught:
        writing(contract, text_sv=" ", text_en="x" * (LONGEST + 1)).perform()
    assert set(caught.value.problems) == {"text_sv", "text_en"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("organisation", [OWNER, "municipality", "region"])
def test_the_owners_and_the_partys_writers_write_and_nobody_else(
    contract: KeptContract, role: Role, organisation: str
) -> None:
    if role in {Role.VISITOR, Role.OPERATOR}:
        actor = VISITOR if role is Role.VISITOR else OPERATOR
    else:
        actor = somebody(organisation, role)
    action = writing(contract, actor, party="region", draft="")
    if role is Role.OPERATOR or role in WRITERS:
        with pytest.raises(InputError, match="has changed since you opened"):
            action.perform()
    else:
        with pytest.raises(PermissionDenied):
            action.perform()
    if organisation == "region" and role in WRITERS - {Role.OPERATOR}:
        with pytest.raises(PermissionDenied):
            writing(contract, actor).perform()


def test_an_editor_sees_the_draft_beside_the_text_and_is_told_when_it_is_another(
    contract: KeptContract,
) -> None:
    client = signed_in(Role.EDITOR)
    assert "A draft" in client.get(AT).content.decode()
    page = client.get(f"{AT}municipality/")
    form = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    assert form["text_en"] == draft_of(rows_of(contract).made(), "2026", OWNER).text_en
    for sentence in form["text_en"].splitlines():
        assert f"<li>{sentence}</li>" in page.content.decode()
    done = client.post(f"{AT}municipality/", {**form, "text_en": "Our own words"}, follow=True)
    assert "The updates are kept." in done.content.decode()
    changed(contract)
    assert "what has changed is another since" in client.get(AT).content.decode()
    assert "another since this text was edited" in client.get(f"{AT}municipality/").content.decode()
    second = client.post(f"{AT}municipality/", {**form, "text_en": "Mine"})
    assert second.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    shown = second.content.decode()
    assert "Mine" in shown
    assert "Our own words" in shown
    again = {name: second.context["form"][name].value() for name in form}
    assert client.post(f"{AT}municipality/", again).status_code == HTTPStatus.FOUND
    assert Update.objects.get().text_en == "Mine"


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER, Role.CONTROLLER, Role.SIGNATORY])
def test_who_does_not_write_reads_and_is_not_offered_to_edit(role: Role) -> None:
    client = signed_in(role)
    assert f"{AT}municipality/" not in client.get(AT).content.decode()
    assert client.get(f"{AT}municipality/").status_code == HTTPStatus.FORBIDDEN


def test_an_editor_of_a_party_edits_its_own_updates() -> None:
    client = signed_in(Role.EDITOR, "region")
    assert client.get(f"{AT}region/").status_code == HTTPStatus.OK
    assert client.get(f"{AT}municipality/").status_code == HTTPStatus.FORBIDDEN
    assert client.get(f"{AT}nobody/").status_code == HTTPStatus.FORBIDDEN
    assert signed_in(Role.EDITOR).get(f"{AT}nobody/").status_code == HTTPStatus.NOT_FOUND


def test_the_page_asks_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(Role.READER)
    client.get(AT)
    with django_assert_num_queries(7):
        client.get(AT)
