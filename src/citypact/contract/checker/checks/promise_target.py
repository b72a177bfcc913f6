"""A commitment to cut emissions by another percentage than any target of that year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.checks.outcomes import value_of
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "promise-target",
    severity="error",
    looks=Words(
        en="a commitment to cut emissions by another percentage than any target of that year",
        sv="ett åtagande att minska utsläppen med ett annat procenttal än något mål för det året",
    ),
    reference="one quantity has one value",
    mend=Words(en="make the commitment and the target one", sv="gör åtagandet och målet till ett"),
    needs={
        "commitments_national": ("text_sv", "target_date"),
        "targets": ("target_year", "target_value", "target_unit"),
    },
)
def promise_target(source: Source) -> Iterator[Found | Unchecked]:
    """Percentages in commitments on emissions against the targets in percent of their year."""
    for line in source.lines("commitments_national"):
        words = f"{line['text_sv']} {line['text_en']}"
        if not re.search(r"utsläpp|emission", words, re.IGNORECASE):
            continue
        stated = [each for each in amounts(words) if each.kind == "share"]
        targets = [
            each
            for each in source.lines("targets")
            if each["target_year"] == line["target_date"]
            and each["target_unit"].startswith("%")
            and each["level"].lower() != "indicator"
            and read_figure(each["target_value"])
        ]
        values = {abs(value_of(each)) for each in targets}
        if not stated or not targets or any(each.figure.value in values for each in stated):
            continue
        yield Found(
            (line.at("text_sv"), *(each.at("target_value") for each in targets)),
            (stated[0].text, *(f"{each['target_value']} %" for each in targets)),
            Words(
                en=f"{line.key} promises {stated[0].text} by {line['target_date']}, which no "
                "target of that year is",
                sv=f"{line.key} lovar {stated[0].text} till {line['target_date']}, vilket inget "
                "mål för det året är",
            ),
        )
