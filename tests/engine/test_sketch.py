"""Histograms: how far a quantile can be off, and what lies outside their range."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.engine import _native
from citypact.engine.arrays import Floats
from citypact.engine.native_executor import NativeExecutor, instruction_sets
from citypact.engine.sketch import (
    BINS,
    Histogram,
    exact_quantiles,
    order_statistics,
    tally,
)

PROBABILITIES = (0.0, 0.001, 0.05, 0.5, 0.731, 0.95, 0.999, 1.0)


def pilot_of(values: Floats) -> Histogram:
    pilot = values[:, : max(1, values.shape[1] // 3)]
    return Histogram.spanning(pilot.min(axis=1), pilot.max(axis=1))


@given(
    st.integers(0, 2**32),
    st.sampled_from(["normal", "lognormal", "uniform", "two points", "constant", "mixed"]),
    st.sampled_from([1.0, 1e-12, 1e12]),
)
def test_a_quantile_is_off_by_a_bin_at_most(seed: int, shape: str, unit: float) -> None:
    random = np.random.default_rng(seed)
    count = 3000
    made: dict[str, Floats] = {
        "normal": random.normal(size=(1, count)),
        "lognormal": random.lognormal(size=(1, count)),
        "uniform": random.uniform(size=(1, count)),
        "two points": random.integers(0, 2, size=(1, count)).astype(np.float64),
        "constant": np.full((1, count), random.normal()),
        "mixed": np.where(random.uniform(size=(1, count)) < 0.3, 0.0, random.normal(size=count)),
    }
    values = made[shape] * unit
    sketch = pilot_of(values)
    tally(values, sketch)
    ordered = np.sort(values[0])
    for p in PROBABILITIES:
        rank = int(p * (count - 1))
        found = float(sketch.quantiles(slice(0, 1), np.array([p]))[0, 0])
        low, high = ordered[rank], ordered[min(rank + 1, count - 1)]
        inside = sketch.low[0] <= low < sketch.low[0] + BINS * sketch.width[0]
        if inside:
            assert abs(found - low) <= sketch.width[0] * (1.0 + 1e-9)
        assert ordered[0] <= found <= ordered[-1]
        exact = float(exact_quantiles(values, np.array([p]))[0, 0])
        assert low <= exact <= high


def test_the_ends_are_the_smallest_and_largest_seen() -> None:
    values = np.array([[0.0, 1.0, -50.0, 70.0]])
    sketch = Histogram.spanning(np.array([0.0]), np.array([1.0]))
    tally(values, sketch)
    assert sketch.counts[0, 0] == sketch.counts[0, -1] == 1
    ends = sketch.quantiles(slice(0, 1), np.array([0.0, 1.0]))
    assert ends[:, 0].tolist() == [-50.0, 70.0]


def test_what_never_varies_has_itself_as_every_quantile() -> None:
    for value in (0.0, 1.0, -3.5e9, 1e-300):
        sketch = Histogram.spanning(np.array([value]), np.array([value]))
        tally(np.full((1, 100), value), sketch)
        assert (sketch.quantiles(slice(0, 1), np.array(PROBABILITIES)) == value).all()


@given(st.integers(1, 40), st.lists(st.sampled_from(PROBABILITIES), max_size=4))
def test_exact_quantiles_are_those_of_type_7(count: int, probabilities: list[float]) -> None:
    """In any order, some of them twice."""
    values = np.random.default_rng(count).normal(size=(3, count))
    wanted = np.array(probabilities)
    np.testing.assert_allclose(
        exact_quantiles(values, wanted), np.quantile(values, wanted, axis=1), rtol=1e-12
    )


@given(st.data())
def test_values_by_rank_are_the_same_in_c(data: st.DataObject) -> None:
    """Ties, far outliers, a span that overflows, and rows of one value."""
    size = data.draw(st.integers(1, 60))
    numbers = st.one_of(
        st.sampled_from([0.0, 1.0, -1.0, 5e-324, 1e-300, 1.7e308, -1.7e308]),
        st.floats(-3.0, 3.0),
    )
    rows = st.lists(numbers, min_size=size, max_size=size)
    values = np.array(data.draw(st.lists(rows, min_size=1, max_size=3)))
    ranks = sorted(data.draw(st.lists(st.integers(0, size - 1), max_size=6)))
    chosen = np.array(ranks, dtype=np.int64)
    for name in instruction_sets():
        found = NativeExecutor(name).order_statistics(values, chosen)
        np.testing.assert_array_equal(found, order_statistics(values, chosen))


def test_many_values_by_rank_are_the_same_in_c() -> None:
    random = np.random.default_rng(5)
    values = np.concatenate([random.normal(size=(3, 4096)), random.lognormal(0, 5, (3, 4096))])
    values[1, ::3] = 0.25
    chosen = np.array([0, 1, 204, 205, 2047, 2048, 4000, 4095])
    for name in instruction_sets():
        for part in (values, values[:, 5:4001]):  # rows that do not follow each other
            ranks = chosen[chosen < part.shape[1]]
            found = NativeExecutor(name).order_statistics(part, ranks)
            np.testing.assert_array_equal(found, np.sort(part, axis=1)[:, ranks])


@pytest.mark.parametrize(
    ("values", "ranks", "rows"),
    [
        ((2, 3), [0, 3], 2),
        ((2, 3), [-1], 2),
        ((2, 3), [1, 0], 2),
        ((2, 3), [0], 4),
        ((0, 0), [0], 0),
    ],
)
def test_the_extension_takes_no_ranks_that_there_are_not(
    values: tuple[int, int], ranks: list[int], rows: int
) -> None:
    found = np.empty((rows, len(ranks)))
    chosen = np.array(ranks, dtype=np.int64)
    with pytest.raises(ValueError, match="the arrays do not fit each other"):
        _native.order_statistics("baseline", np.zeros(values), chosen, found)
