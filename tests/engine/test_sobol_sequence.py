import numpy as np
import pytest

from citypact.engine.sobol_sequence import primitive_polynomials, sobol_points


def test_there_are_as_many_primitive_polynomials_as_theory_says() -> None:
    """Euler's function of 2^s - 1, divided by s; the numbers are known (OEIS A011260)."""
    degrees = [polynomial.bit_length() - 1 for polynomial in primitive_polynomials(336)]
    counts = [degrees.count(degree) for degree in range(1, 12)]
    assert counts == [1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176]


@pytest.mark.parametrize("samples", [1, 2, 64, 1024])
def test_each_part_of_each_column_has_one_point(samples: int) -> None:
    points = sobol_points(300, samples, seed=1)
    assert points.shape == (300, samples)
    assert ((points > 0.0) & (points < 1.0)).all()
    parts = np.sort((points * samples).astype(int), axis=1)
    np.testing.assert_array_equal(parts, np.broadcast_to(np.arange(samples), (300, samples)))


def test_first_two_columns_fill_every_box_alike() -> None:
    """Sobol's first two columns are a net: one point in each box of area 1/1024."""
    x, y = sobol_points(2, 1024, seed=4)
    for bits in range(11):
        boxes = (x * 2**bits).astype(int) * 2 ** (10 - bits) + (y * 2 ** (10 - bits)).astype(int)
        assert len(np.unique(boxes)) == 1024


def test_no_two_columns_are_alike() -> None:
    for seed in range(3):
        correlation = np.corrcoef(sobol_points(300, 1024, seed=seed)) - np.eye(300)
        assert np.abs(correlation).max() < 0.5
        # Chance alone gives 0.031 in the mean square.
        assert np.sqrt((correlation**2).mean()) < 0.02


def test_means_are_without_bias_and_surer_than_chance() -> None:
    def mean(seed: int) -> float:
        """Of a product of 20 numbers with the mean 1."""
        points = sobol_points(20, 512, seed=seed)
        return float((1.0 + (points - 0.5)).prod(axis=0).mean())

    means = np.array([mean(seed) for seed in range(60)])
    chance = np.sqrt(((1.0 + 1.0 / 12.0) ** 20 - 1.0) / 512)
    error = means.std(ddof=1)
    assert error < chance / 1.5
    assert abs(means.mean() - 1.0) < 4.0 * error / np.sqrt(60)


def test_seed_decides() -> None:
    one, same, other = (sobol_points(5, 100, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
