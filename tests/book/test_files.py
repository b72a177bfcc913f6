"""§ 8.3: files are taken safely, and what is wrong with one is told."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.book.editing import Draft

from citypact.book.files import LARGEST_FILE


def put(data: bytes) -> Callable[[Path], None]:
    """Write bytes in the place of a file."""

    def spoil(path: Path) -> None:
        path.write_bytes(data)

    return spoil


def link(path: Path) -> None:
    outside = path.parent.parent / "outside.csv"
    path.rename(outside)
    path.symlink_to(outside)


def huge(path: Path) -> None:
    """A file of more than is read, which takes no room on the disk."""
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


LATIN = "id,title_sv,title_en,note\nwind,Vind,Wind,\nsol,Solkraft på tak,Sun,\n".encode("latin-1")
ENCODING = "save it as UTF-8 (in a spreadsheet: CSV UTF-8, comma separated)"
PLACE = "put a CSV file in its place"


@dataclass(frozen=True)
class Spoiled:
    """A file that cannot be read, and what is said of it."""

    spoil: Callable[[Path], None]
    check: str
    mend: str
    row: int = 0
    found: str = ""
    allowed: str = ""


FAULTS = {
    "empty": Spoiled(put(b""), "file-empty", "give it at least its header line"),
    "latin-1": Spoiled(
        put(LATIN), "encoding", ENCODING, 3, "byte E5 where a letter should be", "UTF-8"
    ),
    "utf-16": Spoiled(put("id".encode("utf-16")), "encoding", ENCODING, 0, "FF FE", "UTF-8"),
    "nul": Spoiled(put(b"id,title_sv\n\n\0,b\n"), "nul", "export it again", 3, "00"),
    "huge": Spoiled(huge, "file-size", "check that it is", 0, "100 MB", "at most 100 MB"),
    "link out": Spoiled(link, "file-outside", "put the file itself into the folder"),
    "pipe": Spoiled(pipe, "file-kind", PLACE),
    "folder": Spoiled(folder, "file-kind", PLACE),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_file_that_cannot_be_read_is_told(draft: Draft, fault: Spoiled) -> None:
    fault.spoil(draft.path("indicator_values"))
    (problem,) = draft.problems()
    assert (problem.check, problem.file, problem.row) == (
        fault.check,
        "indicator_values.csv",
        fault.row,
    )
    assert (problem.found, problem.allowed) == (fault.found, fault.allowed)
    assert fault.mend in problem.mend


def test_a_file_is_refused_by_its_size_before_it_is_read(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge(draft.path("sectors"))
    opened: list[str] = []
    own = Path.open

    def watched(self: Path, *args: str, **options: str) -> object:
        opened.append(self.name)
        return own(self, *args, **options)  # type: ignore[call-overload]  # the same arguments

    monkeypatch.setattr(Path, "open", watched)
    assert [one.check for one in draft.problems()] == ["file-size"]
    assert "places.csv" in opened
    assert "sectors.csv" not in opened


def test_a_byte_order_mark_is_told_and_the_rest_is_read(draft: Draft) -> None:
    path = draft.path("sectors")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    (problem,) = draft.problems()
    assert (problem.check, problem.file, problem.row) == ("byte-order-mark", "sectors.csv", 1)
    assert problem.found == "EF BB BF"
    assert problem.mend == "save it as UTF-8 without BOM"


def test_a_link_inside_the_folder_is_followed(draft: Draft) -> None:
    path = draft.path("sectors")
    kept = path.with_name(".kept")
    path.rename(kept)
    path.symlink_to(kept)
    assert draft.problems() == []


def test_a_link_in_a_circle_is_told(draft: Draft) -> None:
    path = draft.path("indicator_values")
    path.unlink()
    path.symlink_to(path)
    (problem,) = draft.problems()
    assert problem.check == "file-unreadable"


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("measurs.csv", "Did you mean 'measures.csv'?"),
        ("photo.jpg", "move it elsewhere, if it is not meant to lie beside the book"),
    ],
)
def test_a_file_that_is_no_part_of_the_book_is_warned_of(
    draft: Draft, name: str, mend: str
) -> None:
    (draft.folder / name).write_text("x", "utf-8")
    (draft.folder / ".hidden").write_text("x", "utf-8")
    (warning,) = draft.warnings()
    assert (warning.check, warning.file, warning.mend) == ("file-unknown", name, mend)
    assert draft.problems() == []
