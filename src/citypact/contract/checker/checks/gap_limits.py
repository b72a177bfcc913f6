"""The emissions gap table held against the Mission's rules and the inventories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.figure import Figure, agree
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import gap_table
from citypact.contract.checker.inventory import Entry, entries, is_whole, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Residual emissions, at most, in percent of the baseline.
_RESIDUAL: Final = 20.0
#: A baseline of an earlier year is older than the template wishes.
_OLDEST: Final = 2018
_MISSION = "European Commission, Info Kit for Cities (Mission 100 climate-neutral cities)"


@check(
    "residual-limit",
    severity="warning",
    looks=Words(
        en="residual emissions above the 20 % of the baseline that the Mission allows",
        sv="restutsläpp över de 20 % av basvärdet som EU-missionen tillåter",
    ),
    reference=f"{_MISSION}: an 80 % cut, at most 20 % residual",
    mend=Words(
        en="plan for the rest, or state why the city's own target applies and by how much it falls "
        "short",
        sv="planera för resten, eller ange varför stadens mål gäller och hur långt det är kvar",
    ),
    needs={"emissions_gap": ()},
)
def residual_limit(source: Source) -> Iterator[Found | Unchecked]:
    """Total residual emissions against the total baseline."""
    table = gap_table(source)
    if table.total is None:
        return
    baseline, residual = (table.figure(table.total, name) for name in ("baseline", "residual"))
    if baseline is None or residual is None or not baseline.value:
        yield Unchecked(
            Words(
                en="the total row states no baseline or no residual emissions",
                sv="totalraden anger inget basvärde eller inga restutsläpp",
            )
        )
        return
    share = 100 * residual.value / baseline.value
    if share <= _RESIDUAL + 100 * residual.half / baseline.value:
        return
    yield Found(
        (table.total.at(table.columns["residual"]), table.total.at(table.columns["baseline"])),
        (f"{share:.3g} %", f"{_RESIDUAL:g} %"),
        Words(
            en=f"residual emissions of {residual.text} are {share:.3g} % of the baseline "
            f"{baseline.text}; at most {_RESIDUAL:g} % is allowed",
            sv=f"restutsläpp på {residual.text} är {share:.3g} % av basvärdet {baseline.text}; "
            f"högst {_RESIDUAL:g} % tillåts",
        ),
    )


@check(
    "gap-baseline-year",
    severity="note",
    looks=Words(
        en="a gap table whose baseline is older than 2018",
        sv="en gaptabell vars basår är äldre än 2018",
    ),
    reference="NetZeroCities, Climate City Contract template: baseline ideally not older than 2018",
    mend=Words(
        en="use the inventory that the target is set on, or say why an older year is kept",
        sv="använd den inventering som målet vilar på, eller säg varför ett äldre år behålls",
    ),
    needs={"emissions_gap": ()},
)
def gap_baseline_year(source: Source) -> Iterator[Found | Unchecked]:
    """The year in the name of the baseline's column."""
    table = gap_table(source)
    if not table.year:
        yield Unchecked(
            Words(en="the baseline's column names no year", sv="basvärdets kolumn anger inget år")
        )
    elif int(table.year) < _OLDEST and table.total is not None:
        yield Found(
            (table.total.at(table.columns["baseline"]),),
            (table.year, str(_OLDEST)),
            Words(
                en=f"the baseline is of {table.year}; it should not be older than {_OLDEST}",
                sv=f"basåret är {table.year}; det bör inte vara äldre än {_OLDEST}",
            ),
        )


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
