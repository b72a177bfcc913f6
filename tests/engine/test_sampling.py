"""Sampling designs in ensembles: even, exact by the number of the draw, and surer than chance."""

from __future__ import annotations

import itertools
import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.random_programs import DISTRIBUTIONS, every_operation, same_bits

from citypact.engine import (
    SAMPLINGS,
    Ensemble,
    Normal,
    Program,
    ProgramBuilder,
    Sampling,
    Uniform,
    evaluate,
    simulate,
)
from citypact.engine.arrays import Floats
from citypact.engine.executor import Executor
from citypact.engine.native_executor import NativeExecutor, instruction_sets
from citypact.engine.numpy_executor import NumpyExecutor
from citypact.engine.sampling import design_of
from citypact.errors import InputError

EXECUTORS: list[Executor] = [NumpyExecutor(), *map(NativeExecutor, instruction_sets())]


def cube(columns: int) -> Program:
    """Uniform numbers handed out as they are."""
    b = ProgramBuilder(first_year=2020, last_year=2020)
    for column in range(columns):
        parameter = b.parameter(f"p{column:03}", Uniform(0.5, 0.0, 1.0))
        b.output(f"p{column:03}", parameter, "last")
    return b.build()


def points(
    program: Program, sampling: str | Sampling, draws: int, seed: int = 1, first_draw: int = 0
) -> Floats:
    """Every draw of every output, shape ``(outputs, draws)``."""
    ensemble = simulate(
        program,
        draws=draws,
        seed=seed,
        city="malmo",
        sampling=sampling,
        first_draw=first_draw,
        quantiles="store",
    )
    return np.array([ensemble.draws(name) for name in program.rows])


@pytest.mark.parametrize("draws", [1, 7, 1000, 4097])
def test_a_latin_hypercube_has_one_draw_in_each_part(draws: int) -> None:
    found = np.floor(points(cube(20), "latin-hypercube", draws) * draws)
    np.testing.assert_array_equal(np.sort(found), [np.arange(draws)] * 20)


@pytest.mark.parametrize("power", [0, 5, 10, 13])
def test_a_sobol_sequence_fills_every_part_of_every_column_alike(power: int) -> None:
    """So does each run of 2^k draws that begins at a multiple of 2^k."""
    draws = 2**power
    for first in (0, 3 * draws):
        found = np.floor(points(cube(20), "sobol", draws, first_draw=first) * draws)
        np.testing.assert_array_equal(np.sort(found), [np.arange(draws)] * 20)


def test_the_first_two_columns_of_a_sobol_sequence_fill_every_box_alike() -> None:
    x, y = points(cube(2), "sobol", 1024)
    for bits in range(11):
        boxes = np.floor(x * 2**bits) * 2 ** (10 - bits) + np.floor(y * 2 ** (10 - bits))
        assert len(np.unique(boxes)) == 1024


def figures(ensemble: Ensemble) -> list[Floats]:
    names = list(ensemble.recipe.program.rows)
    quantiles = [ensemble.quantile(name, [0.0, 0.05, 0.5, 0.95, 1.0]) for name in names]
    return quantiles + [ensemble.mean(name) for name in names]


def drawn() -> Program:
    """Parameters of every distribution, alone and in a group, and their sum."""
    b = ProgramBuilder(first_year=2020, last_year=2020)
    parts = [
        b.parameter(f"{chosen.name} {group}", chosen, group=group, correlation=rho)
        for chosen in DISTRIBUTIONS
        for group, rho in (("", 0.0), ("g", 0.6))
    ]
    for place, part in enumerate([*parts, b.total(parts)]):
        b.output(f"output {place:02}", part, "last")
    return b.build()


# Both sides of 4,096, where the way of keeping draws changes.
@given(st.data())
@settings(max_examples=25)
def test_chunks_threads_and_executors_change_nothing(data: st.DataObject) -> None:
    program = drawn()
    draws = data.draw(st.integers(2, 6000))
    sampling: Sampling = data.draw(
        st.sampled_from([Sampling("latin-hypercube", draws), Sampling("sobol"), Sampling()])
    )
    cut = data.draw(st.integers(1, draws - 1))

    def run(first: int, stop: int, threads: int) -> Ensemble:
        return simulate(
            program,
            draws=stop - first,
            first_draw=first,
            seed=3,
            city="lund",
            sampling=sampling,
            threads=threads,
            executor=EXECUTORS[data.draw(st.integers(0, len(EXECUTORS) - 1))],
        )

    whole = figures(run(0, draws, threads=1))
    merged = run(cut, draws, threads=2).merge(run(0, cut, threads=1))
    for one, other in zip(figures(merged), whole, strict=True):
        assert same_bits(one, other)


@pytest.mark.parametrize("kind", SAMPLINGS)
def test_draws_are_those_of_evaluate(kind: str) -> None:
    program = every_operation(last_year=2022)
    sampling = Sampling(kind, 100 if kind == "latin-hypercube" else 0)
    stored = points(program.select(["output 1"]), sampling, 60, first_draw=40)
    found = evaluate(
        program, draw_index=np.arange(40, 100), seed=1, city="malmo", sampling=sampling
    )
    assert same_bits(stored[0], found["output 1"])


@pytest.mark.parametrize("kind", SAMPLINGS)
def test_a_selected_program_keeps_its_draws(kind: str) -> None:
    """Also once it has been written down and read again."""
    program = cube(5)
    every = points(program, kind, 64)
    selected = program.select(["p003", "p001"])
    assert same_bits(points(selected, kind, 64), every[[1, 3]])
    assert same_bits(points(pickle.loads(pickle.dumps(selected)), kind, 64), every[[1, 3]])  # noqa: S301  our own


@pytest.mark.parametrize("kind", SAMPLINGS)
def test_seed_and_city_decide(kind: str) -> None:
    base = points(cube(1), kind, 8)
    assert not np.array_equal(points(cube(1), kind, 8, seed=2), base)
    elsewhere = simulate(
        cube(1), draws=8, seed=1, city="lund", sampling=kind, quantiles="store"
    ).draws("p000")
    assert not np.array_equal(elsewhere, base[0])


def smooth(parameters: int) -> Program:
    """Product of ``1 + (u - 1/2) / (i + 1)``, whose mean is 1: all parameters interact."""
    b = ProgramBuilder(first_year=2020, last_year=2020)
    drawn = [b.parameter(f"p{i}", Uniform(0.0, -0.5, 0.5)) for i in range(parameters)]
    factors = [b.offset(b.scale(part, 1.0 / (i + 1)), 1.0) for i, part in enumerate(drawn)]
    b.output("product", b.product(factors), "last")
    return b.build()


def test_even_draws_are_surer_than_those_of_chance() -> None:
    """Root mean square error of a mean over 40 seeds, of a smooth function of ten parameters."""
    program = smooth(10)

    def error(kind: str, draws: int) -> float:
        means = [
            float(simulate(program, draws=draws, seed=seed, city="", sampling=kind).mean("product"))
            for seed in range(40)
        ]
        assert abs(np.mean(means) - 1.0) < 5.0 * np.std(means) / math.sqrt(40), kind
        return float(np.sqrt(np.mean((np.array(means) - 1.0) ** 2)))

    chance, latin, sobol = (error(kind, 1024) for kind in SAMPLINGS)
    assert latin < chance / 3.0
    assert sobol < chance / 10.0
    # Four times the draws: chance halves its error, the sequence does better than that.
    assert error("sobol", 4096) < sobol / 2.5


@pytest.mark.parametrize("kind", SAMPLINGS)
def test_correlated_groups_keep_their_correlation(kind: str) -> None:
    b = ProgramBuilder(first_year=2020, last_year=2020)
    members = [("a", "g", 0.9), ("b", "g", 0.4), ("c", "h", 0.6), ("d", "h", 0.6), ("e", "", 0.0)]
    for name, group, rho in members:
        drawn = b.parameter(name, Normal(0.0, -1.0, 1.0), group=group, correlation=rho)
        b.output(name, drawn, "last")
    found = np.atleast_2d(np.corrcoef(points(b.build(), kind, 2**14)))
    for (i, one), (j, other) in itertools.combinations(enumerate(members), 2):
        together = one[1] == other[1] != ""
        expected = math.sqrt(one[2] * other[2]) if together else 0.0
        assert abs(found[i, j] - expected) < 0.04, (one, other)


def test_marginals_are_those_of_the_distribution_to_the_size_of_a_part() -> None:
    chosen = Normal(3.0, 1.0, 5.0)
    b = ProgramBuilder(first_year=2020, last_year=2020)
    b.output("p", b.parameter("p", chosen), "last")
    program = b.build()
    for kind in ("latin-hypercube", "sobol"):
        ordered = np.sort(points(program, kind, 1024)[0])
        assert np.all(ordered[:-1] <= chosen.quantile(np.arange(1, 1024) / 1024.0))
        assert np.all(ordered[1:] >= chosen.quantile(np.arange(1, 1024) / 1024.0))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sampling": "halton"}, "random, latin-hypercube or sobol, not 'halton'"),
        (
            {"sampling": Sampling("latin-hypercube", 10)},
            "the sampling latin-hypercube has 10 draws, and draw 19 is asked for",
        ),
        ({"first_draw": 2**32 - 5, "sampling": "sobol"}, "has 4,294,967,296 draws"),
    ],
)
def test_draws_that_there_are_not_are_refused(options: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        simulate(cube(1), draws=20, seed=1, city="", **options)  # type: ignore[arg-type]  # any option, by its name


def test_a_design_has_no_draws_beyond_its_own() -> None:
    design = design_of(cube(1).parameters, Sampling("latin-hypercube", 10), 1, "")
    assert design.uniform(np.arange(10, dtype=np.uint64), [0]).shape == (1, 10)
    with pytest.raises(InputError, match="has 10 draws, and draw 10 is asked for"):
        design.uniform(np.arange(11, dtype=np.uint64), [0])


@pytest.mark.parametrize(
    ("kind", "size", "message"),
    [
        ("latin-hypercube", 0, "latin-hypercube is of 1 to 1,073,741,824 draws, not 0"),
        ("latin-hypercube", 2**30 + 1, "of 1 to 1,073,741,824 draws"),
        ("sobol", 5, "the sampling sobol is without a size: 0, not 5"),
        ("random", -1, "the sampling random is without a size: 0, not -1"),
    ],
)
def test_a_sampling_has_the_size_that_its_kind_needs(kind: str, size: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Sampling(kind, size)


def test_a_sequence_of_too_many_columns_is_refused() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2020)
    names = [f"p{i:05}" for i in range(20_001)]
    parts = [b.parameter(name, Uniform(0.5, 0.0, 1.0)) for name in names]
    b.output("last", parts[-1], "last")
    with pytest.raises(InputError, match=r"at most 20,000 columns.*has the number 20,000"):
        simulate(b.build(), draws=2, seed=1, city="", sampling="sobol")
