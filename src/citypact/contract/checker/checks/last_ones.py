"""The last ones done in a year in which the target of their indicator is not yet full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.outcomes import value_of
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_LAST = re.compile(r"\b(last|remaining|final|sista|återstående)\b", re.IGNORECASE)


@check(
    "last-ones",
    severity="warning",
    looks=Words(
        en="the last ones done in a year in which the target of their indicator is not yet full",
        sv="de sista klara ett år då indikatorns målvärde ännu inte är fullt",
    ),
    reference="one thing has one status at a time",
    mend=Words(en="make the two years one", sv="gör de två åren till ett"),
    needs={"targets": ("title_en", "target_year", "target_value", "target_unit")},
)
def last_ones(source: Source) -> Iterator[Found | Unchecked]:
    """Targets of the last or remaining ones against other targets in the same unit and area."""
    lines = [line for line in source.lines("targets") if read_figure(line["target_value"])]
    for line in lines:
        if not _LAST.search(f"{line['title_en']} {line['title_sv']}"):
            continue
        same = [
            each
            for each in lines
            if each is not line
            and (each["target_unit"], each["area_id"]) == (line["target_unit"], line["area_id"])
            and each["target_year"] >= line["target_year"]
        ]
        now = [each for each in same if each["target_year"] == line["target_year"]]
        full = max(same, key=value_of, default=None)
        for each in now:
            if full is None or value_of(each) >= value_of(full):
                continue
            values = [f"{one['target_value']} {one['target_unit']}" for one in (line, each, full)]
            yield Found(
                tuple(one.at("target_value") for one in (line, each, full)),
                tuple(values),
                Words(
                    en=f"the last {values[0]} come in {line['target_year']}, but the target of "
                    f"that year is {values[1]} and of {full['target_year']} {values[2]}",
                    sv=f"de sista {values[0]} kommer {line['target_year']}, men målet det året är "
                    f"{values[1]} och {full['target_year']} {values[2]}",
                ),
            )
