"""The pages of contracts show what is kept, with a fixed number of queries, to everybody."""

import re
from dataclasses import replace
from http import HTTPStatus

import pytest
from click import Context
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.workspace.example import city

from citypact.apps.conduct.actor import VISITOR
from citypact.apps.conduct.models import Event
from citypact.apps.contracts.actions import PublishContract
from citypact.apps.contracts.events import CONTRACT_PUBLISHED
from citypact.apps.contracts.models import ContractPage, PublishedContract
from citypact.apps.contracts.prepared import PreparedContract
from citypact.apps.contracts.preparing import prepare_contract
from citypact.apps.contracts.publishing import publish_contracts
from citypact.apps.workspace.actions import LoadCity
from citypact.book import open_book
from citypact.cli.contract import contract as contract_group
from citypact.contract.adequacy import adequacy
from citypact.contract.folder import hash_contract, open_contract
from citypact.figures.numbers import write_share

pytestmark = pytest.mark.django_db

AT = "/template/contracts/template/2026/"
PAGES = [
    AT,
    f"{AT}promises/",
    f"{AT}compared/",
    f"{AT}changes/",
    f"{AT}parties/municipality/",
]
DRAWS = 100


@pytest.fixture(scope="module")
def prepared() -> PreparedContract:
    return prepare_contract(
        open_contract("template"), hash_contract("template"), open_book("template"), draws=DRAWS
    )


@pytest.fixture(autouse=True)
def published(prepared: PreparedContract) -> PublishedContract:
    """The invented contract; and a city, so that the site has a first page."""
    LoadCity(city()).perform()
    return PublishContract(prepared).perform()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("prefix", "language"), [("", "sv"), ("/en", "en")])
def test_every_page_is_there_in_both_languages_and_leads_to_the_other(
    client: Client, page: str, prefix: str, language: str
) -> None:
    shown = text(client, prefix + page)
    assert f'<html lang="{language}">' in shown
    other = page if prefix else f"/en{page}"
    assert f'<a href="{other}"' in shown


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_three_queries_however_long_the_contract_is(
    client: Client, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The contract, the page, the city's name.
    with django_assert_num_queries(3):
        text(client, page)


def test_the_answer_on_the_page_is_the_librarys(client: Client) -> None:
    contract = open_contract("template")
    found = adequacy(contract, contract.version("2026"), open_book("template"), draws=DRAWS)
    assert found.closed is not None
    shown = text(client, f"/en{AT}promises/")
    assert f'<p class="value">{write_share(found.closed.median, "en")}' in shown
    assert f"{found.computable} of {found.commitments} promises" in shown
    # The bar is drawn as far as the figure says; what the tables part is another, and said so.
    assert f'width="{100 * min(max(found.closed.median, 0.0), 1.0):.2f}"' in shown
    share = found.share(found.cut)
    assert share is not None
    average = write_share(share, "en")
    differs = average != write_share(found.closed.median, "en")
    assert (f"On average they close {average}" in shown) is differs


def test_two_versions_stand_side_by_side_as_the_library_has_them(client: Client) -> None:
    contract, book = open_contract("template"), open_book("template")
    shown = text(client, f"/en{AT}compared/")
    for name in ("2025", "2026"):
        found = adequacy(contract, contract.version(name), book, draws=DRAWS)
        assert found.closed is not None
        assert f'<td class="number">{write_share(found.closed.median, "en")}</td>' in shown
    assert "If one promise were worded more firmly" in shown
    assert "(Intends → Undertakes)" in shown or "(Goal → Undertakes)" in shown
    first = text(client, "/en/template/contracts/template/2025/compared/")
    assert "there is nothing to compare it with" in first


def test_the_text_shows_every_promise_with_its_party_strength_and_change(client: Client) -> None:
    shown = text(client, f"/en{AT}")
    version = open_contract("template").version("2026")
    for commitment in version.commitments:
        assert commitment.text_en in shown
        assert f'id="{commitment.id}"' in shown
    assert "Firmer" in shown
    assert "New heading, New number, Moved" in shown


def test_the_changes_tell_what_was_there_before(client: Client) -> None:
    shown = text(client, AT + "changes/")
    assert "Fånga in koldioxid ur avfallsvärmen (Avser)" in shown
    assert "Fånga in koldioxid ur avfallsvärmen (Åtar sig)" in shown
    assert "Skarpare" in shown


def test_a_partys_page_holds_its_own_promises_and_those_of_its_groups(client: Client) -> None:
    shown = text(client, f"/en{AT}parties/programme/")
    assert "Share experience between cities" in shown
    assert "Follow up the contract every year" in shown
    assert "Extend the cycle lanes" not in shown


def test_the_only_contract_is_shown_at_once(client: Client) -> None:
    answer = client.get("/template/contracts/")
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == "/template/contracts/template/2025/promises/"


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", "Inget kontrakt för staden är publicerat här ännu."),
        ("/en", "No contract of this city is published here yet."),
    ],
)
def test_a_city_without_contract_says_so_and_how_one_comes_here(
    client: Client, prefix: str, said: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    PublishedContract.objects.all().delete()
    # The contracts, the city, and its name in the title and above the page.
    with django_assert_num_queries(4):
        shown = text(client, f"{prefix}/exempelstad/contracts/")
    assert said in shown
    told = re.findall(r"<code>citypact ([^<]*)", shown)
    assert [line.split()[:2] for line in told] == [
        ["contract", verb] for verb in ("new", "take-in", "import", "publish")
    ]
    for line in told:
        command, *words = line.split()[1:]
        known = contract_group.get_command(Context(contract_group), command)
        assert known is not None
        options = {name for each in known.params for name in each.opts}
        assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/contracts/",
        "/template/contracts/other/2026/",
        "/template/contracts/template/2031/",
        "/template/contracts/template/2025/changes/",
        f"{AT}parties/nobody/",
        "/exempelstad/contracts/template/2026/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_publishing_again_replaces_the_pages_and_is_written_down(
    prepared: PreparedContract,
) -> None:
    before = ContractPage.objects.count()
    PublishContract(prepared).perform()
    assert ContractPage.objects.count() == before
    assert Event.objects.filter(code=CONTRACT_PUBLISHED.code).count() == 2


def test_a_visitor_publishes_nothing(prepared: PreparedContract) -> None:
    with pytest.raises(PermissionDenied, match="may not publish a published contract"):
        PublishContract(prepared, VISITOR).perform()
    with pytest.raises(PermissionDenied):
        publish_contracts(open_book("template"), actor=VISITOR)


def test_what_a_contract_says_is_shown_as_text_and_never_runs(client: Client) -> None:
    contract, script = open_contract("template"), "<script>alert(1)</script>"
    version = contract.version("2026")
    clause, *others = version.clauses
    changed = replace(version, clauses=(replace(clause, title_sv=script, text_sv=script), *others))
    told = replace(contract, versions={**contract.versions, "2026": changed})
    PublishContract(prepare_contract(told, "0" * 64, open_book("template"), draws=DRAWS)).perform()
    shown = text(client, AT)
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;") >= 3
