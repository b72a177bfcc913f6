"""A baseline of the gap table with another value in the inventory of that year."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.figure import Figure, agree
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import gap_table
from citypact.contract.checker.inventory import Entry, entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "gap-baseline",
    severity="error",
    looks=Words(
        en="a baseline of the gap table with another value in the inventory of that year",
        sv="ett basvärde i gaptabellen som har ett annat värde i inventeringen för det året",
    ),
    reference="a figure has one home",
    mend=Words(
        en="take the baseline from the inventory that the target is set on",
        sv="hämta basvärdet ur den inventering som målet vilar på",
    ),
    needs={"emissions_gap": (), "inventory": ("sector", "value", "unit")},
)
def gap_baseline(source: Source) -> Iterator[Found | Unchecked]:
    """Sectors and total of the table, by the names that the inventory of that year gives them."""
    table = gap_table(source)
    lines = (*table.sectors, *([table.total] if table.total else []))
    names = {line.first("sector_en", "sector").lower() for line in table.sectors}
    own = [
        each
        for each in entries(source)
        if each.year == table.year and each.kind == "mass" and not each.subsector
    ]
    matching = {each.inventory for each in own if each.sector.lower() in names}
    known = {_key(each): each for each in own if each.inventory in matching}
    if not known:
        yield Unchecked(
            Words(
                en=f"no inventory of {table.year or 'the base year'} has the table's sectors",
                sv=f"ingen inventering för {table.year or 'basåret'} har tabellens sektorer",
            )
        )
        return
    for line in lines:
        name = "" if line is table.total else line.first("sector_en", "sector").lower()
        printed, entry = table.figure(line, "baseline"), known.get(name)
        unit = unit_of(line["unit"] or "kt")
        if printed is None or entry is None or unit is None:
            continue
        figure: Figure = printed.times(unit.factor)
        if agree(figure, entry.figure):
            continue
        values = (told("mass", figure.value), told("mass", entry.figure.value))
        yield Found(
            (line.at(table.columns["baseline"]), entry.line.at("value")),
            values,
            Words(
                en=f"the baseline is {values[0]}, the inventory {entry.inventory} has {values[1]}",
                sv=f"basvärdet är {values[0]}, inventeringen {entry.inventory} har {values[1]}",
            ),
        )


def _key(entry: Entry) -> str:
    return "" if is_whole(entry.sector) else entry.sector.lower()
