"""A policy that has run out before the year of the document that relies on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "policy-expired",
    severity="note",
    looks=Words(
        en="a policy that has run out before the year of the document that relies on it",
        sv="ett styrdokument som har löpt ut före året för det dokument som stöder sig på det",
    ),
    reference="NetZeroCities, Climate City Contract: Action Plan, A-2.1",
    mend=Words(
        en="name what replaces it, or say that it is history",
        sv="ange vad som ersätter det, eller säg att det är historik",
    ),
    needs={"policies": ("year_or_period",)},
)
def policy_expired(source: Source) -> Iterator[Found | Unchecked]:
    """The last year of a stated period against the document's year."""
    year = source.year
    if year is None:
        yield Unchecked(
            Words(en="the document's year is not told", sv="dokumentets år framgår inte")
        )
        return
    for line in source.lines("policies"):
        match = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{2,4})", line["year_or_period"])
        if not match:
            continue
        last = int(match.group(1)[: 4 - len(match.group(2))] + match.group(2))
        if int(match.group(1)) < last < year:
            name = line.first("name_en", "name_sv")
            yield Found(
                (line.at("year_or_period"),),
                (line["year_or_period"], str(year)),
                Words(
                    en=f"{name} ran out in {last}, before {year}",
                    sv=f"{line.first('name_sv', 'name_en')} löpte ut {last}, före {year}",
                ),
            )
