"""Figures: one function a figure, from results to a chart with its table, words and way back.

::

    context = Context(book.city(), {"reference": decided, "contract": promised})
    figure = FIGURES["gap"](context, "sv")
    figure.svg(), figure.csv(), figure.description

Owns how results are shown: charts, their colours, words and numbers. It computes nothing
beyond differences and sums of what it is given, and imports no drawing library before a
figure is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citypact.lazily import lazily

if TYPE_CHECKING:
    from citypact.figures.context import Context
    from citypact.figures.export import Drawn, draw_all
    from citypact.figures.figure import Figure, FigureUnavailable
    from citypact.figures.registry import FIGURES, draw_figure
else:
    __getattr__ = lazily(
        __name__,
        {
            "context": ("Context",),
            "export": ("Drawn", "draw_all"),
            "figure": ("Figure", "FigureUnavailable"),
            "registry": ("FIGURES", "draw_figure"),
        },
    )

__all__ = [
    "FIGURES",
    "Context",
    "Drawn",
    "Figure",
    "FigureUnavailable",
    "draw_all",
    "draw_figure",
]
