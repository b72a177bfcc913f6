"""An indicator whose definition or calculation counts the opposite of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.checks.indicators import TEMPLATE
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

_NOT = re.compile(
    r"\b(?:not|non|never|without|excluding|except|other than|inte|ej|icke|utan|ej|exklusive)\b"
    r"[\s-]*((?:\w+[\s-]+){0,3}\w+)",
    re.IGNORECASE,
)


#: Pairs of which a name that holds the one is not counted by the other.
_OPPOSITES: Final = (
    ("fossil-free", "fossil-fuelled"), ("fossil-free", "fossil fuel"), ("renewable", "fossil"),
    ("fossilfri", "fossildriv"), ("förnybar", "fossil"), ("emission-free", "emitting"),
    ("recycled", "landfilled"), ("återvun", "deponera"), ("reduc", "increas"),
    ("minskning", "ökning"), ("electric", "diesel"), ("eldriv", "dieseldriv"),
)  # fmt: skip


#: Letters of a word that are compared: its stem, near enough.
_STEM = 5


@check(
    "indicator-opposite",
    severity="error",
    looks=Words(
        en="an indicator whose definition or calculation counts the opposite of its name",
        sv="en indikator vars definition eller beräkning räknar motsatsen till namnet",
    ),
    reference=f"{TEMPLATE}: name, definition and calculation are of one thing",
    mend=Words(
        en="count what the name says, or name what is counted",
        sv="räkna det som namnet säger, eller ge namn åt det som räknas",
    ),
    needs={"indicators": ("indicator_id",)},
)
def indicator_opposite(source: Source) -> Iterator[Found | Unchecked]:
    """A negation before a word of the name, or a word that means its opposite."""
    for line in source.lines("indicators"):
        names = f"{line['name_en']} {line['name_sv']}".lower()
        for column in ("calculation", "definition", "definition_sv"):
            text = line[column].lower()
            if not _opposite(names, text):
                continue
            name = line.first("name_en", "name_sv")
            yield Found(
                (line.at(column), line.at("name_en" if line["name_en"] else "name_sv")),
                (name, line[column]),
                Words(
                    en=f"{name!r} is counted as {line[column]!r}",
                    sv=f"{name!r} räknas som {line[column]!r}",
                ),
            )


def _opposite(name: str, text: str) -> bool:
    stems = {word[:_STEM] for word in re.findall(r"\w{4,}", name)}
    if not _NOT.search(name):
        for match in _NOT.finditer(text):
            denied = {word[:_STEM] for word in re.findall(r"\w{4,}", match.group(1))}
            if stems & denied:
                return True
    for one, other in _OPPOSITES:
        for here, there in ((one, other), (other, one)):
            if here in name and there in text and there not in name and here not in text:
                return True
    return False
