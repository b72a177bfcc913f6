"""§ 1.4, § 2.5: reasons are given, and what people read stands in Swedish and in English."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book import open_book, packaged_books

FAULTS = {
    "an assumption that does not say why": Fault(
        lambda draft: draft.change("effects", "cycling-shift", note_sv=""),
        "note-missing",
        "effects.csv",
        "cycling-shift",
        "note_sv",
        "",
        "say why it was assumed, in Swedish",
        "the figure is an assumption and has no note in Swedish",
    ),
    "a default that does not say what it stands for": Fault(
        lambda draft: draft.change("uses", "bus:diesel::2020", note_en=""),
        "note-missing",
        "uses.csv",
        "bus:diesel::2020",
        "note_en",
        "",
        "say what the figure stands for, in English",
        "the figure is a default and has no note in English",
    ),
    "a derived figure that does not say how": Fault(
        lambda draft: draft.change("activities", "car-travel", note_en=""),
        "note-missing",
        "activities.csv",
        "car-travel",
        "note_en",
        "",
        "say how it was derived, in English",
        "the figure is derived and has no note in English",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_figure_that_nobody_observed_is_explained_in_both_languages(
    draft: Draft, fault: Fault
) -> None:
    fault.hold(draft)


def test_one_without_a_note_is_told_of_for_each_language(draft: Draft) -> None:
    draft.change("effects", "cycling-shift", note_sv="", note_en="")
    assert [problem.column for problem in draft.problems()] == ["note_en", "note_sv"]


def test_an_observed_figure_needs_no_note(draft: Draft) -> None:
    draft.change("activities", "car-travel", note_sv="", note_en="", quality="observed")
    assert draft.problems() == []


WARNINGS = {
    "a status in English alone": Fault(
        lambda draft: draft.change("measures", "cycling", status_sv=""),
        "one-language",
        "measures.csv",
        "cycling",
        "status_sv",
        "",
        "write it in Swedish too",
        "the status stands in English alone",
    ),
    "a description in Swedish alone": Fault(
        lambda draft: draft.change("measures", "cycling", description_sv="Nya banor."),
        "one-language",
        "measures.csv",
        "cycling",
        "description_en",
        "",
        "write it in English too",
        "the description stands in Swedish alone",
    ),
}


@pytest.mark.parametrize("fault", WARNINGS.values(), ids=WARNINGS)
def test_a_text_in_one_language_is_warned_of(draft: Draft, fault: Fault) -> None:
    fault.hold(draft, warning=True)


def test_the_settings_speak_both_languages_too(draft: Draft) -> None:
    draft.setting("note_sv", None)
    (warning,) = draft.warnings()
    assert (warning.check, warning.file, warning.column) == (
        "one-language",
        "book.toml",
        "note_sv",
    )


@pytest.mark.parametrize("name", packaged_books())
def test_the_packaged_books_stand_in_both_languages(name: str) -> None:
    assert [warning for warning in open_book(name).warnings if "language" in warning.check] == []


def test_a_text_is_told_in_the_language_asked_for_and_else_in_the_other(draft: Draft) -> None:
    draft.change("measures", "cycling", status_sv="")
    row = open_book(draft.folder).row("measures/cycling")
    assert row.told("status", "sv") == ("Decided.", "en")
    assert row.told("status", "en") == ("Decided.", "en")
    assert row.told("title", "sv") == ("Cykelbanor", "sv")
    assert row.told("note", "sv") == ("", "sv")
