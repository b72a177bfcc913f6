"""Checks: what keeps a city from being computed is said all at once."""

import pytest
from tests.model.cities import (
    activity,
    carrier,
    city,
    effect,
    figure,
    inventory,
    means,
    measure,
    scenario,
)

from citypact.errors import InputError
from citypact.model import Activity, City, Effect, compile_city


def faults(made: City) -> str:
    with pytest.raises(InputError) as caught:
        compile_city(made)
    return str(caught.value)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    made = city(
        [activity("a", [means("x", 0.0), means("y", 1.0)], amount=None), activity("b", [])],
        [carrier("heat", {("CO2", "fossil", "1"): 1.0}, supplied_by="b")],
        scenarios=[scenario("s", {"gone": 0.5})],
        inventories=[inventory("main", boundary="consumption")],
    )
    said = faults(made)
    assert said.startswith("the city smallville cannot be computed:\n  - ")
    for part in (
        "inventories/main: the main inventory has the boundary consumption",
        "activities/a: it has no amount, and supplies no carrier",
        "activities/b: it supplies a carrier, so it must not have an amount of its own",
        "activities/b: there is no means",
        "carriers/heat: it is supplied by b and has emission factors of its own",
        "scenario_measures/s:gone: there is no such measure",
    ):
        assert part in said
    assert said.count("\n") == 6


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            activity("a", [means("x", 1.0, purchase=1.0)]),
            "means/x: it has purchase shares, but a is no stock",
        ),
        (
            activity("a", [means("x", 1.0, purchase=1.0)], lifetime=0.5),
            "activities/a: a lifetime is at least one year",
        ),
        (
            activity(
                "a",
                [means("x", 1.0, purchase=1.0)],
                lifetime=figure(5.0, "stocks/a", distribution="uniform", low=0.0, high=9.0),
            ),
            "activities/a: a lifetime is at least one year",
        ),
    ],
)
def test_a_stock_must_make_sense(made: Activity, message: str) -> None:
    assert message in faults(city([made]))


def test_a_supply_activity_grows_with_nothing_but_its_use() -> None:
    made = city(
        [activity("a", [means("x")], amount=None, driver="people")],
        [carrier("heat", supplied_by="a")],
    )
    assert "activities/a: it grows with what it supplies" in faults(made)


CARRIERS = [
    carrier("gas", {("CO2", "fossil", "1"): 0.2}),
    carrier("biogas", {("CH4", "biogenic", "1"): 0.01}),
    carrier("heat", supplied_by="plant"),
]
ACTIVITIES = [
    activity("travel", [means("car", 0.5, {"gas": 1}), means("foot", 0.5)]),
    activity(
        "fleet",
        [means("old", 1.0, {"biogas": 1}, purchase=1.0), means("new", 0.0, purchase=0.0)],
        lifetime=10,
    ),
    activity("homes", [means("home", 1.0, {"heat": 1})]),
    activity("plant", [means("burner", 1.0, {"gas": 1})], amount=None),
]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            effect("e", "avoid", 1.5, activity="travel"),
            "it takes more than all of what is there: 1.5",
        ),
        (
            effect(
                "e",
                "avoid",
                figure(0.5, "effects/e", distribution="uniform", low=0.1, high=1.2),
                activity="travel",
            ),
            "it takes more than all of what is there: 1.2",
        ),
        (effect("e", "shift", -0.1, means="car", to_means="foot"), "a shift cannot be less than 0"),
        (effect("e", "capture", -0.1, means="car"), "a capture cannot be less than 0"),
        (effect("e", "shift", 0.1, means="car", to_means="car"), "it moves from car to itself"),
        (
            effect("e", "shift", 0.1, means="car", to_means="home"),
            "car meets travel and home meets homes: a share can only move within one activity",
        ),
        (effect("e", "shift", 0.1, means="old", to_means="new"), "fleet is a stock"),
        (effect("e", "purchase", 0.1, means="car", to_means="foot"), "travel is no stock"),
        (
            effect("e", "improve", 0.1, means="car", carrier="heat"),
            "the means car does not use heat",
        ),
        (effect("e", "improve", 0.1, means="foot"), "the means foot uses nothing"),
        (effect("e", "factor", 0.1, carrier="heat"), "the carrier heat has no emission factor"),
        (
            effect("e", "factor", 0.1, carrier="gas", origin="biogenic"),
            "the carrier gas has no biogenic emission factor",
        ),
        (effect("e", "capture", 0.1, means="old"), "the means old emits no CO2 of its own"),
        (effect("e", "capture", 0.1, means="home"), "the means home emits no CO2 of its own"),
    ],
)
def test_an_effect_must_have_something_to_act_on(wrong: Effect, message: str) -> None:
    said = faults(city(ACTIVITIES, CARRIERS, [measure("m", [wrong])]))
    assert f"effects/e: {message}" in said
    assert said.count("\n") == 1


def test_effects_of_measures_that_take_no_part_are_not_judged() -> None:
    wrong = effect("e", "factor", 0.1, carrier="heat")
    compile_city(city(ACTIVITIES, CARRIERS, [measure("m", [wrong], computable=False)]))


@pytest.mark.parametrize("level", [-0.1, 1.1])
def test_a_level_lies_between_nothing_and_all(level: float) -> None:
    made = city(measures=[measure("m")], scenarios=[scenario("s", {"m": level})])
    assert f"scenario_measures/s:m: a level lies between 0 and 1, {level:g}" in faults(made)
