"""An indicator said not to measure greenhouse gases while its measure claims tonnes."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "indicator-denies",
    severity="note",
    looks=Words(
        en="an indicator said not to measure greenhouse gases while its measure claims tonnes",
        sv="en indikator som sägs inte mäta växthusgaser medan åtgärden utlovar ton",
    ),
    reference="NetZeroCities, Climate City Contract: Action Plan, B-3.2, direct impacts",
    mend=Words(
        en="say how the tonnes are followed, or take the claim back",
        sv="ange hur antalet ton följs, eller ta tillbaka utfästelsen",
    ),
    needs={
        "indicators": ("linked_measure_id", "measures_ghg"),
        "measures": ("measure_id", "reduction_text"),
    },
)
def indicator_denies(source: Source) -> Iterator[Found | Unchecked]:
    """Indicators marked n whose measure states an amount."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("indicators"):
        measure = measures.get(line["linked_measure_id"])
        if measure is None or line["measures_ghg"].lower() not in {"n", "no", "nej"}:
            continue
        claims = [each for each in amounts(measure["reduction_text"]) if each.kind == "mass"]
        if not claims:
            continue
        yield Found(
            (line.at("measures_ghg"), measure.at("reduction_text")),
            (line["measures_ghg"], claims[0].text),
            Words(
                en=f"{line.key} measures no greenhouse gas, its measure claims {claims[0].text}",
                sv=f"{line.key} mäter ingen växthusgas, åtgärden utlovar {claims[0].text}",
            ),
        )
