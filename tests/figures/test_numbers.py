"""Numbers as a person writes them, in Swedish and in English."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citypact.figures.numbers import (
    MINUS,
    write_digits,
    write_number,
    write_probability,
    write_quantity,
    write_range,
    write_share,
    write_year_span,
)

NARROW, SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
AMOUNTS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def plain(text: str) -> str:
    """The text with ordinary spaces, and a thin one as ``'``."""
    return text.replace(NARROW, "'").replace(SPACE, " ")


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        (963.0, "kt", "963 kt", "963 kt"),
        (1414.832, "kt", "1,4 Mt", "1.4 Mt"),
        (999.6, "kt", "1,0 Mt", "1.0 Mt"),
        (9.96, "kt", "10 kt", "10 kt"),
        (4.4, "kt", "4,4 kt", "4.4 kt"),
        (0.35, "kt", "350 ton", "350 t"),
        (0.0, "kt", "0 kt", "0 kt"),
        (-37.2, "kt", f"{MINUS}37 kt", f"{MINUS}37 kt"),
        (232.0, "MSEK", "232 Mkr", "SEK 232 million"),
        (6083.0, "MSEK", "6,1 mdkr", "SEK 6.1 billion"),
        (-3.0, "MSEK", f"{MINUS}3 Mkr", f"{MINUS}SEK 3 million"),
        (2200.0, "GWh", "2,2 TWh", "2.2 TWh"),
        (0.69, "fraction", "69 %", "69%"),
        (0.0034, "fraction", "0,3 %", "0.3%"),
        (9.9, "t/person", "9,9 ton per person", "9.9 t per person"),
        (350000.0, "person", "350'000 personer", "350,000 people"),
        (3.5, "kWh/vkm", "3,5 kWh/fordonskm", "3.5 kWh/vehicle-km"),
        (0.5, "MSEK/year", "0,5 Mkr/år", "0.5 MSEK/year"),
        (54.0, "g/kWh", "54 g/kWh", "54 g/kWh"),
        (None, "kt", "saknas", "missing"),
        (float("nan"), "kt", "saknas", "missing"),
    ],
)
def test_a_number_is_written_as_a_person_says_it(
    value: float | None, unit: str, swedish: str, english: str
) -> None:
    assert plain(write_number(value, unit, "sv")) == swedish
    assert plain(write_number(value, unit, "en")) == english


def test_numbers_that_stand_together_can_share_a_unit() -> None:
    assert plain(write_number(1668.0, "kt", "sv", size=1.0)) == "1'668 kt"
    assert plain(write_number(0.35, "kt", "sv", size=1.0)) == "0,3 kt"


def test_a_change_has_its_sign() -> None:
    assert plain(write_number(12.0, "kt", "sv", signed=True)) == "+12 kt"
    assert plain(write_number(-12.0, "kt", "sv", signed=True)) == f"{MINUS}12 kt"
    assert plain(write_number(0.0, "kt", "sv", signed=True)) == "0 kt"
    assert plain(write_number(12.0, "MSEK", "en", signed=True)) == "+SEK 12 million"


@pytest.mark.parametrize(
    ("low", "high", "unit", "swedish"),
    [
        (810.0, 1020.0, "kt", "810–1'020 kt"),
        (499.0, 594.0, "kt", "499–594 kt"),
        (1100.0, 1400.0, "kt", "1,1–1,4 Mt"),
        (-20.0, 30.0, "kt", f"{MINUS}20 till 30 kt"),
        (0.005, 0.06, "fraction", "0,5–6 %"),
        (7.1, 153.0, "kt", "7–153 kt"),
        (500.1, 500.2, "kt", "500 kt"),
        (None, 3.0, "kt", "saknas"),
    ],
)
def test_a_range_has_one_unit(
    low: float | None, high: float | None, unit: str, swedish: str
) -> None:
    assert plain(write_range(low, high, unit, "sv")) == swedish


def test_nothing_is_written_as_certain() -> None:
    assert plain(write_probability(0.0, "sv")) == "mindre än 1 %"
    assert plain(write_probability(1.0, "en")) == "more than 99%"
    assert plain(write_probability(0.2345, "sv")) == "23 %"
    assert plain(write_probability(None, "sv")) == "saknas"


def test_a_small_share_is_not_written_as_none() -> None:
    assert plain(write_share(0.0003, "en")) == "less than 1%"
    assert plain(write_share(0.0, "en")) == "0%"
    assert plain(write_share(0.269, "sv")) == "27 %"


def test_years_and_columns_of_digits() -> None:
    assert write_year_span(1991, 2018) == "1991–2018"
    assert write_year_span(2021, 2021) == "2021"
    assert [plain(write_digits(value, "sv")) for value in (None, 1415.2, 0.00999)] == [
        "–",
        "1'415",
        "0,010",
    ]
    assert write_digits(-41.0, "sv", signed=True) == f"{MINUS}41"


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        (174.0, "machine", "174 maskiner", "174 machines"),
        (1.0, "machine", "1 maskin", "1 machine"),
        (0.0, "dwelling", "0 bostäder", "0 dwellings"),
        (5344.0, "t", "5'344 ton", "5,344 t"),
        (1.0, "t", "1 ton", "1 t"),
        (0.5, "L", "0,5 liter", "0.5 L"),
        (40000.0, "vkm", "40'000 fordonskm", "40,000 vehicle-km"),
        (8.2, "MWh", "8,2 MWh", "8.2 MWh"),
    ],
)
def test_a_quantity_has_its_unit_in_words(
    value: float, unit: str, swedish: str, english: str
) -> None:
    assert plain(write_quantity(value, unit, "sv")) == swedish
    assert plain(write_quantity(value, unit, "en")) == english


@given(AMOUNTS, st.sampled_from(["kt", "MSEK", "GWh", "fraction"]))
@example(0.046875, "fraction")
@example(-0.0149, "fraction")
@example(0.0001065, "kt")
@example(0.0625, "kt")
@example(5e-324, "kt")
def test_what_is_written_is_near_what_is_meant(value: float, unit: str) -> None:
    sizes = {
        "Mt": 1000, "kt": 1, "t": 0.001, "%": 0.01,
        "TWh": 1000, "GWh": 1, "MWh": 0.001,
        "billion": 1000, "million": 1, "thousand": 0.001,
    }  # fmt: skip
    text = plain(write_number(value, unit, "en"))
    word = "%" if text.endswith("%") else text.split()[-1]
    digits = text.removesuffix(word).replace("SEK", "").replace(",", "").replace(" ", "")
    decimals = len(digits.partition(".")[2])
    back = float(digits.replace(MINUS, "-")) * sizes[word]
    # Rounded to the last figure that is written; from one of the smallest size up that is near.
    half = 0.5 * sizes[word] * 10.0**-decimals
    assert back == pytest.approx(value, rel=1e-9, abs=half * (1.0 + 1e-9))
    if abs(value) >= (0.1 if unit == "fraction" else 0.001):
        assert back == pytest.approx(value, rel=0.06)


@given(AMOUNTS)
def test_swedish_has_no_decimal_point_and_no_breaking_space(value: float) -> None:
    text = write_number(value, "kt", "sv")
    assert "." not in text
    assert " " not in text
    assert "-" not in text


@given(AMOUNTS, AMOUNTS)
def test_a_range_never_turns_round(first: float, second: float) -> None:
    low, high = sorted((first, second))
    text = write_range(low, high, "kt", "sv")
    assert "saknas" not in text
    assert text.endswith(("kt", "Mt", "ton"))
