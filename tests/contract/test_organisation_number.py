import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.contract.organisation_number import check_digit, organisation_number
from citypact.errors import InputError


def legal(nine: str) -> str:
    return f"{nine}{check_digit(nine)}"


NUMBERS = st.from_regex(r"[1-9][0-9][2-9][0-9]{6}", fullmatch=True).map(legal)


def test_the_published_number_of_malmo_checks() -> None:
    assert organisation_number("212000-1124") == "212000-1124"


@given(NUMBERS)
def test_every_way_of_writing_gives_the_usual_form(number: str) -> None:
    usual = f"{number[:6]}-{number[6:]}"
    for written in (number, usual, f"16{number}", f" {usual} "):
        assert organisation_number(written) == usual


@given(NUMBERS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: str, place: int, step: int) -> None:
    wrong = (int(number[place]) + step) % 10
    changed = f"{number[:place]}{wrong}{number[place + 1 :]}"
    with pytest.raises(InputError):
        organisation_number(changed)


@given(NUMBERS, st.integers(0, 8))
def test_two_neighbours_that_changed_places_are_found(number: str, place: int) -> None:
    one, other = number[place], number[place + 1]
    if one == other or {one, other} == {"0", "9"}:  # the one pair that Luhn's digit does not tell
        return
    changed = f"{number[:place]}{other}{one}{number[place + 2 :]}"
    with pytest.raises(InputError):
        organisation_number(changed)


def test_what_asks_for_another_digit_is_told() -> None:
    with pytest.raises(InputError, match="its last digit is 5, and the other nine ask for 4"):
        organisation_number("212000-1125")


def test_a_persons_number_is_refused_and_not_kept() -> None:
    with pytest.raises(InputError, match="personal identity number, which is not kept here"):
        organisation_number("121212-1212")


@pytest.mark.parametrize("written", ["", "212000", "212000/1124", "abc", "٢١٢٠٠٠-١١٢٤"])
def test_another_form_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="it has ten digits"):
        organisation_number(written)
