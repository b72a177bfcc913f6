"""Columns over the years: stacked amounts, groups side by side, with their names above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citypact.figures.canvas import Canvas, Margins, Spec, nice_ticks
from citypact.figures.legend import Sign, legend, legend_height
from citypact.figures.marks import Row, bars, channel, rules, texts

__all__ = ["Part", "columns"]

_HEIGHT = 300.0
#: The part of a year that its columns fill.
_FILLED = 0.84


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of the columns.

    Attributes:
        title: its name, with its sum in words.
        values: its amount in each year.
        paint: its colour.
        opacity: 1 for a full colour, less for what is less sure.
        group: parts of one group stand on top of each other, groups beside each other.
    """

    title: str
    values: tuple[float, ...]
    paint: str
    opacity: float = 1.0
    group: int = 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The canvas with its axes, and how wide a column is, in years."""

    canvas: Canvas
    years: tuple[int, ...]
    ticks: tuple[float, ...]
    head: float
    height: float
    groups: int

    @property
    def x(self) -> Spec:
        """The channel of places across, in years."""
        step = 2 if self.canvas.narrow and len(self.years) > 6 else 1  # noqa: PLR2004  (years)
        axis: Spec = {
            "values": [year for year in self.years if (self.years[-1] - year) % step == 0],
            "format": "d",
            "grid": False,
            "labelPadding": 6,
            "ticks": False,
            "domain": False,
        }
        return channel("place_x", (self.years[0] - 0.5, self.years[-1] + 0.5), axis)

    @property
    def y(self) -> Spec:
        """The channel of places from the top down, in pixels."""
        return channel("place_y", (0.0, self.head + self.height), down=True)

    def place(self, amount: float) -> float:
        """Where an amount stands, in pixels from the top."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.head + self.height * (high - amount) / (high - low)


def columns(canvas: Canvas, years: Sequence[int], parts: Sequence[Part]) -> Spec:
    """Lay out ``parts`` over ``years``: names with swatches first, then the columns."""
    signs = [Sign(part.title, part.paint, opacity=part.opacity) for part in parts]
    head = legend_height(canvas, signs) + 18.0
    edges = _edges(parts, len(years))
    ticks = nice_ticks(*_span(edges))
    left = 10 + max(canvas.room(_amount(tick, canvas.language)) for tick in ticks)
    sheet = _Sheet(
        canvas, tuple(years), tuple(ticks), head, _HEIGHT, 1 + max(part.group for part in parts)
    )
    layers = [*_grid(sheet, left), *legend(canvas, signs, sheet.y, 0.0, 1.0, left=left)]
    for part, part_edges in zip(parts, edges, strict=True):
        layers += _drawn(sheet, part, part_edges)
    base: Row = {
        "place_x": years[0] - 0.5,
        "place_x2": years[-1] + 0.5,
        "place_y": sheet.place(0.0),
    }
    layers.append(rules([base], sheet.x, sheet.y, canvas.colour("quiet"), x2="place_x2"))
    margins = Margins(left=left, top=4, right=6, bottom=28)
    return canvas.sheet(head + _HEIGHT, margins, layers)


def _edges(parts: Sequence[Part], years: int) -> list[list[tuple[float, float]]]:
    """Stack the parts of each group: what is above zero upwards, what is below downwards."""
    found: list[list[tuple[float, float]]] = []
    tops: dict[tuple[int, int, bool], float] = {}
    for part in parts:
        row = []
        for place in range(years):
            value = part.values[place]
            key = (part.group, place, value >= 0)
            start = tops.get(key, 0.0)
            tops[key] = start + value
            row.append((start, start + value))
        found.append(row)
    return found


def _span(edges: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float]:
    every = [edge for row in edges for pair in row for edge in pair]
    return min(0.0, *every), max(0.0, *every)


def _amount(tick: float, language: str) -> str:
    digits = f"{tick:,.0f}" if tick == round(tick) else f"{tick:,.2f}".rstrip("0")
    if language == "sv":
        digits = digits.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
    return digits.replace("-", "\N{MINUS SIGN}")


def _grid(sheet: _Sheet, left: float) -> list[Spec]:
    """Draw the horizontal lines and write their amounts."""
    canvas = sheet.canvas
    lines: list[Row] = [
        {
            "place_x": sheet.years[0] - 0.5,
            "place_x2": sheet.years[-1] + 0.5,
            "place_y": sheet.place(tick),
            "label": _amount(tick, canvas.language),
        }
        for tick in sheet.ticks
    ]
    quiet = canvas.colour("quiet")
    return [
        rules(lines, sheet.x, sheet.y, canvas.colour("grid"), x2="place_x2"),
        texts(lines, sheet.x, sheet.y, colour=quiet, align="right", pixels=-8.0 if left else 0.0),
    ]


def _drawn(sheet: _Sheet, part: Part, edges: Sequence[tuple[float, float]]) -> list[Spec]:
    """Draw a part's piece of every column; nothing where it is zero."""
    wide = _FILLED / sheet.groups
    shift = part.group * wide - _FILLED / 2
    rows: list[Row] = [
        {
            "year": year,
            "value": value,
            "place_x": year + shift,
            "place_x2": year + shift + wide,
            "place_y": sheet.place(start),
            "place_y2": sheet.place(end),
        }
        for year, value, (start, end) in zip(sheet.years, part.values, edges, strict=True)
        if value
    ]
    if not rows:
        return []
    fill = sheet.canvas.colour(part.paint)
    return [bars(rows, sheet.x, "place_x2", sheet.y, "place_y2", fill=fill, opacity=part.opacity)]
