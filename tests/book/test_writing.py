"""§ 8.4 and § 8.6: the canonical form, written whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.editing import Draft

from citypact.book import open_book, write_book
from citypact.book.form import load_form
from citypact.book.settings import read_settings
from citypact.book.writing import settings_text, table_text, write_files
from citypact.errors import EnvironmentFault, InputError

#: What a person may type into a text: no control character, no blanks around, no formula.
TEXTS = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"), min_size=1)
    .map(str.strip)
    .filter(lambda text: bool(text) and text[0] not in "=+-@")
)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_packaged_book_is_written_as_it_is(tmp_path: Path) -> None:
    book = open_book("template")
    assert content(write_book(book, tmp_path / "copy")) == content(book.path)


def test_the_second_writing_gives_the_same_bytes(draft: Draft, tmp_path: Path) -> None:
    for table in load_form().tables:
        _, columns, rows = draft.read(table)
        draft.write(table, columns[::-1], rows[::-1])
    first = write_book(open_book(draft.folder), tmp_path / "first")
    second = write_book(open_book(first), tmp_path / "second")
    assert content(first) == content(second)
    assert open_book(first).hash == open_book(draft.folder).hash == open_book("template").hash


@settings(max_examples=15)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("book")
    files = {
        path.name: path.read_text("utf-8")
        for path in open_book("template").path.iterdir()
        if path.name != "groups.csv"
    }
    files["groups.csv"] = table_text(
        load_form().tables["groups"],
        [
            {
                "id": "car-use",
                "title_sv": texts[0],
                "title_en": texts[0],
                "correlation": "0.8",
                "note_sv": texts[-1],
                "note_en": texts[0],
            }
        ],
        ["# one comment", '# another, with a comma and a " mark'],
    )
    entries = open_book("template").settings.texts
    files["book.toml"] = settings_text({**entries, "note_en": texts[0]}, ["# comment"])
    write_files(files, folder)
    book = open_book(folder)
    assert book.tables["groups"]["car-use"].text("title_sv") == texts[0]
    assert book.tables["groups"]["car-use"].text("note_sv") == texts[-1]
    assert book.tables["groups"].comments[1] == '# another, with a comma and a " mark'
    assert book.settings.text("note_en") == texts[0]
    write_book(book, folder, replace=True)
    assert {name: text.encode() for name, text in files.items()} == content(folder)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_a_number_is_written_as_it_was_typed(value: object) -> None:
    text = f"{value:f}"
    form = load_form().tables["groups"]
    assert table_text(form, [{"id": "a", "correlation": text}]).split("\n")[1] == f"a,,,{text},,"


def test_settings_are_read_as_they_were_written(tmp_path: Path) -> None:
    form = load_form().settings
    entries = open_book("template").settings.texts
    write_files({"book.toml": settings_text(entries, ["# first", "# second"])}, tmp_path / "a")
    row, comments, problems = read_settings(tmp_path / "a", form)
    assert (dict(row.texts), comments, problems) == (dict(entries), ("# first", "# second"), [])


def test_what_is_there_is_not_written_over(draft: Draft, tmp_path: Path) -> None:
    book = open_book("template")
    with pytest.raises(InputError, match="holds something already: name a folder that does not"):
        write_book(book, draft.folder)
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputError, match=r"file is a file: name a folder"):
        write_book(book, tmp_path / "file")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("x", "utf-8")
    with pytest.raises(InputError, match="holds something already"):
        write_book(book, tmp_path / "photos", replace=True)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_book(open_book("template"), tmp_path / "empty")
    assert open_book(tmp_path / "empty").id == "template"


def test_replacing_leaves_what_is_no_part_of_a_book(draft: Draft) -> None:
    (draft.folder / ".git").mkdir()
    (draft.folder / "README.md").write_text("mine", "utf-8")
    draft.change("activities", "lime", value="21")
    write_book(open_book("template"), draft.folder, replace=True)
    assert (draft.folder / "README.md").read_text("utf-8") == "mine"
    assert (draft.folder / ".git").is_dir()
    assert open_book(draft.folder).hash == open_book("template").hash


def full_after(files: int) -> Callable[[int], None]:
    """A disk that takes this many files, and then is full."""
    left = [files]

    def force(handle: int) -> None:  # noqa: ARG001  the shape of os.fsync
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left[0] -= 1

    return force


@pytest.mark.parametrize("files", [0, 1, 17])
def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    monkeypatch.setattr(os, "fsync", full_after(files))
    with pytest.raises(EnvironmentFault, match="the disk is full: nothing was written to"):
        write_book(open_book("template"), tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("files", [0, 17])
def test_a_full_disk_leaves_the_old_book(
    draft: Draft, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    draft.change("activities", "lime", value="21")
    before = content(draft.folder)
    monkeypatch.setattr(os, "fsync", full_after(files))
    with pytest.raises(EnvironmentFault, match="Make room, and run it again"):
        write_book(open_book("template"), draft.folder, replace=True)
    assert content(draft.folder) == before


def test_a_place_that_cannot_be_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputError, match="file is a file, so that no folder can be made in it"):
        write_book(open_book("template"), tmp_path / "file" / "book")


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(EnvironmentFault, match="book cannot be written: permission denied"):
        write_book(open_book("template"), tmp_path / "book")


def test_a_folder_that_is_filled_meanwhile_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path.rename

    def late(self: Path, target: Path) -> Path:
        target.mkdir()
        (target / "other.txt").write_text("x", "utf-8")
        return own(self, target)

    monkeypatch.setattr(Path, "rename", late)
    with pytest.raises(InputError, match="holds something already"):
        write_book(open_book("template"), tmp_path / "book")
    assert [path.name for path in tmp_path.rglob("*")] == ["book", "other.txt"]
