"""Clauses whose numbers skip one, or stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "clause-number",
    severity="warning",
    looks=Words(
        en="clauses whose numbers skip one, or stand twice",
        sv="klausuler vars nummer hoppar över ett, eller står två gånger",
    ),
    reference="a reader must be able to tell that nothing is left out",
    mend=Words(
        en="renumber, or say that the number was left out on purpose",
        sv="numrera om, eller säg att numret är utelämnat med avsikt",
    ),
    needs={"contract_structure": ("clause",)},
)
def clause_number(source: Source) -> Iterator[Found | Unchecked]:
    """Numbers under one heading must run without a gap, from the first that is there."""
    groups: dict[tuple[str, str], list[tuple[int, Line]]] = defaultdict(list)
    numbered = "number" if "number" in source.sheets["contract_structure"].columns else "clause"
    for line in source.lines("contract_structure"):
        match = re.fullmatch(r"((?:\d+\.)*)(\d{1,3})\.?", line[numbered])
        if match:
            groups[line["version"], match.group(1)].append((int(match.group(2)), line))
    for (_, above), listed in groups.items():
        ordered = sorted(listed, key=lambda one: (one[0], one[1].number))
        for (before, first), (after, line) in pairwise(ordered):
            if after == before + 1:
                continue
            missing = ", ".join(f"{above}{n}" for n in range(before + 1, after))
            en = f"between {first[numbered]} and {line[numbered]} there is no {missing}"
            sv = f"mellan {first[numbered]} och {line[numbered]} saknas {missing}"
            if not missing:
                en, sv = f"{line[numbered]} stands twice", f"{line[numbered]} står två gånger"
            yield Found(
                (line.at(numbered), first.at(numbered)),
                (first[numbered], line[numbered]),
                Words(en=en, sv=sv),
            )
