"""The closed registry of units: what a city book may write, and what each means.

Units live at the edges: a book is read with them, results are labelled with them, and the
arithmetic between is done on plain numbers in the canonical unit of each kind. The registry
is closed: a unit that is not defined here is refused, so that ``kt`` can only be kilotonne
and nobody's ``ton`` is guessed at (short, long or metric).

A unit is names joined by ``*`` and ``/``, read from left to right: ``g/kWh``, ``MSEK/yr``.
The table is small and closed, so it is kept here as it is: a general library of units costs
each run a tenth of a second to start, which is as long as reading a city's book. The tests
hold every unit and every conversion against one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from citypact.errors import InputError

__all__ = ["KINDS", "convert", "factor_to", "is_unit", "same_dimension"]

#: Each name with its size and the product of names that it is a size of; a name that stands
#: for itself is a dimension of its own. A count of things (vehicles, persons) is one too, so
#: that passenger-kilometres and vehicle-kilometres can never be added.
_DEFINITIONS: Final[dict[str, tuple[float, tuple[str, ...]]]] = {
    "t": (1.0, ("t",)),
    "kg": (1e-3, ("t",)),
    "g": (1e-6, ("t",)),
    "kt": (1e3, ("t",)),
    "Mt": (1e6, ("t",)),
    "kWh": (1.0, ("kWh",)),
    "MWh": (1e3, ("kWh",)),
    "GWh": (1e6, ("kWh",)),
    "TWh": (1e9, ("kWh",)),
    "MJ": (1 / 3.6, ("kWh",)),
    "GJ": (1e3 / 3.6, ("kWh",)),
    "TJ": (1e6 / 3.6, ("kWh",)),
    "km": (1.0, ("km",)),
    "m": (1e-3, ("km",)),
    "m2": (1.0, ("m2",)),
    "thousand_m2": (1e3, ("m2",)),
    "L": (1.0, ("L",)),
    "person": (1.0, ("person",)),
    "thousand_persons": (1e3, ("person",)),
    "vehicle": (1.0, ("vehicle",)),
    "machine": (1.0, ("machine",)),
    "dwelling": (1.0, ("dwelling",)),
    "case": (1.0, ("case",)),
    "hour": (1.0, ("hour",)),
    "job": (1.0, ("job",)),
    "pkm": (1.0, ("person", "km")),
    "Mpkm": (1e6, ("person", "km")),
    "vkm": (1.0, ("vehicle", "km")),
    "Mvkm": (1e6, ("vehicle", "km")),
    "tkm": (1.0, ("t", "km")),
    "Mtkm": (1e6, ("t", "km")),
    "SEK": (1.0, ("SEK",)),
    "kSEK": (1e3, ("SEK",)),
    "MSEK": (1e6, ("SEK",)),
    "EUR": (1.0, ("EUR",)),
    "MEUR": (1e6, ("EUR",)),
    "year": (1.0, ("year",)),
    "yr": (1.0, ("year",)),
    "index": (1.0, ("index",)),
    "fraction": (1.0, ()),
    "percent": (1e-2, ()),
    "%": (1e-2, ()),
    "1": (1.0, ()),
}

#: The kinds of quantity, each with the canonical unit in which the model computes.
KINDS: Final[dict[str, str]] = {
    "emissions": "kt",
    "energy": "GWh",
    "mass": "kt",
    "person transport": "Mpkm",
    "vehicle traffic": "Mvkm",
    "goods transport": "Mtkm",
    "floor area": "thousand_m2",
    "people": "person",
    "money": "MSEK",
    "euro": "MEUR",
    "share": "fraction",
    "time": "year",
    "index": "index",
    "emissions per person": "t/person",
}

#: Longer than any unit that means something: bounds what a hostile book can make us read.
_LONGEST: Final = 60
_MOST_NAMES: Final = 4

_Dimensions = tuple[tuple[str, int], ...]


@lru_cache(maxsize=1024)
def _magnitude(unit: str) -> tuple[float, _Dimensions]:
    """Return the size of ``unit`` and the powers of its dimensions, sorted by name.

    Raises:
        InputError: the unit is not in the closed registry.
    """
    parts = re.split(r"([*/])", unit) if len(unit) <= _LONGEST else []
    names, signs = parts[0::2], ["*", *parts[1::2]]
    if not 1 <= len(names) <= _MOST_NAMES or any(name not in _DEFINITIONS for name in names):
        message = f"unknown unit {unit!r}: it is not in the list of units that a book may use"
        raise InputError(message)
    size = 1.0
    powers: Counter[str] = Counter()
    for name, sign in zip(names, signs, strict=True):
        own, dimensions = _DEFINITIONS[name]
        size = size * own if sign == "*" else size / own
        for dimension in dimensions:
            powers[dimension] += 1 if sign == "*" else -1
    return size, tuple(sorted((name, power) for name, power in powers.items() if power))


def is_unit(unit: str) -> bool:
    """Say whether ``unit`` is written in known units, such as ``g/kWh`` or ``kt``."""
    try:
        _magnitude(unit)
    except InputError:
        return False
    return True


def same_dimension(unit: str, other: str) -> bool:
    """Say whether two known units measure the same kind of thing.

    Raises:
        InputError: either unit is unknown.
    """
    return _magnitude(unit)[1] == _magnitude(other)[1]


def factor_to(unit: str, target: str) -> float:
    """Return the number that turns a value in ``unit`` into one in ``target``.

    >>> factor_to("t", "kt")
    0.001

    Raises:
        InputError: a unit is unknown, or the two have different dimensions.
    """
    size, dimensions = _magnitude(unit)
    target_size, target_dimensions = _magnitude(target)
    if dimensions != target_dimensions:
        message = f"{unit!r} cannot be expressed in {target!r}: they measure different things"
        raise InputError(message)
    return size / target_size


def convert(value: float, unit: str, target: str) -> float:
    """Convert ``value`` from ``unit`` to ``target``.

    >>> round(convert(30.0, "g/kWh", "kt/GWh"), 9)
    0.03

    Raises:
        InputError: as for :func:`factor_to`.
    """
    return value * factor_to(unit, target)
