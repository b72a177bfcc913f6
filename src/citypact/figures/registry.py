"""The figures there are, in order of reading. Pages, documents and exports read this one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from citypact.errors import InputError
from citypact.figures.abatement import abatement, abatement_last_in
from citypact.figures.authority import authority
from citypact.figures.context import Context
from citypact.figures.fan import fan
from citypact.figures.figure import Figure
from citypact.figures.front import front
from citypact.figures.funding import funding
from citypact.figures.gap import gap
from citypact.figures.measures import measures
from citypact.figures.money import money
from citypact.figures.pathway import pathway
from citypact.figures.payers import payers
from citypact.figures.plans import plans
from citypact.figures.reconciliation import distance, reconciliation
from citypact.figures.sectors import sectors
from citypact.figures.tornado import tornado
from citypact.figures.wedges import wedges

__all__ = ["FIGURES", "draw_figure"]

#: From a figure's id to the function that makes it from city, results and language.
FIGURES: Mapping[str, Callable[[Context, str], Figure]] = MappingProxyType(
    {
        "gap": gap,
        "pathway": pathway,
        "sectors": sectors,
        "measures": measures,
        "wedges": wedges,
        "authority": authority,
        "money": money,
        "funding": funding,
        "payers": payers,
        "plans": plans,
        "front": front,
        "abatement": abatement,
        "abatement-last-in": abatement_last_in,
        "tornado": tornado,
        "fan": fan,
        "distance": distance,
        "reconciliation": reconciliation,
    }
)


def draw_figure(name: str, context: Context, language: str) -> Figure:
    """Make the figure called ``name``.

    Raises:
        InputError: there is no such figure.
        FigureUnavailable: the book or the results lack what it needs.
    """
    if name not in FIGURES:
        message = f"no figure is named {name!r}; there are {', '.join(FIGURES)}"
        raise InputError(message)
    return FIGURES[name](context, language)
