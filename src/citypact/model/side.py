"""One side of a comparison: what an inventory, or the model in its base year, says by sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from citypact import units
from citypact.engine import evaluate
from citypact.errors import InputError
from citypact.model.boundary import COMPUTABLE_BOUNDARIES, counts
from citypact.model.city import Carrier, City, Inventory
from citypact.model.compile import compiled
from citypact.model.inventory import amount, counted_rows, published_total, sector_rows, years

__all__ = ["Figure", "Side", "SideName", "side"]

#: An inventory's id and a year; None for the model in its base year, without any measure.
SideName: TypeAlias = "tuple[str, int] | None"


@dataclass(frozen=True, slots=True)
class Figure:
    """Emissions in kt, with the activity behind them where it is told.

    ``scope`` and ``origin`` are empty where they are not told; so is ``unit``, the unit of
    ``activity``.
    """

    scope: str
    origin: str
    gas: str
    kt: float
    activity: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side counts.

    Attributes:
        inventory: whose boundary, scopes and origins it counts by.
        figures: by sector, those that its total counts.
        activity: by sector, the activity behind all of its emissions and its unit, where the
            figures do not tell one each.
        notations: by sector, the notation keys where figures are missing.
        total: as published; None where it is not.
    """

    inventory: Inventory
    figures: Mapping[str, tuple[Figure, ...]]
    activity: Mapping[str, tuple[float, str]]
    notations: Mapping[str, tuple[str, ...]]
    total: float | None

    def sector(self, name: str) -> float | None:
        """Emissions of a sector in kt; None where there is no figure."""
        figures = self.figures.get(name)
        return None if figures is None else sum(figure.kt for figure in figures)


def side(city: City, name: SideName, boundary: Inventory) -> Side:
    """Return what a side says.

    Args:
        city: whose.
        name: which side.
        boundary: of which inventory the model takes the boundary, scopes and origins.

    Raises:
        InputError: there is no such inventory, or it has nothing for the year.
    """
    if name is None:
        return _of_model(city, boundary)
    identifier, year = name
    inventory = city.inventories.get(identifier)
    if inventory is None:
        known = ", ".join(city.inventories)
        message = f"the city {city.id} has no inventory {identifier!r}; it has {known}"
        raise InputError(message)
    if year not in years(inventory):
        known = ", ".join(map(str, years(inventory)))
        message = f"the inventory {identifier} has nothing for {year}; it has {known}"
        raise InputError(message)
    return _of_inventory(inventory, year)


def _of_inventory(inventory: Inventory, year: int) -> Side:
    figures: dict[str, tuple[Figure, ...]] = {}
    notations: dict[str, tuple[str, ...]] = {}
    for sector in sorted({row.sector for row in inventory.rows if row.year == year} - {""}):
        rows = counted_rows(inventory, sector_rows(inventory, year, sector))
        told = tuple(
            Figure(row.scope, row.origin, row.gas, kt, row.activity, row.activity_unit)
            for row in rows
            if (kt := amount(row)) is not None
        )
        if told:
            figures[sector] = told
        missing = {row.notation for row in rows if amount(row) is None and row.notation}
        if missing:
            notations[sector] = tuple(sorted(missing))
    return Side(inventory, figures, {}, notations, published_total(inventory, year).value)


def _of_model(city: City, boundary: Inventory) -> Side:
    """The model in its base year: emissions within ``boundary``, and the GWh behind them.

    Behind a sector's emissions are the energy carriers with factors that the boundary counts:
    what district heat emits is counted where it is made, so heat is no activity of its users.
    """
    if boundary.boundary not in COMPUTABLE_BOUNDARIES:
        boundary = city.inventories[city.main_inventory]
    values = evaluate(compiled(city).program)
    figures: dict[str, tuple[Figure, ...]] = {}
    gwh: dict[str, float] = {}
    for name, series in values.items():
        word, *rest = name.split("/")
        if word == "emissions":
            sector, scope, origin, gas = rest
            known = figures.setdefault(sector, ())
            if counts(boundary, scope, origin, gas):
                figures[sector] = (*known, Figure(scope, origin, gas, float(series[0])))
        elif word == "use" and _emits(city.carriers[rest[2]], boundary):
            sector = city.activities[rest[0]].sector
            used = float(series[0]) * units.factor_to(city.carriers[rest[2]].unit, "GWh")
            gwh[sector] = gwh.get(sector, 0.0) + used
    activity = {sector: (used, "GWh") for sector, used in gwh.items()}
    total = sum(figure.kt for told in figures.values() for figure in told)
    return Side(boundary, figures, activity, {}, total)


def _emits(carrier: Carrier, boundary: Inventory) -> bool:
    """Whether a carrier of energy has emissions that ``boundary`` counts."""
    return carrier.kind == "energy" and any(
        counts(boundary, factor.scope, factor.origin, factor.gas) for factor in carrier.factors
    )
