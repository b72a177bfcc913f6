"""§ 5.3: a figure of an inventory is a value or a notation key."""

import pytest
from tests.book.editing import Draft, Fault

ROW = "territorial:2020:industry:::CO2e:"

FAULTS = {
    "a value and a notation key": Fault(
        lambda draft: draft.change("emissions", ROW, notation="IE"),
        "notation-value",
        "emissions.csv",
        ROW,
        "notation",
        "IE",
        "empty value or notation",
        "a notation key says that there is no value, and there is one: 15.2",
    ),
    "neither a value nor a notation key": Fault(
        lambda draft: draft.change("emissions", ROW, value=""),
        "notation-value",
        "emissions.csv",
        ROW,
        "value",
        "",
        "NO where it does not occur, NE where not estimated",
        "missing is not zero",
        "NO, NE, NA, IE, C",
    ),
    "a main inventory of what is consumed": Fault(
        lambda draft: draft.change("inventories", "territorial", boundary="consumption"),
        "inventory-boundary",
        "book.toml",
        "inventory",
        "inventory",
        "territorial",
        "name another inventory; this one may stand beside it",
        "the main inventory has the boundary consumption",
        "territorial or gpc-basic",
    ),
    "a unit of no activity": Fault(
        lambda draft: draft.change("emissions", ROW, activity_unit="GWh"),
        "activity-pair",
        "emissions.csv",
        ROW,
        "activity_value",
        "",
        "fill in the activity, or empty its unit",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_figure_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_an_inventory_without_the_base_year_is_warned_of(draft: Draft) -> None:
    draft.add("inventories", **(draft.read("inventories")[2][1] | {"id": "other"}))
    Fault(
        lambda draft: draft.setting("inventory", '"other"'),
        "inventory-base",
        "book.toml",
        "inventory",
        "inventory",
        "other",
        "add its figures of 2020 to emissions.csv",
        "the inventory has no figure for the base year 2020",
    ).hold(draft, warning=True)
