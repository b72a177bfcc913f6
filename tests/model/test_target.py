"""Targets: each within its own boundary, or with the reason why not (convention § 7.7)."""

import numpy as np
import pytest
from tests.model.cities import (
    activity,
    carrier,
    city,
    driver,
    emission_row,
    inventory,
    means,
    spread,
    target,
)
from tests.model.runs import nominal

from citypact.engine import evaluate
from citypact.model import City, Inventory, Target, compile_city
from citypact.model.compile import assemble

TOTALS = [emission_row(year, kt) for year, kt in ((1990, 150.0), (2018, 60.0), (2019, 55.0))]


def aiming(*targets: Target, inventories: tuple[Inventory, ...] = (), people: bool = True) -> City:
    """Emits 50 kt of scope 1 and 5 of scope 2 a year; 10,000 residents, growing."""
    way = means("car", 1.0, {"petrol": 1.0, "power": 1.0})
    fossil = {("CO2", "fossil", "1"): 0.5}
    power = {("CO2e", "fossil", "2"): 0.05}
    return city(
        [activity("cars", [way])],
        [carrier("petrol", fossil), carrier("power", power)],
        inventories=inventories or (inventory("main", TOTALS),),
        targets=targets,
        drivers=[driver("people", {2020: 10_000.0, 2030: 12_000.0})],
        population="people" if people else "",
    )


def test_an_absolute_target_is_compared_with_the_year() -> None:
    values = nominal(aiming(target("t", "absolute", 56.0), target("u", "absolute", 54.0)))
    assert values["target/t"][10] == pytest.approx(55.0)
    assert values["allowed/t"][10] == 56.0
    assert float(values["met/t"]) == 1.0
    assert float(values["met/u"]) == 0.0


def test_a_percentage_is_of_the_published_total_of_its_base_year() -> None:
    values = nominal(aiming(target("t", "percent", -0.7, base_year=1990)))
    assert values["allowed/t"][10] == pytest.approx(45.0)


def test_a_target_per_person_grows_with_the_residents() -> None:
    values = nominal(aiming(target("t", "per-person", 4.5)))
    assert values["allowed/t"][0] == pytest.approx(45.0)
    assert values["allowed/t"][10] == pytest.approx(54.0)
    assert float(values["met/t"]) == 0.0


def test_a_budget_is_summed_from_its_first_year_to_its_year() -> None:
    values = nominal(aiming(target("t", "budget", 300.0, first_year=2026)))
    assert values["target/t"][5] == 0.0
    assert values["target/t"][10] == pytest.approx(5 * 55.0)
    assert float(values["met/t"]) == 1.0


def test_a_budget_counts_earlier_years_as_published() -> None:
    values = nominal(aiming(target("t", "budget", 300.0, first_year=2018, year=2022)))
    assert values["target/t"][2] == pytest.approx(60.0 + 55.0 + 3 * 55.0)
    assert "emissions/main:2018" in " ".join(
        assemble(aiming(target("t", "budget", 1.0, first_year=2018))).terms["target/t"].row_keys()
    )


def test_a_target_is_compared_within_the_boundary_of_its_own_inventory() -> None:
    smaller = inventory("smaller", scopes=("1",))
    made = aiming(
        target("t", "absolute", 52.0),
        target("u", "absolute", 52.0, inventory="smaller"),
        inventories=(inventory("main"), smaller),
    )
    values = nominal(made)
    assert values["target/t"][0] == pytest.approx(55.0)
    assert values["target/u"][0] == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (target("t", "absolute", 5.0, year=2051), "its year 2051 is not among the model's years"),
        (target("t", "absolute", 5.0, year=2019), "its year 2019 is not among the model's years"),
        (target("t", "percent", -0.5), "a target in percent needs a base year"),
        (target("t", "percent", -0.5, base_year=2005), "no published total for 2005"),
        (target("t", "per-person", 5.0), "a target per person needs the driver"),
        (target("t", "budget", 5.0), "a budget needs a first year"),
        (
            target("t", "budget", 5.0, first_year=2016),
            "the inventory main has no published total for 2016, 2017",
        ),
        (
            target("t", "absolute", 5.0, inventory="eaten"),
            "the inventory eaten has the boundary consumption",
        ),
        (
            target("t", "absolute", 5.0, inventory="office"),
            "the inventory office has the boundary organisation",
        ),
    ],
)
def test_a_target_that_cannot_be_followed_says_why(wanted: Target, reason: str) -> None:
    others = [
        inventory(n, boundary=b) for n, b in (("eaten", "consumption"), ("office", "organisation"))
    ]
    made = assemble(aiming(wanted, inventories=(inventory("main", TOTALS), *others), people=False))
    assert reason in made.reasons["t"]
    assert not [name for name in made.terms if name.endswith("/t")]


def test_removals_do_not_count_twice_where_biogenic_co2_is_in_the_total() -> None:
    every = inventory("every", origins=("fossil", "process", "biogenic"))
    made = city(
        [
            activity("cars", [means("car", 1.0, {"petrol": 1.0})]),
            activity("wood", [means("trees", 1.0, {"growth": 1.0})], amount=30.0),
        ],
        [
            carrier("petrol", {("CO2", "fossil", "1"): 0.5}),
            carrier("growth", {("CO2", "biogenic", "1"): -1.0}),
        ],
        inventories=(inventory("main"), every),
        targets=[target("t", "absolute", 30.0, inventory="every", removals=True)],
    )
    assert nominal(made)["target/t"][0] == pytest.approx(20.0)


def test_an_uncertain_target_is_met_draw_by_draw() -> None:
    made = aiming(target("t", "absolute", spread(55.0, 0.1, "targets/t")))
    values = evaluate(compile_city(made), draw_index=np.arange(400), city="x")
    assert 0.4 < values["met/t"].mean() < 0.6
    assert ((values["allowed/t"][10] >= values["target/t"][10]) == values["met/t"]).all()
