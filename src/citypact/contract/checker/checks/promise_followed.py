"""A commitment that binds and cannot be followed up: no date, or nothing to measure."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.promises import lacks, version_of
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "promise-followed",
    severity="note",
    looks=Words(
        en="a commitment that binds and cannot be followed up: no date, or nothing to measure",
        sv="ett åtagande som binder men inte kan följas upp: inget datum, eller inget att mäta",
    ),
    reference="a commitment names when, and how it is told that it was kept",
    mend=Words(
        en="state the year, or the indicator or measure that it carries",
        sv="ange året, eller den indikator eller åtgärd som det bär",
    ),
    needs={"commitments_national": ("modality", "target_date", "measurable")},
)
def promise_followed(source: Source) -> Iterator[Found | Unchecked]:
    """Undertakings without date, and those that nothing is measured by."""
    carried = {
        (line["version"], line["commitment"])
        for table in ("commitment_measures", "commitment_indicators")
        for line in source.lines(table)
    }
    for line in source.lines("commitments_national"):
        if line["modality"].lower() not in {"undertakes", "åtar sig"}:
            continue
        lacking = []
        if not line["target_date"] and line["yearly"].lower() not in {"yes", "y", "ja"}:
            lacking.append(("target_date", "date", "datum"))
        measured = line["measurable"].lower() in {"y", "yes", "ja"}
        if not measured and (version_of(line), line["commitment_id"]) not in carried:
            lacking.append(("measurable", "indicator or measure", "indikator eller åtgärd"))
        if lacking:
            en, sv = (" and no ".join(x[1] for x in lacking), " och ".join(x[2] for x in lacking))
            yield Found(
                tuple(line.at(column) for column, _, _ in lacking),
                tuple(line[column] or "–" for column, _, _ in lacking),
                lacks(line, en, sv),
            )
