"""The way to a signature in a real browser, without scripts, by keyboard, narrow and wide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.site.browser import PASSWORD, must_be_sound, opened, sign_in
from tests.site.process import site

AT = "template/contracts/template/2026/"
LOAD = f"""
from citypact.apps.conduct.actor import Role
from tests.apps.drafting.writing import account_in
from tests.apps.signing.documents import made, signed_by, opened, VERSION
from citypact.apps.signing.actions import GiveSignature
from citypact.apps.signing.examining import examined
from tests.apps.drafting.writing import somebody
made()
document = opened()
signed = examined(document, "agency", signed_by(bytes(document.pdf), "agency"))
GiveSignature("template", VERSION, signed, somebody("agency", Role.SIGNATORY)).perform()
for account in (account_in("municipality", Role.COORDINATOR), account_in("region", Role.SIGNATORY)):
    account.set_password({PASSWORD!r})
    account.save()
"""
OF_THE_COORDINATOR = ["check/", "sign/", "sign/agency/receipt/", "document/abandon/"]
OF_THE_SIGNATORY = [
    "sign/region/",
    "sign/region/give/",
    "sign/region/service/",
    "sign/region/decline/",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a document that one party has signed."""
    with site(tmp_path_factory.mktemp("workspace"), LOAD) as found:
        yield found


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize(
    ("mail", "pages"),
    [
        ("coordinator.municipality@example.org", OF_THE_COORDINATOR),
        ("signatory.region@example.org", OF_THE_SIGNATORY),
    ],
)
def test_every_page_is_sound(
    window: Browser, address: str, width: int, theme: str, mail: str, pages: list[str]
) -> None:
    with opened(window, width=width, theme="dark" if theme == "dark" else "light") as (page, seen):
        sign_in(page, address, mail)
        for each in pages:
            page.goto(f"{address}{AT}{each}")
            must_be_sound(page, width)
        page.goto(f"{address}verify/")
        must_be_sound(page, width)
        assert seen.complaints == []


def test_a_signatory_reads_declines_and_is_understood_by_keyboard_without_scripts(
    window: Browser, address: str
) -> None:
    with opened(window, width=360, javascript=False) as (page, _seen):
        sign_in(page, address, "signatory.region@example.org")
        page.goto(f"{address}en/{AT}sign/region/")
        page.get_by_role("link", name="Decline to sign").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/decline/")
        page.locator("#id_reason").focus()
        page.keyboard.type("The council decides in January.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign/")
        assert "Declined: The council decides in January." in page.inner_text("main")


def test_a_visitor_verifies_the_document_that_was_fetched(
    window: Browser, address: str, tmp_path: Path
) -> None:
    with opened(window, width=360) as (page, _seen):
        sign_in(page, address, "coordinator.municipality@example.org")
        page.goto(f"{address}en/{AT}sign/")
        with page.expect_download() as fetched:
            page.get_by_role("link", name="The document as it stands now (PDF)").click()
        file = tmp_path / "contract.pdf"
        fetched.value.save_as(file)
    with opened(window, width=360) as (page, _seen):
        page.goto(f"{address}en/verify/")
        page.locator("#id_file").set_input_files(file)
        page.get_by_role("button", name="Verify").click()
        page.locator("#verdict-title").wait_for()
        shown = page.inner_text("main")
        assert "Not valid" in shown
        assert "Agency for Cities" in shown
        must_be_sound(page, 360)
