"""Checks on values and their units, one quantity at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citypact.book.appraisal import ASSET_UNITS, RATE_UNITS, counted_per, rate_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.plan import TARGET_UNITS
from citypact.book.quantities import driver_unit, factor_unit, price_unit, use_unit
from citypact.book.suggestion import any_of, did_you_mean
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import Said
from citypact.units import KINDS, is_unit, same_dimension

#: Units that are written for another, each with what to write instead.
_INSTEAD = {
    "ton": "t (tonne), kt (kilotonne)",
    "tons": "t (tonne), kt (kilotonne)",
    "tonnes": "t",
    "tCO2e": "t",
    "ktCO2e": "kt",
    "kton": "kt",
    "KT": "kt",
    "kwh": "kWh",
    "gwh": "GWh",
    "mwh": "MWh",
    "GW": "GWh",
    "kr": "SEK",
    "Mkr": "MSEK",
    "mkr": "MSEK",
    "mnkr": "MSEK",
    "MSEK/yr": "MSEK/year",
    "m²": "m2",
}


def _quantity_rows(contents: Contents) -> Iterator[Row]:
    for table in contents.tables.values():
        if table.form.quantity:
            yield from table.rows


def is_known(unit: str) -> bool:
    """Say whether ``unit`` is in the list, whatever somebody wrote in its place."""
    try:
        return is_unit(unit)
    except ValueError:  # a word that Python reads as a number, such as nan
        return False


def known_unit(row: Row) -> str:
    """Unit of a row, empty where there is none or it is not in the list."""
    unit = row.text("unit")
    return unit if unit and is_known(unit) else ""


@check("unit-unknown", "Every unit is in the list of units that a book may use.")
def unit_unknown(contents: Contents) -> Iterator[Problem]:
    """Every cell of type unit."""
    for table in contents.tables.values():
        columns = [name for name, column in table.form.columns.items() if column.type == "unit"]
        for row in table.rows:
            for column in columns:
                unit = row.texts.get(column)
                if unit and not is_known(unit):
                    instead = _INSTEAD.get(unit)
                    yield row.problem(
                        column,
                        Said("%(unit)r is no unit that a book may use", unit=unit),
                        allowed=Said(
                            "units from the list in the description of the book, joined by / and "
                            "*, such as kt, GWh, g/kWh, MSEK/year"
                        ),
                        mend=Said("write %(instead)s", instead=instead)
                        if instead
                        else _nearest_unit(unit),
                    )


def _nearest_unit(unit: str) -> Said:
    return did_you_mean(unit, KINDS.values()) or Said("write it in one of the units of the list")


@check("unit-missing", "Every value has a unit.")
def unit_missing(contents: Contents) -> Iterator[Problem]:
    """A value without unit, in the quantity columns and in the activity of an inventory."""
    message, mend = Said("there is a value but no unit"), Said("write the unit of the value")
    for row in _quantity_rows(contents):
        if "value" in row.texts and "unit" not in row.texts:
            yield row.problem("unit", message, mend=mend)
    for row in contents.rows("emissions"):
        if "activity_value" in row.texts and "activity_unit" not in row.texts:
            yield row.problem("activity_unit", message, mend=mend)


@check("value-missing", "Every quantity has a value; a missing one is never taken as zero.")
def value_missing(contents: Contents) -> Iterator[Problem]:
    """Rows of tables in which a value may not be left out."""
    for table in contents.tables.values():
        if table.form.quantity and not table.form.optional_value:
            for row in table.rows:
                if "value" not in row.texts:
                    yield row.problem(
                        "value",
                        Said("there is no value; missing is not zero"),
                        allowed=Said("a number"),
                        mend=Said("fill it in, or take the row away"),
                    )


@check("source-missing", "Every value has a source and a quality.")
def source_missing(contents: Contents) -> Iterator[Problem]:
    """Values in tables that ask for a source only beside a value."""
    for table in contents.tables.values():
        if not table.form.optional_source:
            continue
        for row in table.rows:
            for column in ("source", "quality"):
                if "value" in row.texts and column not in row.texts:
                    yield row.problem(
                        column,
                        Said("the value has no %(column)s", column=column),
                        mend=Said("say where it comes from")
                        if column == "source"
                        else Said("state it"),
                    )


@check("unit-dimension", "Every value is in a unit of the kind that its place asks for.")
def unit_dimension(contents: Contents) -> Iterator[Problem]:
    """The unit of every quantity against the one that its table or its row asks for."""
    for row in _quantity_rows(contents):
        unit = known_unit(row)
        if not unit:
            continue
        wanted = _wanted(contents, row)
        if wanted and not any(same_dimension(unit, one) for one in wanted):
            yield row.problem(
                "unit",
                Said("%(unit)s measures something else than is asked for here", unit=unit),
                allowed=Said("a unit such as %(names)s", names=any_of(wanted)),
                mend=Said("check the unit, and the value with it"),
            )


def _wanted(contents: Contents, row: Row) -> list[str]:
    """Units of the kinds that a row may have; empty for any, or where it cannot be told."""
    if row.form.quantity != "any":
        return [row.form.quantity]
    rule = _RULES.get(row.form.name)
    return rule(contents, row) if rule else []


def _carrier_unit(contents: Contents, row: Row) -> str:
    carrier = contents.find("carriers", row.text("carrier"))
    unit = known_unit(carrier) if carrier else ""
    return unit if _single(unit) else ""


def _of_use(contents: Contents, row: Row) -> list[str]:
    means = contents.find("means", row.text("means"))
    activity = contents.find("activities", means.text("activity")) if means else None
    unit = contents.activity_unit(activity) if activity else ""
    carrier_unit = _carrier_unit(contents, row)
    if not carrier_unit or not _single(unit) or not is_known(unit):
        return []
    return [use_unit(carrier_unit, unit)]


def _of_factor(contents: Contents, row: Row) -> list[str]:
    unit = _carrier_unit(contents, row)
    return [factor_unit(unit)] if unit else []


def _of_price(contents: Contents, row: Row) -> list[str]:
    unit = _carrier_unit(contents, row)
    return [price_unit(unit), f"EUR/{unit}"] if unit else []


def _of_flow(contents: Contents, row: Row) -> list[str]:  # noqa: ARG001  rules have one shape
    return ["MSEK", "MSEK/year", "EUR", "EUR/year"]


def _of_rate(contents: Contents, row: Row) -> list[str]:  # noqa: ARG001  rules have one shape
    unit = RATE_UNITS.get(row.text("kind"))
    return [unit] if unit else []


def _of_asset(contents: Contents, row: Row) -> list[str]:  # noqa: ARG001  rules have one shape
    unit = ASSET_UNITS.get(row.text("aspect"))
    return [unit] if unit else []


def _of_impact_rate(contents: Contents, row: Row) -> list[str]:
    unit = rate_unit(contents, row)
    return [unit] if unit and is_known(unit) else []


def _of_value(contents: Contents, row: Row) -> list[str]:
    impact = contents.find("impacts", row.text("impact"))
    unit = known_unit(impact) if impact else ""
    return [f"SEK/{unit}", f"EUR/{unit}"] if _single(unit) else []


def _of_need(contents: Contents, row: Row) -> list[str]:
    unit = counted_per(contents, row)
    return [unit] if unit and is_known(unit) else []


def _of_target(contents: Contents, row: Row) -> list[str]:  # noqa: ARG001  rules have one shape
    unit = TARGET_UNITS.get(row.text("kind"))
    return [unit] if unit else []


def _of_driver(contents: Contents, row: Row) -> list[str]:
    driver = row.text("driver")
    if driver == contents.settings.text("population"):
        return ["person"]
    rows = contents.grouped("driver_paths", "driver")[driver]
    return [driver_unit(rows)] if known_unit(rows[0]) else []


#: The rule of each table in which the unit depends on the row. Claims may have any unit, and
#: an activity is counted in the unit that it states.
_RULES: dict[str, Callable[[Contents, Row], list[str]]] = {
    "assets": _of_asset,
    "driver_paths": _of_driver,
    "factors": _of_factor,
    "flows": _of_flow,
    "household_needs": _of_need,
    "impact_rates": _of_impact_rate,
    "prices": _of_price,
    "rates": _of_rate,
    "targets": _of_target,
    "uses": _of_use,
    "values": _of_value,
}


@check("unit-compound", "Activities, carriers and impacts are counted in a single unit.")
def unit_compound(contents: Contents) -> Iterator[Problem]:
    """A unit with * or /, or a percentage, has no place in "carrier units per activity unit"."""
    for table in ("activities", "carriers", "impacts"):
        for row in contents.rows(table):
            unit = known_unit(row)
            if unit and not _single(unit):
                yield row.problem(
                    "unit",
                    Said("it is not counted in a single unit"),
                    allowed=Said("a single unit, such as GWh, kt, Mpkm, thousand_m2"),
                    mend=Said("count it in a single unit"),
                )


def _single(unit: str) -> bool:
    return unit.replace("_", "").isalnum() and not unit.isdigit()
