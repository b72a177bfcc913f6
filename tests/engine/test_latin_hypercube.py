"""A Latin hypercube made draw by draw: each part once, and in an order that looks like chance."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citypact.engine.arrays import Floats
from citypact.engine.latin_hypercube import latin_rows, latin_words
from citypact.engine.random_numbers import random_key, streams_of


def hypercube(size: int, columns: int, seed: int = 1, draws: list[int] | None = None) -> Floats:
    key = random_key(seed, "city")
    streams = streams_of("parameter", [str(column) for column in range(columns)])
    numbers = np.array(range(size) if draws is None else draws, dtype=np.uint64)
    return latin_rows(size, latin_words(size, streams, key), numbers, streams, key)


def parts(size: int, columns: int, seed: int = 1) -> npt.NDArray[np.int64]:
    """Which part each draw falls in, shape ``(columns, size)``."""
    return np.floor(hypercube(size, columns, seed) * size).astype(np.int64)


@given(st.integers(1, 3000), st.integers(0, 2**40))
@settings(max_examples=60)
def test_each_part_is_hit_once(size: int, seed: int) -> None:
    points = hypercube(size, 3, seed)
    assert points.min() > 0.0
    assert points.max() < 1.0
    np.testing.assert_array_equal(np.sort(parts(size, 3, seed)), [np.arange(size)] * 3)


@given(st.integers(1, 2**30), st.data())
def test_a_draw_does_not_depend_on_those_beside_it(size: int, data: st.DataObject) -> None:
    draws = data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=20))
    together = hypercube(size, 2, draws=draws)
    assert together.min() > 0.0
    assert together.max() < 1.0
    for place, draw in enumerate(draws):
        np.testing.assert_array_equal(hypercube(size, 2, draws=[draw])[:, 0], together[:, place])


@pytest.mark.parametrize("size", [3, 4])
def test_every_order_comes_as_often_as_every_other(size: int) -> None:
    columns = 24_000
    orders, counts = np.unique(parts(size, columns), axis=0, return_counts=True)
    assert len(orders) == math.factorial(size)
    expected = columns / len(orders)
    chi_squared = float(((counts - expected) ** 2 / expected).sum())
    # The mean is the degrees of freedom, its variance twice that.
    freedom = len(orders) - 1
    assert abs(chi_squared - freedom) < 5.0 * math.sqrt(2.0 * freedom)


@pytest.mark.parametrize("size", [5, 33, 100])
def test_every_draw_falls_in_every_part_as_often(size: int) -> None:
    columns = 20_000
    found = parts(size, columns)
    expected = columns / size
    for draw in (0, 1, size // 2, size - 1):
        counts = np.bincount(found[:, draw], minlength=size)
        chi_squared = float(((counts - expected) ** 2 / expected).sum())
        assert abs(chi_squared - (size - 1)) < 5.0 * math.sqrt(2.0 * (size - 1)), draw


def test_neighbouring_draws_and_columns_are_strangers() -> None:
    size, columns = 1000, 60
    points = hypercube(size, columns)
    standard_error = 1.0 / math.sqrt(size)
    correlation = np.atleast_2d(np.corrcoef(points))[np.triu_indices(columns, 1)]
    assert np.abs(correlation).max() < 5.0 * standard_error
    assert abs(correlation.std() - standard_error) < 0.1 * standard_error
    for lag in (1, 2, 64):
        for row in points:
            assert abs(np.corrcoef(row[lag:], row[:-lag])[0, 1]) < 5.0 * standard_error


def test_hypercubes_of_other_sizes_and_seeds_are_others() -> None:
    found = [parts(size, 1, seed)[0, :500] for size, seed in ((500, 1), (501, 1), (500, 2))]
    for one, other in itertools.combinations(found, 2):
        assert (one == other).mean() < 0.05
