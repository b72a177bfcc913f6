"""Targets: what has been decided, beside what the model gives within the same boundary.

Each target is compared within the boundary of its own inventory, in kt: with a year's emissions
(``absolute``, ``percent``, ``per-person``) or with their sum from a first year on (``budget``).
A target that the model cannot follow is not computed, and says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from citypact.model.boundary import COMPUTABLE_BOUNDARIES, counts
from citypact.model.city import City, Inventory, Target
from citypact.model.emissions import Emissions
from citypact.model.inventory import no_total, published_total
from citypact.model.term import Sheet, Term
from citypact.said import NOTHING, Said, joined

__all__ = ["BoundaryTotals", "Judged", "judge"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A target in terms of the model, or the reason why it is not computable.

    Attributes:
        result: what is compared, kt in each year; for a budget the sum so far.
        allowed: what the target allows, kt in each year.
        met: 1 in the target's year where the result is at most what is allowed, else 0.
        reason: why the others are None; empty where they are not.
    """

    result: Term | None = None
    allowed: Term | None = None
    met: Term | None = None
    reason: Said = NOTHING


@dataclass
class BoundaryTotals:
    """What is emitted within each inventory's boundary, each summed up once."""

    sheet: Sheet
    emissions: Emissions
    _known: dict[tuple[str, bool], Term] = field(default_factory=dict)

    def within(self, inventory: Inventory, *, removals: bool) -> Term:
        """Emissions within the boundary of ``inventory``, kt, less removals where they count.

        An inventory that counts biogenic CO2 has captured CO2 and sinks in its total already;
        they are not taken off twice.
        """
        key = (inventory.id, removals)
        if key not in self._known:
            self._known[key] = self._sum(inventory, removals=removals)
        return self._known[key]

    def _sum(self, inventory: Inventory, *, removals: bool) -> Term:
        if removals and "biogenic" not in inventory.origins:
            total = self.within(inventory, removals=False)
            for scope, removed in self.emissions.removed.items():
                if scope in inventory.scopes:
                    total = self.sheet.subtract(total, removed)
            return total
        return self.sheet.total(
            term
            for (_, scope, origin, gas), term in self.emissions.emitted.items()
            if counts(inventory, scope, origin, gas)
        )


def judge(city: City, target: Target, totals: BoundaryTotals) -> Judged:
    """Express a target in terms of the model."""
    sheet, inventory = totals.sheet, city.inventories[target.inventory]
    if inventory.boundary not in COMPUTABLE_BOUNDARIES:
        return Judged(
            reason=Said(
                "the inventory %(inventory)s has the boundary %(boundary)s; the model computes "
                "what is emitted in the place (%(computable)s)",
                inventory=inventory.id,
                boundary=inventory.boundary,
                computable=", ".join(COMPUTABLE_BOUNDARIES),
            )
        )
    if not city.base_year <= target.year <= city.last_year:
        return Judged(
            reason=Said(
                "its year %(year)s is not among the model's years %(first)s to %(last)s",
                year=target.year,
                first=city.base_year,
                last=city.last_year,
            )
        )
    emitted = totals.within(inventory, removals=target.removals)
    if target.kind == "budget":
        result, reason = _so_far(sheet, city, target, inventory, emitted)
    else:
        result, reason = emitted, NOTHING
    allowed, other_reason = _allowed(sheet, city, target, inventory)
    if result is None or allowed is None:
        return Judged(reason=joined(filter(None, (reason, other_reason)), between="; "))
    in_year = np.where(sheet.years == target.year, 1.0, 0.0)
    met = sheet.scale(sheet.at_most(result, allowed), in_year)
    return Judged(result, allowed, met)


def _so_far(
    sheet: Sheet, city: City, target: Target, inventory: Inventory, emitted: Term
) -> tuple[Term | None, Said]:
    """The sum from the first year on; years before the base year as published."""
    if target.first_year is None:
        return None, Said("a budget needs a first year")
    published = 0.0
    keys: list[str] = []
    missing = []
    for year in range(target.first_year, city.base_year):
        total = published_total(inventory, year)
        if total.value is None:
            missing.append(str(year))
        else:
            published += total.value
            keys.extend(total.keys)
    if missing:
        return None, no_total(inventory, ", ".join(missing))
    counted = sheet.scale(emitted, np.where(sheet.years >= target.first_year, 1.0, 0.0))
    so_far = sheet.accumulate(counted)
    return sheet.add(so_far, sheet.number(published, *keys)) if keys else so_far, NOTHING


def _allowed(
    sheet: Sheet, city: City, target: Target, inventory: Inventory
) -> tuple[Term | None, Said]:
    """What the target allows, kt in each year."""
    value = sheet.quantity(target.value)
    if target.kind in ("absolute", "budget"):
        return value, NOTHING
    if target.kind == "percent":
        if target.base_year is None:
            return None, Said("a target in percent needs a base year")
        base = published_total(inventory, target.base_year)
        if base.value is None:
            return None, base.reason
        left = sheet.add(sheet.number(1.0), value)
        return sheet.multiply(left, sheet.number(base.value, *base.keys)), NOTHING
    if not city.population:
        return None, Said("a target per person needs the driver that counts residents")
    residents = sheet.path(city.drivers[city.population].path)
    return sheet.scale(sheet.multiply(value, residents), 1e-3), NOTHING
