"""Emissions per person that do not follow from the emissions and one population."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.figure import Figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.inventory import Entry, entries, grouped, told
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Two pairs tell only that one of four figures is wrong, not which.
_FEWEST = 3


@check(
    "per-person",
    severity="error",
    looks=Words(
        en="emissions per person that imply another population than the rest of their table",
        sv="utsläpp per person som förutsätter en annan befolkning än resten av tabellen",
    ),
    reference="arithmetic: emissions ÷ emissions per person is the population",
    mend=Words(
        en="correct the emissions or the emissions per person",
        sv="rätta utsläppen eller utsläppen per person",
    ),
    needs={"inventory": ("sector", "unit", "value")},
)
def per_person(source: Source) -> Iterator[Found | Unchecked]:
    """Each pair of emissions and emissions per person against the populations of the others."""
    counted = [each for each in entries(source) if not each.subsector and each.sector]
    groups = grouped(counted, lambda one: (one.inventory, one.year, one.scope))
    for group in groups.values():
        masses = {each.sector: each for each in group if each.kind == "mass"}
        pairs = [
            (each, masses[each.sector])
            for each in group
            if each.kind == "mass/person" and each.sector in masses and each.figure.value > 0
        ]
        if len(pairs) < _FEWEST:
            continue
        for pair in pairs:
            others = [_population(*other) for other in pairs if other is not pair]
            own = _population(*pair)
            if all(_apart(own, other) for other in others) and _near(others):
                yield _found(*pair, own, others[0])


def _population(each: Entry, mass: Entry) -> Figure:
    value = mass.figure.value / each.figure.value
    half = value * (
        mass.figure.half / abs(mass.figure.value or 1) + each.figure.half / each.figure.value
    )
    return Figure(value, half, shown(value))


def _apart(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) > one.half + other.half


def _near(figures: list[Figure]) -> bool:
    return not any(_apart(one, other) for one in figures for other in figures)


def _found(each: Entry, mass: Entry, own: Figure, other: Figure) -> Found:
    person, whole = told(each.kind, each.figure.value), told(mass.kind, mass.figure.value)
    return Found(
        (each.line.at("value"), mass.line.at("value")),
        (person, whole, shown(own.value), shown(other.value)),
        Words(
            en=f"{each.sector}: {whole} and {person} imply {shown(own.value)} persons, the rest "
            f"of the table {shown(other.value)}",
            sv=f"{each.sector}: {whole} och {person} förutsätter {shown(own.value)} personer, "
            f"resten av tabellen {shown(other.value)}",
        ),
    )
