"""A commitment that falls due before the year of its own document."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.promises import YEAR, version_of
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "date-past",
    severity="warning",
    looks=Words(
        en="a commitment that falls due before the year of its own document",
        sv="ett åtagande som ska vara klart före dokumentets eget år",
    ),
    reference="a promise is about what is still to be done",
    mend=Words(
        en="set a new date, or move it to what has been done",
        sv="sätt ett nytt datum, eller flytta det till det som är gjort",
    ),
    needs={"commitments_national": ("target_date",)},
)
def date_past(source: Source) -> Iterator[Found | Unchecked]:
    """The last year of the due date against the year of the version or document."""
    versions = source.lines("versions")
    years = {line["id"]: int(line["year"]) for line in versions if line["year"].isdecimal()}
    usual = source.year
    if usual is None:
        yield Unchecked(
            Words(en="the document's year is not told", sv="dokumentets år framgår inte")
        )
        return
    for line in source.lines("commitments_national"):
        due = [int(year) for year in YEAR.findall(line["target_date"])]
        year = years.get(version_of(line), usual)
        if not due or line["modality"] == "reported" or max(due) >= year:
            continue
        yield Found(
            (line.at("target_date"),),
            (line["target_date"], str(year)),
            Words(
                en=f"{line.key} is due {line['target_date']}, before the document's year {year}",
                sv=f"{line.key} ska vara klart {line['target_date']}, före dokumentets år {year}",
            ),
        )
