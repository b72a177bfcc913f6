"""Two texts word by word: both can be put together again from their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.apps.drafting.words_apart import MOST, Part, words_apart

TEXT = st.text(alphabet="abå  ,.\n-", max_size=60)


@given(TEXT, TEXT)
def test_both_texts_are_made_of_their_parts(first: str, second: str) -> None:
    parts = words_apart(first, second)
    assert "".join(part.text for part in parts if part.kind != "second") == first
    assert "".join(part.text for part in parts if part.kind != "first") == second


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {part.kind for part in words_apart(text, text)} <= {"both"}


def test_a_changed_word_is_told_alone() -> None:
    assert words_apart("Fånga in all koldioxid", "Fånga in mest koldioxid") == (
        Part("both", "Fånga in "),
        Part("first", "all"),
        Part("second", "mest"),
        Part("both", " koldioxid"),
    )


@pytest.mark.parametrize("first", ["", "ett\ntvå\n"])
def test_long_texts_are_told_line_by_line(first: str) -> None:
    second = first + "ord " * MOST
    parts = words_apart(first, second)
    assert "".join(part.text for part in parts if part.kind != "first") == second
    assert len(parts) <= 2
