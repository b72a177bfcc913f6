"""An indicator with targets and no baseline."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.indicators import TEMPLATE, target_columns
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "indicator-baseline",
    severity="warning",
    looks=Words(
        en="an indicator with targets and no baseline",
        sv="en indikator som har målvärden men inget utgångsvärde",
    ),
    reference=f"{TEMPLATE}; ISO 14091: change is told from a baseline",
    mend=Words(en="state the latest value and its year", sv="ange det senaste värdet och dess år"),
    needs={"indicators": ("baseline",)},
)
def indicator_baseline(source: Source) -> Iterator[Found | Unchecked]:
    """Indicators that state a target, in figures or in words."""
    columns = target_columns(source.sheets["indicators"])
    for line in source.lines("indicators"):
        stated = [name for name in columns if line[name]]
        if line["baseline"] or not stated:
            continue
        yield Found(
            (line.at("baseline"), line.at(stated[-1])),
            (line[stated[-1]],),
            Words(
                en=f"{line.key} is to reach {line[stated[-1]]} and has no baseline",
                sv=f"{line.key} ska nå {line[stated[-1]]} och har inget utgångsvärde",
            ),
        )
