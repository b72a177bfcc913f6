"""A period that ends before it begins, or a target before its base year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.finding import Found, Place, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "dates-reversed",
    severity="error",
    looks=Words(
        en="a period that ends before it begins, or a target before its base year",
        sv="en period som slutar innan den börjar, eller ett mål före sitt basår",
    ),
    reference="arithmetic",
    mend=Words(
        en="exchange the years, or correct one", sv="byt plats på åren, eller rätta det ena"
    ),
    needs={},
)
def dates_reversed(source: Source) -> Iterator[Found | Unchecked]:
    """``2030–2024`` in any cell but notes; start and end columns; base and target years."""
    spans = re.compile(r"(?<![\d.-])((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?![\d.-])")
    pairs = (("base_year", "target_year"), ("start", "end"), ("start_year", "end_year"),
             ("first_year", "last_year"), ("first_year", "year"))  # fmt: skip
    for table, sheet in source.sheets.items():
        columns = [name for name in sheet.columns if not re.search(r"note|source", name)]
        known = [pair for pair in pairs if set(pair) <= set(columns)]
        for line in source.lines(table):
            for column in columns:
                for first, last in spans.findall(line[column]):
                    if int(last) < int(first):
                        yield _reversed((line.at(column),), first, last)
            for start, end in known:
                first, last = line[start], line[end]
                years = re.fullmatch(r"\d{4}", first), re.fullmatch(r"\d{4}", last)
                if all(years) and int(last) < int(first):
                    yield _reversed((line.at(end), line.at(start)), first, last)


def _reversed(where: tuple[Place, ...], first: str, last: str) -> Found:
    return Found(
        where,
        (first, last),
        Words(en=f"{last} is before {first}", sv=f"{last} är före {first}"),
    )
