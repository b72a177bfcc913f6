"""A late outcome that counts other than any target of its area counts the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.in_words import NUMBERS
from citypact.contract.checker.checks.outcomes import value_of
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "outcome-count",
    severity="warning",
    looks=Words(
        en="a late outcome that counts other than any target of its area counts the same things",
        sv="ett sent utfall som räknar annat än något mål för området räknar av samma sak",
    ),
    reference="one quantity has one value",
    mend=Words(en="make the counts one", sv="gör antalen till ett"),
    needs={
        "impact_pathways": ("area_id", "late_outcome_3_4yr"),
        "targets": ("area_id", "target_value", "target_unit"),
    },
)
def outcome_count(source: Source) -> Iterator[Found | Unchecked]:
    """Numbers before the unit word of a counted target, in the late outcomes of its area."""
    counted: dict[tuple[str, str], list[Line]] = {}
    for line in source.lines("targets"):
        if re.fullmatch(r"[a-zåäö]{4,}", line["target_unit"]) and read_figure(line["target_value"]):
            counted.setdefault((line["area_id"], line["target_unit"]), []).append(line)
    for line in source.lines("impact_pathways"):
        for (area, unit), targets in counted.items():
            number = rf"(\d+|{'|'.join(NUMBERS)})"
            pattern = rf"(?<![\w.]){number}\s+(?:\w+\s+)?{unit.removesuffix('s')}s?\b"
            text = line["late_outcome_3_4yr"]
            match = re.search(pattern, text, re.IGNORECASE) if line["area_id"] == area else None
            if not match:
                continue
            word = match.group(1).lower()
            value = float(NUMBERS.get(word) or word)
            if any(value_of(each) == value for each in targets):
                continue
            stated = targets[-1]["target_value"]
            yield Found(
                (line.at("late_outcome_3_4yr"), *(each.at("target_value") for each in targets)),
                (match.group(), f"{stated} {unit}"),
                Words(
                    en=f"the late outcome is {match.group()!r}, the target {stated} {unit}",
                    sv=f"det sena utfallet är {match.group()!r}, målet {stated} {unit}",
                ),
            )
