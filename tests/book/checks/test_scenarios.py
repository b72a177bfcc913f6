"""§ 7.9: a scenario moves a measure by whole years, within the years of the model."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book import open_book
from citypact.book.writing import render_book
from citypact.model import run_scenario


def moved(measure: str, years: str) -> Fault:
    return Fault(
        lambda draft: draft.change("scenario_measures", f"half:{measure}", postponed=years),
        "scenario-postponed",
        "scenario_measures.csv",
        f"half:{measure}",
        "postponed",
        years,
        "below zero is earlier",
    )


#: Cycling grows from 2022 to 2030, electric cars by milestones from 2020 to 2030.
FAULTS = {
    "half a year": (moved("cycling", "2.5"), "2.5 is not whole", "whole years from -2 to 20"),
    "before the base year": (
        moved("cycling", "-3"),
        "would grow from 2019 to 2027",
        "whole years from -2 to 20",
    ),
    "after the last year": (
        moved("cycling", "21"),
        "moved by +21 years the measure would grow from 2043 to 2051",
        "whole years from -2 to 20",
    ),
    "milestones before the base year": (
        moved("electric-cars", "-1"),
        "would grow from 2019 to 2029",
        "whole years from 0 to 20",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_measure_that_cannot_be_moved_so_is_told(draft: Draft, case: str) -> None:
    fault, message, allowed = FAULTS[case]
    fault.hold(draft)
    (problem,) = draft.problems()
    assert message in problem.message
    assert allowed == problem.allowed


def test_a_scenario_begins_no_measure_before_its_earliest_start(draft: Draft) -> None:
    draft.change("measures", "cycling", earliest="2021")
    draft.change("scenario_measures", "half:cycling", postponed="-2")
    (problem,) = draft.problems()
    assert (problem.check, problem.column, problem.found) == (
        "scenario-postponed",
        "postponed",
        "-2",
    )
    assert problem.file == "scenario_measures.csv"
    assert "would start in 2020, and the earliest start that is possible is 2021" in problem.message
    assert problem.allowed == "whole years from -1 to 20"
    draft.change("scenario_measures", "half:cycling", postponed="-1")
    assert draft.problems() == []
    found = open_book(draft.folder).city().measures
    assert (found["cycling"].earliest, found["electric-cars"].earliest) == (2021, None)


def test_a_measure_without_years_cannot_be_moved(draft: Draft) -> None:
    draft.add("scenario_measures", scenario="half", measure="food", level="1", postponed="2")
    (problem,) = draft.problems()
    assert (problem.check, problem.found) == ("scenario-postponed", "2")
    assert "no years that could be moved" in problem.message


@pytest.mark.parametrize("years", ["-2", "0", "20", ""])
def test_the_ends_of_what_is_allowed_are(draft: Draft, years: str) -> None:
    draft.change("scenario_measures", "half:cycling", postponed=years)
    assert draft.problems() == []


def test_a_moved_measure_comes_later_and_is_written_as_it_was_read(draft: Draft) -> None:
    before = run_scenario(open_book(draft.folder).city(), "half", measures=False)
    draft.change("scenario_measures", "half:cycling", postponed="3")
    book = open_book(draft.folder)
    assert dict(book.city().scenarios["half"].postponed) == {"cycling": 3}
    after = run_scenario(book.city(), "half", measures=False)
    assert (after.ramp["cycling"][3:] == before.ramp["cycling"][:-3]).all()
    written = render_book(book)["scenario_measures.csv"]
    assert written == (draft.folder / "scenario_measures.csv").read_text("utf-8")
    assert "half,cycling,0.5,3\n" in written


def test_a_book_without_the_column_is_the_same_book(draft: Draft) -> None:
    hashed = open_book(draft.folder).hash
    _, columns, rows = draft.read("scenario_measures")
    kept = [name for name in columns if name != "postponed"]
    draft.write("scenario_measures", kept, [{name: row[name] for name in kept} for row in rows])
    assert draft.problems() == []
    assert open_book(draft.folder).hash == hashed
