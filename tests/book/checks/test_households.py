"""§ 7.13: types of households."""

import pytest
from tests.book.editing import Draft, Fault

MOVE = "house:heat-pumps:gas-boiler"

FAULTS = {
    "a household that needs nothing": Fault(
        lambda draft: draft.add(
            "households",
            id="hermit",
            title_sv="Eremit",
            title_en="Hermit",
            perspective="households",
            tenure="own",
        ),
        "household-need",
        "households.csv",
        "hermit",
        "id",
        "hermit",
        "add what it needs",
    ),
    "a change of what is not needed": Fault(
        lambda draft: draft.change("household_changes", MOVE, means="bus", to_means="bicycle"),
        "household-need",
        "household_changes.csv",
        "house:heat-pumps:bus",
        "means",
        "bus",
        "name one of them, or add the need",
    ),
    "a household that looks as society": Fault(
        lambda draft: draft.change("households", "flat", perspective="society"),
        "household-perspective",
        "households.csv",
        "flat",
        "perspective",
        "society",
        "name the perspective that households belong to",
    ),
    "a move to another need": Fault(
        lambda draft: draft.change("household_changes", MOVE, to_means="bicycle"),
        "household-move",
        "household_changes.csv",
        MOVE,
        "to_means",
        "bicycle",
        "name the means that meets the need afterwards",
        "it meets local-travel, and the need is home-heat",
        "another means of home-heat",
    ),
    "a move to where it is": Fault(
        lambda draft: draft.change("household_changes", MOVE, to_means="gas-boiler"),
        "household-move",
        "household_changes.csv",
        MOVE,
        "to_means",
        "gas-boiler",
        "name the means",
    ),
    "a measure that is not computed": Fault(
        lambda draft: draft.change("household_changes", MOVE, measure="food"),
        "household-measure",
        "household_changes.csv",
        "house:food:gas-boiler",
        "measure",
        "food",
        "name the measure that brings it about",
    ),
    "an investment of no price year": Fault(
        lambda draft: draft.change("household_changes", MOVE, price_year=""),
        "value-price-year",
        "household_changes.csv",
        MOVE,
        "price_year",
        "",
        "write in the prices of which year",
    ),
    "an investment in euro": Fault(
        lambda draft: draft.change("household_changes", MOVE, unit="EUR"),
        "unit-dimension",
        "household_changes.csv",
        MOVE,
        "unit",
        "EUR",
        "check the unit",
        allowed="SEK",
    ),
    "a need in another unit": Fault(
        lambda draft: draft.change("household_needs", "house:gas-boiler", unit="pkm"),
        "unit-dimension",
        "household_needs.csv",
        "house:gas-boiler",
        "unit",
        "pkm",
        "check the unit",
        allowed="GWh",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_household_that_cannot_be_followed_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)
