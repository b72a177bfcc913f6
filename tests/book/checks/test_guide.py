"""Warnings say what a new book still lacks."""

import pytest
from tests.book.editing import Draft


@pytest.mark.parametrize(
    ("setting", "check", "mend"),
    [
        ("target", "guide-target", "add what the city has decided to targets.csv"),
        ("population", "guide-population", "add a driver with its path"),
    ],
)
def test_a_setting_that_is_worth_adding(draft: Draft, setting: str, check: str, mend: str) -> None:
    draft.setting(setting, None)
    (warning,) = draft.warnings()
    assert (warning.check, warning.file, warning.column) == (check, "book.toml", setting)
    assert mend in warning.mend


def test_a_book_without_measures(draft: Draft) -> None:
    of_measures = ("effects", "milestones", "flows", "funding", "claims", "scenario_measures")
    of_money = ("assets", "household_changes")
    for table in ("measures", *of_measures, *of_money):
        draft.write(table, draft.read(table)[1], [])
    assert draft.problems() == []
    (warning,) = draft.warnings()
    assert (warning.check, warning.file, warning.row) == ("guide-measures", "measures.csv", 0)
