"""Distributions: their quantiles in closed form, and what they refuse."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.random_programs import DISTRIBUTIONS

from citypact.engine import Distribution, Lognormal, Normal, Range, Triangular, Uniform
from citypact.engine.distribution import KINDS
from citypact.errors import InputError

probabilities = st.floats(1e-6, 1.0 - 1e-6)


@given(probabilities)
def test_normal_has_its_percentiles(p: float) -> None:
    chosen = Normal(10.0, 7.0, 13.0)
    deviation = 3.0 / NormalDist().inv_cdf(0.95)
    expected = NormalDist(10.0, deviation).inv_cdf(p)
    assert math.isclose(float(chosen.quantile(p)), expected, rel_tol=1e-13)


@given(probabilities)
def test_lognormal_is_a_normal_in_logarithms(p: float) -> None:
    chosen = Lognormal(2.0, 1.0, 4.0)
    sigma = math.log(4.0) / (2.0 * NormalDist().inv_cdf(0.95))
    expected = 2.0 * math.exp(sigma * NormalDist().inv_cdf(p))
    assert math.isclose(float(chosen.quantile(p)), expected, rel_tol=1e-13)


@pytest.mark.parametrize("chosen", [Normal(10.0, 7.0, 13.0), Lognormal(2.0, 1.0, 4.0)])
def test_low_and_high_are_the_5th_and_95th_percentile(chosen: Distribution) -> None:
    assert math.isclose(float(chosen.quantile(0.05)), chosen.low, rel_tol=1e-12)
    assert math.isclose(float(chosen.quantile(0.5)), chosen.value, rel_tol=1e-12)
    assert math.isclose(float(chosen.quantile(0.95)), chosen.high, rel_tol=1e-12)


@given(probabilities, st.floats(0.0, 1.0))
def test_triangular_inverts_its_distribution_function(p: float, mode: float) -> None:
    low, high = -2.0, 5.0
    peak = low + mode * (high - low)
    x = float(Triangular(peak, low, high).quantile(p))
    if x < peak:
        below = (x - low) ** 2 / ((high - low) * (peak - low))
    else:
        below = 1.0 - (high - x) ** 2 / ((high - low) * (high - peak)) if high > peak else 1.0
    assert math.isclose(below, p, abs_tol=1e-9)


@given(probabilities)
def test_uniform_is_a_straight_line(p: float) -> None:
    assert math.isclose(float(Uniform(3.0, 1.0, 5.0).quantile(p)), 1.0 + 4.0 * p, rel_tol=1e-14)


@given(probabilities)
def test_range_has_half_of_the_probability_on_either_side(p: float) -> None:
    expected = 1.0 + 2.0 * p if p < 0.5 else 2.0 + 16.0 * (p - 0.5)
    assert math.isclose(float(Range(2.0, 1.0, 10.0).quantile(p)), expected, rel_tol=1e-13)


def test_quantile_keeps_the_shape_it_is_given() -> None:
    for chosen in DISTRIBUTIONS:
        assert chosen.quantile(np.full((2, 3), 0.4)).shape == (2, 3)
        assert chosen.quantile(0.4).shape == ()


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1, math.nan])
def test_a_probability_lies_inside(p: float) -> None:
    with pytest.raises(InputError, match="greater than 0 and less than 1"):
        Uniform(0.5, 0.0, 1.0).quantile(p)


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("numbers", [(1.0, 1.0, 1.0), (1.0, 2.0, 0.5), (math.nan, 0.0, 1.0)])
def test_what_is_no_distribution_is_refused(
    kind: type[Distribution], numbers: tuple[float, float, float]
) -> None:
    with pytest.raises(InputError, match=f"{kind.name} distribution with value"):
        kind(*numbers)


@pytest.mark.parametrize(
    ("kind", "numbers", "reason"),
    [
        (Normal, (1.0, 0.5, 2.0), "must lie the same way from value"),
        (Lognormal, (1.0, 0.0, 2.0), "low must be greater than 0"),
        (Lognormal, (1.2, 0.5, 2.0), "within 5 % of the geometric mean 1"),
        (Lognormal, (1.0, 1e-80, 1e80), "high is too many times low"),
        (Triangular, (3.0, 1.0, 2.0), "value must lie between low and high"),
        (Uniform, (0.0, 1.0, 2.0), "value must lie between low and high"),
        (Range, (3.0, 1.0, 2.0), "value must lie between low and high"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(
    kind: type[Distribution], numbers: tuple[float, float, float], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        kind(*numbers)
