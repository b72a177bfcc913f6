"""§ 8.1: whatever stands in a cell, checking never fails, and what it lets pass makes a city."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.editing import Draft

from citypact.book import open_book
from citypact.book.book import Book, examine_book
from citypact.book.form import load_form
from citypact.book.hashing import hash_contents
from citypact.book.writing import render_book, write_files
from citypact.model import compile_city

TEMPLATE = open_book("template")
FORM = load_form()
#: What damaged cells hold: nothing, texts of the book itself, and what people type by mistake.
WORDS = sorted(
    {
        text
        for table in TEMPLATE.tables.values()
        for row in table.rows
        for text in row.texts.values()
    }
)
GARBAGE = [
    "",
    "0",
    "-1",
    "1e308",
    "nan",
    "inf",
    "1,5",
    "=A1",
    "-",
    "x",
    "2020",
    "1900",
    "2100",
    "%",
]
CELLS = st.one_of(st.sampled_from(GARBAGE), st.sampled_from(WORDS), st.text(max_size=8))


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, int, str, str]:
    """A table, a row of it, a column, and what is written there."""
    table = draw(st.sampled_from(sorted(FORM.tables)))
    row = draw(st.integers(0, len(TEMPLATE.tables[table].rows) - 1))
    column = draw(st.sampled_from(list(FORM.tables[table].columns)))
    return table, row, column, draw(CELLS)


def hold(folder: Path) -> None:
    """Examine a folder; what has no problem is made into a city, and that into a program."""
    examination = examine_book(folder)
    assert all(one.message and one.check and one.file for one in examination.problems)
    if examination.problems or examination.contents is None:
        return
    contents = examination.contents
    book = Book(folder, contents, hash_contents(contents))
    for background in ["", *book.tables["backgrounds"].by_key]:
        compile_city(book.city(background))


@settings(max_examples=60)
@given(st.lists(damage(), min_size=1, max_size=3))
def test_a_damaged_book_is_told_or_holds(
    tmp_path_factory: pytest.TempPathFactory, damages: list[tuple[str, int, str, str]]
) -> None:
    draft = Draft(tmp_path_factory.mktemp("book") / "b")
    for table in {name for name, *_ in damages}:
        _, columns, rows = draft.read(table)
        for _, index, column, text in (one for one in damages if one[0] == table):
            rows[index][column] = text
        draft.write(table, columns, rows)
    hold(draft.folder)


@settings(max_examples=30)
@given(
    st.sampled_from(sorted(FORM.tables)),
    st.integers(0, 2000),
    st.binary(max_size=6),
    st.integers(0, 40),
)
def test_damaged_bytes_are_told_or_hold(
    tmp_path_factory: pytest.TempPathFactory, table: str, place: int, data: bytes, length: int
) -> None:
    draft = Draft(tmp_path_factory.mktemp("book") / "b")
    path = draft.path(table)
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + data + whole[place + length :])
    hold(draft.folder)


@settings(max_examples=30)
@given(st.sampled_from(sorted(FORM.tables)), st.integers(0, 30))
def test_a_book_without_one_of_its_rows_is_told_or_holds(
    tmp_path_factory: pytest.TempPathFactory, table: str, index: int
) -> None:
    draft = Draft(tmp_path_factory.mktemp("book") / "b")
    _, columns, rows = draft.read(table)
    draft.write(table, columns, [row for place, row in enumerate(rows) if place != index])
    hold(draft.folder)


@settings(max_examples=30)
@given(st.sampled_from(list(FORM.settings.columns)), CELLS)
def test_a_damaged_setting_is_told_or_holds(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str
) -> None:
    folder = tmp_path_factory.mktemp("book") / "b"
    files = render_book(TEMPLATE)
    lines = [line for line in files["book.toml"].split("\n") if not line.startswith(f"{name} =")]
    files["book.toml"] = "\n".join(
        [*lines, f"{name} = {text}" if text.isdigit() else f"{name} = '{text}'"]
    )
    write_files(files, folder)
    hold(folder)
