"""§ 8.1 and § 8.2: what is wrong with the form of a table is told with its place."""

from collections.abc import Callable
from dataclasses import replace as with_other
from pathlib import Path

import pytest
from tests.book.editing import Draft, Fault

from citypact.book import examine_book, open_book
from citypact.book.reading import LONGEST_TEXT


def replace(table: str, old: str, new: str) -> Callable[[Draft], None]:
    """Replace a text in the file of a table, once."""

    def spoil(draft: Draft) -> None:
        path = draft.path(table)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8", newline="")

    return spoil


def note(text: str) -> Callable[[Draft], None]:
    """Write a text into the note of a source."""
    return lambda draft: draft.change("sources", "exempel", note_en=text)


def retable(text: str) -> Callable[[Draft], None]:
    """Write the table of sectors anew."""

    def spoil(draft: Draft) -> None:
        draft.path("sectors").write_text(text, "utf-8")

    return spoil


FAULTS = {
    "semicolons": Fault(
        retable("id;title_sv;title_en;note\n"),
        "delimiter",
        "sectors.csv",
        1,
        "",
        ";",
        "save it as CSV with comma",
        "the columns are not separated by commas",
        "comma",
    ),
    "tabs": Fault(
        retable("id\ttitle_sv\ttitle_en\n"),
        "delimiter",
        "sectors.csv",
        1,
        "",
        "\t",
        "save it as CSV with comma",
    ),
    "a row with a cell too many": Fault(
        replace(
            "sectors", "transport,Transporter,Transport,,", "transport,Transporter,Transport,,,"
        ),
        "cell-count",
        "sectors.csv",
        "transport",
        "",
        "6 cells",
        "a text with a comma stands in quotation marks, and a number has a decimal point",
        "the row has not as many cells as the header line",
        "5 cells",
    ),
    "a row with a cell too few": Fault(
        replace("sectors", "transport,Transporter,Transport,,", "transport,Transporter,Transport,"),
        "cell-count",
        "sectors.csv",
        "transport",
        "",
        "4 cells",
        "check for a comma too many or too few",
    ),
    "a formula": Fault(
        lambda draft: draft.change("activities", "lime", value="=10+10"),
        "formula",
        "activities.csv",
        "lime",
        "value",
        "=10+10",
        "write the value that the formula gives",
        "a spreadsheet reads a cell that begins with '=' as a formula",
        "a value, no formula",
    ),
    "a formula in a text": Fault(
        note('=HYPERLINK("https://example.org")'),
        "formula",
        "sources.csv",
        "exempel",
        "note_en",
        '=HYPERLINK("https://example.org")',
        "begin a text with a letter",
    ),
    "a text that begins with plus": Fault(
        note("+46"), "formula", "sources.csv", "exempel", "note_en", "+46", "begin a text"
    ),
    "a text that begins with minus": Fault(
        note("- none"), "formula", "sources.csv", "exempel", "note_en", "- none", "begin a text"
    ),
    "a text that begins with an at sign": Fault(
        note("@SUM(A1)"), "formula", "sources.csv", "exempel", "note_en", "@SUM(A1)", "begin a text"
    ),
    "a blank at the end": Fault(
        lambda draft: draft.change("activities", "lime", driver="population "),
        "blanks",
        "activities.csv",
        "lime",
        "driver",
        "population ",
        "take the blanks away",
    ),
    "a control character": Fault(
        note("bell\x07"),
        "control-character",
        "sources.csv",
        "exempel",
        "note_en",
        "bell\x07",
        "write the text anew",
    ),
    "a text too long": Fault(
        note("x" * (LONGEST_TEXT + 1)),
        "text-length",
        "sources.csv",
        "exempel",
        "note_en",
        "x" * 100 + "…",
        "shorten it",
        "the text is too long: 10001 characters",
        "at most 10000 characters",
    ),
    "a decimal comma": Fault(
        lambda draft: draft.change("activities", "lime", value="20,5"),
        "decimal-comma",
        "activities.csv",
        "lime",
        "value",
        "20,5",
        "write 20.5",
        "the number is written with a decimal comma",
    ),
    "a negative decimal comma": Fault(
        lambda draft: draft.change("targets", "minus-70", value="-70,5"),
        "decimal-comma",
        "targets.csv",
        "minus-70",
        "value",
        "-70,5",
        "write -70.5",
    ),
    "a title that is missing": Fault(
        lambda draft: draft.change("sectors", "transport", title_en=""),
        "required",
        "sectors.csv",
        "transport",
        "title_en",
        "",
        "fill it in: name",
        "title in english is missing",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_form_is_told(draft: Draft, fault: Fault) -> None:
    if isinstance(fault.at, str) and fault.check == "cell-count":
        fault = with_other(fault, at=draft.line("sectors", fault.at))
    fault.hold(draft)


def test_an_unknown_column_beside_a_missing_one_is_a_near_miss(draft: Draft) -> None:
    replace("prices", "price_year,", "prise_year,")(draft)
    missing, unknown = draft.problems()
    assert (missing.check, missing.row, missing.column) == (
        "column-missing",
        draft.header("prices"),
        "price_year",
    )
    assert missing.mend == (
        "add the column price_year; perhaps it is the one that is written 'prise_year'"
    )
    assert (unknown.check, unknown.found) == ("column-unknown", "prise_year")
    assert unknown.mend == "Did you mean 'price_year'?"


def test_an_unknown_column_is_told(draft: Draft) -> None:
    replace("sectors", "title_en,note_sv", "title_en,colour")(draft)
    (problem,) = draft.problems()
    assert (problem.check, problem.row, problem.column) == (
        "column-unknown",
        draft.header("sectors"),
        "colour",
    )
    assert problem.allowed == "id, title_sv, title_en, note_sv, note_en"
    assert problem.mend == "take it away, or move its content into note_en"


def test_a_column_that_stands_twice_is_told(draft: Draft) -> None:
    replace("sectors", "title_en,note_sv", "title_en,title_en")(draft)
    (problem,) = draft.problems()
    assert (problem.check, problem.found) == ("column-twice", "title_en")
    assert problem.mend == "keep one of them"


def test_a_file_of_comments_only_has_no_header(draft: Draft) -> None:
    draft.path("groups").write_text("# nothing\n", "utf-8")
    problem = next(one for one in draft.problems() if one.file == "groups.csv")
    assert problem.check == "file-empty"
    assert problem.message == "the file has no header line"
    assert problem.mend == "begin it with: id,title_sv,title_en,correlation,note_sv,note_en"


def test_a_quotation_mark_without_partner_is_told(draft: Draft) -> None:
    path = draft.path("indicators")
    path.write_text(path.read_text("utf-8") + 'a,"b\n', "utf-8")
    (problem,) = [one for one in draft.problems() if one.file == "indicators.csv"]
    assert problem.check == "quotation"
    assert "check the quotation marks" in problem.mend


def test_too_many_rows_are_refused(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citypact.book.reading.MOST_ROWS", 14)
    problems = {one.file: one for one in draft.problems() if one.check == "file-rows"}
    rows = draft.read("factors")[2]
    assert len(rows) > 14
    assert problems["factors.csv"].row == draft.header("factors") + 15
    assert problems["factors.csv"].allowed == "at most 14 rows"


def test_a_comment_below_the_header_is_warned_of(draft: Draft) -> None:
    path = draft.path("sectors")
    path.write_text(path.read_text("utf-8") + "# later\n", "utf-8")
    (warning,) = draft.warnings()
    assert (warning.check, warning.file) == ("comment-inside", "sectors.csv")
    assert warning.row == len(path.read_text("utf-8").split("\n")) - 1
    assert "move it above the header line" in warning.mend
    assert draft.problems() == []


def test_a_line_that_begins_with_a_number_sign_inside_a_cell_is_text(draft: Draft) -> None:
    header = draft.header("sources")
    draft.change("sources", "exempel", note_en="first\n# second\nthird")
    book = open_book(draft.folder)
    assert book.tables["sources"]["exempel"].text("note_en") == "first\n# second\nthird"
    assert book.tables["sources"]["exempel-energi"].line == header + 4
    assert book.warnings == ()


def test_the_order_of_columns_is_free_and_optional_ones_may_be_left_out(draft: Draft) -> None:
    _, columns, rows = draft.read("carriers")
    kept = [name for name in reversed(columns) if name != "note_en"]
    draft.write("carriers", kept, [{name: row[name] for name in kept} for row in rows])
    book = open_book(draft.folder)
    assert book.tables["carriers"]["waste"]["unit"] == "kt"
    assert book.tables["carriers"]["waste"]["note_en"] is None


def test_blank_lines_are_passed_over(draft: Draft) -> None:
    path = draft.path("sectors")
    path.write_text(path.read_text("utf-8").replace("\n", "\n\n"), "utf-8")
    assert draft.problems() == []


def test_all_problems_of_all_files_are_told_at_once(draft: Draft) -> None:
    draft.change("activities", "lime", value="20,5")
    draft.change("prices", "diesel:tax:state::2020", carrier="diesl")
    draft.change("stocks", "home-heat", value="-20")
    draft.setting("contract", None)
    draft.setting("target", '"none"')
    problems = draft.problems()
    assert [problem.check for problem in problems] == [
        "decimal-comma",
        "reference",
        "reference",
        "value-range",
    ]
    assert problems == sorted(problems)


def test_a_book_is_read_the_same_with_any_line_ends(draft: Draft) -> None:
    once = open_book(draft.folder).hash
    for path in draft.folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert open_book(draft.folder).hash == once
    assert examine_book(draft.folder).warnings == ()


def test_a_missing_file_is_told(draft: Draft, tmp_path: Path) -> None:
    draft.path("indicator_values").rename(tmp_path / "elsewhere.csv")
    (problem,) = draft.problems()
    assert (problem.check, problem.file, problem.row) == ("file-missing", "indicator_values.csv", 0)
    assert problem.mend == (
        "add indicator_values.csv; with nothing to say, its header line alone is enough"
    )
