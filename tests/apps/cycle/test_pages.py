"""The pages of a contract's year: who sees them, what they say, how much they ask."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.cycle.year import OWNER, advanced, book_shown, in_force_only, taken_in
from tests.apps.drafting.writing import account_in

from citypact.apps.conduct.actor import Role
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of

pytestmark = pytest.mark.django_db
AT = "/en/template/year/template/"
PAGES = [AT, f"{AT}2026/steps/"]
LEADING = [f"{AT}renew/"]
HELD = [role for role in Role if role not in {Role.VISITOR, Role.OPERATOR}]


@pytest.fixture(autouse=True)
def _contract() -> None:
    book_shown()
    taken_in()


def signed_in(role: Role, organisation: str = OWNER) -> Client:
    client = Client()
    client.force_login(account_in(organisation, role))
    return client


@pytest.mark.parametrize("page", [*PAGES, *LEADING])
def test_a_visitor_signs_in_first(page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/en/accounts/login/")


@pytest.mark.parametrize("role", HELD)
@pytest.mark.parametrize("organisation", [OWNER, "region"])
def test_every_role_of_owner_and_parties_reads_and_only_who_leads_changes(
    role: Role, organisation: str
) -> None:
    client, leads = signed_in(role, organisation), (role, organisation) == (Role.COORDINATOR, OWNER)
    for page in PAGES:
        assert client.get(page).status_code == HTTPStatus.OK, page
    shown = HTTPStatus.OK if leads else HTTPStatus.FORBIDDEN
    for page in LEADING:
        assert client.get(page).status_code == shown, page
    overview = client.get(AT).content.decode()
    assert ("Publish as it stands now" in overview) == leads
    assert ("Draw up the next year’s version" in overview) == leads
    steps = client.get(f"{AT}2026/steps/").content.decode()
    assert ("<button" in steps) == leads
    done = client.post(f"{AT}2026/steps/", {"to": "in review"})
    assert done.status_code == (HTTPStatus.FOUND if leads else HTTPStatus.FORBIDDEN)
    asked = client.post(f"{AT}publish/")
    assert asked.status_code == (HTTPStatus.FOUND if leads else HTTPStatus.FORBIDDEN)


def test_somebody_of_another_organisation_is_refused() -> None:
    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  one case
    from citypact.apps.parties.actions import AddOrganisation  # noqa: PLC0415  the same
    from citypact.apps.parties.details import Details  # noqa: PLC0415  the same

    AddOrganisation("lund", Details("Lund", "Lund", "municipality"), OPERATOR).perform()
    client = signed_in(Role.COORDINATOR, "lund")
    for page in [*PAGES, *LEADING]:
        assert client.get(page).status_code == HTTPStatus.FORBIDDEN, page


@pytest.mark.parametrize(
    "address",
    [
        "/en/elsewhere/year/template/",
        "/en/template/year/other/",
        f"{AT}2031/steps/",
        "/en/exempelstad/year/template/2026/steps/",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert signed_in(Role.READER).get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("page", "queries"), [(AT, 7), (f"{AT}2026/steps/", 9)])
def test_a_page_asks_a_fixed_number_of_queries(
    page: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.READER)
    client.get(page)
    with django_assert_num_queries(queries):
        client.get(page)


def test_the_steps_tell_what_is_met_and_what_is_not() -> None:
    shown = signed_in(Role.COORDINATOR).get(f"{AT}2026/steps/").content.decode()
    assert "Send to review" in shown
    assert "It holds at least one commitment" in shown
    advanced(KeptContract.objects.get(), "in review")
    shown = signed_in(Role.COORDINATOR).get(f"{AT}2026/steps/").content.decode()
    assert "Not met:" in shown
    assert "not yet: Agency for Cities" in shown
    assert "Take back to draft" in shown


def test_a_step_that_cannot_be_taken_says_why_and_changes_nothing() -> None:
    answer = signed_in(Role.COORDINATOR).post(f"{AT}2026/steps/", {"to": "in force"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "From there it goes on to: In review" in answer.content.decode()
    answer = signed_in(Role.COORDINATOR).post(f"{AT}2026/steps/")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert rows_of(KeptContract.objects.get()).tables["versions"]["2026"].cells["state"] == "draft"


def test_renewal_tells_before_what_is_left_out_and_why_it_cannot_be() -> None:
    client = signed_in(Role.COORDINATOR)
    shown = client.get(f"{AT}renew/").content.decode()
    assert "2026 was drawn up from 2025 already: go on with that." in shown
    assert "<form class" not in shown
    KeptContract.objects.all().delete()
    in_force_only()
    shown = client.get(f"{AT}renew/").content.decode()
    assert 'value="2026"' in shown
    assert "<h2>Left out, as over</h2>" in shown
    answer = client.post(f"{AT}renew/", {"year": "2024"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "2024 is not a later year" in answer.content.decode()
    answer = client.post(f"{AT}renew/", {"year": "2026"}, follow=True)
    assert "Version 2026 was drawn up as a draft." in answer.content.decode()


def test_what_a_contract_is_called_is_shown_as_text() -> None:
    KeptContract.objects.update(title_en="<script>alert(1)</script>")
    for page in PAGES:
        shown = signed_in(Role.READER).get(page).content.decode()
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
