"""Shares of one whole that do not add up to 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.shares import NEEDS, name_of
from citypact.contract.checker.figure import Figure, agree, shown, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, grouped, is_whole
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_WHOLE = Figure(100.0, 0.0, "100")


#: Shares that come this near to the whole were meant to be all of it.
_NEARLY = 90.0


#: Fewer shares than this are not a list.
_FEWEST = 3


@check(
    "shares-sum",
    severity="error",
    looks=Words(
        en="shares of one whole that do not add up to 100 %",
        sv="andelar av en och samma helhet som inte summerar till 100 %",
    ),
    reference="arithmetic",
    mend=Words(
        en="correct the share that was written wrong, or add the one that is missing",
        sv="rätta den andel som är fel, eller lägg till den som saknas",
    ),
    needs=NEEDS,
)
def shares_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Lists of shares of one printed table: with a total row, or nearly whole, or above it."""
    listed = [each for each in entries(source) if each.is_share and "share" in each.quantity]
    groups = grouped(listed, _base)
    for group in groups.values():
        totals = [each for each in group if is_whole(each.sector)]
        parts = [each for each in group if not is_whole(each.sector)] if totals else group
        names = [name_of(each) for each in parts]
        if len(parts) < (_FEWEST - bool(totals)) or len(set(names)) != len(names):
            continue
        added = total([each.figure for each in parts])
        if agree(added, _WHOLE) or _hierarchy(parts):
            continue
        if not totals and added.value < _NEARLY:
            continue
        yield Found(
            tuple(each.line.at("value") for each in (*totals, *parts)),
            (f"{shown(added.value)} %", "100 %"),
            Words(
                en=f"the {group[0].quantity} of {parts[0].inventory} add up to "
                f"{shown(added.value)} %, not 100 %",
                sv=f"andelarna i {parts[0].inventory} ({group[0].quantity}) summerar till "
                f"{shown(added.value)} %, inte 100 %",
            ),
        )


def _base(entry: Entry) -> tuple[str, ...]:
    """Shares of sub-sectors are of their sector; low and high ends stand apart."""
    sector = entry.sector if entry.subsector else ""
    table = re.sub(r"\s*\(L[^)]*\).*", "", entry.line["source"])
    return (*entry.series, sector, entry.scope, table)


def _hierarchy(parts: list[Entry]) -> bool:
    """Whether one row is the sum of all others, so that it is their heading and not their like."""
    return any(
        agree(each.figure, total([other.figure for other in parts if other is not each]))
        for each in parts
    )
