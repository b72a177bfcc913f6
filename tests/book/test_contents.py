"""§ 3.2: straight lines between stated years, level outside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.book import open_book
from citypact.book.contents import on_background, value_at

POINTS = st.dictionaries(st.integers(1990, 2050), st.floats(-1e6, 1e6), min_size=1, max_size=6).map(
    lambda points: sorted(points.items())
)


@given(POINTS, st.integers(1980, 2060))
def test_a_path_stays_between_its_points(points: list[tuple[int, float]], year: int) -> None:
    values = [value for _, value in points]
    assert min(values) - 1e-6 <= value_at(points, year) <= max(values) + 1e-6
    for stated, value in points:
        assert value_at(points, stated) == value


@given(POINTS)
def test_a_path_is_level_outside_its_years(points: list[tuple[int, float]]) -> None:
    assert value_at(points, points[0][0] - 5) == points[0][1]
    assert value_at(points, points[-1][0] + 5) == points[-1][1]


def test_a_path_is_straight_between_two_years() -> None:
    assert value_at([(2020, 1.0), (2030, 3.0)], 2023) == pytest.approx(1.6, rel=1e-15)


def test_rows_of_a_background_come_before_common_ones() -> None:
    paths = open_book("template").contents.paths("factors")
    power = paths["electricity", "CO2e", "fossil", "2"]
    assert [row.year("year") for row in on_background(power, "slow-grid")] == [2020, 2050]
    assert [row.year("year") for row in on_background(power, "other")] == [2020, 2030, 2045]
