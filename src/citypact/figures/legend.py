"""Names with their signs, one above the other, where names at the marks find no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citypact.figures.canvas import Canvas, Spec
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, points, texts

__all__ = ["Sign", "legend", "legend_height"]

_INDENT = 22.0
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and what it stands for.

    Attributes:
        title: its words.
        paint: its colour.
        shape: such as ``square`` or ``circle``.
        size: of the sign, in square pixels.
        opacity: 1 for a full colour.
        bold: for the one that matters most.
    """

    title: str
    paint: str
    shape: str = "square"
    size: float = 110.0
    opacity: float = 1.0
    bold: bool = False


def legend_height(canvas: Canvas, signs: Sequence[Sign]) -> float:
    """Return how many pixels the names take."""
    return sum(len(_lines(canvas, sign)) * canvas.line_height + _GAP for sign in signs)


def legend(
    canvas: Canvas, signs: Sequence[Sign], y: Spec, top: float, pixel: float, *, left: float
) -> list[Spec]:
    """Write the names from ``top`` down.

    Args:
        canvas: what to draw on.
        signs: in order of reading.
        y: the channel of field ``place_y``.
        top: where the first name begins, in the unit of that channel.
        pixel: what a pixel down is in it.
        left: margin left of the plot, in pixels.
    """
    layers: list[Spec] = []
    for sign in signs:
        lines = _lines(canvas, sign)
        mark: Row = {"place_y": top + canvas.line_height / 2 * pixel}
        words: Row = {"place_y": top, "label": lines}
        layers.append(
            points(
                [mark],
                {"value": 8.0 - left},
                y,
                canvas.colour(sign.paint),
                shape=sign.shape,
                size=sign.size,
                opacity=sign.opacity,
            )
        )
        layers.append(texts([words], y, y, baseline="top", bold=sign.bold, pixels=_INDENT - left))
        top += (len(lines) * canvas.line_height + _GAP) * pixel
    return layers


def _lines(canvas: Canvas, sign: Sign) -> list[str]:
    return lines_of(sign.title, canvas.letters(canvas.width - _INDENT), most=3)
