"""A target of an indicator that differs between the table of targets and that of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.figure import agree, read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "indicator-target",
    severity="error",
    looks=Words(
        en="a target of an indicator that differs between the table of targets and that of "
        "indicators",
        sv="ett målvärde för en indikator som skiljer sig mellan måltabellen och indikatortabellen",
    ),
    reference="a figure has one home",
    mend=Words(en="keep the value that is right in both", sv="behåll det rätta värdet i båda"),
    needs={
        "indicators": ("indicator_id",),
        "targets": ("programme", "target_year", "target_value"),
    },
)
def indicator_target(source: Source) -> Iterator[Found | Unchecked]:
    """Targets whose programme names an indicator by its number."""
    known = {line["indicator_id"].removeprefix("ind-"): line for line in source.lines("indicators")}
    for line in source.lines("targets"):
        number = re.search(r"\b(\d{1,2}\.\d{1,3}\w?)\b", line["programme"])
        indicator = known.get(number.group(1)) if number else None
        if indicator is None:
            continue
        column = f"target_{line['target_year']}"
        here, there = read_figure(line["target_value"]), read_figure(indicator[column])
        if here is None or there is None or agree(here, there):
            continue
        yield Found(
            (line.at("target_value"), indicator.at(column)),
            (here.text, there.text),
            Words(
                en=f"{line.key} asks for {here.text}, {indicator.key} for {there.text} in "
                f"{line['target_year']}",
                sv=f"{line.key} kräver {here.text}, {indicator.key} {there.text} år "
                f"{line['target_year']}",
            ),
        )
