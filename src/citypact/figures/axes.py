"""Axes of years and amounts, and labels at the right end of lines and areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citypact.figures.canvas import Canvas, Spec, nice_ticks
from citypact.figures.labels import lines_of, spread
from citypact.figures.marks import channel, points, rules, texts

__all__ = ["End", "Plane", "end_labels", "end_room"]


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane of a chart over time: years across, amounts up.

    Attributes:
        first, last: the years shown.
        ticks: values of the horizontal lines, rising; the first and last are the span.
        width, height: of the plot, in pixels.
        marked: a year that the axis must name.
        narrow: whether it is the form for a telephone.
    """

    first: int
    last: int
    ticks: tuple[float, ...]
    width: float
    height: float
    marked: int
    narrow: bool

    @classmethod
    def over(
        cls,
        canvas: Canvas,
        years: tuple[int, int],
        amounts: tuple[float, float],
        size: tuple[float, float],
        marked: int,
    ) -> Plane:
        """Make the plane over first and last year and lowest and highest amount."""
        ticks = tuple(nice_ticks(min(0.0, amounts[0]), amounts[1]))
        return cls(*years, ticks, *size, marked, canvas.narrow)

    @property
    def unit(self) -> float:
        """Amount of one pixel upwards."""
        return (self.ticks[-1] - self.ticks[0]) / self.height

    @property
    def x(self) -> Spec:
        """The channel of field ``year``."""
        return self.across("year")

    @property
    def y(self) -> Spec:
        """The channel of field ``value``."""
        return self.up("value")

    def across(self, field: str) -> Spec:
        """Return the channel of years for another field."""
        long = self.last - self.first > 30  # noqa: PLR2004  (years, one label a decade)
        step = (20 if self.narrow else 10) if long else (10 if self.narrow else 5)
        named = [y for y in range(self.first, self.last + 1) if (y - self.marked) % step == 0]
        axis: Spec = {
            "values": named,
            "format": "d",
            "grid": False,
            "labelPadding": 6,
            "labelFlush": True,
            "title": None,
        }
        return channel(field, (self.first, self.last), axis)

    def up(self, field: str) -> Spec:
        """Return the channel of amounts for another field."""
        whole = all(tick == round(tick) for tick in self.ticks)
        axis: Spec = {
            "values": list(self.ticks),
            "format": ",.0f" if whole else ",.2~f",
            "grid": True,
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
            "title": None,
        }
        return channel(field, (self.ticks[0], self.ticks[-1]), axis)


@dataclass(frozen=True, slots=True)
class End:
    """A label at the right end of a line or an area.

    Attributes:
        title: its name.
        value: its value, in words.
        level: the amount that it points to.
        paint: colour of the text.
        swatch: colour of a square before it, for an area; empty for none.
        bold: for the one that matters most.
    """

    title: str
    value: str
    level: float
    paint: str
    swatch: str = ""
    bold: bool = False


def _reach(canvas: Canvas, ends: Sequence[End]) -> float:
    """Return the pixels between a line's end and its label."""
    if any(end.swatch for end in ends):
        return 28.0 if canvas.narrow else 40.0
    return 12.0


def end_room(canvas: Canvas, ends: Sequence[End]) -> float:
    """Return how many pixels the labels need beside the plot."""
    whole = [text for end in ends for text in (end.title, end.value)]
    words = [word for end in ends for word in [*end.title.split(), end.value]]
    most = 156.0 if canvas.narrow else 240.0
    longest = max((canvas.room(text) for text in (words if canvas.narrow else whole)), default=0.0)
    return float(round(min(most, longest + _reach(canvas, ends) + 2)))


def end_labels(canvas: Canvas, plane: Plane, ends: Sequence[End]) -> list[Spec]:
    """Name each line or area at its right end, none on top of another.

    A label that had to move, or has a swatch, is joined to its place by a thin line.
    """
    reach = _reach(canvas, ends)
    letters = canvas.letters(end_room(canvas, ends) - reach)
    blocks = [[*lines_of(end.title, letters), end.value] for end in ends]
    sizes = [(len(block) * canvas.line_height + 6) * plane.unit for block in blocks]
    levels = [end.level for end in ends]
    # Below the plot stand the names of the years; above it there is room for half a line.
    places = spread(levels, sizes, plane.ticks[0], plane.ticks[-1] + 8 * plane.unit)
    layers: list[Spec] = []
    for end, block, place in zip(ends, blocks, places, strict=True):
        top = place + (len(block) - 1) / 2 * canvas.line_height * plane.unit
        layers.append(_text(canvas, plane, end, (top, reach), block))
        if end.swatch:
            layers.append(_swatch(canvas, plane, end, (top, reach - 10)))
        if end.swatch or abs(place - end.level) > 4 * plane.unit:
            goal = top if end.swatch else place
            layers.append(_joint(canvas, plane, end, (goal, reach - (19 if end.swatch else 3))))
    return layers


def _text(
    canvas: Canvas, plane: Plane, end: End, where: tuple[float, float], block: list[str]
) -> Spec:
    """Write a label; ``where`` is an amount and the pixels right of the plot."""
    row = {"place_x": plane.last, "place_y": where[0], "label": block}
    x, y = plane.across("place_x"), plane.up("place_y")
    return texts([row], x, y, colour=canvas.colour(end.paint), dx=where[1], bold=end.bold)


def _swatch(canvas: Canvas, plane: Plane, end: End, where: tuple[float, float]) -> Spec:
    """Draw the square in the area's colour before its label."""
    years = (plane.last - plane.first) / plane.width
    row = {"place_x": plane.last + where[1] * years, "place_y": where[0]}
    x, y = plane.across("place_x"), plane.up("place_y")
    return points([row], x, y, canvas.colour(end.swatch), shape="square", size=110)


def _joint(canvas: Canvas, plane: Plane, end: End, goal: tuple[float, float]) -> Spec:
    """Draw the thin line from an end to its label."""
    years = (plane.last - plane.first) / plane.width
    row = {
        "place_x": plane.last,
        "place_y": end.level,
        "place_x2": plane.last + goal[1] * years,
        "place_y2": goal[0],
    }
    x, y = plane.across("place_x"), plane.up("place_y")
    return rules([row], x, y, canvas.colour("quiet"), x2="place_x2", y2="place_y2", width=0.75)
