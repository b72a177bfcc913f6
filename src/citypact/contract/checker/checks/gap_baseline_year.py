"""A gap table whose baseline is older than 2018."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import gap_table
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: A baseline of an earlier year is older than the template wishes.
_OLDEST: Final = 2018


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
