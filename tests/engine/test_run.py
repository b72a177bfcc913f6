"""Evaluating: lanes, defaults, draws, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.random_programs import every_operation, programs, raw, same_bits

from citypact.engine import (
    Normal,
    NotFiniteError,
    Program,
    ProgramBuilder,
    evaluate,
    simulate,
)
from citypact.errors import InputError


def program() -> Program:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    level, other = b.input("level", 1.0), b.input("other", 10.0)
    p = b.parameter("p", Normal(2.0, 1.0, 3.0))
    series = b.multiply(b.add(level, b.multiply(other, p)), [1.0, 2.0, 3.0])
    b.output("series", series)
    b.output("last", series, "last")
    b.output("sum", series, "sum")
    b.output("inverse", b.multiply(1e200, b.multiply(1e200, b.subtract(level, 1.0))))
    return b.build()


PROGRAM = program().select(["series", "last", "sum"])


def test_defaults_and_nominal_values_where_nothing_is_given() -> None:
    values = evaluate(PROGRAM)
    assert values["series"].tolist() == [21.0, 42.0, 63.0]
    assert values["last"].shape == ()
    assert float(values["last"]) == 63.0
    assert float(values["sum"]) == 126.0
    assert list(values) == ["last", "series", "sum"]
    assert len(values) == 3
    with pytest.raises(KeyError):
        values["none"]


def test_one_number_a_lane_and_one_for_all() -> None:
    values = evaluate(PROGRAM, {"level": [1.0, 2.0], "other": 0.0}, parameters={"p": 5.0})
    assert values["series"].tolist() == [[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]
    assert values["last"].tolist() == [3.0, 6.0]
    assert values["sum"].tolist() == [6.0, 12.0]


def test_a_single_lane_keeps_its_axis() -> None:
    assert evaluate(PROGRAM, {"level": [1.0]})["series"].shape == (3, 1)
    assert evaluate(PROGRAM, draw_index=[0])["last"].shape == (1,)


def test_levels_as_an_array_in_the_order_of_the_inputs() -> None:
    assert [item.name for item in PROGRAM.inputs] == ["level", "other"]
    levels = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]])
    named = evaluate(PROGRAM, {"level": levels[0], "other": levels[1]})
    assert np.array_equal(evaluate(PROGRAM, levels)["sum"], named["sum"])
    assert evaluate(PROGRAM, np.array([1.0, 0.0]))["series"].tolist() == [1.0, 2.0, 3.0]


def test_parameters_may_be_given_a_lane_each() -> None:
    values = evaluate(PROGRAM, {"level": 0.0, "other": 1.0}, parameters={"p": [1.0, 2.0, 4.0]})
    assert values["last"].tolist() == [3.0, 6.0, 12.0]


def test_a_lane_takes_the_draw_that_it_is_given() -> None:
    stored = simulate(PROGRAM, draws=50, seed=5, city="lund", quantiles="store").draws("series")
    index = [7, 0, 49, 7]
    found = evaluate(PROGRAM, draw_index=index, seed=5, city="lund")["series"]
    assert same_bits(found, stored[:, index])
    other = evaluate(PROGRAM, {"level": [0.0, 1.0]}, draw_index=[3, 3], seed=5, city="lund")
    assert np.allclose(other["series"][:, 1] - other["series"][:, 0], [1.0, 2.0, 3.0])


def test_parameters_as_an_array_in_their_order() -> None:
    chosen = every_operation(last_year=2022)
    names = [parameter.name for parameter in chosen.parameters]
    given = np.random.default_rng(1).uniform(0.5, 1.0, size=(len(names), 20))
    named = evaluate(chosen, parameters=dict(zip(names, given, strict=True)))
    found = evaluate(chosen, parameters=given)
    assert same_bits(found.array, named.array)
    for name, rows in chosen.rows.items():
        assert same_bits(found.array[rows], np.atleast_2d(named[name]))
    assert same_bits(evaluate(chosen, parameters=given[:, 3]).array, found.array[:, 3])


@given(programs(), st.integers(1, 70))
def test_lanes_do_not_see_each_other(chosen: Program, lanes: int) -> None:
    together = raw(chosen, lanes)
    assert same_bits(together[:, :1], raw(chosen, 1))


def test_many_lanes_and_few_give_the_same_bits() -> None:
    chosen = every_operation()
    levels = np.random.default_rng(1).uniform(size=(len(chosen.inputs), 100))
    for executor in ("native", "numpy"):
        whole = evaluate(chosen, levels, executor=executor)
        for lane in (0, 63, 99):
            one = evaluate(chosen, levels[:, lane], executor=executor)
            for name in chosen.rows:
                assert same_bits(whole[name][..., lane], one[name])


WRONG = [
    ({"parameters": np.zeros((7, 2))}, r"an array of \d+ parameters by lanes, not of shape"),
    (
        {"inputs": {"level": [1.0, 2.0]}, "parameters": np.zeros((1, 3))},
        r"the array of parameters has the shape \(1, 3\): one number, or one a lane; input 'level'",
    ),
    ({"inputs": np.zeros((2, 0))}, r"the array of inputs has the shape \(2, 0\)"),
    ({"inputs": {"levle": 1.0}}, "no input 'levle'; did you mean 'level'?"),
    ({"inputs": {"p": 1.0}}, "the program has no input 'p'"),
    ({"parameters": {"q": 1.0}}, "the program has no parameter 'q'"),
    ({"inputs": {"level": math.nan}}, "input 'level' has a value that is not finite"),
    ({"inputs": {"other": [1.0, math.inf]}}, "input 'other' has a value that is not finite"),
    (
        {"inputs": {"level": [1.0, 2.0], "other": [1.0, 2.0, 3.0]}},
        r"input 'other' has the shape \(3,\): one number, or one a lane; input 'level' has 2 lanes",
    ),
    ({"inputs": {"level": [1.0, 2.0]}, "draw_index": [1]}, "draw_index has 1 lanes"),
    ({"inputs": {"level": []}}, r"input 'level' has the shape \(0,\)"),
    ({"inputs": {"level": [[1.0]]}}, r"input 'level' has the shape \(1, 1\)"),
    ({"inputs": np.zeros((3, 2))}, r"2 inputs by lanes, not of shape \(3, 2\)"),
    ({"draw_index": [-1]}, "the number of a draw is not negative, -1 is"),
    ({"draw_index": [0.5]}, "draw_index is a row of whole numbers"),
    ({"draw_index": []}, "draw_index is a row of whole numbers"),
    ({"draw_index": [1], "parameters": {"p": 1.0}}, "either given or drawn, not both"),
    ({"draw_index": [1], "seed": -3}, "a seed is a whole number that is not negative, not -3"),
    ({"executor": "gpu"}, "there is no executor 'gpu'"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_what_is_wrong_is_refused_with_the_reason(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        evaluate(PROGRAM, **options)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("executor", ["native", "numpy"])
def test_a_result_that_is_not_finite_is_refused(executor: str) -> None:
    message = r"output 'inverse' is inf in 2020 \(lane 1\)"
    with pytest.raises(NotFiniteError, match=message):
        evaluate(program(), {"level": [1.0, 2.0]}, executor=executor)
