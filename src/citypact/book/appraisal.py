"""From the rows of a checked book to what money is looked at with."""

from __future__ import annotations

from collections.abc import Mapping

from citypact.book.contents import Contents, on_background
from citypact.book.quantities import PriceLevel, path, quantity
from citypact.book.table import Row
from citypact.model.appraisal import (
    Asset,
    Household,
    HouseholdChange,
    HouseholdNeed,
    Impact,
    ImpactRate,
    Perspective,
)
from citypact.model.quantity import Quantity
from citypact.units import convert

__all__ = [
    "ASSET_UNITS",
    "RATE_UNITS",
    "assets",
    "counted_per",
    "households",
    "impacts",
    "perspectives",
    "rate_unit",
    "value_unit",
]

#: The unit in which the value of a row of ``rates`` is computed, by its kind.
RATE_UNITS = {"discount": "fraction/year", "tax-factor": "fraction", "value-added-tax": "fraction"}
#: The same of a row of ``assets``, by its aspect.
ASSET_UNITS = {"lifetime": "year", "learning": "fraction/year"}


def perspectives(contents: Contents) -> Mapping[str, Perspective]:
    """All perspectives with their rates."""
    rates = contents.grouped("rates", "perspective")
    found = {}
    for row in contents.rows("perspectives"):
        stated = {
            one.text("kind"): quantity(contents, one, RATE_UNITS[one.text("kind")])
            for one in rates.get(row.key, [])
        }
        found[row.key] = Perspective(
            *_titles(row),
            kind=row.text("kind"),
            actors=row.items("actors"),
            rate=stated.get("discount"),
            tax_factor=stated.get("tax-factor"),
            value_added_tax=stated.get("value-added-tax"),
        )
    return found


def assets(contents: Contents) -> Mapping[str, Asset]:
    """What investments buy, by the flow."""
    found = {}
    for flow, rows in contents.grouped("assets", "flow").items():
        stated = {row.text("aspect"): row for row in rows}
        values = {
            aspect: convert(row.number("value") or 0.0, row.text("unit"), ASSET_UNITS[aspect])
            for aspect, row in stated.items()
        }
        found[flow] = Asset(
            lifetime=round(values["lifetime"]) if "lifetime" in values else None,
            decline=values.get("learning", 0.0),
            cost_year=stated["learning"].year("year") if "learning" in stated else None,
        )
    return found


def impacts(contents: Contents, background: str) -> Mapping[str, Impact]:
    """All impacts with their rates on a background, and the value that is in use."""
    prices = PriceLevel(contents)
    rates: dict[str, list[ImpactRate]] = {}
    for key, backgrounds in contents.paths("impact_rates").items():
        rows = on_background(backgrounds, background)
        if rows:
            impact, activity, means, carrier, spending = key
            stated = path(contents, rows, rate_unit(contents, rows[0]))
            rate = ImpactRate(stated, activity, means, carrier, spending)
            rates.setdefault(impact, []).append(rate)
    return {
        row.key: Impact(
            *_titles(row),
            kind=row.text("kind"),
            sense=row.text("sense"),
            unit=row.text("unit"),
            bearer=row.text("bearer"),
            version=row.text("version"),
            value=_value(contents, row, prices),
            rates=tuple(rates.get(row.key, ())),
        )
        for row in contents.rows("impacts")
    }


def _value(contents: Contents, impact: Row, prices: PriceLevel) -> Quantity | None:
    row = contents.find("values", f"{impact.key}:{impact.text('version')}")
    if row is None or row.number("value") is None:
        return None
    scale = prices.ratio(row.year("price_year") or 0)
    return quantity(contents, row, value_unit(impact.text("unit")), scale=scale)


def households(contents: Contents) -> Mapping[str, Household]:
    """All types of households with what they need and what measures change for them."""
    needs = contents.grouped("household_needs", "household")
    changes = contents.grouped("household_changes", "household")
    prices = PriceLevel(contents)
    return {
        row.key: Household(
            *_titles(row),
            perspective=row.text("perspective"),
            tenure=row.text("tenure"),
            needs=tuple(
                HouseholdNeed(
                    one.text("means"), quantity(contents, one, counted_per(contents, one))
                )
                for one in needs.get(row.key, [])
            ),
            changes=tuple(_change(contents, one, prices) for one in changes.get(row.key, [])),
        )
        for row in contents.rows("households")
    }


def _change(contents: Contents, row: Row, prices: PriceLevel) -> HouseholdChange:
    invested = None
    if row.number("value") is not None:
        scale = prices.ratio(row.year("price_year") or 0)
        invested = quantity(contents, row, "MSEK", scale=scale)
    return HouseholdChange(
        measure=row.text("measure"),
        means=row.text("means"),
        to_means=row.text("to_means"),
        investment=invested,
    )


def counted_per(contents: Contents, row: Row) -> str:
    """Unit of what a rate of an impact, or a need of a household, is counted per; or empty."""
    if "spending" in row.form.columns and row.text("spending"):
        return "MSEK"
    if "carrier" in row.form.columns and row.text("carrier"):
        carrier = contents.find("carriers", row.text("carrier"))
        return carrier.text("unit") if carrier else ""
    means = contents.find("means", row.text("means"))
    name = means.text("activity") if means else ""
    if not name and "activity" in row.form.columns:
        name = row.text("activity")
    activity = contents.find("activities", name)
    return contents.activity_unit(activity) if activity else ""


def rate_unit(contents: Contents, row: Row) -> str:
    """The unit of a rate of an impact: impact units per unit of what it is counted per."""
    impact = contents.find("impacts", row.text("impact"))
    unit, per = impact.text("unit") if impact else "", counted_per(contents, row)
    return f"{unit}/{per}" if unit and per else ""


def value_unit(impact: str) -> str:
    """The unit of a value of an impact: MSEK per unit of the impact.

    >>> value_unit("t")
    'MSEK/t'
    """
    return f"MSEK/{impact}"


def _titles(row: Row) -> tuple[str, str, str]:
    return row.key, row.text("title_sv"), row.text("title_en")
