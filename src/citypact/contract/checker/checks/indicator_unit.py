"""An indicator whose unit is of another kind than its name or its calculation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.checks.indicators import TEMPLATE, target_columns
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_UNIT_WORDS: Final = (
    (r"%|share|percent|andel|procent", "share"),
    (r"number|antal|count", "count"),
    (r"(kilo)?tonn?es?|(kilo)?ton|kt", "mass"),
    (r"[kmgt]wh", "energy"),
    (r"km|kilomet\w+", "length"),
)


@check(
    "indicator-unit",
    severity="warning",
    looks=Words(
        en="an indicator whose unit is of another kind than its name or its calculation",
        sv="en indikator vars enhet är av ett annat slag än namnet eller beräkningen",
    ),
    reference=f"{TEMPLATE}: indicator unit",
    mend=Words(
        en="state the unit in which the targets are written",
        sv="ange den enhet som målvärdena är skrivna i",
    ),
    needs={"indicators": ("unit", "name_en")},
)
def indicator_unit(source: Source) -> Iterator[Found | Unchecked]:
    """The word of measure that a name begins with against the unit; shares above 100 %."""
    sheet = source.sheets["indicators"]
    for line in sheet.lines:
        named, unit = _named(line["name_en"]), _unit_kind(line["unit"])
        if named and unit and named != unit:
            yield Found(
                (line.at("unit"), line.at("name_en")),
                (line["unit"], line["name_en"]),
                Words(
                    en=f"the unit is {line['unit']}, the name says {line['name_en']!r}",
                    sv=f"enheten är {line['unit']}, namnet säger {line['name_en']!r}",
                ),
            )
        for column in ("baseline", *target_columns(sheet)):
            figure = read_figure(line[column])
            if unit == "share" and figure is not None and not 0 <= figure.value <= 100:  # noqa: PLR2004  per cent
                yield Found(
                    (line.at(column),),
                    (f"{figure.text} %",),
                    Words(
                        en=f"a share of {figure.text} % is outside 0 to 100 %",
                        sv=f"en andel på {figure.text} % ligger utanför 0 till 100 %",
                    ),
                )


def _named(name: str) -> str:
    for pattern, kind in _UNIT_WORDS:
        if re.match(rf"({pattern})(?!\w)", name.strip(), re.IGNORECASE):
            return kind
    return ""


def _unit_kind(unit: str) -> str:
    if re.fullmatch(r"number|no\.?|antal|count|st\.?|pcs", unit.strip(), re.IGNORECASE):
        return "count"
    known = unit_of(unit)
    return known.kind if known else ""
