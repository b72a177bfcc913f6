"""The closed registry of units: what a city book may write, and what each means.

Units live at the edges: a book is read with them, results are labelled with them, and the
arithmetic between is done on plain numbers in the canonical unit of each kind. The registry
is closed: a unit that is not defined here is refused, so that ``kt`` can only be kilotonne
and nobody's ``ton`` is guessed at (short, long or metric).

Conversion is done by pint on a registry of our own (``UnitRegistry(None)``), not on pint's
default one, in which ``kt`` is the knot and ``ton`` the US short ton.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from citypact.errors import InputError

if TYPE_CHECKING:
    from pint import UnitRegistry

__all__ = ["KINDS", "convert", "factor_to", "is_unit", "same_dimension"]

#: A unit is names joined by ``*`` and ``/``; anything else is refused before pint sees it.
_WRITTEN = re.compile(r"(?:1|%|[A-Za-z][A-Za-z0-9_]*)(?:[*/][A-Za-z][A-Za-z0-9_]*){0,3}")

#: Every base and derived unit. A count of things (vehicles, persons) has a dimension of its
#: own, so that passenger-kilometres and vehicle-kilometres can never be added.
_DEFINITIONS = """
tonne = [mass] = t
kilogram = tonne / 1000 = kg
gram = kilogram / 1000 = g
kilotonne = 1000 * tonne = kt
megatonne = 1000 * kilotonne = Mt
kilowatt_hour = [energy] = kWh
megawatt_hour = 1000 * kilowatt_hour = MWh
gigawatt_hour = 1000 * megawatt_hour = GWh
terawatt_hour = 1000 * gigawatt_hour = TWh
megajoule = kilowatt_hour / 3.6 = MJ
gigajoule = 1000 * megajoule = GJ
terajoule = 1000 * gigajoule = TJ
kilometre = [length] = km
metre = kilometre / 1000 = m
m2 = [area]
thousand_m2 = 1000 * m2
person = [person]
thousand_persons = 1000 * person
vehicle = [vehicle]
machine = [machine]
dwelling = [dwelling]
pkm = person * kilometre
Mpkm = 1000000 * pkm
vkm = vehicle * kilometre
Mvkm = 1000000 * vkm
tkm = tonne * kilometre
Mtkm = 1000000 * tkm
SEK = [swedish_krona]
kSEK = 1000 * SEK
MSEK = 1000000 * SEK
EUR = [euro]
MEUR = 1000000 * EUR
year = [time] = yr
fraction = []
percent = fraction / 100
index = [index]
"""

#: The kinds of quantity, each with the canonical unit in which the model computes.
KINDS: dict[str, str] = {
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


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[float]:
    """Return the registry, made once: importing pint costs a tenth of a second."""
    from pint import UnitRegistry  # noqa: PLC0415  heavy, and only needed once a book is read

    registry: UnitRegistry[float] = UnitRegistry(None)
    registry.load_definitions(_DEFINITIONS.strip().splitlines())
    return registry


@lru_cache(maxsize=1024)
def _magnitude(unit: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return the size of ``unit`` in base units and its dimensions, sorted by name.

    Raises:
        InputError: the unit is not in the closed registry.
    """
    from pint.errors import PintError  # noqa: PLC0415  as above

    message = f"unknown unit {unit!r}: it is not in the list of units that a book may use"
    if not _WRITTEN.fullmatch(unit):
        raise InputError(message)
    try:
        quantity = _registry().Quantity(1.0, unit.replace("%", "percent")).to_base_units()
    except (PintError, ValueError) as error:  # ValueError: a name that reads as a number, NAN
        raise InputError(message) from error
    powers = cast("dict[str, float]", quantity.dimensionality)  # every power here is real
    dimensions = tuple(sorted((str(name), float(power)) for name, power in powers.items()))
    return quantity.magnitude, dimensions


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
