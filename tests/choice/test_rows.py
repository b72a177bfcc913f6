import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from citypact.choice.rows import Rows
from citypact.engine.arrays import Floats

NUMBERS = st.sampled_from([0.0, 0.0, 1.0, -2.5])
MATRICES = arrays(np.float64, st.tuples(st.integers(0, 5), st.just(4)), elements=NUMBERS)


@given(matrix=MATRICES, other=MATRICES, x=arrays(np.float64, 4, elements=NUMBERS))
def test_rows_are_the_matrix_that_they_are_of(matrix: Floats, other: Floats, x: Floats) -> None:
    rows, below = Rows.of(matrix), Rows.of(other)
    assert np.array_equal(np.asarray(rows), matrix)
    assert np.array_equal(np.asarray(Rows.stacked([rows, below])), np.vstack([matrix, other]))
    assert np.allclose(rows.times(x), matrix @ x)
    wide = np.hstack([matrix, np.zeros((len(matrix), 3))])
    assert np.array_equal(np.asarray(rows.widened(7)), wide)
    right = np.hstack([np.zeros((len(matrix), 4)), np.ones((len(matrix), 1))])
    both = np.hstack([matrix, np.ones((len(matrix), 1))])
    assert np.array_equal(np.asarray(rows.plus(Rows.of(right))), both)
    assert len(rows.values) == np.count_nonzero(matrix)


@given(
    matrix=MATRICES,
    columns=arrays(np.bool_, 4),
    seed=st.integers(0, 100),
)
def test_a_part_of_the_rows_is_that_of_the_matrix(
    matrix: Floats, columns: np.ndarray, seed: int
) -> None:
    rows = np.random.default_rng(seed).random(len(matrix)) < 0.5
    part = Rows.of(matrix).only(rows, columns)
    assert np.array_equal(np.asarray(part), matrix[rows][:, columns])
