"""One quantity of an inventory with two values."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.figure import agree
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries, grouped, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "two-values",
    severity="error",
    looks=Words(
        en="one quantity of an inventory with two values",
        sv="en och samma storhet i en inventering med två värden",
    ),
    reference="a figure has one home",
    mend=Words(
        en="keep the value that is right, or say what tells the two apart",
        sv="behåll det värde som är rätt, eller säg vad som skiljer de två åt",
    ),
    needs={"inventory": ("sector", "quantity", "value")},
)
def two_values(source: Source) -> Iterator[Found | Unchecked]:
    """The same inventory, year, sector, sub-sector, scope and quantity twice, not equal."""
    groups = grouped(
        entries(source), lambda one: (*one.series, one.sector, one.subsector, one.scope)
    )
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if agree(first.figure, other.figure):
                continue
            values = [told(each.kind, each.figure.value) for each in (first, other)]
            yield Found(
                (first.line.at("value"), other.line.at("value")),
                tuple(values),
                Words(
                    en=f"{first.sector} {first.year}: {first.quantity} is {values[0]} and "
                    f"{values[1]}",
                    sv=f"{first.sector} {first.year}: {first.quantity} är {values[0]} och "
                    f"{values[1]}",
                ),
            )
