"""What a program hands out: the name of each output, its unit, and which are headlines.

Names are words and ids joined by ``/``, so that a person can ask for one and a reader can take
it apart. Emissions are in kt CO2e a year, money in MSEK a year in the book's price year.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from citypact.errors import InputError
from citypact.model.city import City

__all__ = [
    "POPULATION",
    "REMOVED",
    "SOCIETY",
    "TOTAL",
    "activity",
    "allowed",
    "authority",
    "captured",
    "emissions",
    "emitted",
    "headlines",
    "impact",
    "impact_value",
    "met",
    "money",
    "money_by",
    "purchase",
    "ramp",
    "sector",
    "share",
    "target",
    "unit",
    "use",
]

#: Emissions within the boundary of the main inventory.
TOTAL: Final = "total"
#: Captured biogenic CO2 and what sinks take up.
REMOVED: Final = "removed"
#: Residents.
POPULATION: Final = "population"
#: Resource cost to society: transfers left out.
SOCIETY: Final = "society"

_HEADLINES: Final = frozenset(
    {TOTAL, "sector", "authority", "target", "met", "money-by-kind", "money-by-payer"}
)


def activity(activity: str) -> str:
    """How much of an activity there is, in its unit."""
    return f"activity/{activity}"


def share(means: str) -> str:
    """Share of its activity that a means meets, a fraction."""
    return f"share/{means}"


def purchase(means: str) -> str:
    """Share of what is bought for a stock, a fraction."""
    return f"purchase/{means}"


def use(activity: str, means: str, carrier: str) -> str:
    """What a means uses of a carrier, in the carrier's unit."""
    return f"use/{activity}/{means}/{carrier}"


def emitted(activity: str, scope: str, origin: str, gas: str) -> str:
    """Emissions of an activity."""
    return f"emitted/{activity}/{scope}/{origin}/{gas}"


def emissions(sector: str, scope: str, origin: str, gas: str) -> str:
    """Emissions of a sector, whether the main inventory counts them or not."""
    return f"emissions/{sector}/{scope}/{origin}/{gas}"


def sector(sector: str) -> str:
    """Emissions of a sector within the boundary of the main inventory."""
    return f"sector/{sector}"


def authority(authority: str) -> str:
    """Emissions that an authority can decide on, within the boundary of the main inventory."""
    return f"authority/{authority}"


def captured(origin: str) -> str:
    """CO2 captured and stored, by origin; no part of any emissions."""
    return f"captured/{origin}"


def money(kind: str, payer: str, beneficiary: str) -> str:
    """Money that changes hands."""
    return f"money/{kind}/{payer}/{beneficiary}"


def money_by(part: Literal["kind", "payer", "beneficiary"], name: str) -> str:
    """Sum of all money of a kind, or that an actor pays or receives."""
    return f"money-by-{part}/{name}"


def impact(impact: str) -> str:
    """How much of an impact there is, in its unit."""
    return f"impact/{impact}"


def impact_value(impact: str) -> str:
    """What an impact is worth in money; a harm and a gain alike are positive."""
    return f"impact-value/{impact}"


def ramp(measure: str) -> str:
    """How far a measure has come, 0 to its level."""
    return f"ramp/{measure}"


def target(target: str) -> str:
    """What is compared with a target, kt."""
    return f"target/{target}"


def allowed(target: str) -> str:
    """What a target allows, kt."""
    return f"allowed/{target}"


def met(target: str) -> str:
    """1 where a target is met in its year, else 0; one number a lane."""
    return f"met/{target}"


def headlines(names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that bands are computed for."""
    return tuple(name for name in names if name.partition("/")[0] in _HEADLINES)


_UNITS: Final = {
    TOTAL: "kt/yr",
    REMOVED: "kt/yr",
    POPULATION: "person",
    SOCIETY: "MSEK/yr",
    "share": "fraction",
    "purchase": "fraction",
    "ramp": "fraction",
    "met": "fraction",
    "emitted": "kt/yr",
    "emissions": "kt/yr",
    "sector": "kt/yr",
    "authority": "kt/yr",
    "captured": "kt/yr",
    "target": "kt/yr",
    "allowed": "kt/yr",
    "impact-value": "MSEK/yr",
    "money": "MSEK/yr",
    "money-by-kind": "MSEK/yr",
    "money-by-payer": "MSEK/yr",
    "money-by-beneficiary": "MSEK/yr",
}


def unit(city: City, name: str) -> str:
    """Unit of the output ``name``, in the words of the closed registry of units.

    An activity and what is used are counted in their own unit, a year; a budget in kt.

    Raises:
        InputError: no output has such a name.
    """
    word, _, rest = name.partition("/")
    if word in ("target", "allowed") and rest in city.targets:
        return "kt" if city.targets[rest].kind == "budget" else "kt/yr"
    if word == "activity" and rest in city.activities:
        return f"{city.activities[rest].unit}/yr"
    if word == "impact" and rest in city.impacts:
        return f"{city.impacts[rest].unit}/yr"
    if word == "use" and (carrier := rest.rpartition("/")[2]) in city.carriers:
        return f"{city.carriers[carrier].unit}/yr"
    found = _UNITS.get(word)
    if found is None:
        message = f"no output is called {name!r}"
        raise InputError(message)
    return found
