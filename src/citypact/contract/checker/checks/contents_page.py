"""Clauses that the contents page leaves out while it lists others of their level."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "contents-page",
    severity="note",
    looks=Words(
        en="clauses that the contents page leaves out while it lists others of their level",
        sv="klausuler som saknas i innehållsförteckningen fast andra på samma nivå finns där",
    ),
    reference="a contents page lists every clause of the levels that it lists",
    mend=Words(en="make the contents page again", sv="gör om innehållsförteckningen"),
    needs={"contract_structure": ("clause", "in_toc")},
)
def contents_page(source: Source) -> Iterator[Found | Unchecked]:
    """Clauses by level; one finding for the page."""
    levels: dict[int, list[Line]] = defaultdict(list)
    for line in source.lines("contract_structure"):
        if re.fullmatch(r"\d+(\.\d+)*", line["clause"]):
            levels[line["clause"].count(".")].append(line)
    left_out = [
        line
        for listed in levels.values()
        if any(line["in_toc"] == "y" for line in listed)
        for line in listed
        if line["in_toc"] == "n"
    ]
    if left_out:
        names = tuple(line["clause"] for line in left_out)
        yield Found(
            tuple(line.at("in_toc") for line in left_out),
            names,
            Words(
                en=f"the contents page leaves out: {', '.join(names)}",
                sv=f"innehållsförteckningen saknar: {', '.join(names)}",
            ),
        )
