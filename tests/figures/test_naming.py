"""What a row is about."""

import pytest
from tests.figures.cities import book_of

from citypact.figures.naming import row_name
from citypact.figures.words import words


def test_a_row_with_a_title_is_called_by_it() -> None:
    book = book_of("malmo")
    row = book.row("measures/act-ccs")
    assert row_name(book, row, "sv") == row.text("title_sv")
    assert row_name(book, row, "en") == row.text("title_en")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_row_with_a_quality_has_a_name_in_words(language: str) -> None:
    for city in ("malmo", "template"):
        book = book_of(city)
        for table in book.tables.values():
            if "quality" not in table.form.columns:
                continue
            for row in table.rows:
                name = row_name(book, row, language)
                assert name
                titled = "title_sv" in row.form.columns
                assert titled or name.startswith(words(language)[f"table.{table.form.name}"])
