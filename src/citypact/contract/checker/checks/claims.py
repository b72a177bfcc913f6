"""What the checks on claims of measures share."""

from __future__ import annotations

import re

from citypact.contract.checker.figure import Figure, shown
from citypact.contract.checker.inventory import Entry, entries, is_whole
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

__all__ = ["CAPTURE", "REDUCTION", "outlines_of", "plants_of", "title_of", "total_of"]

REDUCTION = "reduction_t_co2e_yr"


CAPTURE = re.compile(
    r"\bccs\b|\bccu\b|carbon capture|koldioxidavskilj|koldioxidinfång", re.IGNORECASE
)


def outlines_of(source: Source) -> list[Line]:
    """Rows that are measures, not parts or pools of them."""
    return [
        line for line in source.lines("measures") if line["row_kind"] in {"", "outline", "measure"}
    ]


def title_of(line: Line) -> str:
    """What a measure is called."""
    return line.first("title_en", "title_sv")


def plants_of(source: Source, body: str) -> list[tuple[Entry, Figure]]:
    """What the plants of a body emit, the plant alone first: stated, or as a share of the total."""
    names = [word for word in re.findall(r"[\w.]{3,}", body) if word[:1].isupper()]
    found: list[tuple[Entry, Figure]] = []
    for each in entries(source):
        place = f"{each.sector} {each.subsector}"
        if not any(re.search(rf"\b{re.escape(name)}\b", place, re.IGNORECASE) for name in names):
            continue
        if each.kind == "mass" and "emission" in each.quantity:
            found.append((each, each.figure))
        elif each.quantity == "share of total" and (total := total_of(source, each)):
            value = total.figure.value * each.figure.value / 100
            half = total.figure.value * each.figure.half / 100 + total.figure.half
            found.append((each, Figure(value, half, shown(value))))
    return sorted(found, key=lambda one: one[1].value)


def total_of(source: Source, share: Entry) -> Entry | None:
    """The one total that a share of its inventory and year is of."""
    own = [
        each
        for each in entries(source)
        if each.inventory == share.inventory
        and each.scope == share.scope
        and each.kind == "mass"
        and is_whole(each.sector)
        and not each.subsector
        and share.year in {"", each.year}
    ]
    return own[0] if len(own) == 1 else None
