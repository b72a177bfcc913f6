"""Sums over draws: the same bits however the draws are divided."""

from __future__ import annotations

import itertools
import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.random_programs import same_bits

from citypact.engine.native_executor import NativeExecutor
from citypact.engine.sums import DyadicSums, pairwise_sum

VALUES = np.random.default_rng(5).lognormal(sigma=5.0, size=(3, 3000))


@given(st.data())
def test_the_division_into_parts_changes_no_bit(data: st.DataObject) -> None:
    first = data.draw(st.integers(0, 10_000))
    count = data.draw(st.integers(1, 3000))
    values = VALUES[:, :count]
    whole = DyadicSums()
    whole.add(first, values)
    edges = [0, *sorted(data.draw(st.sets(st.integers(0, count)))), count]
    spans = [(a, b) for a, b in itertools.pairwise(edges) if b > a]
    parts = DyadicSums()
    for a, b in data.draw(st.permutations(spans)):
        part = DyadicSums()
        part.add(first + a, values[:, a:b])
        parts.merge(part)
    assert parts.nodes.keys() == whole.nodes.keys()
    assert same_bits(parts.total(), whole.total())


def test_a_sum_is_the_sum() -> None:
    sums = DyadicSums()
    sums.add(17, VALUES)
    expected = [math.fsum(row) for row in VALUES.tolist()]
    np.testing.assert_allclose(sums.total(), expected, rtol=1e-14)


def test_few_nodes_are_kept() -> None:
    sums = DyadicSums()
    sums.add(1, np.ones((1, 1_000_000)))
    assert len(sums.nodes) <= 40
    assert sums.total().tolist() == [1_000_000.0]


def test_c_adds_in_the_same_order() -> None:
    native = NativeExecutor()
    for level in range(12):
        part = np.ascontiguousarray(VALUES[:, : 1 << level])
        assert same_bits(native.pairwise_sum(part), pairwise_sum(part))
    assert same_bits(native.pairwise_sum(VALUES[:, 5:517]), pairwise_sum(VALUES[:, 5:517]))
