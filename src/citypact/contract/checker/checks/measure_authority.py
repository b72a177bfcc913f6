"""A measure without authority: no one is named who can decide on it."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.measures import is_nobody
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source


@check(
    "measure-authority",
    severity="warning",
    looks=Words(
        en="a measure without authority: no one is named who can decide on it",
        sv="en åtgärd utan rådighet: ingen anges som kan besluta om den",
    ),
    reference="convention § 7.1: every measure names who carries it out and who can decide on it",
    mend=Words(en="name the kind of decision-maker", sv="ange vilket slags beslutsfattare"),
    needs={"measures": ("authority",)},
)
def measure_authority(source: Source) -> Iterator[Found | Unchecked]:
    """Tables that have the column, such as a city book's."""
    for line in source.lines("measures"):
        if line["row_kind"] in {"", "outline"} and is_nobody(line["authority"]):
            title = line.first("title_en", "title_sv")
            yield Found(
                (line.at("authority"),),
                (line["authority"] or "–",),
                Words(
                    en=f"no one is named who can decide on {title!r}",
                    sv=f"ingen anges som kan besluta om {line.first('title_sv', 'title_en')!r}",
                ),
            )
