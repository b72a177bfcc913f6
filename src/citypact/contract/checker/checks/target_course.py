"""Interim targets that go one way and then the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from citypact.contract.checker.checks.targets import NEEDS
from citypact.contract.checker.figure import Figure, agree, read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "target-course",
    severity="warning",
    looks=Words(
        en="interim targets that go one way and then the other",
        sv="delmål som går först åt ena och sedan åt andra hållet",
    ),
    reference="arithmetic",
    mend=Words(en="correct the value that turns back", sv="rätta det värde som vänder"),
    needs=NEEDS,
)
def target_course(source: Source) -> Iterator[Found | Unchecked]:
    """The values of one title and unit, year by year, and the same value asked for in one year."""
    groups: dict[tuple[str, ...], list[tuple[int, Figure, Line]]] = defaultdict(list)
    for line in source.lines("targets"):
        figure = read_figure(line["target_value"])
        if figure is not None and re.fullmatch(r"\d{4}", line["target_year"]):
            title = line["title_en"] or line["title_sv"]
            names = (title.lower(), line["target_unit"], line["base_year"], line["programme"])
            groups[names].append((int(line["target_year"]), figure, line))
    for group in groups.values():
        course = sorted(group, key=lambda one: one[0])
        if len(course) < 2:  # noqa: PLR2004  one point has no course
            continue
        values = [figure.value for _, figure, _ in course]
        up = values[-1] >= values[0]
        for before, after in pairwise(course):
            fell = after[1].value < before[1].value
            twice = before[0] == after[0] and not agree(before[1], after[1])
            if not twice and (after[1].value == before[1].value or fell != up):
                continue
            yield Found(
                (after[2].at("target_value"), before[2].at("target_value")),
                (f"{before[0]}: {before[1].text}", f"{after[0]}: {after[1].text}"),
                Words(
                    en=f"{before[1].text} in {before[0]} is followed by {after[1].text} in "
                    f"{after[0]}, while {values[0]:g} is to become {values[-1]:g}",
                    sv=f"{before[1].text} år {before[0]} följs av {after[1].text} år {after[0]}, "
                    f"medan {values[0]:g} ska bli {shown(values[-1])}",
                ),
            )
