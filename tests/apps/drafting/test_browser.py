"""Writing a contract as people do it: with a mouse, a keyboard, a narrow screen, no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.site.browser import PASSWORD, Theme, must_be_sound, opened, sign_in
from tests.site.process import site

DRAFT = "template/contracts/template/2026/write/"
CAPTURE = f"{DRAFT}rows/commitments/capture/"

#: The contract with people in it, something said of the clause on heat, and its city.
LOAD = f"""
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.contracts.publishing import publish_contracts
from citypact.apps.drafting.acceptance import AcceptClauses
from citypact.apps.drafting.comments import AddComment
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.proposals import Propose
from citypact.apps.drafting.rows import rows_of
from citypact.apps.workspace.loading import load_city
from citypact.book import open_book
from citypact.model import run_scenario
from tests.apps.drafting.writing import OWNER, account_in, edit_of, somebody, taken_in
book = open_book("template")
city = book.city()
names = (city.reference, city.contract)
load_city(book, {{name: run_scenario(city, name, draws=16) for name in names}})
publish_contracts(book)
kept = taken_in()
for organisation in (OWNER, "energy-company", "programme"):
    for role in (Role.COORDINATOR, Role.EDITOR, Role.SIGNATORY, Role.REVIEWER):
        account = account_in(organisation, role)
        account.set_password({PASSWORD!r})
        account.save()
read = clause_hashes(rows_of(kept), "2026")
AcceptClauses(kept.pk, "2026", "region", read, OPERATOR).perform()
reviewer = somebody("programme", Role.REVIEWER)
edit = edit_of(kept, "commitments", "2026:capture", text_sv="Fånga in all koldioxid före 2030")
Propose(kept.pk, edit, "Det går fortare än planerat.", reviewer).perform()
AddComment(kept.pk, "2026", "heat", "Är pannan med i detta?", reviewer).perform()
"""
PAGES = [
    DRAFT,
    f"{DRAFT}?party=energy-company",
    f"{DRAFT}clauses/heat/",
    f"{DRAFT}clauses/heat/move/",
    f"{DRAFT}rows/clauses/heat/change/",
    f"{DRAFT}rows/clauses/add/",
    f"{CAPTURE}change/",
    f"{CAPTURE}remove/",
    f"{DRAFT}rows/commitments/add/?of=heat",
    f"{DRAFT}rows/commitment_measures/add/?of=plastic",
    f"{DRAFT}rows/commitment_measures/capture:carbon-capture/change/",
    f"{DRAFT}rows/commitment_funding/add/?of=plastic",
    f"{DRAFT}proposals/1/",
    f"{DRAFT}numbers/",
    f"{DRAFT}history/",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with the contract on it."""
    with site(tmp_path_factory.mktemp("workspace"), LOAD) as found:
        yield found.replace("127.0.0.1", "localhost")


@pytest.mark.parametrize(
    ("width", "theme", "language"), [(360, "light", ""), (1280, "dark", "en/")]
)
def test_every_page_is_accessible_quiet_and_fits(
    window: Browser, address: str, width: int, theme: Theme, language: str
) -> None:
    with opened(window, width=width, theme=theme) as (page, seen):
        sign_in(page, address, "coordinator.municipality@example.org")
        for name in PAGES:
            answer = page.goto(address + language + name)
            assert answer is not None
            assert answer.status == 200, name
            must_be_sound(page, width)
    assert [each for each in seen.complaints if "Content Security Policy" in each] == []
    assert {f"http://{host}/" for host in seen.hosts} == {address}


def test_the_reader_leads_those_who_may_to_the_editor_and_a_visitor_nowhere(
    window: Browser, address: str
) -> None:
    reader = "template/contracts/template/2026/"
    with opened(window) as (page, _):
        page.goto(address + reader)
        assert page.locator(f"a[href='/{DRAFT}']").count() == 0
        sign_in(page, address, "reviewer.programme@example.org")
        page.goto(address + reader)
        page.locator(f"a[href='/{DRAFT}']").click()
        assert page.locator("h1").inner_text() == "Skriv kontraktet"


def test_two_write_one_promise_and_the_second_chooses_without_a_script(
    window: Browser, address: str
) -> None:
    with (
        opened(window, width=360, javascript=False) as (first, _),
        opened(window, width=1280) as (second, _seen),
    ):
        sign_in(first, address, "editor.municipality@example.org")
        sign_in(second, address, "editor.energy-company@example.org")
        change = f"{address}{DRAFT}rows/commitments/plastic-company/change/"
        for page in (first, second):
            page.goto(change)
        first.locator("#id_text_sv").fill("Sortera ut all plast före pannan")
        first.locator("#id_due").fill("2031")
        first.locator("button[value=write]").click()
        assert "Det är skrivet" in first.locator("[role=status]").inner_text()
        second.locator("#id_text_sv").fill("Sortera ut plast tidigt")
        second.locator("button[value=write]").click()
        assert "Inget av ditt är förlorat" in second.locator("[role=alert]").inner_text()
        assert second.locator(".meeting del").count() > 0
        assert second.locator("#id_text_sv").input_value() == "Sortera ut plast tidigt"
        must_be_sound(second, 1280)
        second.locator("button[value=write]").click()
        said = second.locator("#plastic-company").inner_text()
        assert "Sortera ut plast tidigt" in said
        assert "2031" in said


def test_a_promise_is_proposed_and_decided_on_with_the_keyboard(
    window: Browser, address: str
) -> None:
    with opened(window) as (page, _):
        sign_in(page, address, "editor.programme@example.org")
        page.goto(f"{address}{CAPTURE}change/")
        assert page.locator("button[value=write]").count() == 0
        page.locator("#id_due").fill("2035")
        page.locator("#id_due").press("Tab")
        while page.evaluate("document.activeElement.value") != "propose":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/clauses/heat/")
        assert "Ditt förslag är sparat" in page.locator("[role=status]").inner_text()
    with opened(window, javascript=False) as (page, _):
        sign_in(page, address, "editor.energy-company@example.org")
        page.goto(f"{address}{DRAFT}clauses/heat/")
        page.locator("#proposals ~ ul a").last.click()
        page.locator("#id_answer").fill("Vi håller fast vid 2031.")
        page.locator("button[value=decline]").click()
        assert "Förslaget är avslaget" in page.locator("[role=status]").inner_text()


def test_a_party_accepts_a_clause_and_then_all_of_them(window: Browser, address: str) -> None:
    with opened(window, width=360, javascript=False) as (page, _):
        sign_in(page, address, "signatory.programme@example.org")
        page.goto(f"{address}{DRAFT}clauses/purpose/")
        page.get_by_role("button", name="Godta för Programmet").click()
        assert page.get_by_role("button", name="Ta tillbaka för Programmet").count() == 1
        page.goto(f"{address}{DRAFT}?waits=us")
        assert page.locator(".clause-list tbody tr").count() == 5
        page.get_by_role("button", name="Godta alla klausuler").click()
        page.goto(f"{address}{DRAFT}?waits=us")
        assert page.locator(".clause-list").count() == 0


def test_on_paper_a_clause_is_its_text_without_buttons(window: Browser, address: str) -> None:
    with opened(window) as (page, _):
        sign_in(page, address, "coordinator.municipality@example.org")
        page.goto(f"{address}{DRAFT}clauses/mobility/")
        page.emulate_media(media="print")
        assert page.locator("button:visible, .buttons:visible, .links:visible").count() == 0
        assert page.get_by_text("Kommunen bygger cykelbanor och laddplatser.").is_visible()
