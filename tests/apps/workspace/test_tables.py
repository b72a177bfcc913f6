"""Tables are read in the reader's language, and every digit is kept where it is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.apps.workspace.tables import exact, in_language, read_table
from citypact.figures.table import Column, Table

COLUMNS = (Column("what", "Vad"), Column("year", "År"), Column("kt", "Utsläpp", "kt"))


@pytest.mark.parametrize(("language", "written"), [("sv", "1 234,5"), ("en", "1,234.5")])
def test_numbers_are_written_as_the_language_does(language: str, written: str) -> None:
    table = Table(COLUMNS, (("Nu", 2020, 1234.5), ("Sedan", 2030, 1.25)))
    read = read_table(table, language)
    assert read.columns == (("Vad", False), ("År", True), ("Utsläpp (kt)", True))
    assert read.rows[0] == ("Nu", "2020", written.replace(" ", "\N{NARROW NO-BREAK SPACE}")[:-2])


def test_a_missing_figure_is_a_dash_and_never_zero() -> None:
    read = read_table(Table(COLUMNS, (("Nu", 2020, None), ("Sedan", 2030, 0.0))), "sv")
    assert read.rows[0][2] == "–"
    assert read.rows[1][2] == "0,0"


def test_a_column_has_one_number_of_decimals() -> None:
    read = read_table(Table(COLUMNS, (("a", 1, 12.3456), ("b", 2, 0.001))), "en")
    assert [row[2] for row in read.rows] == ["12.35", "0.00"]


def test_a_number_of_the_book_is_written_as_the_language_does() -> None:
    assert in_language("-0.5", "sv") == "\N{MINUS SIGN}0,5"
    assert in_language("0.5", "en") == "0.5"
    assert in_language("", "sv") == ""


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_is_exact(value: float) -> None:
    assert float(exact(value, "", "en").replace("\N{MINUS SIGN}", "-")) == value
    swedish = exact(value, "kt", "sv").removesuffix(" kt")
    assert float(swedish.replace("\N{MINUS SIGN}", "-").replace(",", ".")) == value
