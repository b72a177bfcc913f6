"""Price years and currencies: there and back, and never a guess."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.choice.flows import amounts

from citypact.choice.discounting import net_present_value, nominal_rate
from citypact.choice.price_level import PriceLevel, PriceTable, in_constant_prices
from citypact.errors import InputError

YEARS = range(2015, 2027)

values = st.floats(0.1, 1000.0)
by_year = st.lists(values, min_size=len(YEARS), max_size=len(YEARS)).map(
    lambda drawn: dict(zip(YEARS, drawn, strict=True))
)
tables = st.builds(
    lambda sek, eur, rate: PriceTable({"SEK": sek, "EUR": eur}, {("EUR", "SEK"): rate}),
    by_year,
    by_year,
    by_year,
)
years = st.sampled_from(YEARS)
levels = st.builds(PriceLevel, st.sampled_from(["SEK", "EUR"]), years)
# Invented: what is tested does not depend on it.
TABLE = PriceTable(
    {"SEK": {2017: 100.0, 2024: 125.0}, "EUR": {2017: 100.0, 2024: 120.0}},
    {("EUR", "SEK"): {2017: 9.6, 2024: 11.4}},
)


@given(amounts, tables, levels, levels, years)
def test_there_and_back_is_the_amount_begun_with(
    amount: float, table: PriceTable, here: PriceLevel, there: PriceLevel, exchange: int
) -> None:
    gone = table.convert(amount, here, there, exchange_year=exchange)
    back = table.convert(gone, there, here, exchange_year=exchange)
    assert math.isclose(back, amount, rel_tol=1e-9)


@given(amounts, tables, years, years, years)
def test_by_way_of_a_third_year_is_the_same(
    amount: float, table: PriceTable, first: int, second: int, third: int
) -> None:
    one, two, three = (PriceLevel("SEK", year) for year in (first, second, third))
    by_way = table.convert(table.convert(amount, one, two), two, three)
    assert math.isclose(by_way, table.convert(amount, one, three), rel_tol=1e-9)


@given(st.floats(-0.05, 0.2), st.floats(0.0, 0.1), st.lists(amounts, min_size=1, max_size=30))
def test_constant_prices_at_the_real_rate_are_worth_what_nominal_ones_are(
    inflation: float, rate: float, paid: list[float]
) -> None:
    nominal = {2025 + year: amount for year, amount in enumerate(paid)}
    table = PriceTable({"SEK": {year: (1.0 + inflation) ** (year - 2025) for year in nominal}}, {})
    real = in_constant_prices(nominal, "SEK", 2025, table)
    expected = net_present_value(nominal, nominal_rate(rate, inflation), 2025)
    scale = math.fsum(map(abs, paid)) * 10.0
    assert math.isclose(net_present_value(real, rate, 2025), expected, abs_tol=1e-9 * scale)


def test_the_same_level_needs_no_table() -> None:
    level = PriceLevel("NOK", 1999)
    assert PriceTable({}, {}).convert(12.5, level, level) == 12.5


def test_where_both_change_the_year_of_exchange_matters() -> None:
    euro, krona = PriceLevel("EUR", 2017), PriceLevel("SEK", 2024)
    early = TABLE.convert(1.0, euro, krona, exchange_year=2017)
    late = TABLE.convert(1.0, euro, krona, exchange_year=2024)
    assert early == pytest.approx(9.6 * 1.25)
    assert late == pytest.approx(1.2 * 11.4)


def test_where_both_change_the_year_of_exchange_must_be_stated() -> None:
    with pytest.raises(InputError) as refused:
        TABLE.convert(1.0, PriceLevel("EUR", 2017), PriceLevel("SEK", 2024))
    assert str(refused.value) == (
        "from EUR of 2017 to SEK of 2024 both currency and price year change: state the "
        "exchange_year. 2017 inflates in SEK, 2024 in EUR"
    )


def test_a_price_year_that_is_missing_is_named() -> None:
    with pytest.raises(InputError) as refused:
        TABLE.convert(1.0, PriceLevel("SEK", 2020), PriceLevel("SEK", 2024))
    assert str(refused.value) == (
        "there is no price index of SEK for 2020; years stated: 2017, 2024. "
        "Add the value of 2020 with its source"
    )


def test_a_currency_without_index_is_named() -> None:
    with pytest.raises(InputError, match="no price index of NOK for 2024; years stated: none"):
        TABLE.convert(1.0, PriceLevel("NOK", 2017), PriceLevel("NOK", 2024))


def test_an_exchange_rate_that_is_missing_is_named() -> None:
    with pytest.raises(InputError, match="no exchange rate from SEK to EUR for 2020"):
        TABLE.convert(1.0, PriceLevel("SEK", 2020), PriceLevel("EUR", 2020))
    with pytest.raises(InputError, match=r"no exchange rate from NOK to EUR for 2017; .* none"):
        TABLE.convert(1.0, PriceLevel("NOK", 2017), PriceLevel("EUR", 2017))


@given(st.floats(max_value=0.0))
def test_an_index_or_a_rate_is_greater_than_zero(value: float) -> None:
    assume(not math.isnan(value))
    with pytest.raises(InputError, match="the price index of SEK in 2024 is "):
        PriceTable({"SEK": {2024: value}}, {})
    with pytest.raises(InputError, match="the exchange rate from EUR to SEK in 2024 is "):
        PriceTable({}, {("EUR", "SEK"): {2024: value}})


def test_a_pair_has_one_direction() -> None:
    with pytest.raises(InputError, match="stated twice"):
        PriceTable({}, {("EUR", "SEK"): {2024: 11.4}, ("SEK", "EUR"): {2024: 0.09}})
    with pytest.raises(InputError, match="between SEK and SEK"):
        PriceTable({}, {("SEK", "SEK"): {2024: 1.0}})


def test_prices_that_have_risen_make_the_amount_greater() -> None:
    earlier, later = PriceLevel("SEK", 2017), PriceLevel("SEK", 2024)
    assert TABLE.convert(80.0, earlier, later) == 100.0
    assert TABLE.convert(100.0, later, earlier) == 80.0


def test_either_direction_of_a_rate_that_is_stated_in_one() -> None:
    krona, euro = PriceLevel("SEK", 2017), PriceLevel("EUR", 2017)
    assert TABLE.convert(10.0, euro, krona) == pytest.approx(96.0)
    assert TABLE.convert(96.0, krona, euro) == pytest.approx(10.0)
