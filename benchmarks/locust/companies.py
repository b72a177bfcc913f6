"""A company that signs up, as locust plays it: the form, the answer, the mail, the button.

Run by ``benchmarks/load_local.py``, which says in the environment where the site prints its mails
and which contract is meant. Each company comes from an address of its own (127.0.0.0/8), so that
what bounds sign-ups stays in force. It waits between pages as the driver says.
"""

import itertools
import os
import re
import time
from pathlib import Path

import gevent
from locust import HttpUser, task
from locust.exception import StopUser
from requests.adapters import HTTPAdapter

PLACE = os.environ["LOAD_PLACE"]
MAILS = Path(os.environ["LOAD_MAILS"])
#: Seconds that somebody looks at a page.
PAUSE = float(os.environ["LOAD_PAUSE"])
#: Seconds after which a mail has not come.
PATIENCE = 120.0
#: How often the mails are looked into.
LOOK = 0.5
COMPANIES = int(os.environ["LOAD_COMPANIES"])
#: Within which they begin, evenly.
SECONDS = float(os.environ["LOAD_SECONDS"])
NUMBERS = itertools.count()
ENDED = itertools.count(1)


def number_of(place: int) -> str:
    """An organisation number that checks: Luhn's digit after nine others."""
    nine = f"99{2 + place // 1000}{place % 1000:06}"
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(nine))
    return f"{nine}{-sum(sum(divmod(each, 10)) for each in doubled) % 10}"


class FromOwnAddress(HTTPAdapter):
    """Connections from one address of this machine."""

    def __init__(self, address: str) -> None:
        """Remember the address; the adapter makes its pool at once."""
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args: object, **more: object) -> None:
        """Make the pool with it."""
        super().init_poolmanager(*args, source_address=(self.address, 0), **more)


class Company(HttpUser):
    """One company; it signs up once."""

    def on_start(self) -> None:
        """Have a number, an address and a moment of its own.

        Locust begins all at once, and another where one has come to an end: it knows a number
        that are there at a time and no even stream, so each waits here until it is its turn.
        """
        self.place = next(NUMBERS)
        if self.place >= COMPANIES:
            raise StopUser
        gevent.sleep(self.place * SECONDS / COMPANIES)
        self.mail = f"load-{self.place}@example.org"
        high, low = divmod(self.place + 2, 250)
        self.client.mount("http://", FromOwnAddress(f"127.0.{1 + high}.{1 + low}"))
        self.cookie = ""

    @task
    def sign_up(self) -> None:
        """Once; whoever is the last to come to an end ends the run."""
        try:
            self.from_form_to_button()
        finally:
            if next(ENDED) == COMPANIES:
                # Not from here: who is to end would wait for itself.
                gevent.spawn_later(1.0, self.environment.runner.quit)
        raise StopUser

    def from_form_to_button(self) -> None:
        """Every page, with what is filled in on it."""
        said = {
            "number": number_of(self.place),
            "title": f"Last {self.place} AB",
            "size": ("micro", "small", "medium", "large")[self.place % 4],
            "area": "area-mobility",
            "quantity-electric-vans": str(1000 + self.place),
            "due-electric-vans": "2030",
            "quantity-electricity-saved": "12,5",
            "due-electricity-saved": "2029",
            "roadmap": "Vi har en plan",
        }
        form = self.asked("GET", f"{PLACE}join/", "1 the form")
        self.waited()
        shown = self.asked("POST", f"{PLACE}join/", "2 what it adds up to", form, said, "see")
        self.waited()
        person = {"person": "Load", "mail": self.mail, "key": field(shown, "key")}
        self.asked("POST", f"{PLACE}join/", "3 agreeing (saves)", shown, said | person, "agree")
        link = self.link()
        button = self.asked("GET", link, "4 the link in the mail")
        self.waited()
        self.asked("POST", link, "5 confirming (saves)", button, {})

    def asked(
        self,
        method: str,
        path: str,
        name: str,
        page: str = "",
        data: dict[str, str] | None = None,
        step: str = "",
    ) -> str:
        """Open a page or send its form; whatever is not what it should be is an error."""
        sent = None
        if data is not None:
            token = field(page, "csrfmiddlewaretoken")
            sent = data | {"csrfmiddlewaretoken": token} | ({"step": step} if step else {})
        with self.client.request(
            method,
            path,
            name=name,
            data=sent,
            headers={"Cookie": self.cookie} if self.cookie else {},
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            expected = 302 if step == "agree" or (method == "POST" and not step) else 200
            if answer.status_code != expected:
                answer.failure(f"{answer.status_code} in place of {expected}")
                raise StopUser
            # The cookie is a secure one, which the library keeps from plain loopback.
            told = re.search(r"csrftoken=([^;]+)", answer.headers.get("Set-Cookie", ""))
            if told:
                self.cookie = f"csrftoken={told[1]}"
            return str(answer.text)

    def waited(self) -> None:
        """Look at the page."""
        time.sleep(PAUSE)

    def link(self) -> str:
        """The link in this company's mail, once the site has printed it."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            for letter in MAILS.read_text("utf-8", errors="replace").split("\nSubject: "):
                if f"To: {self.mail}\n" in letter:
                    found = re.search(r"http://[^/\s]+(/\S*/join/confirm/\S+)", letter)
                    if found:
                        return found[1]
            time.sleep(LOOK)
        self.environment.events.request.fire(
            request_type="MAIL",
            name="the mail",
            response_time=1000.0 * PATIENCE,
            response_length=0,
            exception=TimeoutError(f"no mail came to {self.mail}"),
            context={},
        )
        raise StopUser


def field(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    if found is None:
        raise StopUser
    return found[1]
