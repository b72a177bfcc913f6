"""One list of operations, several executors, the same bits."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.random_programs import every_operation, programs, same_bits

from citypact.engine import Program, ProgramBuilder, simulate
from citypact.engine.arrays import Floats, Words
from citypact.engine.executor import Executor, Prepared
from citypact.engine.native_executor import NativeExecutor, instruction_sets, missing
from citypact.engine.numpy_executor import NumpyExecutor
from citypact.engine.sampling import Sampling, design_of
from citypact.engine.sketch import Histogram

NUMPY: Final = NumpyExecutor()
NATIVE: Final = [NativeExecutor(name) for name in instruction_sets()]
LANES: Final = (1, 7, 64, 1000)
SAMPLINGS: Final = (Sampling(), Sampling("latin-hypercube", 2**30), Sampling("sobol"))


def results(
    program: Program,
    prepared: Prepared,
    leaves: Floats,
    lanes: int,
    draws: tuple[Words, Sampling] | None,
) -> Floats:
    out = np.full((program.quantities, lanes), np.nan)
    numbers, design = None, None
    if draws is not None:
        numbers, design = draws[0], design_of(program.parameters, draws[1], 1, "city")
    prepared.run(leaves, lanes, numbers, design, out)
    return out


def levels(program: Program, lanes: int) -> Floats:
    """Different levels and parameters in each lane, some of them zero."""
    random = np.random.default_rng(lanes)
    shape = (len(program.nominal), lanes)
    return program.nominal + random.normal(size=shape) * random.integers(0, 2, size=shape)


def assert_agree(program: Program, lanes: int, first_draw: int) -> None:
    definition = NUMPY.prepare(program)
    numbers = np.arange(first_draw, first_draw + lanes, dtype=np.uint64)
    # A Latin hypercube and a Sobol sequence end before the draws of chance do.
    drawn = [(numbers % 2**28 if sampling.code else numbers, sampling) for sampling in SAMPLINGS]
    for leaves in (program.nominal, levels(program, lanes)):
        for draws in (None, *drawn):
            expected = results(program, definition, leaves, lanes, draws)
            for native in NATIVE:
                found = results(program, native.prepare(program), leaves, lanes, draws)
                assert same_bits(found, expected), (native.name, draws, program.describe())


def test_there_is_a_native_executor_to_test() -> None:
    assert not missing(), f"the tests of the engine need a C compiler: {missing()}"
    assert instruction_sets()[0] == "baseline"


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("last_year", [2020, 2021, 2023, 2050])
def test_every_operation_has_the_same_bits(lanes: int, last_year: int) -> None:
    assert_agree(every_operation(last_year=last_year), lanes, first_draw=2**40)


@given(programs(), st.sampled_from([1, 7, 64, 65]), st.sampled_from([0, 63, 2**32 - 3]))
@settings(max_examples=150)
def test_random_programs_have_the_same_bits(program: Program, lanes: int, first_draw: int) -> None:
    assert_agree(program, lanes, first_draw)


@pytest.mark.parametrize("draws", [1, 7, 64, 1000, 5000])
@pytest.mark.parametrize("first_draw", [0, 100, 4096])
def test_ensembles_are_the_same(draws: int, first_draw: int) -> None:
    program = every_operation(last_year=2027)

    def figures(executor: Executor, threads: int) -> list[Floats]:
        ensemble = simulate(
            program,
            draws=draws,
            seed=3,
            city="city",
            executor=executor,
            threads=threads,
            first_draw=first_draw,
        )
        quantiles = [ensemble.quantile(name, [0.0, 0.05, 0.5, 1.0]) for name in program.rows]
        return quantiles + [ensemble.mean(name) for name in program.rows]

    expected = figures(NUMPY, 1)
    for executor in NATIVE:
        for threads in (1, 2):
            for found, wanted in zip(figures(executor, threads), expected, strict=True):
                assert same_bits(found, wanted), (executor.name, threads)


@given(programs(), st.sampled_from([8, 64, 72, 512]), st.sampled_from([0, 64, 2**32]))
@settings(max_examples=50)
def test_draws_are_counted_the_same(program: Program, draws: int, first_draw: int) -> None:
    """What is below and above the range too, and on top of what was there before."""
    design = design_of(program.parameters, Sampling(), 1, "city")
    numbers = np.arange(first_draw, first_draw + draws, dtype=np.uint64)
    values = results(program, NUMPY.prepare(program), program.nominal, draws, None)
    values = np.where(np.isfinite(values), values, 0.0)[:, :1]

    def counted(executor: Executor) -> tuple[Floats, Histogram]:
        histogram = Histogram.spanning(values[:, 0] - 0.1, values[:, 0] + 0.1)
        prepared = executor.prepare(program)
        prepared.count(program.nominal, numbers, design, histogram)
        return prepared.count(program.nominal, numbers, design, histogram), histogram

    sums, wanted = counted(NUMPY)
    for native in NATIVE:
        found_sums, found = counted(native)
        assert same_bits(found_sums, sums)
        finite = np.isfinite(sums).all(axis=1)
        assert np.array_equal(found.counts[finite], wanted.counts[finite])
        assert np.array_equal(found.minimum[finite], wanted.minimum[finite])
        assert np.array_equal(found.maximum[finite], wanted.maximum[finite])


def test_what_is_not_finite_is_told() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2026)
    a = b.input("a", 1.0)
    b.output("out", b.ratio(b.multiply(a, 1e300), b.subtract(b.years(), 2026.0)))
    program = b.build()
    executors: list[Executor] = [NUMPY, *NATIVE]
    for executor in executors:
        for lanes in (1, 9):  # in both shapes
            for level, finite in ((1.0, True), (1e300, False)):
                leaves = np.full((1, lanes), 1.0)
                leaves[0, -1] = level
                out = np.empty((program.quantities, lanes))
                told = executor.prepare(program).run(leaves, lanes, None, None, out)
                assert told is finite is bool(np.isfinite(out).all())
