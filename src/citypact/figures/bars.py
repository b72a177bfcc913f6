"""Rows of bars with their names and values: on a wide sheet beside the bar, on a narrow one above.

Used wherever things are ranked or compared. Each row says its number; a whisker is the range
of nine draws in ten; a diamond is what somebody else says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, bars, channel, points, rules, texts

__all__ = ["Bar", "bar_rows"]

_THICK = 16
_GAP = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One row.

    Attributes:
        title: its name.
        label: its value, in words.
        value: where the bar ends; None for no bar.
        paint: colour of the bar.
        low, high: ends of the whisker; None for none.
        claim: where the diamond stands; None for none.
        start: where the bar begins.
        pale: draw the bar light, for what is only beside.
        bold: write the name bold.
        marked: a second piece of the bar, from and to.
        marked_paint: its colour; that of the gap.
    """

    title: str
    label: str
    value: float | None
    paint: str
    low: float | None = None
    high: float | None = None
    claim: float | None = None
    start: float = 0.0
    pale: bool = False
    bold: bool = False
    marked: tuple[float, float] | None = None
    marked_paint: str = "target"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands, in pixels from the top of the plot."""

    title: float
    label: float
    bar: float
    lines: list[str]


def bar_rows(
    canvas: Canvas, rows: Sequence[Bar], *, limit: tuple[float, str] | None = None
) -> Spec:
    """Lay out rows of bars.

    Args:
        canvas: what to draw on.
        rows: from the top down.
        limit: a value with its words, drawn as a line down through all rows.
    """
    head = canvas.line_height + 6.0 if limit else 0.0
    left = 0.0 if canvas.narrow else round(canvas.width * 0.34)
    places, height = _places(canvas, rows, left, head)
    longest = max((canvas.room(row.label) for row in rows), default=0.0)
    right = 10 if canvas.narrow else round(min(longest + 14, canvas.width * 0.3))
    margins = Margins(left=left, top=4, right=right, bottom=6)
    span = _span(rows, limit)
    x = channel("x", span)
    y = channel("place_y", (0.0, height), down=True)
    layers: list[Spec] = []
    for row, place in zip(rows, places, strict=True):
        layers += _bar(canvas, row, place, x, y)
    base: list[Row] = [{"place_x": 0.0, "place_y": head, "place_y2": height}]
    if canvas.narrow and span[0] < 0.0:
        # In the middle of the sheet the line would run through the names.
        tall = {"place_x": 0.0}
        base = [tall | {"place_y": p.bar - 4, "place_y2": p.bar + _THICK + 4} for p in places]
    layers.append(rules(base, x | {"field": "place_x"}, y, canvas.colour("quiet"), y2="place_y2"))
    if limit:
        line: Row = {"x": limit[0], "place_y": head, "place_y2": height, "label": limit[1]}
        shade = canvas.colour("target")
        layers.append(rules([line], x, y, shade, y2="place_y2", width=2))
        layers.append(
            texts([line], x, y, colour=shade, align="center", baseline="bottom", dy=-4, bold=True)
        )
    return canvas.sheet(height, margins, layers)


def _span(rows: Sequence[Bar], limit: tuple[float, str] | None) -> tuple[float, float]:
    """Return the lowest and highest amount shown, zero among them."""
    amounts = [0.0] if limit is None else [0.0, limit[0]]
    for row in rows:
        stated = (row.value, row.low, row.high, row.claim, row.start, *(row.marked or ()))
        amounts += [amount for amount in stated if amount is not None]
    low, high = min(amounts), max(amounts)
    return low, high if high > low else low + 1.0


def _places(
    canvas: Canvas, rows: Sequence[Bar], left: float, head: float
) -> tuple[list[_Place], float]:
    """Stack the rows; return their places and the height of all."""
    places: list[_Place] = []
    top = head
    line = canvas.line_height
    for row in rows:
        if canvas.narrow:
            lines = lines_of(row.title, canvas.letters(canvas.width), most=3)
            label = top + line * len(lines)
            places.append(_Place(top, label, label + line + 1, lines))
            top = label + line + 1 + _THICK + _GAP
        else:
            lines = lines_of(row.title, canvas.letters(left - 14))
            tall = max(line * len(lines), _THICK)
            middle = top + tall / 2
            places.append(_Place(middle, middle, middle - _THICK / 2, lines))
            top += tall + _GAP
    return places, top


def _bar(canvas: Canvas, row: Bar, place: _Place, x: Spec, y: Spec) -> list[Spec]:
    """Draw one row: name, bar, whisker, diamond, value."""
    layers: list[Spec] = []
    edges = {"place_y": place.bar, "place_y2": place.bar + _THICK}
    middle = place.bar + _THICK / 2
    if row.value is not None:
        piece: Row = {"place_x": row.start, "x2": row.value} | edges
        fill, faint = canvas.colour(row.paint), 0.45 if row.pale else 1.0
        start = x | {"field": "place_x"}
        layers.append(bars([piece], start, "x2", y, "place_y2", fill=fill, opacity=faint))
    if row.marked is not None:
        extra: Row = {"x": row.marked[0], "x2": row.marked[1]} | edges
        fill = canvas.colour(row.marked_paint)
        layers.append(bars([extra], x, "x2", y, "place_y2", fill=fill))
    if row.low is not None and row.high is not None:
        whisker: Row = {"x": row.low, "x2": row.high, "place_y": middle}
        tops = {"place_y": middle - 4, "place_y2": middle + 4}
        caps = [{"x": end} | tops for end in (row.low, row.high)]
        ink = canvas.colour("ink")
        layers.append(rules([whisker], x, y, ink, x2="x2", width=1.5))
        layers.append(rules(caps, x, y, ink, y2="place_y2", width=1.5))
    if row.claim is not None:
        claim: Row = {"x": row.claim, "place_y": middle}
        ground = canvas.colour("background")
        layers.append(
            points([claim], x, y, canvas.colour("ink"), shape="diamond", size=95, hollow=ground)
        )
    return [*layers, *_names(canvas, row, place, x, y)]


def _names(canvas: Canvas, row: Bar, place: _Place, x: Spec, y: Spec) -> list[Spec]:
    """Write the row's name and its value: beside the bar, or above it on a narrow sheet."""
    if canvas.narrow:
        title: Row = {"place_y": place.title, "label": place.lines}
        value: Row = {"place_y": place.label, "label": row.label}
        quiet = canvas.colour("quiet")
        return [
            texts([title], x, y, baseline="top", bold=True, pixels=0),
            texts([value], x, y, baseline="top", colour=quiet, pixels=0),
        ]
    shift = (len(place.lines) - 1) / 2 * canvas.line_height
    name: Row = {"place_y": place.title, "label": place.lines}
    stated = (row.value, row.high, row.claim, *(row.marked or ()))
    end = max([0.0, *(amount for amount in stated if amount is not None)])
    words: Row = {"place_x": end, "place_y": place.label, "label": row.label}
    left = round(canvas.width * 0.34)
    return [
        texts([name], x, y, dy=-shift, bold=row.bold, pixels=-left),
        texts([words], x | {"field": "place_x"}, y, dx=10, bold=row.bold),
    ]
