"""One quantity of an inventory with two values, and figures that a key denies."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.figure import agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import NOTATION, entries, grouped, told
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


@check(
    "notation-value",
    severity="error",
    looks=Words(
        en="a figure that stands beside a key which says that there is none",
        sv="ett värde som står bredvid en beteckning som säger att det inte finns",
    ),
    reference="GPC 1.1, section 2.2: a notation key stands instead of a value",
    mend=Words(en="keep the value or the key, not both", sv="behåll värdet eller beteckningen"),
    needs={"inventory": ("value", "value_text")},
)
def notation_value(source: Source) -> Iterator[Found | Unchecked]:
    """A value together with NO, NE, NA, IE or C."""
    for line in source.lines("inventory"):
        keys = set(line["value_text"].upper().split("/")) | {line["value_text"].upper()}
        if read_figure(line["value"]) and keys & NOTATION:
            yield Found(
                (line.at("value"), line.at("value_text")),
                (line["value"], line["value_text"]),
                Words(
                    en=f"the value {line['value']} stands beside the key {line['value_text']}",
                    sv=f"värdet {line['value']} står bredvid beteckningen {line['value_text']}",
                ),
            )
