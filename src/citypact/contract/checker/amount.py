"""Amounts with their units, in columns' names, in unit cells and in words.

Units are those that plans print, in Swedish and English; each has a kind and how many of the
kind's own unit it holds: tonnes, MSEK, million euro, MWh, percent. Two amounts are compared only
when they are of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from citypact.contract.checker.figure import Figure, read_figure

__all__ = ["KINDS", "Amount", "Unit", "amounts", "column_unit", "unit_of"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its kind, and how many of the kind's own unit it holds."""

    kind: str
    factor: float


#: The kinds, with the unit that amounts of each are told in.
KINDS: Final = {
    "mass": "t",
    "money": "MSEK",
    "euro": "MEUR",
    "energy": "MWh",
    "share": "%",
    "mass/person": "t/person",
    "length": "km",
}

_UNITS: Final = {
    "g": Unit("mass", 1e-6),
    "kg": Unit("mass", 1e-3),
    "t": Unit("mass", 1.0),
    "ton": Unit("mass", 1.0),
    "tonne": Unit("mass", 1.0),
    "tonnes": Unit("mass", 1.0),
    "tons": Unit("mass", 1.0),
    "kt": Unit("mass", 1e3),
    "kton": Unit("mass", 1e3),
    "kiloton": Unit("mass", 1e3),
    "kilotons": Unit("mass", 1e3),
    "kilotonnes": Unit("mass", 1e3),
    "mt": Unit("mass", 1e6),
    "mton": Unit("mass", 1e6),
    "sek": Unit("money", 1e-6),
    "kr": Unit("money", 1e-6),
    "kronor": Unit("money", 1e-6),
    "ksek": Unit("money", 1e-3),
    "tkr": Unit("money", 1e-3),
    "msek": Unit("money", 1.0),
    "mkr": Unit("money", 1.0),
    "mnkr": Unit("money", 1.0),
    "bsek": Unit("money", 1e3),
    "mdkr": Unit("money", 1e3),
    "mdr": Unit("money", 1e3),
    "eur": Unit("euro", 1e-6),
    "euro": Unit("euro", 1e-6),
    "€": Unit("euro", 1e-6),
    "keur": Unit("euro", 1e-3),
    "k€": Unit("euro", 1e-3),
    "meur": Unit("euro", 1.0),
    "m€": Unit("euro", 1.0),
    "€m": Unit("euro", 1.0),
    "beur": Unit("euro", 1e3),
    "kwh": Unit("energy", 1e-3),
    "mwh": Unit("energy", 1.0),
    "gwh": Unit("energy", 1e3),
    "twh": Unit("energy", 1e6),
    "%": Unit("share", 1.0),
    "percent": Unit("share", 1.0),
    "procent": Unit("share", 1.0),
    "pct": Unit("share", 1.0),
    "km": Unit("length", 1.0),
}
_PER_PERSON = re.compile(r"/\s*(person|capita|inv|invånare|resident|inhabitant)", re.IGNORECASE)
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NAMES = "|".join(sorted((re.escape(name) for name in _UNITS), key=len, reverse=True))
_MANY = {
    "thousand": 1e3, "tusen": 1e3,
    "million": 1e6, "millions": 1e6, "miljoner": 1e6, "miljon": 1e6, "milj": 1e6,
    "billion": 1e9, "miljarder": 1e9, "miljard": 1e9,
}  # fmt: skip
_AMOUNT = re.compile(
    rf"(?P<euro>€\s*)?(?<![\w.,])(?P<low>{_NUMBER})(?:\s*[-–]\s*(?P<high>{_NUMBER}))?"
    rf"\s*(?:(?P<many>{'|'.join(_MANY)})\.?\s+)?(?P<unit>{_NAMES}|M|k)?(?![\w€])"
    rf"(?P<per>\s?/\s?\w+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read in words: one figure in its kind's own unit, or the ends of a range."""

    figure: Figure
    kind: str
    text: str
    start: int
    per: str = ""


def unit_of(text: str) -> Unit | None:
    """The unit that a unit cell begins with, such as ``kt CO2e/yr``; None for an unknown one."""
    word = re.match(r"%|[€\w]+", text.strip())
    unit = _UNITS.get(word.group().lower()) if word else None
    if unit is None:
        return None
    if unit.kind == "mass" and _PER_PERSON.search(text):
        return replace(unit, kind="mass/person")
    if re.match(r"\s*/\s*(?!yr|år|year|a\b)", text.strip()[len(word.group()) :]) if word else False:
        return None
    return unit


def column_unit(column: str) -> Unit | None:
    """The unit that a column's name states between underscores: ``capex_msek_low`` in MSEK."""
    found = [_UNITS[part] for part in column.lower().split("_") if part in _UNITS]
    return found[0] if found else None


def amounts(text: str) -> Iterator[Amount]:
    """Every amount with a unit that a text states, in its order; both ends of a range."""
    for match in _AMOUNT.finditer(text):
        unit = _matched_unit(match)
        if unit is None:
            continue
        for end in ("low", "high"):
            figure = read_figure(match[end]) if match[end] else None
            if figure is not None:
                yield Amount(
                    figure.times(unit.factor),
                    unit.kind,
                    match.group().strip(),
                    match.start(),
                    (match["per"] or "").strip(),
                )


def _matched_unit(match: re.Match[str]) -> Unit | None:
    many = _MANY[match["many"].lower()] if match["many"] else 1.0
    name = match["unit"] or ""
    if match["euro"]:
        power = {"": 1e-6, "m": 1.0, "k": 1e-3}.get(name.lower())
        return None if power is None else Unit("euro", power * many)
    unit = _UNITS.get(name.lower())
    return None if unit is None else Unit(unit.kind, unit.factor * many)
