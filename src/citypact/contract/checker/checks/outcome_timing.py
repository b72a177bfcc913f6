"""An early outcome in percent while the measure's indicator does not move until later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.amount import amounts
from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.checks.outcomes import LINKED, linked_measures
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_SOON = re.compile(r"within (one|two|1|2) years?|inom (ett|två|1|2) år", re.IGNORECASE)


@check(
    "outcome-timing",
    severity="warning",
    looks=Words(
        en="an early outcome in percent while the measure's indicator does not move until later",
        sv="ett tidigt utfall i procent medan åtgärdens indikator inte rör sig förrän senare",
    ),
    reference="NetZeroCities, Climate City Contract: early changes are those of 1 to 2 years",
    mend=Words(
        en="move the outcome, or let the indicator show it",
        sv="flytta utfallet, eller låt indikatorn visa det",
    ),
    needs={"indicators": (*LINKED, "baseline"), "measures": ("measure_id", "early_outcomes")},
)
def outcome_timing(source: Source) -> Iterator[Found | Unchecked]:
    """Percentages within one or two years, against baseline and all targets but the last equal."""
    columns = target_columns(source.sheets["indicators"])
    for line, measure in linked_measures(source):
        text = measure["early_outcomes"]
        values = [line[name] for name in ("baseline", *columns[:-1])]
        percent = [each for each in amounts(text) if each.kind == "share"]
        if not _SOON.search(text) or not percent or not values[0] or len(set(values)) > 1:
            continue
        yield Found(
            (measure.at("early_outcomes"), *(line.at(name) for name in columns[:-1])),
            (text, f"{values[0]} {line['unit']}"),
            Words(
                en=f"{measure.key} promises {percent[0].text} early, its indicator stays at "
                f"{values[0]} {line['unit']} until {columns[-2][-4:]}",
                sv=f"{measure.key} utlovar {percent[0].text} tidigt, indikatorn står kvar på "
                f"{values[0]} {line['unit']} till {columns[-2][-4:]}",
            ),
        )
