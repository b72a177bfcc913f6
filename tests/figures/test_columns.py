"""Columns over the years: what is stacked, and what stands beside."""

import pytest

from citypact.figures.canvas import Canvas, Spec
from citypact.figures.columns import Part, columns

YEARS = [2024, 2025]


def pieces(spec: Spec) -> dict[float, list[tuple[float, float, float]]]:
    """By value: left, and the two heights of each piece that has it."""
    assert isinstance(spec["layer"], list)
    found: dict[float, list[tuple[float, float, float]]] = {}
    for layer in spec["layer"]:
        for row in layer["data"]["values"]:
            if "value" in row:
                place = (row["place_x"], row["place_y"], row["place_y2"])
                found.setdefault(row["value"], []).append(place)
    return found


def test_parts_of_a_group_stand_on_each_other_and_groups_beside() -> None:
    spec = columns(
        Canvas(900, "light", "en"),
        YEARS,
        [
            Part("a", (10.0, 20.0), "accent"),
            Part("b", (30.0, 0.0), "target"),
            Part("c", (5.0, 5.0), "gain", group=1),
        ],
    )
    found = pieces(spec)
    (ten,), (thirty,), fives = found[10.0], found[30.0], found[5.0]
    assert thirty[1] == pytest.approx(ten[2])
    assert ten[0] == thirty[0]
    assert fives[0][0] > ten[0]
    assert fives[0][1] == pytest.approx(ten[1]), "each group begins at zero"
    assert 0.0 not in found, "nothing is drawn where there is nothing"


def test_heights_are_in_proportion() -> None:
    parts = [Part("a", (10.0, 20.0), "accent")]
    found = pieces(columns(Canvas(340, "light", "sv"), YEARS, parts))
    heights = {value: place[0][1] - place[0][2] for value, place in found.items()}
    assert heights[20.0] == pytest.approx(2.0 * heights[10.0])


def test_what_is_below_zero_goes_down() -> None:
    parts = [Part("a", (10.0, -20.0), "accent"), Part("b", (5.0, -5.0), "gain")]
    found = pieces(columns(Canvas(900, "light", "sv"), YEARS, parts))
    (twenty,), (five,) = found[-20.0], found[-5.0]
    assert twenty[2] > twenty[1]
    assert five[1] == pytest.approx(twenty[2])


def test_on_a_telephone_many_years_are_not_all_named() -> None:
    years = list(range(2024, 2035))
    part = Part("a", tuple(1.0 for _ in years), "accent")
    named = []
    for width in (340, 900):
        spec = columns(Canvas(width, "light", "sv"), years, [part])
        assert isinstance(spec["layer"], list)
        axes = [
            layer["encoding"]["x"].get("axis") or {}
            for layer in spec["layer"]
            if isinstance(layer["encoding"].get("x"), dict)
        ]
        named.append(next(axis["values"] for axis in axes if axis.get("values")))
    assert named[0] == years[::2]
    assert named[1] == years
