"""A sector's figure that is not the sum of its sub-sectors, in one table or across two."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.sums import FEWEST, MEND, against_parts
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, grouped
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "subsector-sum",
    severity="error",
    looks=Words(
        en="a sector's figure that is not the sum of its sub-sectors, in one table or across two",
        sv="en sektors värde som inte är summan av delsektorerna, i en tabell eller mellan två",
    ),
    reference="Climate City Contract, tables A-1.1 and A-1.3 (A-1.4 in the later form)",
    mend=MEND,
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
        if len(parts) < FEWEST or len(set(names)) != len(names):
            continue
        wholes = sectors.get((year, kind, sector, scope), [])
        own = [each for each in wholes if each.inventory == inventory]
        for whole in own or [each for each in wholes if _related(each, parts[0])]:
            yield from against_parts(whole, parts, ("its sub-sectors", "delsektorerna"))


def _related(one: Entry, other: Entry) -> bool:
    """Whether two tables belong to one inventory: their names begin alike, up to an underscore."""
    return one.inventory.partition("_")[0] == other.inventory.partition("_")[0]
