"""§ 8.1: what is wrong with book.toml is told with its line."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book import open_book

FAULTS = {
    "a setting that does not exist": Fault(
        lambda draft: draft.setting("base_yaer", "2020"),
        "setting-unknown",
        "book.toml",
        "base_yaer",
        "base_yaer",
        "base_yaer",
        "Did you mean 'base_year'?",
        "there is no such setting",
    ),
    "a text without quotation marks": Fault(
        lambda draft: draft.setting("municipality", "1280"),
        "setting-type",
        "book.toml",
        "municipality",
        "municipality",
        "1280",
        'write a text in quotation marks, as "malmo"',
    ),
    "a year in quotation marks": Fault(
        lambda draft: draft.setting("price_year", '"2020"'),
        "setting-type",
        "book.toml",
        "price_year",
        "price_year",
        "2020",
        "write a whole number, such as 2020",
    ),
    "a year that never was": Fault(
        lambda draft: draft.setting("last_year", "2150"),
        "year-range",
        "book.toml",
        "last_year",
        "last_year",
        "2150",
        "check the year",
        "last year is an impossible year",
        "a year from 1900 to 2100",
    ),
    "a name that is no identifier": Fault(
        lambda draft: draft.setting("id", '"Exempel Stad"'),
        "id-form",
        "book.toml",
        "id",
        "id",
        "Exempel Stad",
        "write it as 'exempel-stad'",
    ),
    "a formula": Fault(
        lambda draft: draft.setting("licence", '"=1"'),
        "formula",
        "book.toml",
        "licence",
        "licence",
        "=1",
        "write the value",
    ),
    "a licence that is missing": Fault(
        lambda draft: draft.setting("licence", None),
        "required",
        "book.toml",
        0,
        "licence",
        "",
        "fill it in: licence of the book",
        "licence is missing",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_setting_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_file_that_is_not_toml_is_told_with_its_line(draft: Draft) -> None:
    draft.setting("licence", "CC0")
    line = draft.setting_line("licence")
    (problem,) = draft.problems()
    assert (problem.check, problem.file, problem.row) == ("setting-form", "book.toml", line)
    assert problem.message == "the file is not TOML: invalid value"
    assert problem.mend == "write this line anew"


def test_settings_are_read_like_a_row(draft: Draft) -> None:
    settings = open_book(draft.folder).settings
    assert settings["base_year"] == 2020
    assert settings.year("last_year") == 2050
    assert settings.text("municipality") == "0000"
    assert settings["population"] == "population"
