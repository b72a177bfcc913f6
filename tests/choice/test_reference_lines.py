import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.choice.reference_lines import lad_line, last_value

YEARS = (1990, 2000, 2005, 2010, 2015)


def test_last_value_is_repeated() -> None:
    assert last_value(np.array([[1.0, 2.0], [3.0, 4.0]]), 2).tolist() == [[2.0, 2.0], [4.0, 4.0]]


def test_one_outlier_does_not_move_the_line() -> None:
    totals = np.array([[100.0, 90.0, 500.0, 80.0, 75.0]])
    assert lad_line(YEARS, totals, [2020, 2025])[0] == pytest.approx([70.0, 65.0])


def test_line_needs_every_year() -> None:
    assert np.isnan(lad_line(YEARS, np.array([[1.0, 2.0, np.nan, 4.0, 5.0]]), [2020])).all()


@given(st.lists(st.floats(-100, 100), min_size=5, max_size=5), st.floats(-9, 9), st.floats(-9, 9))
def test_no_other_line_is_nearer(totals: list[float], up: float, tilt: float) -> None:
    found = lad_line(YEARS, np.array([totals]), YEARS)[0]
    other = found + up + tilt * (np.array(YEARS) - 2000.0)
    off = np.abs(np.array(totals) - found).sum()
    assert off <= np.abs(np.array(totals) - other).sum() + 1e-6
