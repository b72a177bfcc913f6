"""A total of an inventory that is not the sum of its sectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citypact.contract.checker.checks.sums import FEWEST, MEND, against_parts
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, grouped, is_whole
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_NEEDS = {"inventory": ("sector", "value")}


@check(
    "sector-sum",
    severity="error",
    looks=Words(
        en="a total of an inventory that is not the sum of its sectors",
        sv="ett totalvärde i en inventering som inte är summan av sektorerna",
    ),
    reference="GPC 1.1, chapter 4: the total is the sum of the sectors",
    mend=MEND,
    needs=_NEEDS,
)
def sector_sum(source: Source) -> Iterator[Found | Unchecked]:
    """The total of each scope against its sectors, where these are listed once and whole."""
    whole_sectors = [each for each in entries(source) if not each.subsector and not each.is_share]
    groups = grouped(whole_sectors, lambda one: (*one.series, one.scope))
    for key, group in groups.items():
        totals = [each for each in group if is_whole(each.sector)]
        parts = [each for each in group if not is_whole(each.sector)]
        if len(totals) != 1 or len(parts) < FEWEST or "/person" in key[3]:
            continue
        if not _is_plain(parts, source, key):
            yield Unchecked(
                Words(
                    en=f"the sectors of {key[0]} {key[1]} overlap or are not all there",
                    sv=f"sektorerna i {key[0]} {key[1]} överlappar eller är inte kompletta",
                )
            )
            continue
        yield from against_parts(totals[0], parts, ("the sectors", "sektorerna"))


def _is_plain(parts: Sequence[Entry], source: Source, key: Sequence[str]) -> bool:
    """Whether every sector stands once, none is derived, and none is told by a key instead."""
    names = [each.sector for each in parts]
    untold = [
        line
        for line in source.lines("inventory")
        if (line["inventory_id"], line["year"]) == (key[0], key[1])
        and line["quantity"].lower() == key[2]
        and not line["value"]
        and line["scope"].lower() == key[4]
        and not line["subsector"]
        and "NE" in line["value_text"].upper().split("/")
    ]
    return (
        len(set(names)) == len(names)
        and not untold
        and all(each.type != "derived" for each in parts)
    )
