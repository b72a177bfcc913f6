"""A figure: a chart with its table, its words and its way back.

It is made once from results (see the functions in :data:`citypact.figures.FIGURES`) and can
then be laid out for any width and theme.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citypact.errors import InputError
from citypact.figures.canvas import Canvas, Spec
from citypact.figures.drawing import Begin, begin, draw
from citypact.figures.labels import lines_of
from citypact.figures.table import Table
from citypact.figures.words import say

__all__ = ["Figure", "FigureUnavailable"]

_PAGE = "page"


class FigureUnavailable(InputError):  # noqa: N818  a state of the book, said to a reader
    """The book or the results lack what a figure needs; the message says what to do next."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in one language.

    Attributes:
        id: its name in the registry.
        language: ``sv`` or ``en``.
        title: what it shows.
        subtitle: what is counted, of what, and when.
        description: the same for a reader who does not see it, with the main numbers.
        unit: unit of its numbers.
        table: every number of the chart, exact.
        sources: keys of the book's rows that it shows, ``table/row key``.
        outputs: names of the program's outputs that it shows; the model tells which rows
            they depend on.
        origin: book, program and run behind it, in one line.
        layout: from canvas to specification.
    """

    id: str
    language: str
    title: str
    subtitle: str
    description: str
    unit: str
    table: Table
    sources: tuple[str, ...]
    outputs: tuple[str, ...]
    origin: str
    layout: Callable[[Canvas], Spec]

    @property
    def method_note(self) -> str:
        """How the figure is made and what it leaves out, in its language."""
        return say(self.language, f"{self.id}.method")

    def spec(self, width: int = 900, theme: str = "light", *, heading: bool = False) -> Spec:
        """Return the Vega-Lite specification for a width in pixels and a theme.

        Raises:
            InputError: the width is under 300 pixels, or no such theme.
        """
        canvas = Canvas(width, theme, self.language)
        spec = self.layout(canvas)
        return self._headed(spec, canvas) if heading else spec

    def svg(self, width: int = 900, theme: str = "light", *, heading: bool = False) -> str:
        """Draw the figure as SVG, exactly ``width`` pixels wide.

        Args:
            width: in pixels; under 560 it takes the form for a telephone.
            theme: ``light``, ``dark``, or ``page`` for setting into a page.
            heading: with title, subtitle and origin inside, for a picture that stands alone.

        Raises:
            InputError: the width is under 300 pixels, or no such theme.
            EnvironmentFault: vl-convert is not installed.
        """
        page = theme == _PAGE
        spec = self.spec(width, "light" if page else theme, heading=heading)
        return draw(spec, self.title, f"{self.subtitle}. {self.description}", page=page)

    def begin(self, elsewhere: Begin, width: int = 900, *, heading: bool = False) -> None:
        """Begin to draw elsewhere what :meth:`svg` will be asked for, light or for a page."""
        begin(self.spec(width, heading=heading), elsewhere)

    def csv(self) -> str:
        """Write the table as CSV (see :meth:`citypact.figures.table.Table.csv`)."""
        return self.table.csv()

    def _headed(self, spec: Spec, canvas: Canvas) -> Spec:
        """Add title and subtitle above the plot, and origin below it."""
        padding, height, layers = spec["padding"], spec["height"], spec["layer"]
        if not (
            isinstance(padding, dict)
            and isinstance(height, int | float)
            and isinstance(layers, list)
        ):
            message = "a specification comes from Canvas.sheet"
            raise TypeError(message)
        letters = canvas.letters(canvas.width)
        title = lines_of(self.title, int(letters * 0.6), most=3)
        subtitle = lines_of(self.subtitle, letters, most=6)
        origin = lines_of(self.origin, letters, most=3)
        line = canvas.line_height
        above = 24 * len(title) + line * len(subtitle) + 14
        below = line * len(origin) + 10
        left, top = -float(padding["left"]), -float(padding["top"]) - above
        foot = height + float(padding["bottom"]) + 8
        ink, quiet = canvas.colour("ink"), canvas.colour("quiet")
        return spec | {
            "padding": padding
            | {"top": padding["top"] + above, "bottom": padding["bottom"] + below},
            "layer": [
                *layers,
                _words(title, left, top, {"color": ink, "fontSize": 20, "fontWeight": 600}, 24),
                _words(subtitle, left, top + 24 * len(title) + 4, {"color": quiet}, line),
                _words(origin, left, foot, {"color": quiet, "fontSize": 12}, line),
            ],
        }


def _words(lines: list[str], x: float, y: float, look: Spec, height: float) -> Spec:
    """Return a layer with some lines of text, its upper left corner at (x, y) pixels."""
    mark: Spec = {"type": "text", "align": "left", "baseline": "top", "lineHeight": height} | look
    return {
        "data": {"values": [{}]},
        "mark": mark,
        "encoding": {"x": {"value": x}, "y": {"value": y}, "text": {"value": lines}},
    }
