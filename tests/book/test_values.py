"""§ 1.2 and § 2.3: the form of single cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.book.form import Column
from citypact.book.values import CellFault, is_number, read_cell


def column(kind: str, **options: object) -> Column:
    allowed = options.get("allowed", ())
    assert isinstance(allowed, tuple)
    low, high = options.get("minimum"), options.get("maximum")
    return Column(
        "cell",
        kind,
        "Cell",
        "A cell.",
        allowed=allowed,
        minimum=float(str(low)) if low is not None else None,
        maximum=float(str(high)) if high is not None else None,
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_as_it_is_written(value: float) -> None:
    assert read_cell(column("number"), repr(value)) == value
    assert is_number(repr(value))


@given(st.integers(1900, 2100))
def test_every_possible_year_is_read(year: int) -> None:
    assert read_cell(column("year"), str(year)) == year


@given(st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, unique=True))
def test_a_list_is_read_in_the_order_it_is_written(members: list[str]) -> None:
    found = read_cell(column("list", allowed=("1", "2", "3")), " | ".join(members))
    assert found == tuple(members)


@given(st.from_regex(r"[a-z0-9][a-z0-9.-]*", fullmatch=True))
def test_every_identifier_is_read(text: str) -> None:
    assert read_cell(column("id"), text) == text


@pytest.mark.parametrize(
    ("kind", "text", "check", "allowed", "mend"),
    [
        ("id", "Malmö", "id-form", "lower-case letters a to z", "write it as 'malmo'"),
        ("id", "a b", "id-form", "lower-case letters a to z", "write it as 'a-b'"),
        ("id", "-a", "id-form", "the first a letter or digit", "write it as 'a'"),
        ("id", "å/ä", "id-form", "lower-case letters a to z", "write it as 'a-a'"),
        ("id", "???", "id-form", "lower-case letters a to z", "choose one"),
        ("number", "1,5", "decimal-comma", "a number such as 1250.5", "write 1.5"),
        ("number", "1 668", "number-form", "a number such as", "write the digits together"),
        ("number", "1\u00a0668,5", "number-form", "a number such as", "write the digits together"),
        ("number", "12 %", "number-form", "a number such as", "the unit has its own column"),
        ("number", "about 7", "number-form", "a number such as", "remarks belong in a note"),
        ("number", ".5", "number-form", "a number such as", "write the number alone"),
        ("number", "nan", "not-finite", "a number such as", "leave the cell empty"),
        ("number", "-inf", "not-finite", "a number such as", "leave the cell empty"),
        ("number", "1e999", "not-finite", "a finite number", "check it"),
        ("number", "\u0661", "number-form", "a number such as", "write the number alone"),
        ("year", "20", "year-form", "from 1900 to 2100, in four digits", "write four digits"),
        ("year", "2020.0", "year-form", "in four digits", "write four digits"),
        ("year", "1899", "year-range", "a year from 1900 to 2100", "check the year"),
        ("year", "2101", "year-range", "a year from 1900 to 2100", "check the year"),
        ("yes-no", "ja", "yes-no", "yes, no", "write yes or no"),
        ("yes-no", "Yes", "yes-no", "yes, no", "write yes or no"),
        ("references", "a|b", "list-form", "separated by ' | '", "first | second"),
        ("references", "a | a", "list-form", "each value once", "name it once"),
    ],
)
def test_a_cell_of_another_form_is_refused(
    kind: str, text: str, check: str, allowed: str, mend: str
) -> None:
    with pytest.raises(CellFault) as caught:
        read_cell(column(kind), text)
    assert caught.value.check == check
    assert allowed in caught.value.allowed
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    ("text", "mend"),
    [("emision", "Did you mean 'emission'?"), ("xyz", "choose one of the values allowed")],
)
def test_a_value_that_is_no_choice_is_refused(text: str, mend: str) -> None:
    for kind in ("choice", "list"):
        with pytest.raises(CellFault) as caught:
            read_cell(column(kind, allowed=("emission", "stock")), text)
        assert caught.value.check == "choice"
        assert caught.value.allowed == "emission, stock"
        assert caught.value.mend == mend


@pytest.mark.parametrize(
    ("low", "high", "text", "allowed"),
    [(0, 1, "1.1", "0 to 1"), (0, None, "-1", "at least 0"), (None, 5, "6", "at most 5")],
)
def test_a_number_outside_its_bounds_is_refused(
    low: int | None, high: int | None, text: str, allowed: str
) -> None:
    with pytest.raises(CellFault) as caught:
        read_cell(column("number", minimum=low, maximum=high), text)
    assert caught.value.check == "bounds"
    assert caught.value.allowed == allowed
