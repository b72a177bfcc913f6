"""What the checks on shares share."""

from __future__ import annotations

from citypact.contract.checker.figure import Figure, shown
from citypact.contract.checker.inventory import Entry

__all__ = ["NEEDS", "name_of", "percent_of"]

NEEDS = {"inventory": ("sector", "quantity", "unit", "value")}


def name_of(entry: Entry) -> tuple[str, str]:
    """What a part is called: its sector and sub-sector."""
    return entry.sector, entry.subsector


def percent_of(part: Figure, whole: Figure) -> Figure:
    """A part in percent of its whole."""
    value = 100 * part.value / whole.value
    half = abs(value) * (
        part.half / abs(part.value) + whole.half / abs(whole.value) if part.value else 0.0
    )
    return Figure(value, half, shown(value))
