"""The same words promised twice by one party, with another date, strength or status."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.checks.promises import version_of
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "promised-twice",
    severity="warning",
    looks=Words(
        en="the same words promised twice by one party, with another date, strength or status",
        sv="samma ord utlovade två gånger av en part, med annat datum, annan styrka eller status",
    ),
    reference="one promise has one date",
    mend=Words(en="keep one of them", sv="behåll ett av dem"),
    needs={"commitments_national": ("party", "text_sv")},
)
def promised_twice(source: Source) -> Iterator[Found | Unchecked]:
    """Equal texts of one party in one version."""
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in source.lines("commitments_national"):
        text = re.sub(r"\W+", " ", line.first("text_sv", "text_en")).strip().lower()
        if text:
            groups[version_of(line), line["party"], text].append(line)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            apart = [
                name for name in ("target_date", "modality", "status") if first[name] != other[name]
            ]
            if not apart:
                continue
            yield Found(
                tuple(line.at(name) for name in apart for line in (first, other)),
                tuple(line[name] or "–" for name in apart for line in (first, other)),
                Words(
                    en=f"{first.key} and {other.key} promise the same and differ in "
                    f"{', '.join(apart)}",
                    sv=f"{first.key} och {other.key} lovar samma sak och skiljer sig i "
                    f"{', '.join(apart)}",
                ),
            )
