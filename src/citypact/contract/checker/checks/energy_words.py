"""The energy of one source told with two values, in a measure and its impact pathways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.checks.in_words import energies
from citypact.contract.checker.figure import Figure, agree
from citypact.contract.checker.finding import Found, Place, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "energy-words",
    severity="warning",
    looks=Words(
        en="the energy of one source told with two values, in a measure and its impact pathways",
        sv="energin från en källa med två värden, i en åtgärd och dess effektkedjor",
    ),
    reference="one quantity has one value",
    mend=Words(
        en="say which is the potential and which the plan, or keep one",
        sv="säg vilket som är potential och vilket som är plan, eller behåll ett",
    ),
    needs={"measures": ("measure_id", "renewable_energy_text")},
)
def energy_words(source: Source) -> Iterator[Found | Unchecked]:
    """Amounts of energy by the source that is named before them."""
    pathways: dict[str, list[Line]] = defaultdict(list)
    for line in source.lines("impact_pathways"):
        for name in re.split(r"\s*;\s*", line["linked_measure_ids"]):
            pathways[name].append(line)
    for line in source.lines("measures"):
        cells = [(line.at("renewable_energy_text"), line["renewable_energy_text"])]
        for pathway in pathways[line["measure_id"]]:
            both = ("direct_impact_text", "indirect_impact_cobenefit")
            cells += [(pathway.at(column), pathway[column]) for column in both]
        told: dict[str, list[tuple[Place, Figure, str]]] = defaultdict(list)
        for place, text in cells:
            for name, figure, words in energies(text):
                told[name].append((place, figure, words))
        for name, listed in told.items():
            first = listed[0]
            others = [each for each in listed if not agree(each[1], first[1])]
            if others:
                places = tuple(dict.fromkeys(each[0] for each in (first, *others)))
                yield Found(
                    places,
                    tuple(dict.fromkeys(each[2] for each in (first, *others))),
                    Words(
                        en=f"{name} of {line.key} is {first[2]} and {others[0][2]}",
                        sv=f"{name} i {line.key} är {first[2]} och {others[0][2]}",
                    ),
                )
