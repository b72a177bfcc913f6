"""The document itself: clause numbers, the contents page, links that lead nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: By table and column: the table and column that it points to.
_LINKS: Final = (
    ("measures", "area_id", "transition_areas", "area_id"),
    ("measures", "parent_id", "measures", "measure_id"),
    ("impact_pathways", "area_id", "transition_areas", "area_id"),
    ("impact_pathways", "linked_measure_ids", "measures", "measure_id"),
    ("indicators", "area_id", "transition_areas", "area_id"),
    ("indicators", "linked_measure_id", "measures", "measure_id"),
    ("measures", "indicator_ids", "indicators", "indicator_id"),
    ("targets", "area_id", "transition_areas", "area_id"),
    ("financing", "area_id", "transition_areas", "area_id"),
    ("barriers", "area_id", "transition_areas", "area_id"),
    ("commitments_national", "clause", "contract_structure", "clause"),
    ("commitments_national", "linked_area", "transition_areas", "area_id"),
    ("contract_structure", "parent", "contract_structure", "clause"),
    ("commitment_measures", "measure", "book_measures", "measure_id"),
    ("commitment_indicators", "indicator", "book_indicators", "indicator_id"),
    ("commitments_national", "party", "parties", "id"),
)
#: Areas that stand for all areas together.
_ALL_AREAS: Final = frozenset({"area-cross-cutting", "area-all"})


@check(
    "link-nowhere",
    severity="error",
    looks=Words(
        en="a reference to an area, measure, indicator or clause that is not there",
        sv="en hänvisning till ett område, en åtgärd, en indikator eller en klausul som inte finns",
    ),
    reference="a reference leads to a row",
    mend=Words(en="correct the name, or add the row", sv="rätta namnet, eller lägg till raden"),
    needs={},
)
def link_nowhere(source: Source) -> Iterator[Found | Unchecked]:
    """Every column that points to another table, where both are there."""
    for table, column, other, target in _LINKS:
        known = {line[target] for line in source.lines(other)}
        if not known or column not in source.sheets.get(table, source.sheets[other]).columns:
            continue
        bare = {name.removeprefix("ind-") for name in known}
        for line in source.lines(table):
            for name in re.split(r"\s*[;|]\s*", line[column]):
                if name and name not in known | bare | _ALL_AREAS:
                    yield Found(
                        (line.at(column),),
                        (name,),
                        Words(
                            en=f"{column} names {name!r}, which is not in {other}",
                            sv=f"{column} hänvisar till {name!r}, som inte finns i {other}",
                        ),
                    )


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
        match = re.fullmatch(r"((?:\d+\.)*)(\d+)\.?", line[numbered])
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


@check(
    "empty-link",
    severity="warning",
    looks=Words(
        en="an annex or source whose address is empty or no web address",
        sv="en bilaga eller källa vars adress är tom eller inte är en webbadress",
    ),
    reference="an annex is found by its address or held by its hash",
    mend=Words(
        en="attach the document, or give its address", sv="bifoga dokumentet, eller ange adressen"
    ),
    needs={"annexes": ("address",)},
)
def empty_link(source: Source) -> Iterator[Found | Unchecked]:
    """Annexes without address and hash, and addresses that no browser opens."""
    for line in source.lines("annexes"):
        if not line["address"] and not line["sha256"]:
            yield Found(
                (line.at("address"),),
                ("–",),
                Words(
                    en=f"the annex {line.key} has neither address nor hash",
                    sv=f"bilagan {line.key} har varken adress eller hash",
                ),
            )
    for table in ("annexes", "sources"):
        for line in source.lines(table):
            address = line["address"]
            if address and not re.match(r"https?://[^\s/]+\.[^\s/]+", address):
                yield Found(
                    (line.at("address"),),
                    (address,),
                    Words(
                        en=f"{address!r} is no web address", sv=f"{address!r} är ingen webbadress"
                    ),
                )
    yield Unchecked(
        Words(
            en="whether addresses still answer: nothing is fetched while checking",
            sv="om adresserna fortfarande svarar: inget hämtas under kontrollen",
        )
    )
