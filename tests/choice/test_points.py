import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.points import latin_hypercube, resamplings


@given(samples=st.integers(1, 200), seed=st.integers(0, 2**40))
def test_each_part_has_one_point(samples: int, seed: int) -> None:
    points = latin_hypercube(["a", "b"], samples, seed=seed, sample="A")
    assert ((points > 0.0) & (points < 1.0)).all()
    parts = np.sort((points * samples).astype(int), axis=1)
    np.testing.assert_array_equal(parts, [np.arange(samples)] * 2)


def test_columns_keep_their_points_when_others_come() -> None:
    few = latin_hypercube(["a", "c"], 50, seed=3, sample="A")
    many = latin_hypercube(["c", "b", "a"], 50, seed=3, sample="A")
    np.testing.assert_array_equal(few, many[[2, 0]])


def test_columns_samples_and_seeds_are_independent() -> None:
    rows = [
        latin_hypercube([name], 2000, seed=seed, sample=sample)[0]
        for name, seed, sample in (("a", 1, "A"), ("b", 1, "A"), ("a", 1, "B"), ("a", 2, "A"))
    ]
    correlation = np.corrcoef(rows) - np.eye(4)
    # The standard error of a correlation is 0.022.
    assert np.abs(correlation).max() < 0.09


def test_resamplings_take_as_many_with_replacement() -> None:
    counts = resamplings(400, 50, seed=1)
    assert counts.shape == (50, 400)
    np.testing.assert_array_equal(counts.sum(axis=1), 400.0)
    # Each is taken once on the average, and Poisson has the variance 1.
    assert abs(counts.var() - 1.0) < 0.05
    assert not np.array_equal(counts[0], counts[1])
