"""Malmö's program gives the same bits on every executor, tile and thread (convention § 6)."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from citypact.book import open_book
from citypact.engine import evaluate, simulate
from citypact.engine.arrays import Floats
from citypact.engine.executor import Executor
from citypact.engine.native_executor import NativeExecutor, instruction_sets
from citypact.engine.numpy_executor import NumpyExecutor
from citypact.model import City, compile_city, output
from citypact.model.ramp import level_input
from citypact.model.scenario import levels_of

NATIVE: Final = [NativeExecutor(name) for name in instruction_sets()]


@pytest.fixture(scope="module")
def malmo() -> City:
    return open_book("malmo").city()


def promised(city: City) -> dict[str, float]:
    levels, _ = levels_of(city, city.scenarios[city.contract])
    return {level_input(name): level for name, level in levels.items()}


def test_there_is_a_native_executor_to_hold_against_the_definition() -> None:
    assert NATIVE


@pytest.mark.parametrize("draws", [1, 7, 64, 1000])
def test_every_output_of_every_draw(malmo: City, draws: int) -> None:
    program, inputs = compile_city(malmo), promised(malmo)
    numbers = np.arange(draws)

    def figures(executor: Executor) -> dict[str, Floats]:
        values = evaluate(
            program, inputs, draw_index=numbers, seed=3, city=malmo.id, executor=executor
        )
        return dict(values)

    expected = figures(NumpyExecutor())
    for native in NATIVE:
        found = figures(native)
        assert found.keys() == expected.keys()
        for name, series in expected.items():
            assert found[name].tobytes() == series.tobytes(), (native.name, name)


def test_every_output_of_a_single_run(malmo: City) -> None:
    program, inputs = compile_city(malmo), promised(malmo)
    expected = dict(evaluate(program, inputs, executor=NumpyExecutor()))
    for native in NATIVE:
        for name, series in evaluate(program, inputs, executor=native).items():
            assert series.tobytes() == expected[name].tobytes(), (native.name, name)


def test_bands_on_one_thread_and_on_two(malmo: City) -> None:
    whole, inputs = compile_city(malmo), promised(malmo)
    names = output.headlines(evaluate(whole, inputs))
    program = whole.select(names)

    def bands(executor: Executor, threads: int) -> list[bytes]:
        ensemble = simulate(
            program,
            inputs,
            draws=5000,
            seed=3,
            city=malmo.id,
            executor=executor,
            threads=threads,
        )
        return [ensemble.quantile(name, [0.05, 0.5, 0.95]).tobytes() for name in program.rows]

    expected = bands(NumpyExecutor(), 1)
    for native in NATIVE:
        for threads in (1, 2):
            assert bands(native, threads) == expected, (native.name, threads)
