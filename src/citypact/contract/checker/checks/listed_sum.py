"""A row of a printed list that is the sum of the others, but for a power of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.figure import power_of_ten, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries, grouped, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Two rows can stand in a power of ten by chance; four do not add up to a fifth by chance.
_FEWEST = 4


@check(
    "listed-sum",
    severity="error",
    looks=Words(
        en="a row of a printed table that is the sum of the others, but for a power of ten",
        sv="en rad i en tryckt tabell som är summan av de andra, så när som på en tiopotens",
    ),
    reference="arithmetic; the table is told by the source of its rows",
    mend=Words(
        en="move the decimal point, or correct the unit",
        sv="flytta decimaltecknet eller rätta enheten",
    ),
    needs={"inventory": ("value", "unit", "source")},
)
def listed_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Rows of one printed table and unit without a named total, each against all others."""
    listed = [each for each in entries(source) if each.type == "stated" and not each.is_share]
    groups = grouped(listed, lambda one: (*one.series, one.scope, _table(one.line["source"])))
    for group in groups.values():
        for each in group if not any(is_whole(one.sector) for one in group) else ():
            parts = [other for other in group if other is not each]
            if len(parts) < _FEWEST:
                break
            added = total([one.figure for one in parts])
            power = power_of_ten(each.figure, added)
            if not power:
                continue
            printed, computed = told(each.kind, each.figure.value), told(each.kind, added.value)
            yield Found(
                (each.line.at("value"), *(one.line.at("value") for one in parts)),
                (printed, computed),
                Words(
                    en=f"{each.sector} is {printed}, the other rows of its table add up to "
                    f"{computed}: off by 10^{-power}",
                    sv=f"{each.sector} är {printed}, tabellens andra rader summerar till "
                    f"{computed}: fel med 10^{-power}",
                ),
            )


def _table(source: str) -> str:
    return re.sub(r"\s*\(L[^)]*\)", "", source)
