"""A due date that differs from the year in the commitment's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.promises import YEAR
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "date-words",
    severity="error",
    looks=Words(
        en="a due date that differs from the year in the commitment's own words",
        sv="ett datum som skiljer sig från årtalet i åtagandets egen text",
    ),
    reference="a figure has one home",
    mend=Words(en="correct the date or the words", sv="rätta datumet eller texten"),
    needs={"commitments_national": ("target_date",)},
)
def date_words(source: Source) -> Iterator[Found | Unchecked]:
    """``senast 2030``, ``by the end of 2027`` against the date."""
    until = re.compile(
        r"\b(?:senast|till och med|före utgången av|innan utgången av|före|by the end of|"
        r"no later than|by|until|before)\s+(?:år\s+|the year\s+)?(20\d\d)\b",
        re.IGNORECASE,
    )
    for line in source.lines("commitments_national"):
        due = set(YEAR.findall(line["target_date"]))
        for column in ("text_sv", "text_en"):
            stated = set(until.findall(line[column]))
            if due and stated and not due & stated:
                says = ", ".join(sorted(stated))
                yield Found(
                    (line.at("target_date"), line.at(column)),
                    (line["target_date"], says),
                    Words(
                        en=f"{line.key} is due {line['target_date']}, its words say {says}",
                        sv=f"{line.key} ska vara klart {line['target_date']}, texten säger {says}",
                    ),
                )
                break
