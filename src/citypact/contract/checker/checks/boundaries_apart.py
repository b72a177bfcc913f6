"""Whole-city totals of two inventories."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Within so many years a city's total does not change by a quarter on its own.
_YEARS: Final = 3


_QUARTER: Final = 1.25


@check(
    "boundaries-apart",
    severity="note",
    looks=Words(
        en="whole-city totals of two inventories, of nearly the same year, that differ by a "
        "quarter or more: scopes and boundaries to be kept apart",
        sv="totaler för hela staden i två inventeringar, för nästan samma år, som skiljer sig med "
        "en fjärdedel eller mer: gränser som ska hållas isär",
    ),
    reference="GPC 1.1, section 2.1: one boundary; inventories are never mixed",
    mend=Words(
        en="say of every figure which inventory it is of, and tie the target to one",
        sv="ange för varje tal vilken inventering det kommer ur, och knyt målet till en",
    ),
    needs={"inventory": ("sector", "year", "value", "unit")},
)
def boundaries_apart(source: Source) -> Iterator[Found | Unchecked]:
    """Totals of emissions of different inventories, consumption-based ones left out."""
    totals = [
        each
        for each in entries(source)
        if is_whole(each.sector)
        and not each.subsector
        and each.kind == "mass"
        and each.quantity == "ghg emissions"
        and each.scope in {"total", "territorial", ""}
        and each.year.isdecimal()
    ]
    for one, other in combinations(totals, 2):
        low, high = sorted((one, other), key=lambda each: each.figure.value)
        near = abs(int(one.year) - int(other.year)) <= _YEARS
        if one.inventory == other.inventory or not near or low.figure.value <= 0:
            continue
        if one.scope == other.scope or high.figure.value / low.figure.value < _QUARTER:
            continue
        values = [told("mass", each.figure.value) for each in (one, other)]
        yield Found(
            (one.line.at("value"), other.line.at("value")),
            tuple(values),
            Words(
                en=f"the city emits {values[0]} in {one.inventory} ({one.year}) and {values[1]} in "
                f"{other.inventory} ({other.year})",
                sv=f"staden släpper ut {values[0]} i {one.inventory} ({one.year}) och {values[1]} "
                f"i {other.inventory} ({other.year})",
            ),
        )
