import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.shock import MOST_FREEDOM, Prior, Shock, digamma, prior_of, trigamma

#: Student's t: probability of at most the quantile, from printed tables.
TABLES = {
    (1.0, 0.75): 1.0,
    (2.0, 0.75): 0.8164966,
    (3.0, 0.95): 2.3533634,
    (4.0, 0.975): 2.7764451,
    (10.0, 0.99): 2.7637695,
}


@pytest.mark.parametrize(("freedom", "part"), TABLES)
def test_the_distribution_is_that_of_the_tables(freedom: float, part: float) -> None:
    quantile = TABLES[freedom, part]
    found = Shock(0.02, freedom).below(np.array([0.02 * quantile, -0.02 * quantile]))
    assert found == pytest.approx([part, 1.0 - part], abs=1e-6)


def test_of_much_freedom_is_the_normal_distribution() -> None:
    at = np.linspace(-3.0, 3.0, 25)
    normal = [NormalDist().cdf(one) for one in at]
    assert Shock(1.0, MOST_FREEDOM).below(at) == pytest.approx(normal, abs=5e-4)


@given(st.floats(1.0, 50.0), st.floats(1e-4, 1.0))
def test_it_is_even_and_rises(freedom: float, scale: float) -> None:
    at = scale * np.linspace(-50.0, 50.0, 41)
    found = Shock(scale, freedom).below(at)
    assert (np.diff(found) >= 0.0).all()
    assert found + found[::-1] == pytest.approx(np.ones(41), abs=1e-9)


def test_no_shock_is_a_step() -> None:
    assert Shock(0.0, 3.0).below(np.array([-1e-9, 0.0, 1e-9])).tolist() == [0.0, 1.0, 1.0]


@given(st.floats(0.05, 60.0))
def test_digamma_and_trigamma_are_the_derivatives_of_ln_gamma(x: float) -> None:
    step = 1e-4 * x
    slope = (math.lgamma(x + step) - math.lgamma(x - step)) / (2.0 * step)
    assert digamma(x) == pytest.approx(slope, rel=1e-5, abs=1e-6)
    slope = (digamma(x + step) - digamma(x - step)) / (2.0 * step)
    assert trigamma(x) == pytest.approx(slope, rel=1e-5)


@pytest.mark.parametrize(("usual", "freedom"), [(0.02**2, 4.0), (0.1**2, 12.0)])
def test_the_prior_that_made_mean_squares_is_found_again(usual: float, freedom: float) -> None:
    """The variance is d0 s0^2 over a chi-square, the mean square that of n shocks with it."""
    rng = np.random.default_rng(8)
    variance = freedom * usual / rng.chisquare(freedom, 20000)
    squares = variance * rng.chisquare(3, 20000) / 3
    found = prior_of(squares.tolist(), [3] * 20000)
    assert found.square == pytest.approx(usual, rel=0.03)
    assert found.freedom == pytest.approx(freedom, rel=0.1)


def test_sectors_that_differ_no_more_than_by_chance_share_one() -> None:
    found = prior_of([0.01, 0.012, 0.009, 0.0], [3, 3, 3, 3])
    assert found.freedom == MOST_FREEDOM
    shock = found.moderated(1.0, 3)
    assert shock.freedom == MOST_FREEDOM
    expected = (MOST_FREEDOM * found.square + 3.0) / (MOST_FREEDOM + 3.0)
    assert shock.scale**2 == pytest.approx(expected)


def test_a_series_is_drawn_to_what_is_usual_for_it() -> None:
    prior = Prior(0.04, 2.0)
    assert prior.moderated(0.01, 3) == Shock(math.sqrt((2 * 0.04 + 3 * 0.01) / 5), 5.0)
    assert prior.moderated(0.01, 3, 0.09) == Shock(math.sqrt((2 * 0.09 + 3 * 0.01) / 5), 5.0)
    assert prior.moderated(0.0, 0) == Shock(0.2, 2.0)


def test_of_nothing_nothing_is_known() -> None:
    assert prior_of([0.0, 0.3], [3, 3]) == Prior(0.0, 0.0)
    assert prior_of([], []) == Prior(0.0, 0.0)
    assert Prior(0.0, 0.0).moderated(0.25, 3) == Shock(0.5, 3.0)
    assert Prior(0.0, 0.0).moderated(0.0, 0) == Shock(0.0, 1.0)
