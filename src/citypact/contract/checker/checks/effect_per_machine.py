"""A cut that is more than the vehicles or machines it is made of can emit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.checks.claims import REDUCTION, outlines_of
from citypact.contract.checker.figure import read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: More than any machine or vehicle of a municipal fleet emits in a year, tonnes: a wheel loader of
#: 20 litres of diesel an hour in two shifts all year comes to 150.
_MACHINE: Final = 150.0


_FLEET = re.compile(
    r"(\d[\d ]*)\s+(?:\w+\s+){0,2}?(?:vehicles?|machines?|cars|buses|trucks|fordon|maskiner|"
    r"arbetsmaskiner|bilar|bussar|lastbilar)\b",
    re.IGNORECASE,
)


@check(
    "effect-per-machine",
    severity="warning",
    looks=Words(
        en="a cut that is more than the vehicles or machines it is made of can emit",
        sv="en minskning som är mer än de fordon eller maskiner den gäller kan släppa ut",
    ),
    reference="150 t CO2e a year: 20 l of diesel an hour in two shifts all year, 2.7 kg/l",
    mend=Words(
        en="correct the number or the tonnes, or name what else is cut",
        sv="rätta antalet eller antalet ton, eller ange vad mer som minskas",
    ),
    needs={"measures": (REDUCTION, "scale")},
)
def effect_per_machine(source: Source) -> Iterator[Found | Unchecked]:
    """Measures whose scale counts vehicles or machines."""
    for line in outlines_of(source):
        cut, match = read_figure(line[REDUCTION]), _FLEET.search(line["scale"])
        if cut is None or match is None:
            continue
        count = float(match.group(1).replace(" ", ""))
        if not count or cut.value / count <= _MACHINE:
            continue
        each = shown(cut.value / count)
        yield Found(
            (line.at(REDUCTION), line.at("scale")),
            (f"{cut.text} t", match.group(), f"{each} t"),
            Words(
                en=f"{cut.text} t of {match.group().strip()} is {each} t each; no such machine "
                f"emits above {_MACHINE:g} t a year",
                sv=f"{cut.text} t från {match.group().strip()} är {each} t var; ingen sådan "
                f"maskin släpper ut mer än {_MACHINE:g} t om året",
            ),
        )
