"""Reconciliation: why two figures for the same city differ. Shown, never scaled away.

The difference of each sector is split into four parts that sum to it exactly:

- *boundary*: what only one side counts, by scope, by origin, or as a whole sector;
- *activity*: ``(A_a - A_b) · (f_a + f_b) / 2``, more or less of what emits;
- *factor*: ``(f_a - f_b) · (A_a + A_b) / 2``, each of it emitting more or less;
- *unexplained*: the rest, which the sources do not let anybody split.

``f = E / A`` within what both sides count; activity and factor need an activity of the same
dimension on both sides. For the model that is the use of the energy carriers whose emissions
the sector counts, in GWh.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from citypact import units
from citypact.model.boundary import COMPUTABLE_BOUNDARIES, counts
from citypact.model.city import City, Inventory
from citypact.model.side import Figure, Side, SideName, side

__all__ = [
    "Distance",
    "Reconciliation",
    "ReconciliationRow",
    "base_year_distance",
    "reconcile",
]

#: A published total and the sum of its sectors differ by rounding below this, kt.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """The difference of a sector, kt; ``a - b`` is the sum of the four parts.

    Attributes:
        sector: id; empty for what a published total holds beyond the sum of its sectors.
        a: of the first side; None where it gives no figure.
        b: of the second.
        activity: part of the difference.
        factor: likewise.
        boundary: likewise.
        unexplained: likewise.
        reasons: words that say why, to be translated; see :func:`reconcile`.
    """

    sector: str
    a: float | None
    b: float | None
    activity: float = 0.0
    factor: float = 0.0
    boundary: float = 0.0
    unexplained: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def difference(self) -> float:
        """``a - b``, a missing figure counting as nothing."""
        return (self.a or 0.0) - (self.b or 0.0)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Two sides held against each other, sector by sector."""

    a: SideName
    b: SideName
    rows: tuple[ReconciliationRow, ...]

    @property
    def total(self) -> ReconciliationRow:
        """Sum of all rows, under the empty sector."""
        parts = {
            part: sum(getattr(row, part) for row in self.rows)
            for part in ("activity", "factor", "boundary", "unexplained")
        }
        return ReconciliationRow(
            "", _sum(r.a for r in self.rows), _sum(r.b for r in self.rows), **parts
        )


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the model is from the main inventory in the base year; ``sector`` empty for all.

    ``distance`` is model less inventory in kt, ``relative`` that over the inventory; None where
    there is no figure to compare with.
    """

    sector: str
    model: float | None
    inventory: float | None

    @property
    def distance(self) -> float | None:
        """Model less inventory, kt."""
        if self.model is None or self.inventory is None:
            return None
        return self.model - self.inventory

    @property
    def relative(self) -> float | None:
        """The distance as a fraction of the inventory's figure."""
        distance = self.distance
        if distance is None or not self.inventory:
            return None
        return distance / self.inventory


def reconcile(city: City, a: SideName, b: SideName) -> Reconciliation:
    """Split the difference between two sides by sector.

    Args:
        city: whose.
        a: an inventory's id and a year, or None for the model in its base year.
        b: likewise. The model counts by the boundary of the other side.

    Returns:
        Rows with reasons among: ``boundary-differs`` (the two count different things
        altogether), ``sector-absent``, ``scope-of-one-side``, ``origin-of-one-side``,
        ``no-activity`` (not told on both sides), ``activity-differs-in-kind``,
        ``no-sectors`` (a side gives its total only), ``total-is-not-the-sum``, and
        ``notation-NE`` and its like for the notation key of a missing figure.

    Raises:
        InputError: there is no such inventory, or it has nothing for the year.
    """
    main = city.inventories[city.main_inventory]
    first = side(city, a, main if b is None else city.inventories.get(b[0], main))
    second = side(city, b, main if a is None else first.inventory)
    if not first.figures or not second.figures:
        total = ReconciliationRow("", first.total, second.total, reasons=("no-sectors",))
        return Reconciliation(a, b, (replace(total, unexplained=total.difference),))
    sectors = [name for name in city.sectors if name in first.figures or name in second.figures]
    rows = [_sector(name, first, second) for name in sectors]
    rest = _rest(first, second)
    return Reconciliation(a, b, (*rows, rest) if rest else tuple(rows))


def _sector(name: str, a: Side, b: Side) -> ReconciliationRow:
    row = ReconciliationRow(name, a.sector(name), b.sector(name))
    notations = sorted({*a.notations.get(name, ()), *b.notations.get(name, ())})
    reasons = tuple(f"notation-{notation}" for notation in notations)
    if row.a is None or row.b is None:
        reasons = ("sector-absent", *reasons)
        return replace(row, boundary=row.difference, reasons=reasons)
    if (a.inventory.boundary in COMPUTABLE_BOUNDARIES) != (
        b.inventory.boundary in COMPUTABLE_BOUNDARIES
    ):
        reasons = ("boundary-differs", *reasons)
        return replace(row, boundary=row.difference, reasons=reasons)
    common_a, beyond_a = _divided(a.figures[name], b.inventory)
    common_b, beyond_b = _divided(b.figures[name], a.inventory)
    row = replace(row, boundary=_kt(beyond_a) - _kt(beyond_b))
    reasons = (
        *_boundary_reasons(beyond_a, b.inventory),
        *_boundary_reasons(beyond_b, a.inventory),
        *reasons,
    )
    behind_a, behind_b = _activity(a, name, common_a), _activity(b, name, common_b)
    activity, factor, reason = _split(_kt(common_a), behind_a, _kt(common_b), behind_b)
    return replace(
        row,
        activity=activity,
        factor=factor,
        unexplained=row.difference - row.boundary - activity - factor,
        reasons=tuple(dict.fromkeys((*reasons, *reason))),
    )


def _divided(
    figures: Iterable[Figure], other: Inventory
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What both sides count, and what the other one does not."""
    told = tuple(figures)
    common = tuple(figure for figure in told if _counted_by(other, figure))
    return common, tuple(figure for figure in told if not _counted_by(other, figure))


def _counted_by(other: Inventory, figure: Figure) -> bool:
    """Whether the other side counts it too; what is not told is taken to be common."""
    if figure.scope and figure.scope not in other.scopes:
        return False
    scope = figure.scope or min(other.scopes)
    return not figure.origin or counts(other, scope, figure.origin, figure.gas)


def _kt(figures: Iterable[Figure]) -> float:
    return sum(figure.kt for figure in figures)


def _boundary_reasons(beyond: Iterable[Figure], other: Inventory) -> tuple[str, ...]:
    return tuple(
        "scope-of-one-side"
        if figure.scope and figure.scope not in other.scopes
        else "origin-of-one-side"
        for figure in beyond
        if figure.kt != 0.0
    )


def _activity(told: Side, name: str, common: Iterable[Figure]) -> tuple[float, str] | None:
    """The activity behind what both sides count, and its unit; None where it is not told."""
    if name in told.activity:
        return told.activity[name]
    total, unit = 0.0, ""
    for figure in common:
        if figure.kt == 0.0 and figure.activity is None:
            continue
        if figure.activity is None or not figure.unit:
            return None
        unit = unit or figure.unit
        if not units.same_dimension(figure.unit, unit):
            return None
        total += figure.activity * units.factor_to(figure.unit, unit)
    return (total, unit) if total > 0.0 else None


def _split(
    kt_a: float,
    behind_a: tuple[float, str] | None,
    kt_b: float,
    behind_b: tuple[float, str] | None,
) -> tuple[float, float, tuple[str, ...]]:
    """The parts of ``kt_a - kt_b`` that activity and factor explain, and why they may not."""
    if kt_a == kt_b:
        return 0.0, 0.0, ()
    if behind_a is None or behind_b is None:
        return 0.0, 0.0, ("no-activity",)
    (activity_a, unit), (activity_b, other_unit) = behind_a, behind_b
    if not units.same_dimension(unit, other_unit):
        return 0.0, 0.0, ("activity-differs-in-kind",)
    activity_b *= units.factor_to(other_unit, unit)
    factor_a, factor_b = kt_a / activity_a, kt_b / activity_b
    activity = (activity_a - activity_b) * (factor_a + factor_b) / 2.0
    factor = (factor_a - factor_b) * (activity_a + activity_b) / 2.0
    return activity, factor, ()


def _rest(a: Side, b: Side) -> ReconciliationRow | None:
    """What published totals hold beyond the sum of their sectors; None where they hold nothing."""
    rest_a, rest_b = _beyond_sectors(a), _beyond_sectors(b)
    if not rest_a and not rest_b:
        return None
    row = ReconciliationRow("", rest_a or None, rest_b or None, reasons=("total-is-not-the-sum",))
    return replace(row, unexplained=row.difference)


def _beyond_sectors(told: Side) -> float:
    if told.total is None:
        return 0.0
    rest = told.total - sum(map(_kt, told.figures.values()))
    return rest if abs(rest) > _ROUNDING else 0.0


def _sum(values: Iterable[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def base_year_distance(city: City) -> tuple[Distance, ...]:
    """How far the model's base year is from the main inventory: each sector, then all of them.

    The inventory's total is the published one. A sector that only one of the two has, is given
    with None for the other.
    """
    main = city.inventories[city.main_inventory]
    model = side(city, None, main)
    found = {row.sector for row in main.rows if row.year == city.base_year}
    inventory = side(city, (main.id, city.base_year), main) if found else None
    distances = [
        Distance(name, model.sector(name), inventory.sector(name) if inventory else None)
        for name in city.sectors
        if name in model.figures or (inventory and name in inventory.figures)
    ]
    total = Distance("", model.total, inventory.total if inventory else None)
    return (*distances, total)
