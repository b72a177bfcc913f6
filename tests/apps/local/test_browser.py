"""Pages of a local contract in a browser: accessible, on a phone, by keyboard, without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.site.browser import PASSWORD, must_be_sound, opened, sign_in
from tests.site.process import site

NUMBER = "556012-5790"
OWN = "companies/company-5590000005/"

#: The packaged contract with its 250 companies, one more of its own, and somebody in each.
LOAD = f"""
from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.drafting.models import KeptContract
from citypact.apps.local.joining import AskToSignUp, SignUpCompany
from citypact.apps.local.letters import token_of
from citypact.apps.local.computing import compute_sum
from citypact.apps.local.taking_in import take_in_local
from citypact.apps.parties.actions import AddMember
from citypact.apps.parties.models import Account
from citypact.contract.local.sign_up import PlannedAction, SignUp
from citypact.contract.organisation_number import check_digit
from tests.apps.local.shown import shown
from uuid import uuid4
shown("malmo")
(kept,) = take_in_local("malmo")
number = "559000000"
said = SignUp("Exempelbolaget", number + str(check_digit(number)), "area-mobility", "small",
    (PlannedAction("electric-vans", 60_000.0, 2030),), "Vår plan")
request = AskToSignUp(
    uuid4(), "malmo", kept.pk, said, "Anna", "anna@example.org", "sv", VISITOR
).perform()
party = SignUpCompany(token_of(request.pk), VISITOR).perform().party
assert "{OWN}" == f"companies/{{party}}/", party
compute_sum(kept.pk, draws=200)
AddMember(kept.owner_id, "city@example.org", Role.COORDINATOR, OPERATOR, "City").perform()
for account in Account.objects.all():
    account.set_password({PASSWORD!r})
    account.save()
"""
#: What each may open.
PAGES = {
    "": ["", "join/", "join/asked/", "join/confirm/abc/"],
    "anna": [OWN, f"{OWN}report/", f"{OWN}change/", f"{OWN}withdraw/"],
    "city": [
        "companies/",
        "companies/?sort=kt&down=1&page=2",
        "companies/?text=nobody",
        "companies/invented-002/",
        "call/",
        "groups/area-mobility/",
        "groups/area-mobility/meetings/add/",
    ],
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with the contract."""
    with site(tmp_path_factory.mktemp("workspace"), LOAD) as found:
        yield found


@pytest.mark.parametrize(("width", "language"), [(360, ""), (1280, "en/")])
def test_every_page_is_accessible_and_fits(
    window: Browser, address: str, width: int, language: str
) -> None:
    with opened(window, width=width, theme="dark" if language else "light") as (page, seen):
        for who, names in PAGES.items():
            if who:
                sign_in(page, address, f"{who}@example.org")
            for name in names:
                answer = page.goto(f"{address}{language}malmo/local/malmo-local/{name}")
                assert answer is not None
                assert answer.status == (422 if "abc" in name else 200), name
                must_be_sound(page, width)
    assert {f"http://{host}/" for host in seen.hosts} == {address}
    assert not any("Content Security Policy" in each for each in seen.complaints)


def filled(page: Page) -> None:
    """What a company says on the form, wrong at first."""
    page.get_by_label("Organisationsnummer").fill("556012-5791")
    page.get_by_label("Företagets namn").fill("Ett Bolag AB")
    page.get_by_label("10 till 49 personer").check()
    page.get_by_label("Mobilitet", exact=True).check()
    page.get_by_text("Lätta lastbilar blir eldrivna").click()
    page.locator("details[open] input").fill("60 000")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_phone_is_enough_to_sign_up(
    window: Browser,
    address: str,
    javascript: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    with opened(window, width=360, javascript=javascript) as (page, _seen):
        page.goto(f"{address}malmo/local/malmo-local/")
        page.get_by_role("button", name="Anslut ditt företag").click()
        filled(page)
        page.get_by_role("button", name="Se vad det blir sammanlagt").click()
        problems = page.locator(".problems").inner_text()
        assert "556012-5791” är inget organisationsnummer" in problems
        assert page.locator("details[open] input").input_value() == "60 000"
        page.get_by_label("Organisationsnummer").fill(NUMBER)
        page.get_by_role("button", name="Se vad det blir sammanlagt").click()
        answer = page.locator(".answer").inner_text()
        assert re.search(r"\d\s?(kg|ton)", answer)
        assert "av gapet" in answer
        assert re.search(r"\d+ företag av er storlek inom området lovar omkring", answer)
        if javascript:
            must_be_sound(page, 360)
        page.get_by_role("button", name="Ändra något").click()
        assert page.get_by_label("Företagets namn").input_value() == "Ett Bolag AB"
        page.get_by_role("button", name="Se vad det blir sammanlagt").click()
        page.get_by_label("Ditt namn").fill("Bo Bengtsson")
        page.get_by_label("Din e-postadress").fill("bo")
        page.get_by_role("button", name="Vi är överens").click()
        assert page.locator(".problems").count() == 1
        page.get_by_label("Din e-postadress").fill(f"bo{int(javascript)}@example.org")
        page.get_by_role("button", name="Vi är överens").click()
        assert page.locator("h1").inner_text() == "Se efter i din e-post"


def test_the_form_is_filled_in_by_the_keyboard_alone(window: Browser, address: str) -> None:
    with opened(window) as (page, _seen):
        page.goto(f"{address}en/malmo/local/malmo-local/join/")
        page.get_by_label("Organisation number").focus()
        page.keyboard.type(NUMBER)
        page.keyboard.press("Tab")
        page.keyboard.type("By Keyboard Ltd")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("20")
        page.keyboard.press("Enter")
        page.locator("h1", has_text="By Keyboard Ltd would promise").wait_for()


def test_the_city_finds_sorts_and_turns_pages_without_scripts(
    window: Browser, address: str
) -> None:
    with opened(window, javascript=False) as (page, _seen):
        sign_in(page, address, "city@example.org")
        page.goto(f"{address}en/malmo/local/malmo-local/companies/")
        # Those who joined on other pages of this site are among them, when these were tried before.
        counted = page.locator("[role=status]").inner_text()
        all_of_them = int(counted.split()[0])
        assert counted == f"{all_of_them} of {all_of_them} companies."
        assert all_of_them >= 251
        page.get_by_label("Area", exact=True).select_option("area-heating")
        page.get_by_role("button", name="Show").click()
        assert page.locator("[role=status]").inner_text() == f"50 of {all_of_them} companies."
        page.get_by_role("link", name="Cuts alone, about").click()
        page.get_by_role("link", name="Cuts alone, about").click()
        heading = page.locator("th[aria-sort]")
        assert heading.get_attribute("aria-sort") == "descending"
        assert page.locator("tbody tr").count() == 50
        page.goto(f"{address}en/malmo/local/malmo-local/companies/")
        page.get_by_role("link", name="After").click()
        assert "Page 2 of 6" in page.locator("nav.paging").inner_text()


def test_a_company_reports_and_finds_it_on_its_page(window: Browser, address: str) -> None:
    with opened(window, width=360, javascript=False) as (page, _seen):
        sign_in(page, address, "anna@example.org")
        page.goto(f"{address}malmo/local/malmo-local/{OWN}")
        page.get_by_role("button", name="Redovisa").click()
        page.get_by_label(re.compile("Gjort hittills")).fill("12 500")
        page.get_by_role("button", name="Redovisa").click()
        assert "Ange vad siffran vilar på" in page.locator(".problems").inner_text()
        page.get_by_label(re.compile("Vad siffran vilar på")).fill("Körjournalen")
        page.get_by_role("button", name="Redovisa").click()
        assert page.locator("[role=status]").inner_text() == "Redovisningen är sparad."
        followed = page.locator("section[aria-labelledby=followed]").inner_text()
        assert "på väg" in followed
        assert "Körjournalen" in followed
