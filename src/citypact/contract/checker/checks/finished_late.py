"""A measure that finishes after the year in which its indicator is to be full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.indicators import target_columns
from citypact.contract.checker.checks.outcomes import LINKED, linked_measures
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_LONG = re.compile(r"within (\d+) years|inom (\d+) år", re.IGNORECASE)


@check(
    "finished-late",
    severity="warning",
    looks=Words(
        en="a measure that finishes after the year in which its indicator is to be full",
        sv="en åtgärd som blir klar efter det år då dess indikator ska vara full",
    ),
    reference="one thing has one date",
    mend=Words(
        en="correct the target of that year, or the date", sv="rätta årets målvärde, eller datumet"
    ),
    needs={"indicators": LINKED, "measures": ("measure_id", "implementation_status")},
)
def finished_late(source: Source) -> Iterator[Found | Unchecked]:
    """The last year of a measure's status against targets of 100 % or of all that it counts."""
    columns = target_columns(source.sheets["indicators"])
    for line, measure in linked_measures(source):
        stated = [name for name in columns if read_figure(line[name])]
        status = measure["implementation_status"]
        years = [int(year) for year in re.findall(r"\b20\d\d\b", status)]
        match = _LONG.search(status)
        if match and source.year:
            years.append(source.year + int(match.group(1) or match.group(2)))
        if not years or not stated:
            continue
        column = stated[-1]
        if max(years) <= int(column[-4:]) or not _full(line, column, measure):
            continue
        yield Found(
            (measure.at("implementation_status"), line.at(column)),
            (status, f"{line[column]} {line['unit']}"),
            Words(
                en=f"{measure.key} ends in {max(years)}, its indicator is full at {line[column]} "
                f"{line['unit']} in {column[-4:]}",
                sv=f"{measure.key} slutar {max(years)}, indikatorn är full vid {line[column]} "
                f"{line['unit']} år {column[-4:]}",
            ),
        )


def _full(line: Line, column: str, measure: Line) -> bool:
    if line["unit"] == "%":
        return line[column] == "100"
    words = f"{measure['title_en']} {measure['description_en']} {measure['scale']}"
    unit = line["unit"] if line["unit"] != "number" else r"\w+"
    return bool(re.search(rf"\b{re.escape(line[column])}\s+(\w+\s+)?{unit}\b", words))
