"""An amount of money or energy where an emission reduction should stand."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "pathway-unit",
    severity="warning",
    looks=Words(
        en="an amount of money or energy where an emission reduction should stand",
        sv="ett belopp eller en energimängd där en utsläppsminskning ska stå",
    ),
    reference="NetZeroCities, Climate City Contract: Action Plan, B-1.1: direct impacts are "
    "emission reductions, indirect ones co-benefits",
    mend=Words(
        en="move it to the co-benefits, and state the emissions",
        sv="flytta det till sidonyttorna, och ange utsläppen",
    ),
    needs={"impact_pathways": ("direct_value", "direct_unit")},
)
def pathway_unit(source: Source) -> Iterator[Found | Unchecked]:
    """Units of direct impacts that are of money or energy."""
    for line in source.lines("impact_pathways"):
        unit = unit_of(line["direct_unit"])
        if unit is None or unit.kind not in {"money", "euro", "energy"} or not line["direct_value"]:
            continue
        value = f"{line['direct_value']} {line['direct_unit']}"
        yield Found(
            (line.at("direct_unit"), line.at("direct_value")),
            (value,),
            Words(
                en=f"the direct impact is {value}, not an emission reduction",
                sv=f"den direkta effekten är {value}, inte en utsläppsminskning",
            ),
        )
