"""What a room without web framework says, a page says in its reader's language."""

import pytest
from django.utils import translation

from citypact.apps.conduct.wording import in_words
from citypact.book.suggestion import did_you_mean, listed
from citypact.said import Said, as_written


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0.5, "0,5"),
        (-0.25, "\N{MINUS SIGN}0,25"),
        (2030, "2030"),
        (200_000, "200\N{NARROW NO-BREAK SPACE}000"),
        (-12345.5, "\N{MINUS SIGN}12\N{NARROW NO-BREAK SPACE}345,5"),
        (1e20, "1e+20"),
        (2.5e-7, "2,5e-07"),
    ],
)
def test_a_number_is_written_as_swedish_writes_it(number: float, shown: str) -> None:
    said = Said("at least %(low)g", low=number)
    with translation.override("sv"):
        assert in_words(said) == f"minst {shown}"
    with translation.override("en"):
        assert in_words(said) == str(said)


def test_names_numbers_in_files_and_plain_texts_stay_as_they_are() -> None:
    with translation.override("sv"):
        assert in_words(as_written("1250.5")) == "1250.5"
        assert in_words(listed(["diesel", "petrol"])) == "diesel, petrol"
        assert in_words("Nothing was changed.") == "Nothing was changed."


def test_a_near_miss_and_a_long_list_are_told_in_swedish() -> None:
    with translation.override("sv"):
        assert in_words(did_you_mean("diesl", ["diesel"])) == "Menade du ”diesel”?"
        many = [f"name-{number}" for number in range(14)]
        assert in_words(listed(many)).endswith("name-11 och 2 till")
