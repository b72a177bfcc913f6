"""What an inventory says: its published total of a year, and its figures by sector.

Rows of one sector add up, with one exception: where a source gives CO2e beside single gases of
the same label, scope and origin, the CO2e row holds them all and the others are details of it.
A notation key is no figure, except ``NO``: what does not occur is zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citypact.model.boundary import counts
from citypact.model.city import Inventory, InventoryRow
from citypact.said import NOTHING, Said

__all__ = [
    "PublishedTotal",
    "amount",
    "counted_rows",
    "no_total",
    "published_total",
    "sector_rows",
    "years",
]


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A year's total as published, kt; ``value`` is None with a ``reason`` where there is none."""

    value: float | None
    keys: tuple[str, ...] = ()
    reason: Said = NOTHING


def amount(row: InventoryRow) -> float | None:
    """The figure of a row in kt; 0 where it does not occur, None where there is none."""
    return 0.0 if row.value is None and row.notation == "NO" else row.value


def years(inventory: Inventory) -> tuple[int, ...]:
    """The years for which it has a row."""
    return tuple(sorted({row.year for row in inventory.rows}))


def published_total(inventory: Inventory, year: int) -> PublishedTotal:
    """The published total of ``year``: the row without sector, or one for each scope it counts.

    A sum of sectors is no published total: a source that does not give one is not given one.
    """
    rows = [row for row in inventory.rows if row.year == year and not row.sector]
    figures = [row for row in rows if row.value is not None and row.gas == "CO2e"]
    whole = [row for row in figures if not row.scope and not row.origin]
    if len(whole) == 1:
        return PublishedTotal(whole[0].value, (whole[0].key,))
    if len(whole) > 1:
        reason = Said(
            "the inventory %(inventory)s has more than one total for %(year)s: %(keys)s",
            inventory=inventory.id,
            year=year,
            keys=", ".join(row.key for row in whole),
        )
        return PublishedTotal(None, reason=reason)
    by_scope = [row for row in figures if row.scope in inventory.scopes and not row.origin]
    if by_scope and sorted(row.scope for row in by_scope) == sorted(inventory.scopes):
        total = sum(row.value for row in by_scope if row.value is not None)
        return PublishedTotal(total, tuple(row.key for row in by_scope))
    return PublishedTotal(None, reason=no_total(inventory, str(year)))


def no_total(inventory: Inventory, years: str) -> Said:
    """Say that it has no published total for ``years``."""
    return Said(
        "the inventory %(inventory)s has no published total for %(years)s",
        inventory=inventory.id,
        years=years,
    )


def sector_rows(inventory: Inventory, year: int, sector: str) -> list[InventoryRow]:
    """The rows of a sector and year that add up; single gases beside CO2e are left out."""
    rows = [row for row in inventory.rows if row.year == year and row.sector == sector]
    whole = {
        (row.label, row.scope, row.origin)
        for row in rows
        if row.gas == "CO2e" and amount(row) is not None
    }
    return [
        row for row in rows if row.gas == "CO2e" or (row.label, row.scope, row.origin) not in whole
    ]


def counted_rows(inventory: Inventory, rows: Iterable[InventoryRow]) -> list[InventoryRow]:
    """Those of ``rows`` that its total counts; a row that tells no scope or origin does."""
    return [
        row
        for row in rows
        if (not row.scope or row.scope in inventory.scopes)
        and (
            not row.origin
            or counts(inventory, row.scope or min(inventory.scopes), row.origin, row.gas)
        )
    ]
