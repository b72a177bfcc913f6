"""From a checked book to the city that the model computes, on one background.

Owns the crossing from tables to objects: every value is turned into its canonical unit
here, and nowhere else. Nothing is filled in: what a book leaves out, the city lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citypact.book.appraisal import households, impacts, perspectives
from citypact.book.contents import Contents, on_background
from citypact.book.plan import funding, measures, scenarios, targets
from citypact.book.quantities import (
    PriceLevel,
    driver_unit,
    factor_unit,
    path,
    price_unit,
    quantity,
    use_unit,
)
from citypact.book.table import Row
from citypact.model.city import (
    Activity,
    Actor,
    Carrier,
    City,
    Driver,
    Factor,
    Inventory,
    InventoryRow,
    Means,
    Price,
    Sector,
    TransitionArea,
    Use,
)
from citypact.model.quantity import Path, Quantity
from citypact.units import convert

__all__ = ["make_city"]


def make_city(
    contents: Contents, *, book_hash: str, background: str, warnings: tuple[str, ...]
) -> City:
    """The city that a checked book describes.

    Args:
        contents: a book in which the checks found no problem.
        book_hash: its content hash.
        background: identifier of a background; empty for the rows without one.
        warnings: sentences to show beside every result.
    """
    settings = contents.settings
    reader = _CityReader(contents, background, PriceLevel(contents))
    return City(
        id=settings.text("id"),
        title_sv=settings.text("title_sv"),
        title_en=settings.text("title_en"),
        book_hash=book_hash,
        base_year=settings.year("base_year") or 0,
        last_year=settings.year("last_year") or 0,
        price_year=settings.year("price_year") or 0,
        background=background,
        main_inventory=settings.text("inventory"),
        main_target=settings.text("target"),
        population=settings.text("population"),
        reference=settings.text("reference"),
        contract=settings.text("contract"),
        sectors={row.key: Sector(*_titles(row)) for row in contents.rows("sectors")},
        actors={
            row.key: Actor(*_titles(row), row.text("authority")) for row in contents.rows("actors")
        },
        areas={
            row.key: TransitionArea(
                *_titles(row), row.text("lead"), row.text("status_sv"), row.text("status_en")
            )
            for row in contents.rows("transition_areas")
        },
        drivers=reader.drivers(),
        activities={row.key: reader.activity(row) for row in contents.rows("activities")},
        carriers={row.key: reader.carrier(row) for row in contents.rows("carriers")},
        measures=measures(contents),
        scenarios=scenarios(contents),
        inventories=_inventories(contents),
        targets=targets(contents),
        warnings=warnings,
        funding=funding(contents),
        perspectives=perspectives(contents),
        impacts=impacts(contents, background),
        households=households(contents),
    )


def _titles(row: Row) -> tuple[str, str, str]:
    return row.key, row.text("title_sv"), row.text("title_en")


@dataclass(frozen=True)
class _CityReader:
    """Reads what depends on the background."""

    contents: Contents
    background: str
    prices: PriceLevel

    def _rows(self, table: str, key: tuple[str, ...]) -> list[Row]:
        backgrounds = self.contents.paths(table).get(key, {})
        return on_background(backgrounds, self.background)

    def drivers(self) -> Mapping[str, Driver]:
        drivers = {}
        for row in self.contents.rows("drivers"):
            rows = self._rows("driver_paths", (row.key,))
            drivers[row.key] = Driver(*_titles(row), path(self.contents, rows, driver_unit(rows)))
        return drivers

    def activity(self, row: Row) -> Activity:
        contents = self.contents
        unit = contents.activity_unit(row)
        stock = contents.find("stocks", row.key)
        means = contents.means_of.get(row.key, [])
        return Activity(
            *_titles(row),
            unit=unit,
            sector=row.text("sector"),
            authority=row.text("authority"),
            amount=None if row.yes("supply") else quantity(contents, row, unit),
            driver=row.text("driver"),
            payer=row.text("payer"),
            lifetime=quantity(contents, stock, "year") if stock else None,
            means=tuple(self._means(one, unit, row, alone=len(means) == 1) for one in means),
        )

    def _means(self, row: Row, unit: str, activity: Row, *, alone: bool) -> Means:
        share, purchase = self._mix(row.key, "use"), self._mix(row.key, "purchase")
        if alone:
            whole = _whole(row, self.contents.settings.year("base_year") or 0)
            share = share or whole
            purchase = purchase or (whole if activity.key in self.contents.stocks else None)
        assert share is not None  # noqa: S101  the checks refuse several means without mix
        uses = [
            Use(carrier, self._use(row.key, carrier, unit))
            for carrier in self.contents.carriers_of.get(row.key, [])
        ]
        return Means(*_titles(row), share=share, purchase=purchase, uses=tuple(uses))

    def _mix(self, means: str, kind: str) -> Path | None:
        rows = self._rows("mixes", (means, kind))
        return path(self.contents, rows, "fraction") if rows else None

    def _use(self, means: str, carrier: str, activity_unit: str) -> Path:
        row = self.contents.tables["carriers"][carrier]
        unit = use_unit(row.text("unit"), activity_unit)
        return path(self.contents, self._rows("uses", (means, carrier)), unit)

    def carrier(self, row: Row) -> Carrier:
        return Carrier(
            *_titles(row),
            kind=row.text("kind"),
            unit=row.text("unit"),
            supplied_by=row.text("supplied_by"),
            factors=self._factors(row),
            prices=self._prices(row),
        )

    def _factors(self, carrier: Row) -> tuple[Factor, ...]:
        unit = factor_unit(carrier.text("unit"))
        return tuple(
            Factor(gas, origin, scope, path(self.contents, rows, unit))
            for (of, gas, origin, scope), backgrounds in self.contents.paths("factors").items()
            if of == carrier.key and (rows := on_background(backgrounds, self.background))
        )

    def _prices(self, carrier: Row) -> tuple[Price, ...]:
        unit = price_unit(carrier.text("unit"))
        return tuple(
            Price(kind, beneficiary, path(self.contents, rows, unit, scale=self._level))
            for (of, kind, beneficiary), backgrounds in self.contents.paths("prices").items()
            if of == carrier.key and (rows := on_background(backgrounds, self.background))
        )

    def _level(self, row: Row) -> float:
        return self.prices.ratio(row.year("price_year") or 0)


def _whole(means: Row, year: int) -> Path:
    """The share of a means that stands alone: one, by the form of the book, not by a row."""
    return Path((year,), (Quantity(1.0, means.full_key),))


def _inventories(contents: Contents) -> Mapping[str, Inventory]:
    rows = contents.grouped("emissions", "inventory")
    return {
        row.key: Inventory(
            *_titles(row),
            protocol_sv=row.text("protocol_sv"),
            protocol_en=row.text("protocol_en"),
            boundary=row.text("boundary"),
            scopes=frozenset(row.items("scopes")),
            origins=frozenset(row.items("origins")),
            preliminary_from=row.year("preliminary_from"),
            rows=tuple(_inventory_row(one) for one in rows.get(row.key, [])),
        )
        for row in contents.rows("inventories")
    }


def _inventory_row(row: Row) -> InventoryRow:
    value = row.number("value")
    return InventoryRow(
        key=row.full_key,
        year=row.year("year") or 0,
        sector=row.text("sector"),
        label=row.text("label"),
        scope=row.text("scope"),
        gas=row.text("gas"),
        origin=row.text("origin"),
        value=None if value is None else convert(value, row.text("unit"), "kt"),
        notation=row.text("notation"),
        quality=row.text("quality"),
        activity=row.number("activity_value"),
        activity_unit=row.text("activity_unit"),
    )
