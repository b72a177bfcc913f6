"""The figures of inventories, grouped the way that sums run through them.

An entry is one printed value. Its series is all that must be equal for two entries to be parts of
one sum: inventory, year and quantity; sector, sub-sector and scope tell the parts apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from citypact.contract.checker.amount import KINDS, unit_of
from citypact.contract.checker.figure import Figure, read_figure, settled, shown
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

__all__ = ["NOTATION", "Entry", "entries", "grouped", "is_whole", "told"]

#: Keys that stand for a figure: not occurring, not estimated, included elsewhere and so on.
NOTATION: Final = frozenset({"NO", "NE", "NA", "N/A", "IE", "C"})
_WHOLE = re.compile(
    r"((all|all sectors|(city |grand )?totals?|sum|whole city|alla|alla sektorer|totalt|summa|"
    r"hela (staden|kommunen))(\s*\(.*\))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed figure of an inventory.

    Attributes:
        line: where it stands.
        inventory: which inventory.
        year: as written.
        sector: as written.
        subsector: as written; empty for the sector whole.
        scope: as written, in lower case.
        quantity: what is counted, in lower case.
        unit: as written.
        kind: of unit, such as ``mass``; the unit itself where it is not known.
        figure: in the kind's own unit.
        type: stated, derived, plausible or notation; stated where the table does not say.
    """

    line: Line
    inventory: str
    year: str
    sector: str
    subsector: str
    scope: str
    quantity: str
    unit: str
    kind: str
    figure: Figure
    type: str

    @property
    def series(self) -> tuple[str, ...]:
        """What parts of one sum have in common, besides how they are cut."""
        return self.inventory, self.year, self.quantity, self.kind

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of something."""
        return self.kind == "share"


def entries(source: Source) -> list[Entry]:
    """Every figure of the inventories but those that are a reading of a misprint."""
    return source.kept("entries", _entries)


def _entries(source: Source) -> list[Entry]:
    by_unit: dict[tuple[str, str, str], list[tuple[Line, Figure]]] = defaultdict(list)
    for line in source.lines("inventory"):
        figure = read_figure(line["value"])
        if figure is not None and line["value_type"] != "plausible":
            by_unit[line["inventory_id"], line["quantity"], line["unit"]].append((line, figure))
    found: list[Entry] = []
    for (_, _, unit), listed in by_unit.items():
        for (line, _), figure in zip(listed, settled(one for _, one in listed), strict=True):
            found.append(_entry(line, unit, figure))
    return sorted(found, key=lambda one: one.line.number)


def _entry(line: Line, unit: str, figure: Figure) -> Entry:
    known = unit_of(unit)
    return Entry(
        line=line,
        inventory=line["inventory_id"],
        year=line["year"],
        sector=line["sector"],
        subsector=line["subsector"],
        scope=line["scope"].lower(),
        quantity=line["quantity"].lower(),
        unit=unit,
        kind=known.kind if known else unit.lower(),
        figure=figure.times(known.factor) if known else figure,
        type=line["value_type"] or "stated",
    )


def is_whole(sector: str) -> bool:
    """Whether a sector's name stands for all sectors together."""
    return not sector or bool(_WHOLE.fullmatch(sector.strip()))


def grouped(
    listed: Iterable[Entry], key: Callable[[Entry], tuple[str, ...]]
) -> dict[tuple[str, ...], list[Entry]]:
    """Entries by ``key``."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in listed:
        groups[key(entry)].append(entry)
    return groups


def told(kind: str, value: float) -> str:
    """A value of a kind with its unit: thousands of tonnes as kt."""
    if kind == "mass" and abs(value) >= 1e4:  # noqa: PLR2004  from here on kt is easier read
        return f"{shown(value / 1e3)} kt"
    if kind == "share":
        return f"{value:.3g} %"
    return f"{shown(value)} {KINDS.get(kind, kind)}"
