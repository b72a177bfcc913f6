"""Waste burnt for energy, told with two amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from citypact.contract.checker.figure import agree
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_BURNT = re.compile(
    r"(waste|avfall).*(incinerat|burn|chp|energy recovery|förbränn|kraftvärme)", re.IGNORECASE
)


@check(
    "waste-burnt",
    severity="note",
    looks=Words(
        en="waste burnt for energy, told with two amounts",
        sv="avfall som förbränns för energi, angivet med två mängder",
    ),
    reference="one quantity has one value",
    mend=Words(
        en="state year and plant of each amount", sv="ange år och anläggning för varje mängd"
    ),
    needs={"inventory": ("sector", "subsector", "quantity", "value", "unit")},
)
def waste_burnt(source: Source) -> Iterator[Found | Unchecked]:
    """Tonnes of waste to the fire, by the words of sub-sector and quantity; no emissions."""
    burnt = [
        each
        for each in entries(source)
        if each.kind == "mass"
        and "co2" not in each.unit.lower()
        and _BURNT.search(f"{each.subsector} {each.quantity}")
    ]
    for one, other in combinations(burnt, 2):
        if _same_flow(one, other) and not agree(one.figure, other.figure):
            values = [told("mass", each.figure.value) for each in (one, other)]
            yield Found(
                (one.line.at("value"), other.line.at("value")),
                tuple(values),
                Words(
                    en=f"waste burnt is {values[0]} and {values[1]}",
                    sv=f"förbränt avfall är {values[0]} och {values[1]}",
                ),
            )


def _same_flow(one: Entry, other: Entry) -> bool:
    return one.inventory != other.inventory and (
        one.year == other.year or "" in {one.year, other.year}
    )
