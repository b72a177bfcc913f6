"""Totals of an inventory that are not the sum of its sectors, scopes or sub-sectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citypact.contract.checker.figure import agree, power_of_ten, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import NOTATION, Entry, entries, grouped, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_MEND = Words(
    en="correct the part or the total that was written wrong; say what is left out, if a part is",
    sv="rätta den del eller det totalvärde som är fel; säg vad som utelämnats, om en del är det",
)
_NEEDS = {"inventory": ("sector", "value")}
_SCOPES = ("1", "2", "3")
#: A list of fewer parts tells nothing that one of them does not.
_FEWEST = 2


@check(
    "sector-sum",
    severity="error",
    looks=Words(
        en="a total of an inventory that is not the sum of its sectors",
        sv="ett totalvärde i en inventering som inte är summan av sektorerna",
    ),
    reference="GPC 1.1, chapter 4: the total is the sum of the sectors",
    mend=_MEND,
    needs=_NEEDS,
)
def sector_sum(source: Source) -> Iterator[Found | Unchecked]:
    """The total of each scope against its sectors, where these are listed once and whole."""
    whole_sectors = [each for each in entries(source) if not each.subsector and not each.is_share]
    groups = grouped(whole_sectors, lambda one: (*one.series, one.scope))
    for key, group in groups.items():
        totals = [each for each in group if is_whole(each.sector)]
        parts = [each for each in group if not is_whole(each.sector)]
        if len(totals) != 1 or len(parts) < _FEWEST or "/person" in key[3]:
            continue
        if not _is_plain(parts, source, key):
            yield Unchecked(
                Words(
                    en=f"the sectors of {key[0]} {key[1]} overlap or are not all there",
                    sv=f"sektorerna i {key[0]} {key[1]} överlappar eller är inte kompletta",
                )
            )
            continue
        yield from _compare(totals[0], parts, ("the sectors", "sektorerna"))


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


@check(
    "scope-sum",
    severity="error",
    looks=Words(
        en="a sector's total that is not the sum of its scopes",
        sv="en sektors totalvärde som inte är summan av dess scope",
    ),
    reference="GPC 1.1, chapter 4; Climate City Contract, table A-1.4",
    mend=_MEND,
    needs={"inventory": ("sector", "scope", "value")},
)
def scope_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Scope 1 + 2 + 3 against the total of each sector."""
    groups = grouped(entries(source), lambda one: (*one.series, one.sector, one.subsector))
    for group in groups.values():
        by_scope = {each.scope: each for each in group}
        parts = [by_scope[scope] for scope in _SCOPES if scope in by_scope]
        if "total" in by_scope and parts and len(by_scope) == len(group) and not parts[0].is_share:
            yield from _compare(by_scope["total"], parts, ("the scopes", "scopen"))


@check(
    "subsector-sum",
    severity="error",
    looks=Words(
        en="a sector's figure that is not the sum of its sub-sectors, in one table or across two",
        sv="en sektors värde som inte är summan av delsektorerna, i en tabell eller mellan två",
    ),
    reference="Climate City Contract, tables A-1.1 and A-1.3 (A-1.4 in the later form)",
    mend=_MEND,
    needs={"inventory": ("sector", "subsector", "value")},
)
def subsector_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Sub-sectors of one scope, in the same kind of unit and year, against the sector's figure."""
    counted = [each for each in entries(source) if not each.is_share and "/person" not in each.kind]
    parts_of = grouped(
        [each for each in counted if each.subsector],
        lambda one: (*one.series, one.sector, one.scope),
    )
    sectors = grouped(
        [each for each in counted if not each.subsector],
        lambda one: (one.year, one.kind, one.sector, one.scope),
    )
    for (inventory, year, _, kind, sector, scope), parts in parts_of.items():
        names = [each.subsector for each in parts]
        if len(parts) < _FEWEST or len(set(names)) != len(names):
            continue
        wholes = sectors.get((year, kind, sector, scope), [])
        own = [each for each in wholes if each.inventory == inventory]
        for whole in own or [each for each in wholes if _related(each, parts[0])]:
            yield from _compare(whole, parts, ("its sub-sectors", "delsektorerna"))


def _related(one: Entry, other: Entry) -> bool:
    """Whether two tables belong to one inventory: their names begin alike, up to an underscore."""
    return one.inventory.partition("_")[0] == other.inventory.partition("_")[0]


def _compare(whole: Entry, parts: Sequence[Entry], what: tuple[str, str]) -> Iterator[Found]:
    if any(each.line["value_text"].upper() in NOTATION for each in parts):
        return
    added = total([each.figure for each in parts])
    if agree(whole.figure, added):
        return
    name = whole.sector or "All"
    power = power_of_ten(whole.figure, added)
    printed, computed = told(whole.kind, whole.figure.value), told(whole.kind, added.value)
    by_ten = (f": off by 10^{-power}", f": fel med 10^{-power}") if power else ("", "")
    yield Found(
        (whole.line.at("value"), *(each.line.at("value") for each in parts)),
        (printed, computed),
        Words(
            en=f"{name} is {printed}, but {what[0]} add up to {computed}{by_ten[0]}",
            sv=f"{name} är {printed}, men {what[1]} summerar till {computed}{by_ten[1]}",
        ),
    )
