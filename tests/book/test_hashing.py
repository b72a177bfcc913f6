"""§ 8.5: the same content has the same hash, whatever way it is written down."""

import hashlib
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.editing import Draft

from citypact.book import examine_book, hash_book, open_book
from citypact.book.form import load_form
from citypact.book.hashing import hash_contents
from citypact.book.writing import settings_text, table_text, write_files


@settings(max_examples=12)
@given(
    st.integers(0, 2**32),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.sampled_from(["kept", "taken away"]),
)
def test_the_hash_does_not_depend_on_how_a_book_is_written(
    tmp_path_factory: pytest.TempPathFactory, seed: int, line_end: bytes, comments: str
) -> None:
    draft = Draft(tmp_path_factory.mktemp("book") / "b")
    shuffle = random.Random(seed).shuffle  # noqa: S311  an order, no secret
    for table in load_form().tables:
        _, columns, rows = draft.read(table)
        shuffle(rows)
        shuffle(columns)
        draft.write(table, columns, rows)
        path = draft.path(table)
        data = path.read_bytes()
        if comments == "taken away":
            data = re.sub(rb"(?m)^#.*\n", b"", data)
        path.write_bytes(data.replace(b"\n", line_end))
    toml = draft.folder / "book.toml"
    entries = [line for line in toml.read_text("utf-8").splitlines() if " = " in line]
    shuffle(entries)
    toml.write_text("\n".join(entries), "utf-8")
    assert hash_book(draft.folder) == open_book("template").hash


def test_the_hash_is_the_same_on_every_machine() -> None:
    book = open_book("template")
    assert re.fullmatch(r"[0-9a-f]{64}", book.hash)
    assert open_book("template").hash == book.hash


def test_a_known_book_has_a_known_hash(tmp_path: Path) -> None:
    """Hashes stand in signed documents: what gives this one today gives it for ever."""
    form = load_form()
    files = {table.file: table_text(table, []) for table in form.tables.values()}
    files["sectors.csv"] = "id,title_en,title_sv\nwaste,Waste,Avfall\nheat,Heat,Uppv\u00e4rmning\n"
    files["groups.csv"] = 'id,title_sv,title_en,correlation\na,Ett,"One, ""two""",0.50\n'
    files["book.toml"] = settings_text({"id": "known", "base_year": "2020"})
    write_files(files, tmp_path / "known")
    contents = examine_book(tmp_path / "known").contents
    assert contents is not None
    assert hash_contents(contents) == hashlib.sha256(KNOWN.encode()).hexdigest()


KNOWN = """\
citypact city book 1
["book",{"id":"known","base_year":"2020"}]
["groups",{"id":"a","title_sv":"Ett","title_en":"One, \\"two\\"","correlation":"0.50"}]
["sectors",{"id":"heat","title_sv":"Uppvärmning","title_en":"Heat"}]
["sectors",{"id":"waste","title_sv":"Avfall","title_en":"Waste"}]
"""


def test_every_cell_enters_the_hash(draft: Draft) -> None:
    once = hash_book(draft.folder)
    draft.change("sectors", "transport", note_en="All of it.")
    other = hash_book(draft.folder)
    draft.change("sectors", "transport", note_en="Heat and electricity used in transport.")
    draft.setting("note_en", '"Something else."')
    assert len({once, other, hash_book(draft.folder)}) == 3


def test_a_number_enters_as_it_is_typed(draft: Draft) -> None:
    once = hash_book(draft.folder)
    draft.change("activities", "lime", value="20.0")
    assert hash_book(draft.folder) != once


def test_accents_that_a_machine_keeps_apart_are_the_same(draft: Draft) -> None:
    once = hash_book(draft.folder)
    for path in draft.folder.iterdir():
        path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    assert hash_book(draft.folder) == once
