"""Names with their signs above a plot."""

from typing import Any

import pytest

from citypact.figures.canvas import Canvas, Spec
from citypact.figures.legend import Sign, legend, legend_height
from citypact.figures.marks import channel

SIGNS = [
    Sign("Short", "accent"),
    Sign("A name that is so long that it does not fit into one line of a telephone", "gain"),
    Sign("Last", "target", "circle", 60.0, bold=True),
]


def row_of(layer: Spec) -> dict[str, Any]:  # Any: what JSON gives
    """The only row of a layer."""
    assert isinstance(layer["data"], dict)
    (row,) = layer["data"]["values"]
    assert isinstance(row, dict)
    return row


@pytest.mark.parametrize(("width", "lines"), [(900, 3), (340, 4)])
def test_long_names_take_more_lines_and_nothing_stands_on_another(width: int, lines: int) -> None:
    canvas = Canvas(width, "light", "en")
    assert legend_height(canvas, SIGNS) == lines * canvas.line_height + 3 * 4
    y = channel("place_y", (0.0, 100.0), down=True)
    layers = legend(canvas, SIGNS, y, 0.0, 1.0, left=40.0)
    names = [row_of(layer) for layer in layers[1::2]]
    tops = [row["place_y"] for row in names]
    heights = [len(row["label"]) * canvas.line_height for row in names]
    for top, height, below in zip(tops, heights, tops[1:], strict=False):
        assert below >= top + height


def test_it_runs_down_on_a_scale_that_runs_up() -> None:
    canvas = Canvas(900, "dark", "sv")
    y = channel("place_y", (0.0, 500.0))
    layers = legend(canvas, SIGNS, y, 700.0, -2.0, left=50.0)
    tops = [row_of(layer)["place_y"] for layer in layers[1::2]]
    assert tops == sorted(tops, reverse=True)
    assert tops[0] == 700.0
