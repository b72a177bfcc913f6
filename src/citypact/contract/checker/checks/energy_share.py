"""A share of electricity use that the measure's energy does not reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.in_words import energies
from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.checks.outcomes import LINKED, linked_measures
from citypact.contract.checker.figure import read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import entries
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_USE = re.compile(
    r"electricity use|elanvändning|electricity consumption|elförbrukning", re.IGNORECASE
)


@check(
    "energy-share",
    severity="warning",
    looks=Words(
        en="a share of electricity use that the measure's energy does not reach",
        sv="en andel av elanvändningen som åtgärdens energi inte räcker till",
    ),
    reference="arithmetic: energy ÷ electricity use",
    mend=Words(
        en="name whose electricity use is meant, or correct the share",
        sv="ange vems elanvändning som avses, eller rätta andelen",
    ),
    needs={
        "indicators": (*LINKED, "unit"),
        "measures": ("measure_id", "renewable_energy_text"),
        "inventory": ("sector", "quantity", "value", "unit"),
    },
)
def energy_share(source: Source) -> Iterator[Found | Unchecked]:
    """Targets in percent of electricity use against the most that the measure's words allow."""
    used = [
        each
        for each in entries(source)
        if each.kind == "energy"
        and re.search(r"electric|\bel\b", each.sector, re.IGNORECASE)
        and "consumption" in f"{each.subsector} {each.quantity}".lower()
    ]
    columns = target_columns(source.sheets["indicators"])
    for line, measure in linked_measures(source):
        words = f"{line['name_en']} {line['name_sv']} {line['calculation']}"
        most: dict[str, float] = {}
        for name, figure, _ in energies(measure["renewable_energy_text"]):
            most[name] = max(most.get(name, 0.0), figure.value)
        stated = [(name, one) for name in columns if (one := read_figure(line[name]))]
        if line["unit"] != "%" or not _USE.search(words) or not most or not stated or not used:
            continue
        share = 100 * sum(most.values()) / used[0].figure.value
        column, target = stated[-1]
        if target.value - target.half <= share:
            continue
        yield Found(
            (line.at(column), measure.at("renewable_energy_text"), used[0].line.at("value")),
            (f"{target.text} %", f"{share:.3g} %", f"{shown(sum(most.values()))} MWh"),
            Words(
                en=f"{line.key} is to reach {target.text} %, but at most {share:.3g} % of the "
                "electricity used comes of its measure",
                sv=f"{line.key} ska nå {target.text} %, men åtgärden ger högst {share:.3g} % av "
                "elen som används",
            ),
        )
