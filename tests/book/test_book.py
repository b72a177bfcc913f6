"""§ 2.1, § 8.1, § 8.7: opening a book, and the way back from a key to a row and its source."""

from pathlib import Path

import pytest
from tests.book.editing import Draft

from citypact.book import check_book, copy_book, examine_book, open_book, packaged_books
from citypact.errors import BookError, InputError


def test_packaged_books_are_found_and_hold() -> None:
    assert "template" in packaged_books()
    for name in packaged_books():
        assert check_book(name) == []
        assert open_book(name).id == name


def test_a_row_is_found_by_its_full_key() -> None:
    book = open_book("template")
    row = book.row("factors/diesel:CO2:fossil:1::2020")
    assert row["value"] == 210.0
    assert row.number("value") == 210.0
    assert row.text("value") == "210"
    assert row.full_key == "factors/diesel:CO2:fossil:1::2020"
    assert row["background"] is None
    source = book.source(row)
    assert source is not None
    assert source["title_en"] == "Exempelstad, a city that does not exist"
    assert book.source(book.row("sectors/transport")) is None
    line = (book.path / "factors.csv").read_text("utf-8").split("\n")[row.line - 1]
    assert line.startswith("diesel,CO2,fossil,1,,2020,210,")


def test_every_row_is_found_by_its_full_key() -> None:
    book = open_book("template")
    for name, table in book.tables.items():
        for row in table.rows:
            assert book.row(f"{name}/{row.key}") is row


def test_typed_values() -> None:
    book = open_book("template")
    activity = book.row("activities/heat-supply")
    assert activity["supply"] is True
    assert activity.yes("supply")
    assert activity.number("value") is None
    assert activity.year("year") is None
    assert book.row("inventories/territorial").items("scopes") == ("1", "2")
    assert book.row("activities/lime").year("year") == 2020
    with pytest.raises(KeyError):
        activity["colour"]
    with pytest.raises(KeyError):
        activity.text("colour")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("factor/diesel", "has no table 'factor'. Did you mean 'factors'?"),
        ("sectors/transprt", "sectors.csv of template has no row 'transprt'. Did you mean"),
        ("zzz", "the book template has no table 'zzz'."),
    ],
)
def test_a_key_that_leads_nowhere_is_told(key: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        open_book("template").row(key)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message", "mend"),
    [
        ("templat", "there is no such folder, and no packaged book", "Did you mean 'template'?"),
        ("/nowhere/at/all", "there is no such folder", "check the name or the path"),
    ],
)
def test_a_book_that_does_not_exist_is_told(name: str, message: str, mend: str) -> None:
    with pytest.raises(BookError) as caught:
        open_book(name)
    (problem,) = caught.value.problems
    assert problem.check == "folder"
    assert message in problem.message
    assert problem.mend == mend
    assert check_book(name) == [problem]
    assert examine_book(name).contents is None


def test_a_file_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "malmo.csv").write_text("a", "utf-8")
    with pytest.raises(BookError, match="this is no folder: a city book is a folder"):
        open_book(tmp_path / "malmo.csv")


def test_a_folder_of_something_else_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"JPEG")
    (problem,) = check_book(tmp_path)
    assert (problem.check, problem.file) == ("folder", str(tmp_path))
    assert problem.message == "this folder holds neither book.toml nor any table of a city book"
    assert "citypact book new" in problem.mend


def test_a_book_that_is_begun_is_told_every_file_that_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("id,kind,title_sv,title_en\n", "utf-8")
    problems = [problem for problem in check_book(tmp_path) if problem.check == "file-missing"]
    assert [problem.file for problem in problems][:2] == ["activities.csv", "actors.csv"]
    assert "book.toml" in {problem.file for problem in problems}


def test_a_name_alone_is_the_packaged_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "template").mkdir()
    monkeypatch.chdir(tmp_path)
    book = open_book("template")
    assert book.id == "template"
    (warning,) = book.warnings
    assert (warning.check, warning.mend) == ("folder-namesake", "write ./template for the folder")
    for folder in ("./template", Path("template")):
        with pytest.raises(BookError, match="holds neither"):
            open_book(folder)


def test_a_book_with_problems_carries_all_of_them(draft: Draft) -> None:
    draft.change("activities", "lime", value="20,5")
    draft.change("prices", "diesel:tax:state::2020", carrier="diesl")
    with pytest.raises(BookError) as caught:
        open_book(draft.folder)
    assert len(caught.value.problems) == 2
    text = str(caught.value)
    assert text.startswith(f"the city book {draft.folder} has 2 problems:\n  - activities.csv, row")
    assert "value: the number is written with a decimal comma (found '20,5'" in text
    assert "Mend: Did you mean 'diesel'? Otherwise add it to carriers.csv" in text


def test_warnings_stop_nothing(draft: Draft) -> None:
    draft.change("means", "bicycle", note_sv="", note_en="")
    book = open_book(draft.folder)
    assert [warning.check for warning in book.warnings] == ["means-uses"]
    assert book.city().warnings == tuple(str(warning) for warning in book.warnings)


def test_a_copy_is_the_same_book_in_another_place(tmp_path: Path) -> None:
    folder = copy_book("template", tmp_path / "mine")
    assert folder == tmp_path / "mine"
    assert open_book(folder).hash == open_book("template").hash
    with pytest.raises(InputError, match="holds something already"):
        copy_book("template", folder)
    with pytest.raises(BookError):
        copy_book("templat", tmp_path / "other")
    with pytest.raises(InputError, match="is a file, so that no folder can be made in it"):
        copy_book("template", folder / "book.toml" / "below")
