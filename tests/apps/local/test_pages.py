"""Pages: what is sent is kept or told of, nothing is run, and no page asks more and more."""

import csv
import io
import re
from dataclasses import replace
from uuid import UUID, uuid4

import openpyxl
import pytest
from django.test import Client, override_settings
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from tests.apps.local.people import (
    CONTRACT,
    NUMBER,
    PARTY,
    PLACE,
    SAID,
    Place,
    asked,
    now,
    set_up,
    signed_up,
)

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.local.computing import compute_sum
from citypact.apps.local.groups import TakePart
from citypact.apps.local.models import SignUpRequest
from citypact.apps.local.overview_page import _of_full
from citypact.apps.local.promising import Withdraw

pytestmark = pytest.mark.django_db

FORM = {
    "number": NUMBER,
    "title": "Exempelbolaget",
    "size": "small",
    "area": "mobility",
    "quantity-cycling": "5 000",
    "due-cycling": "2030",
    "step": "see",
}
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def city() -> Client:
    """Somebody who coordinates the owner."""
    set_up(6)
    return Place("municipality").client(Role.COORDINATOR)


def sent(client: Client, step: str = "see", **changes: str) -> tuple[int, str]:
    """Send the form of signing up; what is answered."""
    answer = client.post(f"{PLACE}join/", FORM | {"step": step} | changes)
    return answer.status_code, answer.content.decode()


def test_one_sees_what_it_adds_up_to_and_nothing_is_kept(client: Client) -> None:
    set_up(14)
    status, page = sent(client)
    assert status == 200
    assert "av gapet" in page
    assert re.search(r"\d[\d,\xa0\u202f ]*(kg|ton|kt)", page)
    assert not SignUpRequest.objects.exists()
    assert now().kept.revision == 1


def test_one_agrees_confirms_and_reports_on_the_pages_alone(client: Client) -> None:
    set_up()
    key = str(uuid4())
    person = {"person": "Anna", "mail": "anna@example.org", "key": key}
    for _twice in range(2):
        answer = client.post(f"{PLACE}join/", FORM | person | {"step": "agree"})
        assert (answer.status_code, answer["Location"]) == (302, f"{PLACE}join/asked/")
    assert client.get(f"{PLACE}join/asked/").status_code == 200
    token = asked(key=SignUpRequest.objects.get().pk)
    link = f"{PLACE}join/confirm/{token}/"
    # What opens links by itself, as some mail servers do, confirms nothing.
    assert client.get(link).status_code == 200
    assert now().companies == ()
    for _twice in range(2):
        assert client.post(link).status_code == 302
    assert "Exempelbolaget har gått med" in client.get(link).content.decode()
    member = Place(PARTY).client(Role.CONTROLLER)
    report = {"year": "2026", "done-0": "1 250,5", "evidence-0": SCRIPT}
    assert member.post(f"{PLACE}companies/{PARTY}/report/", report).status_code == 302
    page = member.get(f"{PLACE}companies/{PARTY}/").content.decode()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    action = now().version.commitments[0].action
    assert action is not None
    assert [each.done for each in action.reports] == [1250.5]


def test_one_goes_back_and_finds_what_one_wrote(client: Client) -> None:
    set_up()
    status, page = sent(client, "back", title=SCRIPT, roadmap="Vår plan")
    assert status == 200
    assert 'value="5 000"' in page
    assert "Vår plan</textarea>" in page
    assert SCRIPT not in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"number": "556012-5791"}, "är inget organisationsnummer"),
        ({"number": "811218-9876"}, "är inget organisationsnummer"),
        ({"number": ""}, "måste fyllas i"),
        ({"title": "  "}, "måste fyllas i"),
        ({"title": "x" * 201}, "200 tecken"),
        ({"title": '=HYPERLINK("http://example.org")'}, "Börja texten med en bokstav"),
        ({"roadmap": "@plan"}, "Börja texten med en bokstav"),
        ({"size": "huge"}, "giltigt alternativ"),
        ({"area": "nowhere"}, "giltigt alternativ"),
        ({"quantity-cycling": "-5"}, "är inte över 0"),
        ({"quantity-cycling": "0"}, "En mängd är ett tal över 0"),
        ({"quantity-cycling": "fem"}, "är inget tal"),
        ({"quantity-cycling": "1.500"}, "kan läsas på två sätt"),
        ({"quantity-cycling": "nan"}, "är inget tal"),
        ({"quantity-cycling": "1e9"}, "är inget tal"),
        ({"quantity-cycling": "9" * 25}, "är mer än vad hela staden hade"),
        ({"quantity-cycling": ""}, "Inget är lovat ännu"),
        ({"due-cycling": "2001"}, "giltigt alternativ"),
        ({"due-cycling": ""}, "har varit"),
        ({"roadmap": "x" * 501}, "500 tecken"),
    ],
)
def test_what_cannot_be_is_told_where_it_is_and_nothing_is_lost(
    client: Client, changes: dict[str, str], told: str
) -> None:
    set_up()
    status, page = sent(client, **changes)
    assert status == 422
    assert told in page

    assert not SignUpRequest.objects.exists()


def test_too_much_is_told_with_both_figures(client: Client) -> None:
    set_up()
    status, page = sent(client, **{"quantity-cycling": "900 000 000 000"})
    assert status == 422
    both = re.search(
        r"([\d\u202f]+)\xa0personkm är mer än vad hela staden hade (\d+): ([\d\u202f]+)", page
    )
    assert both is not None
    assert both[1] == "900\u202f000\u202f000\u202f000"


def test_all_that_is_wrong_is_told_at_once(client: Client) -> None:
    set_up()
    _status, page = sent(client, number="1", title="", **{"quantity-cycling": "x"})
    assert page.count('<li><a href="#') == 3


def test_a_number_that_has_signed_up_is_told_before_anything_is_sent(client: Client) -> None:
    set_up()
    signed_up()
    status, page = sent(client)
    assert status == 422
    assert "har redan gått med" in page


@override_settings(ACCOUNT_RATE_LIMITS={"local_see": "2/h/ip", "local_ask": "9/h/ip,1/d/key"})
def test_signing_up_is_bounded(client: Client) -> None:
    set_up()
    person = {"person": "Anna", "mail": "anna@example.org"}
    assert sent(client, "agree", **person, key=str(uuid4()))[0] == 302
    assert sent(client, "agree", **person, key=str(uuid4()))[0] == 429
    assert sent(client)[0] == 429
    assert SignUpRequest.objects.count() == 1
    other = client.post(f"{PLACE}join/", FORM, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method_is_taken(client: Client, method: str) -> None:
    set_up()
    assert getattr(client, method)(f"{PLACE}join/").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/template/local/other/",
        "/nowhere/local/template-local/join/",
        f"{PLACE}companies/nobody/",
        f"{PLACE}groups/flying/",
        f"{PLACE}groups/heat/meetings/{UUID(int=1)}/",
    ],
)
def test_what_is_not_there_is_not_found(city: Client, address: str) -> None:
    assert city.get(address).status_code == 404


def test_a_false_link_is_refused_in_words(client: Client) -> None:
    set_up()
    answer = client.get(f"{PLACE}join/confirm/abc/")
    assert answer.status_code == 422
    assert "Länken bekräftar inget" in answer.content.decode()


def test_a_meeting_and_a_call_are_made_on_the_pages(city: Client) -> None:
    place = f"{PLACE}groups/heat/"
    meeting = {"id": str(uuid4()), "day": "2026-12-01", "time": "13:00", "place": "Stadshuset"}
    assert city.post(f"{place}meetings/add/", meeting).status_code == 302
    assert city.post(f"{place}meetings/add/", meeting | {"day": "den 1"}).status_code == 422
    decided = meeting | {"decisions": SCRIPT, "notes": "Rad\n\nRad"}
    assert city.post(f"{place}meetings/{meeting['id']}/", decided).status_code == 302
    page = city.get(place).content.decode()
    assert "&lt;script&gt;" in page
    assert city.post(f"{place}meetings/{meeting['id']}/remove/").status_code == 302
    assert "Inget möte" in city.get(place).content.decode()
    assert city.post(f"{PLACE}call/", {"turn": "1"}).status_code == 302
    assert city.post(f"{PLACE}call/", {"turn": "2"}).status_code == 422
    assert "kan påminnas från" in city.get(f"{PLACE}call/").content.decode()


def test_what_is_changed_on_the_page_stays_where_somebody_else_was_first(city: Client) -> None:
    signed_up()
    address = f"{PLACE}companies/{PARTY}/change/"
    form = {
        "size": "small",
        "seen": str(now().kept.revision),
        "roadmap": "Den första",
        "quantity-cycling": "5000",
        "due-cycling": "2030",
    }
    assert city.post(address, form).status_code == 302
    answer = city.post(address, form | {"roadmap": "Den andra"})
    assert answer.status_code == 422
    assert "Den andra</textarea>" in answer.content.decode()
    assert "Den första" in city.get(address).content.decode()
    assert city.post(f"{PLACE}companies/{PARTY}/withdraw/", {"reason": ""}).status_code == 422
    left = city.post(f"{PLACE}companies/{PARTY}/withdraw/", {"reason": SCRIPT})
    assert left.status_code == 302
    assert SCRIPT not in city.get(f"{PLACE}companies/").content.decode()


def test_tables_hold_the_chosen_companies_and_no_formula(city: Client) -> None:
    formula = "=1+1"
    asked(replace(SAID, title="Vanligt AB"))
    # A contract holds no formula, and neither does the form let one by: this is the last fence.
    SignUpRequest.objects.update(title=formula)
    found = list(csv.DictReader(io.StringIO(city.get(f"{PLACE}companies.csv").content.decode())))
    assert len(found) == 7
    assert f"'{formula}" in {row["name"] for row in found}
    assert {row["state"] for row in found} == {"not reported", "unconfirmed"}
    book = openpyxl.load_workbook(io.BytesIO(city.get(f"{PLACE}companies.xlsx?area=heat").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]  # a sheet
    assert not any(cell.data_type == "f" for cell in cells)
    assert sum(str(cell.value).startswith("company-") for cell in cells) == 3


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("", 7),
        ("companies/", 10),
        ("companies/?sort=kt&down=1&area=heat&text=bolag", 10),
        (f"companies/{PARTY}/", 8),
        ("call/", 8),
        ("groups/mobility/", 8),
        ("join/", 7),
        ("companies.csv", 8),
    ],
)
def test_however_many_companies_there_are_a_page_asks_as_often(
    page: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Signing in takes two or three, the city's name one; contract and book are in memory."""
    set_up(4)
    signed_up()
    TakePart(CONTRACT, "mobility", PARTY, takes_part=True, actor=OPERATOR).perform()
    compute_sum(CONTRACT, draws=20)
    client = Place("municipality").client(Role.COORDINATOR)
    client.get(PLACE + page)
    with django_assert_num_queries(queries):
        client.get(PLACE + page)
    for place in range(5):
        said = replace(SAID, number=f"{number(place)}", title=f"Nytt {place}")
        signed_up(said, f"{place}@example.org")
    Withdraw(CONTRACT, now().companies[0].id, "Moved", OPERATOR).perform()
    client.get(PLACE + page)
    with django_assert_num_queries(queries):
        client.get(PLACE + page)


def number(place: int) -> str:
    """One that no other company of the tests has."""
    from tests.contract.local.companies import number_of  # noqa: PLC0415  this function alone

    return number_of(800 + place)


def test_every_page_says_that_what_is_invented_is() -> None:
    from tests.apps.local.shown import shown  # noqa: PLC0415  this test alone

    from citypact.apps.local.taking_in import take_in_local  # noqa: PLC0415  as above
    from citypact.apps.parties.actions import AddMember  # noqa: PLC0415  as above

    shown("malmo")
    (kept,) = take_in_local("malmo")
    account = AddMember(
        kept.owner_id, "demo@example.org", Role.COORDINATOR, OPERATOR, "Demo"
    ).perform()
    client = Client()
    client.force_login(account.account)
    for language, word in (("", "Påhittat"), ("/en", "Invented")):
        for page in ("", "join/", "companies/", "companies/invented-002/", "groups/area-heating/"):
            answer = client.get(f"{language}/malmo/local/{kept.pk}/{page}")
            assert answer.status_code == 200
            assert word in answer.content.decode(), page


@pytest.mark.parametrize(
    ("promised", "swedish", "english"),
    [
        (5.0, ("5 %", ""), ("5%", "")),
        (100.0, ("100 %", ""), ("100%", "")),
        (
            101.0,
            ("100 %", "1 % lovas utöver hela åtgärden och räknas inte."),
            ("100%", "1% is promised beyond all of it, and is not counted."),
        ),
    ],
)
def test_no_more_than_all_of_a_measure_is_promised(
    promised: float, swedish: tuple[str, str], english: tuple[str, str]
) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            told = _of_full({"quantity": promised, "full": 100.0}, language)
        assert tuple(each.replace("\N{NO-BREAK SPACE}", " ") for each in told) == words
