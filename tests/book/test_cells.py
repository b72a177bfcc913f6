"""Cells that stand in no file are held to what cells of a file are."""

import pytest

from citypact.book import open_book
from citypact.book.cells import contents_of_cells, row_of_cells
from citypact.book.form import load_form
from citypact.book.hashing import hash_contents


@pytest.mark.parametrize("name", ["malmo", "template"])
def test_a_books_cells_make_the_same_book(name: str) -> None:
    book = open_book(name)
    rows = {each: [row.texts for row in table.rows[::-1]] for each, table in book.tables.items()}
    contents, problems = contents_of_cells(load_form(), book.settings.texts, rows)
    assert not problems
    assert hash_contents(contents) == book.hash


def test_everything_wrong_with_a_row_is_told_at_once() -> None:
    form = load_form().tables["measures"]
    row, problems = row_of_cells(form, 7, {"id": "Not An Id", "colour": "green", "start": "=1+1"})
    told = {(each.column, each.check, each.row) for each in problems}
    assert ("colour", "column-unknown", 7) in told
    assert ("start", "formula", 7) in told
    assert ("title_sv", "required", 7) in told
    assert {"id"} <= {each.column for each in problems}
    assert row.text("id") == "Not An Id"


def test_an_empty_text_is_an_empty_cell() -> None:
    form = load_form().tables["sources"]
    row, problems = row_of_cells(form, 0, {"id": "here", "title_sv": ""})
    assert "title_sv" not in row.texts
    assert "title_sv" in {each.column for each in problems}


def test_a_table_that_no_form_has_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError, match="nothing"):
        contents_of_cells(load_form(), {}, {"nothing": []})
