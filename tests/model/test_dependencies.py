import dataclasses

import pytest

from citypact.errors import InputError
from citypact.model import City, Claim
from citypact.model.dependencies import dependencies, explainable


def test_a_figure_rests_on_the_rows_it_was_made_from(smallville: City) -> None:
    assert dependencies(smallville, "activity/cars", scenario="none") == (
        "activities/cars",
        "driver_paths/people::2020",
        "driver_paths/people::2050",
    )


def test_a_chain_leads_back_through_its_users(smallville: City) -> None:
    keys = dependencies(smallville, "emissions/supply/1/fossil/CO2", scenario="none")
    assert keys == (
        "activities/homes",
        "factors/waste:CO2:fossil:1::2020",
        "mixes/burner:use::2020",
        "mixes/district:use::2020",
        "uses/burner:waste::2020",
        "uses/district:heat::2020",
    )


def test_only_measures_of_the_scenario_are_named(smallville: City) -> None:
    keys = dependencies(smallville, "total", scenario="half")
    assert {key for key in keys if key.startswith(("measures/", "effects/", "scenario_"))} == {
        "measures/capture",
        "measures/fewer-cars",
        "effects/store",
        "effects/fewer",
        "scenario_measures/half:capture",
        "scenario_measures/half:fewer-cars",
    }


def test_without_a_scenario_every_measure_that_is_computed_is_named(smallville: City) -> None:
    keys = dependencies(smallville, "total")
    assert {key for key in keys if key.startswith("measures/")} == {
        "measures/capture",
        "measures/clean-sales",
        "measures/fewer-cars",
        "measures/insulation",
    }
    assert not [key for key in keys if "#" in key]


def test_money_rests_on_prices_and_flows(smallville: City) -> None:
    keys = dependencies(smallville, "money/operation/city/outside")
    assert keys == ("flows/upkeep", "measures/clean-sales")
    assert "prices/petrol:energy:outside::2020" in dependencies(
        smallville, "money-by-payer/household"
    )


def test_what_a_target_allows_rests_on_its_inventory(smallville: City) -> None:
    assert dependencies(smallville, "allowed/down-70") == (
        "emissions/main:1990::::CO2e:",
        "targets/down-70",
    )


def test_a_measure_rests_on_what_is_stated_of_it(smallville: City) -> None:
    claim = Claim("said", "emissions", 2030, 5.0, "kt", counted=True, note_sv="", note_en="")
    sales = dataclasses.replace(smallville.measures["clean-sales"], claims=(claim,))
    made = dataclasses.replace(smallville, measures={**smallville.measures, sales.id: sales})
    assert dependencies(made, "measure/clean-sales") == (
        "claims/said",
        "effects/sales",
        "flows/chargers",
        "flows/upkeep",
        "measures/clean-sales",
    )


def test_every_figure_can_be_explained(smallville: City) -> None:
    for name in explainable(smallville):
        assert dependencies(smallville, name) or name == "measure/talk", name


@pytest.mark.parametrize(
    ("name", "scenario", "message"),
    [
        ("sector/transprot", "", "no figure 'sector/transprot'; did you mean sector/transport"),
        ("quite another thing", "", "no figure 'quite another thing'$"),
        ("total", "gone", "has no scenario 'gone'"),
    ],
)
def test_an_unknown_figure_is_refused(
    smallville: City, name: str, scenario: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        dependencies(smallville, name, scenario=scenario)
