"""A browser that writes down what it was asked for and what went wrong."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Theme = Literal["light", "dark"]
#: Of everybody who signs in on a page.
PASSWORD = secrets.token_urlsafe(16)
#: Milliseconds that a page may take.
PATIENCE = 60_000


@dataclass
class Seen:
    """What happened while pages were open: hosts that were asked, and complaints."""

    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Write down what happens on ``page``."""
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda message: self.complaints.append(f"console: {message.text}"))


@contextmanager
def browser(program: Path) -> Iterator[Browser]:
    """Chromium, as long as the block runs."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def opened(
    chromium: Browser, *, width: int = 1280, theme: Theme = "light", javascript: bool = True
) -> Iterator[tuple[Page, Seen]]:
    """A page in a fresh context, and what is seen on it."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        java_script_enabled=javascript,
    )
    try:
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(PATIENCE)
        seen.watch(page)
        yield page, seen
    finally:
        context.close()


def sign_in(page: Page, address: str, mail: str, *, language: str = "") -> None:
    """As the one with this address, by the password."""
    page.context.clear_cookies()
    page.goto(f"{address}{language}accounts/login/")
    page.locator("#id_login").fill(mail)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form.stacked button[type=submit]").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def must_be_sound(page: Page, width: int) -> None:
    """Accessible, with everything opened, and no wider than the window."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
