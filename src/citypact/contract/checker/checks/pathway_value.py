"""An impact pathway with another reduction than the measure that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.checks.claims import REDUCTION
from citypact.contract.checker.figure import agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, B-2.2"


@check(
    "pathway-value",
    severity="error",
    looks=Words(
        en="an impact pathway with another reduction than the measure that it rests on",
        sv="en effektkedja med en annan minskning än åtgärden den vilar på",
    ),
    reference=f"{_TEMPLATE} and B-1.1: one quantity has one value",
    mend=Words(en="keep the value that is right in both", sv="behåll det rätta värdet i båda"),
    needs={
        "impact_pathways": ("direct_value", "direct_unit", "linked_measure_ids"),
        "measures": ("measure_id", REDUCTION),
    },
)
def pathway_value(source: Source) -> Iterator[Found | Unchecked]:
    """Pathways with a value in tonnes that are linked to a single measure with a reduction."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("impact_pathways"):
        linked = re.split(r"\s*;\s*", line["linked_measure_ids"])
        unit, figure = unit_of(line["direct_unit"]), read_figure(line["direct_value"])
        measure = measures.get(linked[0]) if len(linked) == 1 else None
        if unit is None or unit.kind != "mass" or figure is None or measure is None:
            continue
        cut = read_figure(measure[REDUCTION])
        if cut is None or agree(figure.times(unit.factor), cut):
            continue
        values = (f"{figure.text} {line['direct_unit']}", f"{cut.text} t CO2e/yr")
        yield Found(
            (line.at("direct_value"), measure.at(REDUCTION)),
            values,
            Words(
                en=f"the pathway states {values[0]}, its measure {measure.key} {values[1]}",
                sv=f"effektkedjan anger {values[0]}, åtgärden {measure.key} {values[1]}",
            ),
        )
