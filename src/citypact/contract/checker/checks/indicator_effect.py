"""An indicator in tonnes whose target differs from what its measure is said to cut."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.figure import Figure, agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "indicator-effect",
    severity="error",
    looks=Words(
        en="an indicator in tonnes whose target differs from what its measure is said to cut",
        sv="en indikator i ton vars målvärde skiljer sig från vad åtgärden sägs minska",
    ),
    reference="one quantity has one value",
    mend=Words(
        en="state which of the two holds, and what tells them apart",
        sv="ange vilket av de två som gäller, och vad som skiljer dem åt",
    ),
    needs={
        "indicators": ("linked_measure_id", "unit"),
        "measures": ("measure_id", "reduction_t_co2e_yr"),
    },
)
def indicator_effect(source: Source) -> Iterator[Found | Unchecked]:
    """The last target of an indicator in tonnes of CO2e a year against its measure's reduction."""
    columns = target_columns(source.sheets["indicators"])
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("indicators"):
        unit, measure = unit_of(line["unit"]), measures.get(line["linked_measure_id"])
        stated = [name for name in columns if line[name]]
        if unit is None or unit.kind != "mass" or not _emission(line) or not stated or not measure:
            continue
        target, cut = read_figure(line[stated[-1]]), read_figure(measure["reduction_t_co2e_yr"])
        if target is None or cut is None:
            continue
        asked = target.times(unit.factor)
        if agree(asked, Figure(cut.value, cut.half, cut.text)):
            continue
        values = (f"{target.text} {line['unit']}", f"{cut.text} t CO2e/yr")
        yield Found(
            (line.at(stated[-1]), measure.at("reduction_t_co2e_yr")),
            values,
            Words(
                en=f"{line.key} is to reach {values[0]}, its measure {measure.key} to cut "
                f"{values[1]}",
                sv=f"{line.key} ska nå {values[0]}, åtgärden {measure.key} minska {values[1]}",
            ),
        )


def _emission(line: Line) -> bool:
    return "co2" in line["unit"].lower()
