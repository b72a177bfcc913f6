"""A potential of sinks that the sinks named for that year do not add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.amount import unit_of
from citypact.contract.checker.figure import agree, read_figure, total
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_SINK = re.compile(r"sink|kolinlagr|carbon storage|sequest|sänk", re.IGNORECASE)


_CAPTURED = re.compile(r"ccs|beccs|captur|avskil", re.IGNORECASE)


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
        if len(parts) < 2 or agree(figure.times(unit.factor), added):  # noqa: PLR2004  one is no sum
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
