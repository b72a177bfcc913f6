"""Impacts: each in a unit of its own, each valued by its own value (convention § 7.12)."""

import numpy as np
import pytest
from hypothesis import given
from tests.model.cities import (
    activity,
    carrier,
    city,
    flow,
    impact,
    impact_rate,
    means,
    measure,
)
from tests.model.runs import nominal
from tests.model.strategies import cities

from citypact.model import City, ImpactRate, run_scenario


def heated(*rates: ImpactRate, value: float | None = None, sense: str = "harm") -> City:
    """A hundred GWh of heat, three quarters by gas of which 1.2 is used, a quarter by wood."""
    return city(
        [
            activity(
                "heat",
                [means("boiler", 0.75, {"gas": 1.2}), means("stove", 0.25, {"wood": 2.0})],
                payer="household",
            )
        ],
        [carrier("gas", prices={("energy", "outside"): 0.5}), carrier("wood")],
        [measure("pipes", flows=[flow("dig", "investment", 80.0)], end=2022)],
        impacts=[impact("soot", rates, value=value, sense=sense)],
    )


@pytest.mark.parametrize(
    ("rate", "amount"),
    [
        (impact_rate("soot", 2.0, activity="heat"), 200.0),
        (impact_rate("soot", 2.0, means="stove"), 50.0),
        (impact_rate("soot", 2.0, carrier="wood"), 100.0),
        (impact_rate("soot", 2.0, spending="investment"), 0.0),
        (impact_rate("soot", 2.0, spending="operation"), 0.0),
    ],
    ids=["activity", "means", "carrier", "investment", "operation"],
)
def test_a_rate_is_counted_per_what_it_names(rate: ImpactRate, amount: float) -> None:
    assert nominal(heated(rate))["impact/soot"][0] == pytest.approx(amount)


def test_what_measures_spend_brings_its_impact_with_it() -> None:
    made = heated(impact_rate("soot", 2.0, spending="investment"))
    np.testing.assert_allclose(nominal(made)["impact/soot"][:4], [0.0, 80.0, 80.0, 0.0])


def test_rates_of_one_impact_add_up_and_follow_their_paths() -> None:
    made = heated(
        impact_rate("soot", {2020: 2.0, 2030: 0.0}, means="boiler"),
        impact_rate("soot", 1.0, carrier="wood"),
    )
    found = nominal(made)["impact/soot"]
    np.testing.assert_allclose(found[[0, 5, 10, 30]], [200.0, 125.0, 50.0, 50.0])


@pytest.mark.parametrize(("sense", "sign"), [("harm", 1.0), ("gain", -1.0)])
def test_society_bears_what_is_valued_and_gains_by_a_gain(sense: str, sign: float) -> None:
    rate = impact_rate("soot", 2.0, activity="heat")
    counted = nominal(heated(rate))
    assert "impact-value/soot" not in counted
    valued = nominal(heated(rate, value=0.1, sense=sense))
    np.testing.assert_allclose(valued["impact-value/soot"], 20.0)
    np.testing.assert_allclose(valued["society"] - counted["society"], sign * 20.0)


def test_each_pollutant_is_valued_by_its_own_value_and_never_by_the_sum() -> None:
    """The sum of pollutants times the sum of their values is another, greater figure."""
    pollutants = {"nox": (600.0, 0.1), "pm25": (20.0, 5.0)}
    made = city(
        [activity("drive", [means("car", 1.0)], amount=1.0)],
        impacts=[
            impact(name, [impact_rate(name, tonnes, means="car")], value=value)
            for name, (tonnes, value) in pollutants.items()
        ],
    )
    values = nominal(made)
    apart = sum(tonnes * value for tonnes, value in pollutants.values())
    assert values["society"][0] == pytest.approx(apart)
    summed = sum(t for t, _ in pollutants.values()) * sum(v for _, v in pollutants.values())
    assert summed > 10 * apart


@given(made=cities())
def test_values_are_amounts_times_value_and_jobs_have_none(made: City) -> None:
    result = run_scenario(made, "some", measures=False)
    assert set(result.impacts) == {"soot", "health", "jobs"}
    assert "jobs" not in result.impact_values
    for name, worth in result.impact_values.items():
        value = made.impacts[name].value
        assert value is not None
        np.testing.assert_allclose(worth, result.impacts[name] * value.value, rtol=1e-12)
    invested = result.money_by("kind").get("investment", np.zeros(len(result.years)))
    np.testing.assert_allclose(result.impacts["jobs"], 0.5 * invested, rtol=1e-9, atol=1e-12)
