"""Simulating: draws, threads, chunks, progress, interruption, and what is refused."""

from __future__ import annotations

import itertools
import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.random_programs import same_bits

from citypact.engine import (
    Ensemble,
    Lognormal,
    Normal,
    NotFiniteError,
    Program,
    ProgramBuilder,
    evaluate,
    simulate,
)
from citypact.engine import simulation as module
from citypact.engine.arrays import Floats
from citypact.errors import InputError


def small() -> Program:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    p = b.parameter("p", Lognormal(1.0, 0.5, 2.0))
    series = b.add(b.scale(p, [1.0, 2.0, 3.0]), b.input("level", 0.0))
    b.output("series", series)
    b.output("met", b.at_most(series, 2.0), "last")
    return b.build()


PROGRAM = small()


def run(draws: int, first_draw: int = 0, **options: object) -> Ensemble:
    return simulate(
        PROGRAM,
        draws=draws,
        first_draw=first_draw,
        seed=1,
        city="malmo",
        **options,  # type: ignore[arg-type]  # any option, by its name
    )


def figures(ensemble: Ensemble) -> list[Floats]:
    probabilities = [0.0, 0.05, 0.5, 0.95, 1.0]
    return [ensemble.quantile(name, probabilities) for name in PROGRAM.rows] + [
        ensemble.mean(name) for name in PROGRAM.rows
    ]


def assert_same(a: Ensemble, b: Ensemble) -> None:
    assert a.count == b.count
    assert a.spans == b.spans
    assert all(same_bits(x, y) for x, y in zip(figures(a), figures(b), strict=True))


def test_draws_are_those_of_evaluate() -> None:
    stored = run(40, first_draw=5000, quantiles="store").draws("series")
    index = np.arange(5000, 5040)
    expected = evaluate(PROGRAM, draw_index=index, seed=1, city="malmo")["series"]
    assert same_bits(stored, expected)


def test_levels_are_taken() -> None:
    base = run(10, quantiles="store").draws("series")
    raised = run(10, quantiles="store", inputs={"level": 5.0}).draws("series")
    np.testing.assert_allclose(raised, base + 5.0, rtol=1e-15)


# Hypothesis finds cuts on both sides of 4,096, where the way of keeping draws changes.
@given(st.data())
@settings(max_examples=25)
def test_how_draws_are_divided_and_merged_changes_nothing(data: st.DataObject) -> None:
    draws = data.draw(st.integers(3, 9000))
    first = data.draw(st.integers(0, 5000))
    cuts = sorted(data.draw(st.sets(st.integers(1, draws - 1), min_size=1, max_size=3)))
    threads = data.draw(st.integers(1, 3))
    edges = [0, *cuts, draws]
    pieces = [run(b - a, first + a) for a, b in itertools.pairwise(edges)]
    merged = None
    for piece in data.draw(st.permutations(pieces)):
        merged = piece if merged is None else merged.merge(piece)
    assert merged is not None
    assert_same(merged, run(draws, first, threads=threads))


@pytest.mark.parametrize("draws", [1000, 6000])
def test_storing_and_streaming_agree(draws: int) -> None:
    stored, streamed = run(draws, quantiles="store"), run(draws)
    assert stored.draws("series").shape == (3, draws)
    assert stored.draws("met").shape == (draws,)
    for name in PROGRAM.rows:
        assert same_bits(stored.mean(name), streamed.mean(name))
    kept = stored.draws("series")
    span = kept.max(axis=1) - kept.min(axis=1)
    off = np.abs(stored.quantile("series", 0.5) - streamed.quantile("series", 0.5))
    assert np.all(off <= span / 1024.0)
    assert (draws <= 4096) == bool(np.all(off == 0.0))


def test_memory_does_not_grow_with_the_draws() -> None:
    def peak(draws: int) -> int:
        tracemalloc.start()
        run(draws, threads=1)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    run(10_000)
    assert peak(200_000) < 1.5 * peak(10_000)


def test_progress_is_told_in_the_thread_that_asked_and_reaches_the_end() -> None:
    for threads in (1, 2):
        told: list[tuple[int, int, int]] = []
        run(
            6000,
            threads=threads,
            progress=lambda done, total, to=told: to.append((done, total, threading.get_ident())),
        )
        assert told[-1][:2] == (6000 + 4096, 6000 + 4096)
        assert [done for done, _, _ in told] == sorted({done for done, _, _ in told})
        assert {thread for _, _, thread in told} == {threading.get_ident()}


@pytest.mark.parametrize("threads", [1, 2])
def test_an_interruption_ends_the_work(threads: int) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(2_000_000, threads=threads, progress=interrupt)


@pytest.mark.parametrize("threads", [1, 2])
def test_a_draw_that_is_not_finite_is_named(threads: int) -> None:
    b = ProgramBuilder(first_year=2020, last_year=2020)
    p = b.parameter("p", Normal(0.0, -1.0, 1.0))
    over = b.multiply(1e300, b.multiply(1e300, b.maximum(b.subtract(p, 2.0), 0.0)))
    b.output("over", over)
    chosen = b.build()
    with pytest.raises(
        NotFiniteError, match=r"output 'over' is inf in 2020 \(draw \d+\)"
    ) as caught:
        simulate(chosen, draws=20_000, seed=1, city="", threads=threads)
    draw = int(str(caught.value).split("(draw ")[1].split(")")[0])
    with pytest.raises(NotFiniteError):
        evaluate(chosen, draw_index=[draw], seed=1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "draws must be at least 1, not 0"),
        ({"draws": -5}, "draws must be at least 1, not -5"),
        ({"draws": 1.5}, "draws must be a whole number, not 1.5"),
        ({"draws": 10**12}, "1,000,000,000,000 draws are refused: .* would need 32 TB of memory"),
        ({"draws": 2**41}, "draws are refused: at most 1,000,000,000 can be made"),
        ({"draws": 10, "first_draw": 2**63 - 5}, "is too high"),
        ({"draws": 10, "first_draw": -1}, "first_draw must be at least 0, not -1"),
        ({"draws": 10, "threads": 0}, "threads must be at least 1, not 0"),
        ({"draws": 10, "quantiles": "keep"}, 'quantiles is "stream" or "store", not \'keep\''),
        ({"draws": 10, "inputs": {"level": [1.0]}}, "takes one number an input"),
        ({"draws": 10, "inputs": {"lev": 1.0}}, "no input 'lev'; did you mean 'level'?"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(options: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        run(**options)


def test_storing_more_than_there_is_memory_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_available_memory", lambda: 100_000)
    message = (
        "to store 10,000 draws of 4 quantities would need 320 kB of memory, and 100 kB is free"
    )
    with pytest.raises(InputError, match=message):
        run(10_000, quantiles="store")
    assert run(10_000).count == 10_000


def test_the_free_memory_is_known_here() -> None:
    available = module._available_memory()
    assert available is not None
    assert 10**7 < available < 10**15
