"""An indicator whose targets turn back, or lie on the wrong side of its baseline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "indicator-course",
    severity="warning",
    looks=Words(
        en="an indicator whose targets turn back, or lie on the wrong side of its baseline",
        sv="en indikator vars målvärden vänder, eller ligger på fel sida om utgångsvärdet",
    ),
    reference="arithmetic",
    mend=Words(en="correct the value that turns back", sv="rätta det värde som vänder"),
    needs={"indicators": ("indicator_id",)},
)
def indicator_course(source: Source) -> Iterator[Found | Unchecked]:
    """Baseline and targets in the order of years: no step against the way to the last."""
    sheet = source.sheets["indicators"]
    columns = ["baseline", *target_columns(sheet)]
    for line in sheet.lines:
        stated = [(name, figure) for name in columns if (figure := read_figure(line[name]))]
        if len(stated) < 3:  # noqa: PLR2004  between two values nothing can turn back
            continue
        steps = list(pairwise(stated))
        way = stated[-1][1].value - stated[0][1].value
        for before, after in steps:
            step = after[1].value - before[1].value
            if step * way < 0 or (way == 0 and step):
                yield Found(
                    (line.at(after[0]), line.at(before[0])),
                    (before[1].text, after[1].text),
                    Words(
                        en=f"{before[0]} {before[1].text} is followed by {after[0]} "
                        f"{after[1].text}, against the way to {stated[-1][1].text}",
                        sv=f"{before[0]} {before[1].text} följs av {after[0]} {after[1].text}, "
                        f"åt motsatt håll mot {stated[-1][1].text}",
                    ),
                )
