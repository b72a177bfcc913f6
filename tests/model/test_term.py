"""Terms: certain or run, the same bits; paths by convention § 3.2, keys by § 2.4."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.cities import figure, path, spread, uncertain_path

from citypact.engine import ProgramBuilder, evaluate
from citypact.errors import InputError
from citypact.model import Path, Quantity
from citypact.model.term import Sheet, Term

YEARS = range(2020, 2031)
NUMBERS = st.integers(-1_000_000_000, 1_000_000_000).map(lambda number: number / 7.0)


def sheet() -> Sheet:
    return Sheet(ProgramBuilder(first_year=YEARS[0], last_year=YEARS[-1]), YEARS)


def values(page: Sheet, term: Term) -> list[float]:
    page.builder.output("found", term.operand)
    found: list[float] = evaluate(page.builder.build())["found"].tolist()
    return found


@given(
    st.lists(st.integers(1990, 2040), unique=True, max_size=5),
    st.lists(st.integers(-1000, 1000), min_size=6, max_size=6),
)
def test_a_path_is_straight_lines_and_level_after_the_last_year(
    later: list[int], points: list[int]
) -> None:
    years = sorted({2015, *later} - set(range(1990, 2015)))
    stated = {year: float(points[index]) for index, year in enumerate(years)}
    found = sheet().path(path("x", stated)).row
    assert found == pytest.approx(np.interp(YEARS, years, [stated[year] for year in years]))


@given(st.floats(1.0, 9.0), st.floats(1.0, 9.0), st.floats(1.0, 9.0))
def test_an_uncertain_path_is_nominally_the_certain_one(a: float, b: float, c: float) -> None:
    stated = {2018: a, 2023: b, 2027: c}
    page = sheet()
    certain = page.path(path("certain", stated)).row
    assert certain is not None
    assert values(page, page.path(uncertain_path("uncertain", stated, 0.1))) == certain.tolist()


def test_the_value_of_a_stated_year_is_the_stated_value() -> None:
    found = sheet().path(path("x", {2020: 0.1, 2025: 0.7, 2030: 0.3})).row
    assert found is not None
    assert (found[0], found[5], found[10]) == (0.1, 0.7, 0.3)


def test_a_path_that_begins_after_the_first_year_is_refused() -> None:
    with pytest.raises(InputError, match=r"begins with x:2021 is stated from 2021.*or earlier"):
        sheet().path(path("x", {2021: 1.0}))


def test_only_the_points_that_matter_are_sources_of_a_path() -> None:
    found = sheet().path(path("x", {2000: 1.0, 2010: 2.0, 2025: 3.0, 2040: 4.0, 2050: 5.0}))
    assert found.row_keys() == {"x:2010", "x:2025", "x:2040"}


def test_the_base_of_a_path_is_its_value_in_the_first_year() -> None:
    found = sheet().base(path("x", {2010: 1.0, 2030: 3.0}))
    assert found.row is not None
    assert set(found.row) == {2.0}
    assert sheet().base(path("x", {2020: 1.0, 2030: 3.0})).row_keys() == {"x:2020"}


@pytest.mark.parametrize("operation", ["add", "subtract", "multiply", "damp", "ratio", "at_most"])
@given(NUMBERS, NUMBERS)
def test_what_is_computed_at_once_has_the_bits_of_what_is_run(
    operation: str, a: float, b: float
) -> None:
    page = sheet()
    inputs = [
        Term(None, page.builder.input(name, default=v), ())
        for name, v in zip("ab", (a, b), strict=True)
    ]
    at_once = getattr(page, operation)(page.number(a), page.number(b)).row
    assert values(page, getattr(page, operation)(*inputs)) == at_once.tolist()


@pytest.mark.parametrize("operation", ["add_product", "add_scaled", "accumulate", "positive"])
@given(NUMBERS, NUMBERS, NUMBERS)
def test_longer_operations_have_the_same_bits_too(
    operation: str, a: float, b: float, c: float
) -> None:
    page = sheet()
    certain = [page.number(value) for value in (a, b, c)]
    slots = [
        Term(None, page.builder.input(name, default=value), ())
        for name, value in zip("abc", (a, b, c), strict=True)
    ]

    def result(terms: list[Term]) -> Term:
        if operation == "add_product":
            return page.add_product(*terms)
        if operation == "add_scaled":
            return page.add_scaled(terms[0], terms[1], c)
        return page.accumulate(terms[0]) if operation == "accumulate" else page.positive(terms[0])

    at_once = result(certain).row
    assert at_once is not None
    assert values(page, result(slots)) == at_once.tolist()


def test_a_figure_is_one_parameter_however_often_it_is_used() -> None:
    page = sheet()
    first = page.quantity(spread(2.0, 0.1, "uses/x"))
    assert page.quantity(spread(2.0, 0.1, "uses/x")) is first
    with pytest.raises(InputError, match="two figures have the key 'uses/x'"):
        page.quantity(figure(3.0, "uses/x"))


@pytest.mark.parametrize(
    ("quantity", "message"),
    [
        (Quantity(1.0, "uses/x", "gamma", 0.0, 2.0), "uses/x: the distribution 'gamma' needs"),
        (Quantity(1.0, "uses/x", "normal", None, 2.0), "uses/x: .* needs low and high"),
        (Quantity(1.0, "uses/x", "uniform", 2.0, 3.0), "uses/x: uniform distribution with value"),
    ],
)
def test_a_distribution_that_does_not_fit_names_its_row(quantity: Quantity, message: str) -> None:
    with pytest.raises(InputError, match=message):
        sheet().quantity(quantity)


def test_a_path_of_one_point_is_level() -> None:
    found = sheet().path(Path((2020,), (figure(4.0, "x"),))).row
    assert found is not None
    assert set(found) == {4.0}
