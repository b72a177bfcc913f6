"""A change in percent without a base year, or with two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.targets import NEEDS, cut_of
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_OWN = frozenset({"city", "organisation", "sector", "municipality", "kommun", "stad"})


@check(
    "target-base",
    severity="warning",
    looks=Words(
        en="a change in percent without a base year, or with two",
        sv="en förändring i procent utan basår, eller med två",
    ),
    reference="GHG Protocol Mitigation Goal Standard, chapter 4: a base year goal names its year",
    mend=Words(
        en="name the one year that it is compared with", sv="ange det enda år som det jämförs med"
    ),
    needs=NEEDS,
)
def target_base(source: Source) -> Iterator[Found | Unchecked]:
    """Targets of the city that fall by a percentage."""
    for line in source.lines("targets"):
        change = cut_of(line)
        if change is None or line["level"].lower() not in _OWN:
            continue
        told_years = set(re.findall(r"\b(?:19|20)\d\d\b", line["target_unit"]))
        years = told_years | ({line["base_year"]} if line["base_year"] else set())
        if len(years) == 1:
            continue
        several = ", ".join(sorted(years))
        yield Found(
            (line.at("base_year"), line.at("target_unit")),
            (f"{change.text} %", several or "–"),
            Words(
                en=f"{change.text} % is compared with "
                + (f"two years: {several}" if several else "no year"),
                sv=f"{change.text} % jämförs med "
                + (f"två år: {several}" if several else "inget år"),
            ),
        )
