"""The contract's year in a real browser: both languages, narrow and wide, no mouse, no scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.contract.text.test_draft import TEXT
from tests.site.browser import PASSWORD, Theme, must_be_sound, opened, sign_in
from tests.site.process import site

AT = "template/year/template/"
LOAD = f"""
from datetime import timedelta
from functools import partial
from django.utils import timezone
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.cycle.planning import MakeCalendar
from citypact.apps.contracts import preparing
from citypact.apps.cycle import publishing
from tests.apps.cycle.year import book_shown, taken_in
from tests.apps.drafting.writing import OWNER, account_in
book_shown()
kept = taken_in()
MakeCalendar(kept.pk, "2026", timezone.localdate() + timedelta(weeks=12), OPERATOR).perform()
preparing.prepare_contract = partial(preparing.prepare_contract, draws=20)
publishing.publish_now(kept.pk, OPERATOR)
account = account_in(OWNER, Role.COORDINATOR)
account.set_password({PASSWORD!r})
account.save()
"""
PAGES = [
    "contracts/",
    AT,
    f"{AT}renew/",
    f"{AT}text/",
    f"{AT}2026/steps/",
    f"{AT}2026/calendar/",
    f"{AT}2026/calendar/add/",
    f"{AT}2026/updates/",
    f"{AT}2026/updates/municipality/",
    "template/contracts/template/2026/compared/",
    "template/contracts/template/2026/changes/",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on which the invented contract is written and published."""
    with site(tmp_path_factory.mktemp("workspace"), LOAD) as found:
        yield found


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(360, "light", ""), (1280, "dark", "en/")],
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
        grave = ("error:", "Content Security Policy")
        assert [each for each in seen.complaints if any(word in each for word in grave)] == []


def test_a_step_is_taken_a_day_is_changed_and_a_text_brought_without_a_script_or_a_mouse(
    window: Browser, address: str
) -> None:
    with opened(window, javascript=False) as (page, _):
        sign_in(page, address, "coordinator.municipality@example.org")
        page.goto(f"{address}en/{AT}2026/steps/")
        page.get_by_role("button", name="Send to review").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Version 2026 is now: in review.").wait_for()
        page.goto(f"{address}en/{AT}2026/calendar/")
        page.get_by_role("link", name="Add a milestone").focus()
        page.keyboard.press("Enter")
        page.locator("#id_title_sv").fill("Möte")
        page.locator("#id_title_en").fill("Meeting")
        page.locator("#id_due").fill("2001-01-01")
        page.keyboard.press("Enter")
        page.get_by_text("2001-01-01 is past").wait_for()
        assert page.locator("#id_title_en").input_value() == "Meeting"
        page.goto(f"{address}en/{AT}text/")
        page.locator("#id_text").set_input_files(
            {"name": "kontrakt.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
        )
        page.get_by_role("button", name="Take it in").focus()
        page.keyboard.press("Enter")
        page.get_by_text("what it promises waits as proposals").wait_for()


def test_a_file_that_is_far_too_large_is_refused_with_a_message(
    window: Browser, address: str, tmp_path: Path
) -> None:
    large = tmp_path / "scan.txt"
    large.write_bytes(b"a" * 6_000_000)
    with opened(window) as (page, _):
        sign_in(page, address, "coordinator.municipality@example.org")
        page.goto(f"{address}en/{AT}text/")
        page.locator("#id_text").set_input_files(large)
        page.get_by_role("button", name="Take it in").click()
        page.get_by_text("The file has 6.0 MB, and at most 5 MB are read").wait_for()
