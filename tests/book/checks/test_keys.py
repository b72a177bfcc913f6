"""§ 2.1 and § 3.1: keys are unique, and the years of the book are in order."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a form of another version": Fault(
        lambda draft: draft.setting("format", "2"),
        "format",
        "book.toml",
        "format",
        "format",
        "2",
        "use the version of Citypact that wrote it",
        allowed="1",
    ),
    "a municipality code of three digits": Fault(
        lambda draft: draft.setting("municipality", '"128"'),
        "municipality-code",
        "book.toml",
        "municipality",
        "municipality",
        "128",
        "look it up",
        allowed="four digits",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_setting_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_last_year_before_the_base_year_is_told(draft: Draft) -> None:
    draft.setting("last_year", "1999")
    problem = next(one for one in draft.problems() if one.check == "year-order")
    assert problem.row == draft.setting_line("last_year")
    assert problem.found == "1999"
    assert problem.allowed == "2021 or later"


def test_a_key_that_stands_twice_is_told_at_the_second_row(draft: Draft) -> None:
    _, _, rows = draft.read("uses")
    draft.add("uses", **rows[0])
    (problem,) = draft.problems()
    assert problem.check == "key-twice"
    assert problem.file == "uses.csv"
    assert problem.row == draft.header("uses") + len(rows) + 1
    assert problem.column == "means"
    assert problem.found == "bus"
    first = draft.header("uses") + 1
    assert problem.message == (
        f"row {first} has the same means and carrier and background and year"
    )
    assert problem.mend == "take one of the two rows away, or tell them apart"
