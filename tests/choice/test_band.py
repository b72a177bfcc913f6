import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.band import Band
from citypact.choice.shock import Shock

STILL = Shock(0.0, 3.0)


def alike(deviations: list[float], shock: Shock = STILL) -> Band:
    return Band(np.array(deviations), np.ones(len(deviations)), shock)


def test_without_a_shock_an_end_is_the_conformal_rank() -> None:
    """39 errors: rank 0.95 x 40 = 38 from either side, times the root of four years."""
    low, high = alike([float(one) for one in range(-19, 20)]).reach(4.0)
    assert (low, high) == (-36.0, 36.0)


def test_too_few_errors_make_no_band() -> None:
    assert all(math.isnan(one) for one in alike([0.0] * 18).reach(1.0))
    assert alike([0.0] * 19).reach(1.0) == (0.0, 0.0)
    assert all(math.isnan(one) for one in alike([]).reach(1.0))


def test_without_deviations_an_end_is_the_quantile_of_the_shock_and_grows_with_time() -> None:
    """The 95 % quantile of Student's t with 3 degrees of freedom is 2.3534."""
    many = alike([0.0] * 100000, Shock(0.02, 3.0))
    for ahead in (1.0, 8.0):
        assert many.reach(ahead) == pytest.approx(
            (-2.3534 * 0.02 * ahead, 2.3534 * 0.02 * ahead), rel=1e-3
        )


def test_both_parts_are_the_quantile_of_their_sum() -> None:
    rng = np.random.default_rng(1)
    off = rng.normal(0.0, 0.05, 4000)
    low, high = alike(off.tolist(), Shock(0.02, 5.0)).reach(8.0)
    total = (
        8.0 * 0.02 * rng.standard_t(5.0, (400, 1))
        + math.sqrt(8.0) * off[rng.integers(0, 4000, (400, 5000))]
    )
    assert (total < low).mean() == pytest.approx(0.05, abs=0.02)
    assert (total > high).mean() == pytest.approx(0.05, abs=0.02)


def test_an_error_of_weight_two_is_an_error_seen_twice() -> None:
    off, shock = np.linspace(-1.0, 2.0, 60), Shock(0.1, 3.0)
    weights = np.where(off > 1.0, 2.0, 1.0)
    twice = alike([*off.tolist(), *off[off > 1.0].tolist()], shock)
    assert Band(off, weights, shock).reach(5.0) == pytest.approx(twice.reach(5.0))


@pytest.mark.parametrize("shock", [STILL, Shock(0.1, 3.0)])
def test_what_ended_more_often_than_in_one_of_twenty_lets_a_band_reach_down_to_nothing(
    shock: Shock,
) -> None:
    some, many = ([-math.inf] * n + [0.01 * one for one in range(100 - n)] for n in (4, 6))
    assert math.isfinite(alike(some, shock).reach(5.0)[0])
    low, high = alike(many, shock).reach(5.0)
    assert low == -math.inf
    assert 0.0 < high < math.inf
    assert alike([-math.inf] * 100, shock).reach(5.0) == (-math.inf, -math.inf)


@given(st.integers(0, 50), st.floats(0.0, 0.5), st.sampled_from([1.0, 4.0, 15.0]))
def test_a_mirrored_series_has_a_mirrored_band(seed: int, scale: float, ahead: float) -> None:
    off = np.random.default_rng(seed).exponential(size=40)
    low, high = alike(off.tolist(), Shock(scale, 3.0)).reach(ahead)
    mirrored = alike((-off).tolist(), Shock(scale, 3.0)).reach(ahead)
    assert mirrored == pytest.approx((-high, -low), rel=1e-9, abs=1e-9)
    assert low <= high
