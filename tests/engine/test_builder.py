"""Building programs: what is refused, and conveniences."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from citypact.engine import Normal, ProgramBuilder, ProgramError, Uniform, evaluate
from citypact.engine import operation as op


def builder() -> ProgramBuilder:
    return ProgramBuilder(first_year=2020, last_year=2022)


def declared_twice(b: ProgramBuilder) -> None:
    b.input("a", 0.0)
    b.input("a", 1.0)


def parameter_twice(b: ProgramBuilder) -> None:
    b.parameter("p", Uniform(0.5, 0.0, 1.0))
    b.parameter("p", Uniform(0.5, 0.0, 2.0))


def output_twice(b: ProgramBuilder) -> None:
    b.output("o", 1.0)
    b.output("o", 2.0)


WRONG: list[tuple[Callable[[ProgramBuilder], object], str]] = [
    (declared_twice, "input 'a' has the default 0.0, now 1.0"),
    (parameter_twice, "parameter 'p' is known as"),
    (output_twice, "there is an output 'o' already"),
    (lambda b: b.add(builder().input("a", 0.0), 1.0), "is of another builder"),
    (lambda b: b.series([1.0, math.nan, 2.0]), "a row has the value nan in 2021"),
    (lambda b: b.series(math.inf), "a row has the value inf in 2020"),
    (lambda b: b.series([1.0, 2.0]), "one number for each of the 3 years 2020 to 2022"),
    (lambda b: b.scale(1.0, b.input("a", 0.0)), "must be a number"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda b: b.input("", 0.0), "the name of the input is empty"),
    (lambda b: b.input("a", math.nan), "default of input 'a' is not finite"),
    (lambda b: b.output("o", 1.0, "mean"), "reduce is one of yearly, last, sum, not 'mean'"),
    (lambda b: b.ramp(1.0, 2020.0, 0.0), "a duration must be above 0; a step is at_most"),
    (lambda b: b.delay(b.input("a", 0.0), -1), "a number of years is not negative, -1 is"),
    (lambda b: b.multiply(1e200, 1e200), "a row has the value inf in 2020"),
    (lambda b: b.apply(op.ADD, 1.0), "add takes 2 operands"),
    (lambda b: b.apply(op.SCALE, 1.0), "scale takes 1 operands and a row"),
    (lambda b: b.parameter("p", Normal(0.0, -1.0, 1.0), correlation=0.5), "needs a group"),
    (
        lambda b: b.parameter("p", Normal(0.0, -1.0, 1.0), group="g", correlation=1.5),
        "lies between 0 and 1",
    ),
    (lambda b: b.build(), "the program has no output"),
]


@pytest.mark.parametrize(("do", "message"), WRONG)
def test_what_is_wrong_is_refused_with_the_reason(
    do: Callable[[ProgramBuilder], object], message: str
) -> None:
    with pytest.raises(ProgramError, match=message):
        do(builder())


@pytest.mark.parametrize(("first", "last"), [(2020, 2019), (0, 1000)])
def test_years_are_at_least_one_and_not_absurd(first: int, last: int) -> None:
    with pytest.raises(ProgramError, match="a program is for 1 to 1000 years"):
        ProgramBuilder(first_year=first, last_year=last)


def test_the_same_name_is_the_same_value() -> None:
    b = builder()
    assert b.input("a", 1.0) == b.input("a", 1.0)
    spread = Normal(0.0, -1.0, 1.0)
    assert b.parameter("p", spread) == b.parameter("p", spread)
    assert b.parameter("p", spread, group="g") == b.parameter("p", spread)


def test_total_and_product() -> None:
    b = builder()
    a = b.input("a", 3.0)
    b.output("sum", b.total([a, 2.0, a]), "last")
    b.output("no sum", b.total([]), "last")
    b.output("product", b.product([a, 2.0, a]), "last")
    b.output("no product", b.product([]), "last")
    values = evaluate(b.build())
    assert {name: float(value) for name, value in values.items()} == {
        "sum": 8.0,
        "no sum": 0.0,
        "product": 18.0,
        "no product": 1.0,
    }


def test_years_are_the_calendar() -> None:
    b = builder()
    b.output("step", b.at_most(b.input("start", 2021.0), b.years()))
    assert evaluate(b.build())["step"].tolist() == [0.0, 1.0, 1.0]


def test_a_row_is_copied() -> None:
    b = builder()
    row = np.array([1.0, 2.0, 3.0])
    b.output("o", b.series(row))
    row[:] = 0.0
    assert evaluate(b.build())["o"].tolist() == [1.0, 2.0, 3.0]


def test_a_builder_can_go_on_after_a_program_is_built() -> None:
    b = builder()
    a = b.input("a", 1.0)
    b.output("one", a)
    first = b.build()
    b.output("two", b.add(a, a))
    assert list(first.rows) == ["one"]
    assert list(b.build().rows) == ["one", "two"]
