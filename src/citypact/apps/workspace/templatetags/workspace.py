"""Filters and tags of the workspace's pages. They pick and place; they compute nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop

from citypact.apps.workspace import selectors
from citypact.apps.workspace.models import BookVersion, Drawing, StoredFigure
from citypact.apps.workspace.places import CITY_PAGE, COMPARISON, CONTRACTS, INVESTMENT, LOCAL

__all__ = [
    "READING",
    "SHORT_NAMES",
    "city_name",
    "data_table",
    "heading",
    "how_to_read",
    "inline_svg",
    "name_in",
    "named",
    "page_name",
    "short_name",
    "with_id",
]

register = template.Library()

#: What a figure is called where there is little room, by its id.
SHORT_NAMES = {
    "gap": gettext_noop("The gap"),
    "pathway": gettext_noop("The way to the target"),
    "sectors": gettext_noop("Emissions by sector"),
    "measures": gettext_noop("The measures"),
    "wedges": gettext_noop("The measures year by year"),
    "authority": gettext_noop("Who can decide"),
    "money": gettext_noop("The money"),
    "funding": gettext_noop("Costs and promised money"),
    "payers": gettext_noop("Who pays and who gains"),
    "plans": gettext_noop("The two paths"),
    "front": gettext_noop("Cost and emissions"),
    "abatement": gettext_noop("What a tonne costs"),
    "abatement-last-in": gettext_noop("What a tonne costs, last in"),
    "tornado": gettext_noop("What is most uncertain"),
    "fan": gettext_noop("The trend"),
    "distance": gettext_noop("The model and the inventory"),
    "reconciliation": gettext_noop("Inventories compared"),
}

#: What the figures that a page begins with are headed by, by their id.
HEADINGS = {
    "now": gettext_noop("Where we are"),
    "promised": gettext_noop("Where the promises take us"),
    "gap": gettext_noop("The gap"),
    "cost": gettext_noop("What it costs"),
    "money-promised": gettext_noop("What is promised"),
    "short": gettext_noop("What is short"),
    "contract-cost": gettext_noop("Net cost of the contract"),
    "plan-cost": gettext_noop("Net cost of the computed plan"),
    "cost-difference": gettext_noop("What they differ by"),
}

#: What the pages of a city are called, by their name.
PAGES = {
    CITY_PAGE: gettext_noop("Emissions and promises"),
    INVESTMENT: gettext_noop("Investment plan"),
    COMPARISON: gettext_noop("Contract and computed plan"),
    CONTRACTS: gettext_noop("Contracts"),
    LOCAL: gettext_noop("Companies"),
}

#: How a figure is read, in one sentence, by its id.
READING = {
    "gap": gettext_noop(
        "The line is the target; what reaches beyond it is the gap that the promises leave."
    ),
    "pathway": gettext_noop(
        "Solid is what has been reported, dashed is what the model expects, the band is how "
        "uncertain that is, and the point is the target."
    ),
    "sectors": gettext_noop(
        "Each colour is a sector, and the height of all together is what the city emits."
    ),
    "measures": gettext_noop(
        "The bar is what the measure takes away beside all others, the line how uncertain that "
        "is, and the diamond what the plan itself says."
    ),
    "wedges": gettext_noop(
        "From the reference path at the top each measure takes away its wedge, and what remains is "
        "where the contract leads."
    ),
    "authority": gettext_noop(
        "What remains lies with those who can decide on it; much of it is not the city's alone."
    ),
    "money": gettext_noop(
        "What the contract costs, and saves, beyond what has been decided already, and whom."
    ),
    "funding": gettext_noop(
        "What the measures cost in a year stands beside what is promised for it; red is what "
        "nobody has promised in time."
    ),
    "payers": gettext_noop(
        "To the right is who gains, to the left who pays; all actors together are society's "
        "balance, at the top."
    ),
    "plans": gettext_noop(
        "Both lead from where the city is; the point is the target, and the dotted line is where "
        "decided policy leads."
    ),
    "front": gettext_noop(
        "No plan emits less without costing more: whoever stands above the line pays for more than "
        "the same emissions take."
    ),
    "abatement": gettext_noop(
        "From left to right: first what pays for itself, then the cheapest tonne; the wider, the "
        "more it cuts. The widths sum to what the contract cuts."
    ),
    "abatement-last-in": gettext_noop(
        "The same, with each measure after all the others: what would be lost without it."
    ),
    "tornado": gettext_noop(
        "The longer the bar, the more the result hangs on that one figure: measuring it better "
        "narrows the band most."
    ),
    "fan": gettext_noop(
        "Points are what came; a forecast made before they were known is right where they lie in "
        "its band."
    ),
    "distance": gettext_noop(
        "The model is built from below and is not scaled to fit: this is how far it is from what "
        "has been reported for its base year."
    ),
    "reconciliation": gettext_noop(
        "Two inventories of one city differ because they count different things; here the "
        "difference is divided by its reasons, and what the sources cannot explain is left open."
    ),
}


@register.filter
def how_to_read(figure_id: str) -> str:
    """How a figure is read, in one sentence; empty where nothing needs to be said."""
    return gettext(READING[figure_id]) if figure_id in READING else ""


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """The name of the row with ``key``; empty where it has none."""
    return names.get(key, "")


@register.simple_tag
def city_name(city: str) -> str:
    """The name of the city with this id in the reader's language. One query."""
    return selectors.name_of(city, get_language() or "sv")


@register.filter
def name_in(version: BookVersion, language: str) -> str:
    """The city's name in ``language``."""
    return version.title(language)


@register.filter
def short_name(figure_id: str, title: str) -> str:
    """A figure's short name; its title where it has none."""
    return gettext(SHORT_NAMES[figure_id]) if figure_id in SHORT_NAMES else title


@register.filter
def heading(key_figure: str) -> str:
    """What a figure that a page begins with is headed by."""
    return gettext(HEADINGS[key_figure])


@register.filter
def page_name(page: str) -> str:
    """What a page of a city is called."""
    return gettext(PAGES[page])


@register.filter
def with_id(figures: Sequence[StoredFigure], figure_id: str) -> StoredFigure | None:
    """The figure with this id; nothing where it was not drawn."""
    return next((figure for figure in figures if figure.figure_id == figure_id), None)


@register.filter
def inline_svg(figure: StoredFigure, place: str) -> SafeString:
    """The drawing of ``figure`` for ``place``, to stand in the page; empty where there is none.

    What is kept as a drawing has passed :func:`citypact.apps.workspace.svg.must_be_passive`
    when the city was loaded.
    """
    drawings: Sequence[Drawing] = list(figure.drawings.all())
    svg = next((drawing.svg for drawing in drawings if drawing.place == place), "")
    return mark_safe(svg)  # noqa: S308  see above


@register.inclusion_tag("workspace/_table.html")
def data_table(
    table: Mapping[str, Sequence[Sequence[object]]], name: str, caption: str, city: str = ""
) -> object:
    """A table in a region that scrolls where it is wider than the page.

    Args:
        table: a kept :class:`~citypact.apps.workspace.prepared.PreparedTable`.
        name: what its elements are called, unique on the page.
        caption: what the table shows.
        city: whose rows of the book its first cells lead to.
    """
    numeric = [column[1] for column in table["columns"]]
    keys = table.get("keys") or [""] * len(table["rows"])
    return {
        "columns": table["columns"],
        "rows": [
            (key, list(zip(row, numeric, strict=True)))
            for key, row in zip(keys, table["rows"], strict=True)
        ],
        "city": city,
        "name": name,
        "caption": caption,
    }
