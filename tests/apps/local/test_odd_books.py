"""Where the book that is shown lacks what a page needs, the page says what, and how to mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape
from tests.apps.local.people import PARTY, PLACE, Place, set_up, signed_up
from tests.apps.local.shown import show, shown
from tests.book.editing import Draft, nothing_used

from citypact.apps.conduct.actor import Role
from citypact.apps.workspace.models import City
from citypact.book import open_book

pytestmark = pytest.mark.django_db

PAGES = [
    f"{PLACE}join/",
    f"{PLACE}companies/",
    f"{PLACE}companies.csv",
    *(f"{PLACE}companies/{PARTY}/{page}" for page in ("", "change/", "withdraw/")),
]
#: Pages that need no book.
WITHOUT = [PLACE, f"{PLACE}call/", f"{PLACE}companies/{PARTY}/report/"]


@pytest.fixture
def client() -> Client:
    """Somebody who coordinates the owner of a contract that companies have signed."""
    set_up(3)
    signed_up()
    return Place("municipality").client(Role.COORDINATOR)


def no_target(draft: Draft) -> None:
    draft.setting("target", None)
    draft.clear("targets")


def target_after_the_last_year(draft: Draft) -> None:
    draft.change("targets", "minus-70", year="2060")


def target_before_the_first_year(draft: Draft) -> None:
    draft.change("targets", "minus-70", year="2015")


@pytest.mark.parametrize(
    ("cut", "english", "swedish"),
    [
        (
            no_target,
            "2025 names what is not in targets.csv of the city book template (found 'minus-70')",
            "2025 nämner något som inte finns i targets.csv i stadsboken template",
        ),
        (
            nothing_used,
            "cycling names what is not in effects.csv of the city book template",
            "cycling nämner något som inte finns i effects.csv i stadsboken template",
        ),
        (
            target_after_the_last_year,
            "its year 2060 is not among the model's years 2020 to 2050. Mend: correct it in target",
            "Målet minus-70 kan inte beräknas: dess år 2060 är inte bland modellens år",
        ),
        (
            target_before_the_first_year,
            "its year 2015 is not among the model's years 2020 to 2050",
            "dess år 2015 är inte bland modellens år, 2020 till 2050. Åtgärda: rätta det i targ",
        ),
    ],
)
def test_what_the_book_lacks_is_told_where_it_is_needed(
    cut: Callable[[Draft], None], english: str, swedish: str, client: Client, tmp_path: Path
) -> None:
    draft = Draft(tmp_path / "book")
    cut(draft)
    show(open_book(draft.folder))
    told_on_every_page(client, english, swedish)


def told_on_every_page(client: Client, english: str, swedish: str) -> None:
    """What stands in the way is said on each page that needs the book, and on no other."""
    for page in PAGES:
        for address, title, told in (
            (page, "Sidan kan inte göras än", swedish),
            (f"/en{page}", "This page cannot be made yet", english),
        ):
            if address.startswith("/en") and address.endswith(".csv"):
                continue  # tables are the same in both languages
            answer = client.get(address)
            shown = answer.content.decode()
            assert answer.status_code == 409, address
            assert title in shown
            assert escape(told) in shown, shown
    for page in WITHOUT:
        assert client.get(page).status_code == 200, page


def test_a_city_that_is_shown_no_more_is_told(client: Client) -> None:
    City.objects.all().delete()
    told_on_every_page(
        client,
        "This workspace shows no city “template”: load its book first.",
        "Arbetsytan visar ingen stad ”template”: läs först in dess bok.",
    )


def test_every_problem_of_a_book_that_was_loaded_by_another_version_is_told(
    client: Client,
) -> None:
    shown(tables=set(open_book("template").tables) - {"sectors"}, content_hash="b" * 64)
    page = client.get(f"/en{PAGES[0]}").content.decode()
    assert page.count("<li>activities.csv, row") > 5
    assert escape("there is no 'buildings' in sectors.csv") in page
