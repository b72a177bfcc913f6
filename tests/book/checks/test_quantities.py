"""§ 1.3 to § 1.5: every value has a unit of the right kind, a source and a quality."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a ton": Fault(
        lambda draft: draft.change("emissions", "territorial:1990::::CO2e:", unit="ton"),
        "unit-unknown",
        "emissions.csv",
        "territorial:1990::::CO2e:",
        "unit",
        "ton",
        "write t (tonne), kt (kilotonne)",
        "'ton' is no unit that a book may use",
        "such as kt, GWh, g/kWh",
    ),
    "a unit in other letters": Fault(
        lambda draft: draft.change("activities", "home-heat", unit="gwh"),
        "unit-unknown",
        "activities.csv",
        "home-heat",
        "unit",
        "gwh",
        "write GWh",
    ),
    "a unit near one": Fault(
        lambda draft: draft.change("activities", "appliances", unit="GWhh"),
        "unit-unknown",
        "activities.csv",
        "appliances",
        "unit",
        "GWhh",
        "Did you mean 'GWh'?",
    ),
    "a unit that a table of numbers left behind": Fault(
        lambda draft: draft.change("activities", "appliances", unit="nan"),
        "unit-unknown",
        "activities.csv",
        "appliances",
        "unit",
        "nan",
        "write it in one of the units of the list",
    ),
    "a unit of something else": Fault(
        lambda draft: draft.change("emissions", "territorial:1990::::CO2e:", unit="GWh"),
        "unit-dimension",
        "emissions.csv",
        "territorial:1990::::CO2e:",
        "unit",
        "GWh",
        "check the unit, and the value with it",
        "GWh measures something else",
        "a unit such as kt",
    ),
    "a factor upside down": Fault(
        lambda draft: draft.change("factors", "wood:N2O:fossil:1::2020", unit="kWh/g"),
        "unit-dimension",
        "factors.csv",
        "wood:N2O:fossil:1::2020",
        "unit",
        "kWh/g",
        "check the unit",
        allowed="a unit such as kt/GWh",
    ),
    "a use per another activity": Fault(
        lambda draft: draft.change("uses", "bus:diesel::2020", unit="kWh/vkm"),
        "unit-dimension",
        "uses.csv",
        "bus:diesel::2020",
        "unit",
        "kWh/vkm",
        "check the unit",
        allowed="a unit such as GWh/Mpkm",
    ),
    "a price per another unit": Fault(
        lambda draft: draft.change("prices", "diesel:tax:state::2020", unit="SEK/km"),
        "unit-dimension",
        "prices.csv",
        "diesel:tax:state::2020",
        "unit",
        "SEK/km",
        "check the unit",
        allowed="a unit such as MSEK/GWh",
    ),
    "residents that are an index": Fault(
        lambda draft: draft.change("driver_paths", "population::2030", unit="index"),
        "unit-dimension",
        "driver_paths.csv",
        "population::2030",
        "unit",
        "index",
        "check the unit",
        allowed="a unit such as person",
    ),
    "a driver in two kinds of unit": Fault(
        lambda draft: draft.change("driver_paths", "price-level::2023", unit="GWh"),
        "unit-dimension",
        "driver_paths.csv",
        "price-level::2023",
        "unit",
        "GWh",
        "check the unit",
        allowed="a unit such as index",
    ),
    "a target in another kind of unit": Fault(
        lambda draft: draft.change("targets", "one-tonne", unit="kt"),
        "unit-dimension",
        "targets.csv",
        "one-tonne",
        "unit",
        "kt",
        "check the unit",
        allowed="a unit such as t/person",
    ),
    "money in tonnes": Fault(
        lambda draft: draft.change("flows", "cycling-keep", unit="kt"),
        "unit-dimension",
        "flows.csv",
        "cycling-keep",
        "unit",
        "kt",
        "check the unit",
        allowed="a unit such as MSEK or MSEK/year",
    ),
    "a value without unit": Fault(
        lambda draft: draft.change("prices", "wood:energy:fuel-trade::2020", unit=""),
        "unit-missing",
        "prices.csv",
        "wood:energy:fuel-trade::2020",
        "unit",
        "",
        "write the unit of the value",
    ),
    "an activity without unit behind an inventory": Fault(
        lambda draft: draft.change(
            "emissions", "territorial:2020:buildings:::CO2e:", activity_unit=""
        ),
        "unit-missing",
        "emissions.csv",
        "territorial:2020:buildings:::CO2e:",
        "activity_unit",
        "",
        "write the unit of the value",
    ),
    "a quantity without value": Fault(
        lambda draft: draft.change("prices", "wood:energy:fuel-trade::2020", value=""),
        "value-missing",
        "prices.csv",
        "wood:energy:fuel-trade::2020",
        "value",
        "",
        "fill it in, or take the row away",
        "missing is not zero",
    ),
    "an amount without source": Fault(
        lambda draft: draft.change("activities", "lime", source=""),
        "source-missing",
        "activities.csv",
        "lime",
        "source",
        "",
        "say where it comes from",
        "the value has no source",
    ),
    "an amount without quality": Fault(
        lambda draft: draft.change("activities", "lime", quality=""),
        "source-missing",
        "activities.csv",
        "lime",
        "quality",
        "",
        "state it",
    ),
    "a price without source": Fault(
        lambda draft: draft.change("prices", "wood:energy:fuel-trade::2020", source=""),
        "required",
        "prices.csv",
        "wood:energy:fuel-trade::2020",
        "source",
        "",
        "fill it in: where the figure comes from",
        "source is missing",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_quantity_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


@pytest.mark.parametrize("unit", ["kt/year", "%", "1"])
@pytest.mark.parametrize(("table", "key"), [("activities", "lime"), ("carriers", "lime-process")])
def test_what_is_not_counted_in_a_single_unit_is_told(
    draft: Draft, table: str, key: str, unit: str
) -> None:
    draft.change(table, key, unit=unit)
    (problem,) = draft.problems()
    assert (problem.check, problem.found) == ("unit-compound", unit)
    assert problem.row == draft.line(table, key)
    assert "a single unit, such as GWh" in problem.allowed
