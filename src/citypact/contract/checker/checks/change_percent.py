"""A change between two years that does not follow from the totals of those years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.checks.shares import NEEDS, percent_of
from citypact.contract.checker.figure import Figure, agree
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "change-percent",
    severity="warning",
    looks=Words(
        en="a change between two years that does not follow from the totals of those years",
        sv="en förändring mellan två år som inte följer av årens totalvärden",
    ),
    reference="arithmetic",
    mend=Words(
        en="correct the percentage or the total; a rounded one should be rounded, not cut off",
        sv="rätta procenttalet eller totalen; ett avrundat tal ska avrundas, inte kapas",
    ),
    needs=NEEDS,
)
def change_percent(source: Source) -> Iterator[Found | Unchecked]:
    """``change 1990-2020`` against the figures of both years, for one sector and scope."""
    amounts: dict[tuple[str, str, str, str], list[Entry]] = defaultdict(list)
    for each in entries(source):
        if each.kind == "mass" and not each.subsector and each.type == "stated":
            amounts[each.year, each.sector, each.scope, each.kind].append(each)
    for change in entries(source):
        match = re.fullmatch(r"change (\d{4})\s*[-–]\s*(\d{4})", change.quantity)
        if not match or not change.is_share or change.subsector:
            continue
        first, last = (
            amounts.get((year, change.sector, change.scope, "mass"), []) for year in match.groups()
        )
        if len(first) != 1 or len(last) != 1 or not first[0].figure.value:
            continue
        before, after = first[0].figure, last[0].figure
        kept = percent_of(after, before)
        found = Figure(kept.value - 100, kept.half, "")
        if agree(change.figure, found):
            continue
        yield Found(
            (change.line.at("value"), first[0].line.at("value"), last[0].line.at("value")),
            (f"{change.figure.text} %", f"{found.value:.3g} %"),
            Words(
                en=f"{change.quantity} is {change.figure.text} %, but "
                f"{told('mass', before.value)} and {told('mass', after.value)} make "
                f"{found.value:.3g} %",
                sv=f"{change.quantity} är {change.figure.text} %, men "
                f"{told('mass', before.value)} och {told('mass', after.value)} ger "
                f"{found.value:.3g} %",
            ),
        )
