"""Own exponential, logarithm and normal distribution, against Python's mathematics library."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from citypact.engine.elementary import (
    exponential,
    logarithm,
    normal_distribution,
    normal_quantile,
)

BOUND = 2e-15


def test_exponential_over_its_domain() -> None:
    x = np.linspace(-708.0, 709.0, 50_001)
    expected = np.array([math.exp(v) for v in x])
    assert np.max(np.abs(exponential(x) / expected - 1.0)) < BOUND


def test_logarithm_over_all_magnitudes_and_around_one() -> None:
    x = np.concatenate([np.exp(np.linspace(-700.0, 700.0, 20_001)), np.linspace(0.5, 2.0, 20_001)])
    expected = np.array([math.log(v) for v in x])
    found = logarithm(x)
    assert np.array_equal(found == 0.0, x == 1.0)
    assert (
        np.max(np.abs(found - expected) / np.where(expected == 0.0, 1.0, np.abs(expected))) < BOUND
    )


@given(st.floats(1e-16, 1.0 - 1e-16))
def test_normal_quantile(u: float) -> None:
    found = float(normal_quantile(np.array([u]))[0])
    assert math.isclose(found, NormalDist().inv_cdf(u), rel_tol=BOUND, abs_tol=1e-15)


def test_normal_quantile_of_the_smallest_and_largest_uniform_number() -> None:
    ends = np.array([2.0**-53, 1.0 - 2.0**-53])
    low, high = normal_quantile(ends).tolist()
    assert low == -high
    assert math.isclose(low, NormalDist().inv_cdf(2.0**-53), rel_tol=BOUND)


def test_normal_distribution() -> None:
    z = np.linspace(-37.0, 37.0, 50_001)
    expected = np.array([0.5 * math.erfc(-v / math.sqrt(2.0)) for v in z])
    assert np.max(np.abs(normal_distribution(z) - expected)) < 1e-15


@given(st.floats(-6.0, 6.0))
def test_normal_quantile_undoes_normal_distribution(z: float) -> None:
    u = normal_distribution(np.array([z]))
    assert math.isclose(float(normal_quantile(u)[0]), z, abs_tol=1e-6)
