"""The sheet that figures are drawn on."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.errors import InputError
from citypact.figures.canvas import Canvas, Margins, nice_ticks
from citypact.figures.marks import channel, line, points


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_enclose_what_is_shown_in_round_steps(low: float, span: float) -> None:
    ticks = nice_ticks(low, low + span)
    assert ticks[0] <= low + 1e-6 * span
    assert ticks[-1] >= low + span - 1e-6 * span
    assert 2 <= len(ticks) <= 10


def test_a_sheet_is_as_wide_as_asked() -> None:
    spec = Canvas(900, "light", "sv").sheet(200, Margins(40, 10, 100, 30), [])
    assert (spec["width"], spec["height"]) == (760, 200)
    assert spec["autosize"] == {"type": "none"}


def test_rows_that_look_alike_become_one_layer_but_lines_stay_apart() -> None:
    x, y = channel("x", (0, 1)), channel("y", (0, 1))
    one, two = [{"x": 0, "y": 0}], [{"x": 1, "y": 1}]
    layers = [
        points(one, x, y, "#000000"),
        line(one, x, y, "#000000"),
        points(two, x, y, "#000000"),
        line(two, x, y, "#000000"),
        points(two, x, y, "#ffffff"),
    ]
    drawn = Canvas(340, "light", "sv").sheet(100, Margins(), layers)["layer"]
    assert isinstance(drawn, list)
    assert [(layer["mark"]["type"], layer["data"]["values"]) for layer in drawn] == [
        ("point", [*one, *two]),
        ("line", one),
        ("line", two),
        ("point", two),
    ]


def test_a_specification_is_plain_data() -> None:
    spec = Canvas(340, "dark", "en").sheet(100, Margins(), [])
    assert json.loads(json.dumps(spec)) == spec


def test_a_theme_or_width_that_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="no theme is named 'sepia'"):
        Canvas(340, "sepia", "sv").sheet(100, Margins(), [])
    with pytest.raises(InputError, match="at least 300 pixels wide, not 299"):
        Canvas(299, "light", "sv")
