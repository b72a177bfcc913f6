import math

import numpy as np
import pytest

from citypact.choice.factors import Factor
from citypact.choice.points import latin_hypercube
from citypact.choice.sobol import Indices, sobol_indices
from citypact.engine.arrays import Floats
from citypact.errors import InputError

NAMES = ("one", "two", "three", "idle")
FACTORS = tuple(Factor(name, (row,), (name,)) for row, name in enumerate(NAMES))
HEIGHT, TILT = 7.0, 0.1

# Closed form of the Ishigami function (Ishigami and Homma 1990).
VARIANCE = HEIGHT**2 / 8 + TILT * math.pi**4 / 5 + TILT**2 * math.pi**8 / 18 + 0.5
ONE = 0.5 * (1 + TILT * math.pi**4 / 5) ** 2 / VARIANCE
TWO = HEIGHT**2 / 8 / VARIANCE
ONE_THREE = 8 * TILT**2 * math.pi**8 / 225 / VARIANCE
FIRST = np.array([ONE, TWO, 0.0, 0.0])
TOTAL = np.array([ONE + ONE_THREE, TWO, ONE_THREE, 0.0])


def ishigami(x: Floats) -> Floats:
    """The function itself, a sum of its arguments, and what does not vary."""
    wave = np.sin(x[0]) + HEIGHT * np.sin(x[1]) ** 2 + TILT * x[2] ** 4 * np.sin(x[0])
    return np.vstack([wave, x[0] + 2 * x[1] + 3 * x[2], np.full(x.shape[1], 0.1)])


def samples(number: int, seed: int = 1) -> tuple[Floats, Floats]:
    def between(sample: str) -> Floats:
        return (2 * latin_hypercube(NAMES, number, seed=seed, sample=sample) - 1) * math.pi

    return between("A"), between("B")


def found(number: int, seed: int = 1, factors: tuple[Factor, ...] = FACTORS) -> Indices:
    return sobol_indices(ishigami, factors, *samples(number, seed), seed=seed)


def test_ishigami_has_its_closed_form() -> None:
    indices = found(8192)
    assert indices.variance[0] == pytest.approx(VARIANCE, rel=0.02)
    np.testing.assert_allclose(indices.first.value[:, 0], FIRST, atol=0.03)
    np.testing.assert_allclose(indices.total.value[:, 0], TOTAL, atol=0.02)
    assert indices.first.error[:3, 0].max() < 0.03


def test_first_is_total_where_all_adds_up() -> None:
    indices = found(4096)
    parts = np.array([1.0, 4.0, 9.0, 0.0]) / 14.0
    np.testing.assert_allclose(indices.first.value[:, 1], parts, atol=0.03)
    np.testing.assert_allclose(indices.total.value[:, 1], parts, atol=0.03)
    assert indices.first.value[:, 1].sum() == pytest.approx(1.0, abs=0.03)
    # With interactions the first orders leave some over, and the totals count it twice.
    assert indices.first.value[:, 0].sum() == pytest.approx(1.0 - ONE_THREE, abs=0.05)
    assert indices.total.value[:, 0].sum() == pytest.approx(1.0 + ONE_THREE, abs=0.05)


def test_factor_that_nothing_reads_has_exactly_zero() -> None:
    indices = found(256)
    for estimate in (indices.first, indices.total):
        assert estimate.value[3, 0] == 0.0
        assert estimate.error[3, 0] == 0.0


def test_what_does_not_vary_has_no_indices() -> None:
    indices = found(256)
    assert indices.variance[2] == 0.0
    assert indices.mean[2] == 0.1
    assert np.isnan(indices.first.value[:, 2]).all()
    assert np.isnan(indices.total.error[:, 2]).all()


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = []
    for seed in range(60):
        indices = found(256, seed)
        for estimate, truth in ((indices.first, FIRST), (indices.total, TOTAL)):
            low, high = estimate.low[:3, 0], estimate.high[:3, 0]
            held.append((low <= truth[:3]) & (truth[:3] <= high))
    # 95 % are meant; 360 trials have a standard error of 1.1 points, and some are dependent.
    assert 0.90 <= np.mean(held) <= 0.995


def test_order_of_factors_changes_nothing() -> None:
    forward, backward = found(300), found(300, factors=FACTORS[::-1])
    for one, other in ((forward.first, backward.first), (forward.total, backward.total)):
        np.testing.assert_array_equal(one.value, other.value[::-1])
        np.testing.assert_array_equal(one.error, other.error[::-1])


def test_threads_and_shift_change_nothing() -> None:
    a, b = samples(300)
    one = sobol_indices(ishigami, FACTORS, a, b, threads=1)
    two = sobol_indices(lambda x: ishigami(x) + 1000.0, FACTORS, a, b, threads=2)
    np.testing.assert_allclose(one.first.value[:, :2], two.first.value[:, :2], atol=1e-9)
    np.testing.assert_allclose(one.total.error[:, :2], two.total.error[:, :2], atol=1e-9)


def test_factor_of_several_rows_is_swapped_as_one() -> None:
    pair = (Factor("pair", (0, 2), ("one", "three")), FACTORS[1])
    indices = found(8192, factors=pair)
    np.testing.assert_allclose(indices.first.value[:, 0], [1.0 - TWO, TWO], atol=0.03)
    np.testing.assert_allclose(indices.total.value[:, 0], [1.0 - TWO, TWO], atol=0.03)


def test_rare_event_has_no_error() -> None:
    """One draw in all reaches it: bootstraps without that draw have nothing to divide."""
    a, b = samples(64)
    highest = max(a[0].max(), b[0].max())
    indices = sobol_indices(lambda x: (x[:1] >= highest).astype(float), FACTORS, a, b)
    assert indices.variance[0] > 0.0
    assert np.isfinite(indices.total.value).all()
    assert np.isnan(indices.total.error).all()


@pytest.mark.parametrize(("lanes", "resamples"), [(1, 100), (64, 1)])
def test_too_little_is_refused(lanes: int, resamples: int) -> None:
    sample = np.full((4, lanes), 0.5)
    with pytest.raises(InputError, match="at least 2 bootstraps; found"):
        sobol_indices(ishigami, FACTORS, sample, sample, resamples=resamples)


def test_samples_of_different_shape_are_refused() -> None:
    with pytest.raises(InputError, match=r"found \(4, 8\), \(4, 9\) and 100"):
        sobol_indices(ishigami, FACTORS, np.ones((4, 8)), np.ones((4, 9)))
