"""The curve of a scenario: tonnes and cost attributed alike, and summing to what all do."""

from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from tests.model.cities import activity, carrier, city, effect, flow, means, measure
from tests.model.strategies import cities

from citypact.book import open_book
from citypact.choice.abatement import Basis, levelised_cost_of_abatement
from citypact.choice.scenario_abatement import ScenarioAbatement, scenario_abatement
from citypact.errors import InputError
from citypact.model import City, run_scenario


def measures_of(found: ScenarioAbatement) -> dict[str, tuple[float, float]]:
    curve = found.curve
    every = [step.measure for step in (*curve.saving, *curve.costly)] + list(curve.beside)
    return {one.id: (one.abatement, one.net_cost) for one in every}


@settings(max_examples=10)
@given(made=cities())
def test_fair_shares_of_tonnes_and_of_cost_sum_to_what_the_scenario_does(made: City) -> None:
    found = scenario_abatement(made, "some", "fair-share", 0.035)
    sums = np.sum([(0.0, 0.0), *measures_of(found).values()], axis=0)
    np.testing.assert_allclose(sums, [found.abatement, found.net_cost], rtol=1e-9, atol=1e-6)
    assert found.curve.sums_to_plan


def two_measures() -> City:
    """Two needs apart from one another: one measure saves dear gas, the other costs."""
    return city(
        [
            activity("homes", [means("home", 1.0, {"gas": 1.0})], payer="household"),
            activity("works", [means("kiln", 1.0, {"coal": 1.0})], payer="city"),
        ],
        [
            carrier("gas", {("CO2", "fossil", "1"): 0.2}, prices={("energy", "outside"): 1.0}),
            carrier("coal", {("CO2", "fossil", "1"): 0.3}, prices={("energy", "outside"): 0.1}),
        ],
        [
            measure("insulate", [effect("i", "avoid", 0.5, activity="homes")], end=2021),
            measure(
                "rebuild",
                [effect("r", "avoid", 0.4, activity="works")],
                [flow("kiln", "investment", 500.0)],
                end=2021,
            ),
        ],
    )


@pytest.mark.parametrize("basis", ["last-in", "fair-share"])
def test_by_hand_where_measures_do_not_meet(basis: Basis) -> None:
    made = two_measures()
    found = scenario_abatement(made, "all", basis, 0.05)
    (saving,) = found.curve.saving
    (costly,) = found.curve.costly
    years = range(2020, 2051)
    acting = dict.fromkeys(years, 0.0) | dict.fromkeys(range(2021, 2051), 1.0)
    assert saving.measure.id == "insulate"
    assert saving.measure.abatement == pytest.approx(10.0 * 30)
    worth = sum(50.0 * share / 1.05 ** (year - 2020) for year, share in acting.items())
    assert saving.measure.net_value == pytest.approx(worth)
    assert saving.measure.cost_per_tonne is None
    costs = {year: -4.0 * share for year, share in acting.items()}
    costs[2021] += 500.0
    tonnes = {year: 12.0 * share for year, share in acting.items()}
    assert costly.measure.abatement == pytest.approx(12.0 * 30)
    assert costly.measure.cost_per_tonne == pytest.approx(
        levelised_cost_of_abatement(costs, tonnes, 0.05, 2020)
    )
    assert found.without_cost == ("insulate",)


def test_last_in_tonnes_of_measures_that_overlap_sum_to_less() -> None:
    made = open_book("malmo").city()
    last = scenario_abatement(made, "contract", "last-in", 0.035)
    share = scenario_abatement(made, "contract", "fair-share", 0.035)
    assert last.abatement == share.abatement
    assert sum(kt for kt, _ in measures_of(share).values()) == pytest.approx(share.abatement)
    assert sum(kt for kt, _ in measures_of(last).values()) < last.abatement
    assert not last.curve.sums_to_plan


def test_the_curves_cost_is_that_of_the_model() -> None:
    made = open_book("template").city()
    found = scenario_abatement(made, "contract", "fair-share", 0.035)
    all_of_it, none = (
        run_scenario(made, name, measures=False).society for name in ("contract", "reference")
    )
    assert all_of_it is not None
    assert none is not None
    v = 1.035 ** -np.arange(len(none))
    assert found.net_cost == pytest.approx(float(v @ (all_of_it - none)))


def test_what_cannot_be_meant_is_refused() -> None:
    made = two_measures()
    with pytest.raises(InputError, match="which is 3500 % a year"):
        scenario_abatement(made, "all", "fair-share", 35)
    with pytest.raises(InputError, match="the basis of the abatement curve is 'alone'"):
        scenario_abatement(made, "all", cast("Basis", "alone"), 0.03)
    bare = {name: replace(one, prices=()) for name, one in made.carriers.items()}
    poor = replace(made, carriers=bare, measures={"insulate": made.measures["insulate"]})
    poor = replace(poor, scenarios={"none": made.scenarios["none"]})
    with pytest.raises(InputError, match="states no price and no cost"):
        scenario_abatement(poor, "none", "fair-share", 0.03)
