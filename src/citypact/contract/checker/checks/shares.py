"""Percentages of an inventory that do not follow from their parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.figure import Figure, agree, power_of_ten, shown, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, grouped, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_NEEDS = {"inventory": ("sector", "quantity", "unit", "value")}
_WHOLE = Figure(100.0, 0.0, "100")
#: Shares that come this near to the whole were meant to be all of it.
_NEARLY = 90.0
#: Fewer shares than this are not a list.
_FEWEST = 3


@check(
    "share-of-total",
    severity="error",
    looks=Words(
        en="a share of the total that does not follow from the part and the total",
        sv="en andel av totalen som inte följer av delen och totalen",
    ),
    reference="arithmetic",
    mend=Words(
        en="correct the part, the total or the percentage; name the base, if it is another",
        sv="rätta delen, totalen eller procenttalet; ange basen, om den är en annan",
    ),
    needs=_NEEDS,
)
def share_of_total(source: Source) -> Iterator[Found | Unchecked]:
    """Each printed share of a total against part ÷ total of the same inventory and year."""
    emitted = [each for each in entries(source) if each.kind == "mass" and each.type == "stated"]
    wholes = {
        (each.inventory, each.year, each.scope): each
        for each in emitted
        if is_whole(each.sector) and not each.subsector
    }
    parts = grouped(emitted, lambda one: (one.inventory, one.year, one.scope, *_name(one)))
    for share in entries(source):
        if not share.is_share or share.quantity != "share of total" or is_whole(share.sector):
            continue
        place = (share.inventory, share.year, share.scope)
        whole = wholes.get(place)
        for part in parts.get((*place, *_name(share)), []):
            if whole is None or not whole.figure.value:
                continue
            found = _ratio(part.figure, whole.figure)
            if agree(share.figure, found):
                continue
            power = power_of_ten(found, Figure(share.figure.value, share.figure.half + 0.5, ""))
            by_ten = f" (10^{power})" if power else ""
            amount = told(part.kind, part.figure.value)
            of = told(whole.kind, whole.figure.value)
            yield Found(
                (part.line.at("value"), share.line.at("value"), whole.line.at("value")),
                (amount, f"{share.figure.text} %", f"{found.value:.3g} %", of),
                Words(
                    en=f"{share.sector} is {amount} and {share.figure.text} % of {of}, but "
                    f"that makes {found.value:.3g} %{by_ten}",
                    sv=f"{share.sector} är {amount} och {share.figure.text} % av {of}, men "
                    f"det blir {found.value:.3g} %{by_ten}",
                ),
            )


def _name(entry: Entry) -> tuple[str, str]:
    return entry.sector, entry.subsector


def _ratio(part: Figure, whole: Figure) -> Figure:
    value = 100 * part.value / whole.value
    half = abs(value) * (
        part.half / abs(part.value) + whole.half / abs(whole.value) if part.value else 0.0
    )
    return Figure(value, half, shown(value))


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
    needs=_NEEDS,
)
def shares_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Lists of shares of one printed table: with a total row, or nearly whole, or above it."""
    listed = [each for each in entries(source) if each.is_share and "share" in each.quantity]
    groups = grouped(listed, _base)
    for group in groups.values():
        totals = [each for each in group if is_whole(each.sector)]
        parts = [each for each in group if not is_whole(each.sector)] if totals else group
        names = [_name(each) for each in parts]
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
    needs=_NEEDS,
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
        kept = _ratio(after, before)
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
