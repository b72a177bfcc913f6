"""What became of a row is told from the versions of the book that were loaded, old and new."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from tests.apps.workspace.example import SCRIPT, city

from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.models import BookVersion
from citypact.apps.workspace.prepared import PreparedColumn, PreparedForm, PreparedRow
from citypact.apps.workspace.row_history import RowHistory, row_history
from citypact.apps.workspace.selectors import form_of
from citypact.book import Book, open_book

pytestmark = pytest.mark.django_db
MEASURE = "heat-pumps"
KEY = f"measures/{MEASURE}"
AT = f"/template/rows/{KEY}"
#: Cells by full key; a row whose cells are None is not there.
Changes = Mapping[str, Mapping[str, str] | None]


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book("template")


@pytest.fixture(autouse=True)
def _measure(book: Book) -> None:
    assert any(row.full_key == KEY for row in book.tables["measures"].rows)


def load(book: Book, content_hash: str, changes: Changes | None = None) -> None:
    """Load the invented city's book with some cells changed, as the version ``content_hash``."""
    said = changes or {}
    rows = [
        PreparedRow(row.full_key, table, row.line, row.full_key, row.full_key, cells)
        for table, each in book.tables.items()
        for row in each.rows
        if (cells := _cells(dict(row.texts), said.get(row.full_key, {}))) is not None
    ]
    form = {
        name: PreparedForm(
            each.form.title,
            each.form.file,
            tuple(
                PreparedColumn(one.name, one.title, one.type, one.table)
                for one in each.form.columns.values()
            ),
        )
        for name, each in book.tables.items()
    }
    shown = replace(city(), city_id=book.id, content_hash=content_hash * 64, form=form)
    LoadCity(replace(shown, rows=tuple(rows))).perform()


def _cells(now: dict[str, str], said: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if said is None else {**now, **said}


def told(language: str = "en", key: str = KEY) -> RowHistory:
    with translation.override(language):
        form = form_of(BookVersion.objects.get(content_hash="f" * 64))
        return row_history("template", key, form)


def hanging(book: Book, table: str) -> str:
    """The first row of a table that hangs on the measure."""
    return next(row.full_key for row in book.tables[table].rows if row.text("measure") == MEASURE)


def test_a_row_that_never_changed_says_since_when(book: Book) -> None:
    load(book, "a", {"measures/bicycle-lanes": {"end": "2040"}})
    load(book, "f")
    found = told()
    assert (found.versions, found.changes) == (2, ())
    assert found.since is not None


def test_what_changed_is_told_old_and_new_with_when_and_who(book: Book) -> None:
    load(book, "a", {KEY: {"start": "2019", "title_en": "Heat"}})
    load(book, "b", {KEY: {"start": "2019"}})
    load(book, "f")
    newest, older = told().changes
    (row,) = newest.rows
    assert (row.key, row.what) == (KEY, "changed")
    (cell,) = row.cells
    now = next(each for each in book.tables["measures"].rows if each.full_key == KEY)
    assert (cell.before, cell.after) == ("2019", now.text("start"))
    (title,) = older.rows[0].cells
    assert (title.before, title.after, title.language) == ("Heat", now.text("title_en"), "en")
    assert newest.at > older.at
    assert newest.who == "The operator of this site"
    assert (row.table, told("sv").changes[0].rows[0].table) == ("Measures", "Åtgärder")


@pytest.mark.parametrize("table", ["effects", "scenario_measures"])
def test_of_a_measure_the_rows_that_hang_on_it_are_told_too(book: Book, table: str) -> None:
    key = hanging(book, table)
    load(book, "a", {key: None})
    load(book, "f")
    ((row,),) = (each.rows for each in told().changes)
    assert (row.key, row.what) == (key, "added")
    assert all(not cell.before and cell.after for cell in row.cells)
    other = next(each.full_key for each in book.tables["measures"].rows if each.full_key != KEY)
    assert told(key=other).changes == ()


def test_the_row_itself_is_told_before_those_that_hang_on_it(book: Book) -> None:
    load(book, "a", {hanging(book, "effects"): None, KEY: {"start": "2019"}})
    load(book, "f")
    ((own, other),) = (each.rows for each in told().changes)
    assert (own.key, other.what) == (KEY, "added")


def test_what_was_taken_away_is_told_with_what_it_said(book: Book) -> None:
    extra = hanging(book, "effects")
    load(book, "a")
    load(book, "f", {extra: None})
    ((row,),) = (each.rows for each in told().changes)
    assert row.what == "removed"
    assert all(cell.before and not cell.after for cell in row.cells)


def test_what_comes_back_is_told_and_what_is_loaded_again_is_not(book: Book) -> None:
    load(book, "f")
    load(book, "a", {KEY: {"start": "2019"}})
    load(book, "a", {KEY: {"start": "2019"}})
    load(book, "f")
    found = told()
    assert found.versions == 3
    assert [each.content_hash[0] for each in found.changes] == ["f", "a"]
    first, second = (each.rows[0].cells[0] for each in found.changes)
    assert (first.before, first.after) == (second.after, second.before)


def test_another_citys_versions_are_none_of_it(book: Book) -> None:
    load(book, "f")
    LoadCity(city("andrastad", content_hash="e" * 64)).perform()
    assert told().versions == 1


def test_the_page_shows_it_in_both_languages_as_text(book: Book, client: Client) -> None:
    load(book, "a", {KEY: {"note_sv": SCRIPT, "note_en": "Older"}})
    load(book, "f")
    for prefix, before, after in (("/en", "Before", "After"), ("", "Före", "Efter")):
        answer = client.get(prefix + AT)
        assert answer.status_code == HTTPStatus.OK
        shown = answer.content.decode()
        assert f'<th scope="col">{before}</th><th scope="col">{after}</th>' in shown
        assert '<td class="prose" lang="en">Older</td>' in shown
        assert SCRIPT not in shown
        assert "&lt;script&gt;" in shown
    assert (
        "The operator of this site loaded the city book <code>ffff"
        in client.get(f"/en{AT}").content.decode()
    )


@pytest.mark.parametrize(
    ("prefix", "said", "removed"),
    [
        ("", "Raden finns inte längre i stadsboken.", "borttagen"),
        ("/en", "This row is no longer in the city book.", "taken away"),
    ],
)
def test_what_is_no_longer_in_the_book_keeps_its_page(
    book: Book, client: Client, prefix: str, said: str, removed: str
) -> None:
    load(book, "a", {KEY: {"start": "2019"}})
    load(book, "b")
    load(book, "c", {KEY: None})
    load(book, "f", {KEY: None, "measures/bicycle-lanes": {"end": "2040"}})
    answer = client.get(prefix + AT)
    assert answer.status_code == HTTPStatus.OK
    shown = answer.content.decode()
    assert said in shown
    assert shown.count(f"({removed})") == 1
    assert "2019" in shown
    gone = told().gone
    assert gone is not None
    day = f"{timezone.localdate(gone):%Y-%m-%d}"
    assert day in shown.partition("</h1>")[2].partition("<dl")[0]
    assert client.get(f"{prefix}/template/rows/measures/never").status_code == HTTPStatus.NOT_FOUND


def test_what_comes_back_is_in_the_book_again(book: Book, client: Client) -> None:
    load(book, "a", {KEY: None})
    load(book, "f")
    assert told().gone is None
    assert "no longer in the city book" not in client.get(f"/en{AT}").content.decode()


def test_what_another_city_had_is_not_shown_as_this_ones(book: Book, client: Client) -> None:
    load(book, "f", {KEY: None})
    LoadCity(city("andrastad", content_hash="e" * 64)).perform()
    assert client.get(AT).status_code == HTTPStatus.NOT_FOUND
    other = f"/andrastad/rows/{KEY}"
    assert client.get(other).status_code == HTTPStatus.NOT_FOUND


def test_a_measure_leads_to_the_rows_of_it_that_were_taken_away(book: Book, client: Client) -> None:
    extra = hanging(book, "effects")
    load(book, "a")
    load(book, "f", {extra: None})
    shown = client.get(f"/en{AT}").content.decode()
    address = reverse("workspace:row", args=["template", extra])
    assert f'<a href="{address}">' in shown
    assert f'<a href="/en{AT}">' not in shown.partition("What has changed")[2]
    gone = client.get(address)
    assert gone.status_code == HTTPStatus.OK
    assert "no longer in the city book" in gone.content.decode()


def test_the_page_of_what_is_gone_asks_the_same_however_many_versions_there_are(
    book: Book, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(book, "a")
    load(book, "f", {KEY: None})
    client.get(AT)
    with django_assert_num_queries(7):
        client.get(AT)
    for place, content_hash in enumerate("bcde"):
        load(book, content_hash, {KEY: {"start": str(2019 - place)}})
    load(book, "f", {KEY: None})
    with django_assert_num_queries(7):
        assert client.get(AT).status_code == HTTPStatus.OK


def test_the_page_asks_the_same_however_many_versions_there_are(
    book: Book, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(book, "f")
    client.get(AT)
    with django_assert_num_queries(8):
        client.get(AT)
    for place, content_hash in enumerate("abcdef"):
        load(book, content_hash, {KEY: {"start": str(2019 - place)}} if place < 5 else None)
    with django_assert_num_queries(8):
        assert client.get(AT).status_code == HTTPStatus.OK
