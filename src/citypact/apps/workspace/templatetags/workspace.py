"""Filters and tags of the workspace's pages. They pick and place; they compute nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from citypact.apps.workspace.models import BookVersion, Drawing, StoredFigure

__all__ = ["SHORT_NAMES", "data_table", "inline_svg", "name_in", "short_name"]

register = template.Library()

#: What a figure is called where there is little room, by its id.
SHORT_NAMES = {
    "gap": gettext_noop("The gap by sector"),
    "pathway": gettext_noop("The way to the target"),
    "sectors": gettext_noop("Emissions by sector"),
    "measures": gettext_noop("The measures"),
    "authority": gettext_noop("Who can decide"),
    "money": gettext_noop("The money"),
    "reconciliation": gettext_noop("Inventories compared"),
}


@register.filter
def name_in(version: BookVersion, language: str) -> str:
    """The city's name in ``language``."""
    return version.title(language)


@register.filter
def short_name(figure_id: str, title: str) -> str:
    """A figure's short name; its title where it has none."""
    return gettext(SHORT_NAMES[figure_id]) if figure_id in SHORT_NAMES else title


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
def data_table(table: Mapping[str, Sequence[Sequence[object]]], name: str, caption: str) -> object:
    """A table in a region that scrolls where it is wider than the page.

    Args:
        table: a kept :class:`~citypact.apps.workspace.prepared.PreparedTable`.
        name: what its elements are called, unique on the page.
        caption: what the table shows.
    """
    numeric = [column[1] for column in table["columns"]]
    return {
        "columns": table["columns"],
        "rows": [list(zip(row, numeric, strict=True)) for row in table["rows"]],
        "name": name,
        "caption": caption,
    }
