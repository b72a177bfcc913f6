"""The table of commitments in a changed document: party, strength and year."""

import pytest
from docx.document import Document
from tests.documents.editing.changing import (
    changed,
    handed,
    proposals,
    read,
    take_out,
    told,
    version,
    without_marks,
)

ROWS = {name: place for place, name in enumerate(version().commitment, start=1)}


def write(document: Document, key: str, column: int, text: str) -> None:
    cell = document.tables[0].rows[ROWS[key]].cells[column]
    (run,) = cell.paragraphs[0].runs
    run.text = text


@pytest.mark.parametrize(
    ("column", "text", "name", "before", "after"),
    [
        (2, "Regionen", "party", "municipality", "region"),
        (2, "REGIONEN", "party", "municipality", "region"),
        (3, "avser", "strength", "undertakes", "intends"),
        (4, "2032", "due", "2030", "2032"),
        (4, "–", "due", "2030", ""),
        (4, "", "due", "2030", ""),
        (4, "2030, varje år", "yearly", "no", "yes"),
    ],
)
def test_a_cell_that_is_changed_is_a_proposal_in_the_words_of_the_table(
    column: int, text: str, name: str, before: str, after: str
) -> None:
    for content in (handed(), without_marks(handed())):
        found = proposals(lambda one: write(one, "cycle-lanes", column, text), content)
        assert told(found) == [("commitments", "cycle-lanes", name, before, after)]


def test_every_year_in_the_place_of_a_year_changes_both() -> None:
    found = proposals(lambda one: write(one, "cycle-lanes", 4, "varje år"))
    assert told(found) == [
        ("commitments", "cycle-lanes", "yearly", "no", "yes"),
        ("commitments", "cycle-lanes", "due", "2030", ""),
    ]


@pytest.mark.parametrize(
    ("column", "text"), [(2, "Grannen"), (3, "lovar"), (4, "snart"), (4, "2030, 2031"), (4, "9999")]
)
def test_what_cannot_be_read_is_told_with_what_is_allowed(column: int, text: str) -> None:
    found = proposals(lambda one: write(one, "cycle-lanes", column, text))
    assert found.changes == ()
    (note,) = found.notes
    said = dict(note.values)
    assert (note.code, said["key"], said["found"]) == ("cell-unread", "cycle-lanes", text)
    assert said["allowed"]


def test_a_text_that_is_changed_in_the_table_is_told_and_not_read() -> None:
    found = proposals(lambda one: write(one, "cycle-lanes", 1, "Bygga ut gångvägarna"))
    assert (found.changes, [each.code for each in found.notes]) == ((), ["text-in-table"])


def test_a_row_that_is_taken_out_or_unknown_is_told() -> None:
    def change(one: Document) -> None:
        write(one, "plastic", 0, "plast")
        row = one.tables[0].rows[ROWS["cycle-lanes"]]._tr
        row.getparent().remove(row)

    found = proposals(change)
    assert found.changes == ()
    assert {each.code: dict(each.values) for each in found.notes} == {
        "row-unknown": {"key": "plast"},
        "rows-missing": {"keys": "cycle-lanes, plastic"},
    }


def test_the_row_of_a_commitment_that_goes_says_nothing_more() -> None:
    def change(one: Document) -> None:
        take_out(one, "Bygga ut")
        write(one, "cycle-lanes", 3, "avser")

    assert [each[2] for each in told(proposals(change))] == [""]


def test_parties_and_tables_of_another_form_are_told_and_not_read() -> None:
    def parties(one: Document) -> None:
        one.tables[1].rows[1].cells[0].paragraphs[0].runs[0].text = "Någon annan"

    def columns(one: Document) -> None:
        for row in one.tables[0].rows:
            row._tr.remove(row.cells[4]._tc)

    for change in (parties, columns):
        found = read(changed(change))
        assert (found.changes, [each.code for each in found.notes]) == ((), ["table-changed"])
