"""The pages show what is kept, escape what a book says, and refuse what they do not serve."""

import json
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.workspace.example import SCRIPT, city, drawing

from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.models import City
from citypact.apps.workspace.selectors import name_of

pytestmark = pytest.mark.django_db

ROW = "emissions/barometer:2020::::CO2e:"
PAGES = [
    "/",
    "/exempelstad/",
    "/exempelstad/investment-plan/",
    "/exempelstad/figures/pathway/",
    "/exempelstad/figures/funding/",
    "/exempelstad/figures/reconciliation/",
    f"/exempelstad/rows/{ROW}",
]
FILES = [
    "/exempelstad/figures/pathway.csv",
    "/exempelstad/figures/pathway.svg",
    "/exempelstad/results.json",
    "/exempelstad/files/investment-plan.xlsx",
]


@pytest.fixture(autouse=True)
def loaded() -> None:
    """The example city."""
    LoadCity(city()).perform()


def text(client: Client, address: str) -> str:
    """The page at ``address``."""
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("prefix", "language"), [("", "sv"), ("/en", "en")])
def test_a_page_says_its_language_and_leads_to_the_other(
    client: Client, page: str, prefix: str, language: str
) -> None:
    other = ("/en" + page, "en") if language == "sv" else (page, "sv")
    shown = text(client, prefix + page)
    assert f'<html lang="{language}">' in shown
    assert f'<a href="{other[0]}" hreflang="{other[1]}" lang="{other[1]}">' in shown
    assert f'hreflang="sv" href="http://testserver{page}"' in shown
    assert f'hreflang="en" href="http://testserver/en{page}"' in shown


def test_the_language_of_the_address_counts_not_that_of_the_browser(client: Client) -> None:
    answer = client.get("/exempelstad/", headers={"accept-language": "en"})
    assert b'<html lang="sv">' in answer.content


def test_the_start_page_lists_the_cities(client: Client) -> None:
    assert '<a href="/exempelstad/">Exempelstad</a>' in text(client, "/")
    assert '<a href="/en/exempelstad/">Exampletown</a>' in text(client, "/en/")


def test_a_city_may_have_any_id_that_a_book_may_have(client: Client) -> None:
    LoadCity(city("st.olof-2", content_hash="2" * 64)).perform()
    assert '<a href="/st.olof-2/">' in text(client, "/")
    assert "40 kt" in text(client, "/st.olof-2/")


def test_an_empty_workspace_says_what_to_do_next(client: Client) -> None:
    City.objects.all().delete()
    for address in ("/", "/en/"):
        assert "citypact demo" in text(client, address)


@pytest.mark.parametrize(
    ("address", "said"), [("/ny/", "att hålla siffrorna mot"), ("/en/ny/", "Write a target in")]
)
def test_a_city_without_a_target_says_what_to_do_next(
    client: Client, address: str, said: str
) -> None:
    assert said not in text(client, address.replace("ny", "exempelstad"))
    new = city("ny", content_hash="3" * 64)
    pages = tuple(replace(each, key_figures=each.key_figures[:1]) for each in new.pages)
    LoadCity(replace(new, pages=pages)).perform()
    assert said in text(client, address)


def test_the_city_page_shows_the_three_figures_and_every_figure(client: Client) -> None:
    shown = text(client, "/exempelstad/")
    for part in ("40 kt", "25 kt", "20–30\u00a0kt", "5 kt", "3 %", "Svag plikt", "+5 kt"):
        assert part in shown
    assert drawing(900) in shown
    assert drawing(340) in shown
    assert "Boken har inga priser" in shown
    assert "Källan säger inget om utsläpp." in shown
    assert "Ingen räknar." in shown


def test_every_figure_has_its_source_table_csv_and_svg(client: Client) -> None:
    shown = text(client, "/exempelstad/")
    assert shown.count('<figure class="drawing"') == 2
    for name in ("pathway", "reconciliation"):
        assert f"/exempelstad/figures/{name}.csv" in shown
        assert f"/exempelstad/figures/{name}.svg" in shown
        assert f'<caption id="{name}-caption">' in shown
    assert shown.count("Statistik över utsläpp") == 2
    assert '<a href="/exempelstad/rows/sources/statistics">' in shown


def test_the_pages_of_a_city_lead_to_each_other(client: Client) -> None:
    for address, current, other in (
        ("/exempelstad/", "/exempelstad/", "/exempelstad/investment-plan/"),
        ("/exempelstad/investment-plan/", "/exempelstad/investment-plan/", "/exempelstad/"),
    ):
        shown = text(client, address)
        assert f'<a href="{current}" aria-current="page">' in shown
        assert f'<li><a href="{other}">' in shown


def test_a_city_with_one_page_leads_to_no_other(client: Client) -> None:
    alone = city("enstad", content_hash="3" * 64)
    bare = tuple(replace(page, pages=("city",)) for page in alone.pages)
    LoadCity(replace(alone, pages=bare, reports=(), files=())).perform()
    assert 'class="pages"' not in text(client, "/enstad/")
    assert client.get("/enstad/investment-plan/").status_code == HTTPStatus.NOT_FOUND


def test_a_page_on_money_shows_its_figures_parts_tables_and_file(client: Client) -> None:
    shown = text(client, "/exempelstad/investment-plan/")
    for part in ("13 Mkr", "2020–2030", "Vad det kostar.", "En till.", "Ingen betalar något."):
        assert part in shown
    assert '<h2 id="funding">Kassakistan</h2>' in shown
    assert shown.count('<figure class="drawing"') == 1
    for name in ("open", "closed"):
        assert f'<caption id="{name}-caption">' in shown
    assert shown.count("<summary>Dold tabell</summary>") == 1
    assert '<a href="/exempelstad/rows/inventories/barometer">Avläst' in shown
    assert '<th scope="row">Utan rad</th>' in shown
    assert '<a href="/exempelstad/files/investment-plan.xlsx">' in shown
    assert SCRIPT not in shown


def test_a_figure_stands_on_its_own_page_and_leads_back_to_it(client: Client) -> None:
    assert "Kassakistan" not in text(client, "/exempelstad/")
    alone = text(client, "/exempelstad/figures/funding/")
    assert '<a href="/exempelstad/investment-plan/#funding">' in alone
    assert '<a href="/exempelstad/#pathway">' in text(client, "/exempelstad/figures/pathway/")


def test_a_reader_chooses_what_is_compared(client: Client) -> None:
    first = text(client, "/exempelstad/")
    assert '<option value="b" selected>B</option>' in first
    other = text(client, "/exempelstad/?a=a&b=c")
    assert '<option value="c" selected>C</option>' in other
    assert "/exempelstad/figures/reconciliation.csv?pair=a~c" in other


def test_a_pair_that_is_not_drawn_shows_its_table(client: Client) -> None:
    other = text(client, "/exempelstad/?a=a&b=c")
    assert '<caption id="reconciliation-caption">' in other
    assert "/exempelstad/figures/reconciliation.svg" not in other


@pytest.mark.parametrize("query", ["a=a&b=a", "a=a", "a=&b=", f"a=a&b={quote(SCRIPT)}", "pair=x"])
def test_a_pair_that_does_not_exist_shows_the_first(client: Client, query: str) -> None:
    shown = text(client, f"/exempelstad/?{query}")
    assert '<option value="b" selected>B</option>' in shown
    assert "alert(" not in shown


def test_a_row_shows_every_cell_and_its_source_and_the_figures_on_it(client: Client) -> None:
    shown = text(client, f"/exempelstad/rows/{ROW}")
    for part in ("40.5 kt", "emissions.csv", "Exempelstads kommun", "Vägen till målet"):
        assert part in shown
    assert '<a href="/exempelstad/rows/inventories/barometer">Barometern</a>' in shown
    assert '<a href="https://example.org/statistik" rel="noreferrer">' in shown


@pytest.mark.parametrize("page", [f"rows/{ROW}", "figures/pathway/"])
def test_a_text_of_the_book_is_shown_in_the_language_of_the_page(client: Client, page: str) -> None:
    swedish, english = text(client, f"/exempelstad/{page}"), text(client, f"/en/exempelstad/{page}")
    assert "Avläst" in swedish
    assert "As read" not in swedish
    assert "As read" in english
    assert "Avläst" not in english


def test_a_text_that_stands_in_the_other_language_alone_says_so(client: Client) -> None:
    shown = text(client, f"/exempelstad/rows/{ROW}")
    assert "City of Exempelstad" not in shown
    assert '<dd lang="en">Once a year.</dd>' in shown


def test_what_a_book_says_is_text_and_never_markup(client: Client) -> None:
    for page in (f"/exempelstad/rows/{ROW}", "/exempelstad/figures/pathway/"):
        shown = text(client, page)
        assert SCRIPT not in shown
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in shown


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_a_script_a_style_attribute_or_another_host(
    client: Client, page: str
) -> None:
    shown = text(client, page)
    assert "<script" not in shown
    assert " style=" not in shown
    assert " on" + "click" not in shown
    for part in shown.split('src="')[1:]:
        assert part.startswith("/static/")


def test_files_are_what_they_are_called(client: Client) -> None:
    table, picture, results, workbook = (client.get(address) for address in FILES)
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table.content.decode() == "year,kt\n2020,40.5\n2030,25.1\n"
    assert table["Content-Disposition"] == 'inline; filename="exempelstad-pathway-sv.csv"'
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.decode() == drawing(900)
    assert json.loads(results.content) == {"results": [{"seed": 1}]}
    assert workbook["Content-Type"] == "application/x-workbook"
    assert workbook.content == b"PK\x03\x04"
    expected = 'attachment; filename="exempelstad-investment-plan.xlsx"'
    assert workbook["Content-Disposition"] == expected


@pytest.mark.parametrize(
    "address",
    [
        "/lund/",
        "/lund/results.json",
        "/exempelstad/figures/none/",
        "/exempelstad/city/",
        "/exempelstad/plan-comparison/",
        "/exempelstad/files/none.xlsx",
        "/exempelstad/files/..%2fsettings.py",
        "/exempelstad/figures/none.csv",
        "/exempelstad/figures/pathway.svg?pair=a~d",
        "/exempelstad/rows/emissions/none",
        "/exempelstad/rows/../../etc/passwd",
        "/exempelstad/rows/..%2f..%2fetc%2fpasswd",
        "/static/../settings.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static/citypact/..%2f..%2fsettings.py",
        "/no/such/page/",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_is_not_there_is_said_on_a_page(client: Client, prefix: str, address: str) -> None:
    answer = client.get(prefix + address)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert b"SECRET_KEY" not in answer.content
    start = prefix + "/"
    assert f'href="{start}"' in answer.content.decode()


def test_a_city_that_is_not_there_is_named_as_text(client: Client) -> None:
    assert "“lund”" in client.get("/en/lund/").content.decode()


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_asking_for_the_head_gives_the_head(client: Client, address: str) -> None:
    answer = client.head(address)
    assert answer.status_code == HTTPStatus.OK
    assert answer.content == b""


@pytest.mark.parametrize("address", [*PAGES, *FILES])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_changed_from_the_web(client: Client, address: str, method: str) -> None:
    answer = getattr(client, method)(address)
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 1),
        ("/exempelstad/", 4),
        ("/exempelstad/?a=a&b=c", 5),
        ("/exempelstad/investment-plan/", 4),
        ("/exempelstad/files/investment-plan.xlsx", 2),
        ("/exempelstad/figures/pathway/", 5),
        (f"/exempelstad/rows/{ROW}", 8),
        ("/exempelstad/figures/pathway.csv", 3),
        ("/exempelstad/results.json", 2),
    ],
)
def test_a_page_asks_a_fixed_number_of_queries(
    client: Client, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for other in ("andrastad", "tredjestad"):
        LoadCity(city(other, content_hash=other.ljust(64, "0"))).perform()
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/exempelstad/")
    again = client.get("/exempelstad/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert again.content == b""


@pytest.mark.parametrize(("language", "name"), [("sv", "Exempelstad"), ("en", "Exampletown")])
def test_a_city_is_named_in_the_readers_language_and_by_its_id_where_it_is_not_shown(
    language: str, name: str
) -> None:
    assert name_of("exempelstad", language) == name
    assert name_of("elsewhere", language) == "elsewhere"
