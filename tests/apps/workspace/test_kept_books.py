"""A city's book comes out of the database as it went in."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.apps.workspace.example import city

from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.kept_books import book_of
from citypact.apps.workspace.models import BookVersion
from citypact.apps.workspace.prepared import PreparedCity, PreparedRow
from citypact.book import open_book
from citypact.errors import BookError, InputError

pytestmark = pytest.mark.django_db


def shown_template() -> PreparedCity:
    """The invented city, shown with all rows of its book."""
    known = open_book("template")
    rows = tuple(
        PreparedRow(row.full_key, name, row.line, "", "", dict(row.texts))
        for name, table in known.tables.items()
        for row in table.rows
    )
    settings = dict(known.settings.texts)
    prepared = replace(
        city(), city_id=known.id, content_hash=known.hash, settings=settings, rows=rows
    )
    LoadCity(prepared).perform()
    return prepared


def test_the_book_is_the_one_that_the_pages_show(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    prepared = shown_template()
    book = book_of(prepared.city_id)
    assert book.hash == prepared.content_hash
    assert book.id == prepared.city_id
    with django_assert_num_queries(1):
        assert book_of(prepared.city_id) is book


def test_a_city_that_is_not_shown_is_told_of() -> None:
    with pytest.raises(InputError, match="ingen stad ”nowhere”"):
        book_of("nowhere")


def test_a_book_that_this_version_cannot_read_is_refused() -> None:
    LoadCity(city()).perform()
    version = BookVersion.objects.get()
    version.rows.filter(table="sources").delete()
    BookVersion.objects.update(content_hash="0" * 64)
    with pytest.raises(BookError, match=r"sources\.csv"):
        book_of(version.city_id)
