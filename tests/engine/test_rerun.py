"""Draws that are kept and run again give what a simulation gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.random_programs import every_operation, same_bits

from citypact.engine import (
    SAMPLINGS,
    Normal,
    NotFiniteError,
    ProgramBuilder,
    Rerun,
    Sampling,
    simulate,
)
from citypact.errors import InputError

PROGRAM = every_operation(last_year=2022)


@given(
    st.sampled_from([1, 7, 512, 1300]),
    st.sampled_from(SAMPLINGS),
    st.sampled_from(["native", "numpy"]),
    st.lists(st.floats(-2.0, 2.0), min_size=1, max_size=3),
)
@settings(max_examples=20)
def test_each_run_is_that_of_a_simulation(
    draws: int, sampling: str, executor: str, levels: list[float]
) -> None:
    again = Rerun(
        PROGRAM, draws=draws, seed=4, city="lund", sampling=sampling, executor=executor, threads=2
    )
    for level in levels:
        inputs = {"input 0": level, "input 2": 1.0 - level}
        found = again.run(inputs)
        expected = simulate(
            PROGRAM, inputs, draws=draws, seed=4, city="lund", sampling=sampling, threads=1
        )
        for name in PROGRAM.rows:
            wanted = [0.0, 0.05, 0.5, 1.0]
            assert same_bits(found.quantile(name, wanted), expected.quantile(name, wanted))
            assert same_bits(found.mean(name), expected.mean(name))


def test_a_run_can_be_merged_with_later_draws() -> None:
    found = Rerun(PROGRAM, draws=100, seed=4, city="").run()
    later = simulate(PROGRAM, draws=50, first_draw=100, seed=4, city="")
    assert found.merge(later).spans == ((0, 150),)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "draws must be at least 1, not 0"),
        ({"draws": 1.5}, "draws must be a whole number, not 1.5"),
        ({"draws": 4097}, "at most 4,096 draws are run again and again, not 4,097"),
        ({"draws": 5, "threads": 0}, "threads must be at least 1, not 0"),
        ({"draws": 5, "seed": -1}, "a seed is a whole number that is not negative"),
        ({"draws": 5, "sampling": Sampling("latin-hypercube", 4)}, "has 4 draws, and draw 4 is"),
    ],
)
def test_what_is_out_of_range_is_refused(options: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Rerun(PROGRAM, **({"seed": 1, "city": ""} | options))  # type: ignore[arg-type]  # any option, by its name


def test_levels_are_one_number_each() -> None:
    again = Rerun(PROGRAM, draws=5, seed=1, city="")
    with pytest.raises(InputError, match="with one number an input"):
        again.run({"input 0": [1.0, 2.0]})
    with pytest.raises(InputError, match="no input 'inputt 0'; did you mean 'input 0'"):
        again.run({"inputt 0": 1.0})


def test_a_draw_that_is_not_finite_is_named() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2020)
    p = b.parameter("p", Normal(1.0, 0.5, 1.5))
    b.output("over", b.multiply(b.multiply(p, b.input("level", 1.0)), 1e308))
    again = Rerun(b.build(), draws=600, seed=1, city="")
    again.run({"level": 0.01})
    with pytest.raises(NotFiniteError, match=r"output 'over' is -?inf in 2020 \(draw \d+\)"):
        again.run({"level": 1e5})
    assert np.isfinite(again.run({"level": 0.01}).quantile("over", 0.5)).all()
