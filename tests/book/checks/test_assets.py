"""§ 7.11: what an investment buys."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a lifetime of zero": Fault(
        lambda draft: draft.change("assets", "capture-build:lifetime", value="0"),
        "asset-value",
        "assets.csv",
        "capture-build:lifetime",
        "value",
        "0",
        "what is used up in the year it is bought is operation",
        allowed="1, 2, 3",
    ),
    "a part of a year": Fault(
        lambda draft: draft.change("assets", "capture-build:lifetime", value="12.5"),
        "asset-value",
        "assets.csv",
        "capture-build:lifetime",
        "value",
        "12.5",
        "round it as you find right",
    ),
    "a cost that falls by all of it": Fault(
        lambda draft: draft.change("assets", "chargers-build:learning", value="100"),
        "asset-value",
        "assets.csv",
        "chargers-build:learning",
        "value",
        "100",
        "check the value and its unit",
    ),
    "a lifetime in kronor": Fault(
        lambda draft: draft.change("assets", "capture-build:lifetime", unit="MSEK"),
        "unit-dimension",
        "assets.csv",
        "capture-build:lifetime",
        "unit",
        "MSEK",
        "check the unit",
        allowed="year",
    ),
    "a lifetime of a running cost": Fault(
        lambda draft: draft.change("assets", "capture-build:lifetime", flow="capture-run"),
        "asset-flow",
        "assets.csv",
        "capture-run:lifetime",
        "flow",
        "capture-run",
        "name the investment",
    ),
    "a lifetime that is drawn": Fault(
        lambda draft: draft.change(
            "assets", "capture-build:lifetime", distribution="range", low="20", high="30"
        ),
        "asset-certain",
        "assets.csv",
        "capture-build:lifetime",
        "distribution",
        "range",
        "tell the range in the note",
    ),
    "a cost of nobody knows when": Fault(
        lambda draft: draft.change("assets", "chargers-build:learning", year=""),
        "asset-year",
        "assets.csv",
        "chargers-build:learning",
        "year",
        "",
        "write the year whose cost the flow states",
    ),
    "a lifetime of a year": Fault(
        lambda draft: draft.change("assets", "capture-build:lifetime", year="2023"),
        "asset-year",
        "assets.csv",
        "capture-build:lifetime",
        "year",
        "2023",
        "empty the cell",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_asset_that_cannot_be_meant_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)
