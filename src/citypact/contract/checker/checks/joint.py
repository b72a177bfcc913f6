"""Joint figures quoted by several, effects that an indicator denies, sinks told with two sums."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.amount import amounts, unit_of
from citypact.contract.checker.figure import agree, read_figure, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import told
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_SINK = re.compile(r"sink|kolinlagr|carbon storage|sequest|sänk", re.IGNORECASE)
_CAPTURED = re.compile(r"ccs|beccs|captur|avskil", re.IGNORECASE)


@check(
    "joint-figure",
    severity="note",
    looks=Words(
        en="one joint reduction quoted by several measures, none of which states its own",
        sv="en gemensam minskning som anges för flera åtgärder utan att någon anger sin egen",
    ),
    reference="GHG Protocol Policy and Action Standard, chapter 8: overlap",
    mend=Words(
        en="count it once, and say which part is whose",
        sv="räkna den en gång, och ange vems del är vilken",
    ),
    needs={"measures": ("measure_id", "reduction_text", "reduction_t_co2e_yr")},
)
def joint_figure(source: Source) -> Iterator[Found | Unchecked]:
    """The same words with an amount in more than one row without a figure of its own."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in source.lines("measures"):
        masses = [each for each in amounts(line["reduction_text"]) if each.kind == "mass"]
        if masses and not line["reduction_t_co2e_yr"]:
            groups[line["reduction_text"].lower()].append(line)
    for lines in groups.values():
        if len(lines) < 2:  # noqa: PLR2004  one is its own
            continue
        text = lines[0]["reduction_text"]
        yield Found(
            tuple(line.at("reduction_text") for line in lines),
            (text,),
            Words(
                en=f"{len(lines)} measures quote {text!r}",
                sv=f"{len(lines)} åtgärder anger {text!r}",
            ),
        )


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


@check(
    "sink-sum",
    severity="warning",
    looks=Words(
        en="a potential of sinks that the sinks named for that year do not add up to",
        sv="en potential för kolsänkor som de sänkor som anges för det året inte summerar till",
    ),
    reference="arithmetic; what is captured at a plant is no sink of land or buildings",
    mend=Words(
        en="name the sinks that it is made of, stock or yearly flow",
        sv="ange vilka sänkor den består av, lager eller årligt flöde",
    ),
    needs={
        "impact_pathways": ("direct_value", "direct_unit"),
        "context_figures": ("topic", "value", "unit", "year"),
    },
)
def sink_sum(source: Source) -> Iterator[Found | Unchecked]:
    """Pathways of sinks with a year against the sum of the context's sinks of that year."""
    for line in source.lines("impact_pathways"):
        unit, figure = unit_of(line["direct_unit"]), read_figure(line["direct_value"])
        words = f"{line['direct_unit']} {line['direct_impact_text']}"
        year = re.search(r"\b20\d\d\b", words)
        if not unit or unit.kind != "mass" or not figure or not _SINK.search(words) or not year:
            continue
        parts = [
            (each, value.times(own.factor))
            for each in source.lines("context_figures")
            if _SINK.search(each["topic"])
            and each["year"] == year.group()
            and not _CAPTURED.search(each["name_en"])
            and (value := read_figure(each["value"]))
            and (own := unit_of(each["unit"]))
            and own.kind == "mass"
        ]
        added = total([value for _, value in parts])
        if len(parts) < 2 or agree(figure.times(unit.factor), added):  # noqa: PLR2004
            continue
        values = (told("mass", figure.value * unit.factor), told("mass", added.value))
        yield Found(
            (line.at("direct_value"), *(each.at("value") for each, _ in parts)),
            values,
            Words(
                en=f"sinks are to take up {values[0]} in {year.group()}, those named make "
                f"{values[1]}",
                sv=f"sänkor ska ta upp {values[0]} år {year.group()}, de angivna blir {values[1]}",
            ),
        )
