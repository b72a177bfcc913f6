"""Need: amount, driver (convention § 3.4), and what is avoided."""

import numpy as np
import pytest
from tests.model.cities import (
    activity,
    carrier,
    city,
    driver,
    effect,
    means,
    measure,
    path,
    uncertain_path,
)
from tests.model.runs import nominal

from citypact.engine import evaluate
from citypact.errors import InputError
from citypact.model import City, compile_city


def commuting(*fractions: float, driver_id: str = "people") -> City:
    measures = [
        measure(f"m{index}", [effect(f"e{index}", "avoid", value, activity="travel")], end=2025)
        for index, value in enumerate(fractions)
    ]
    return city(
        [activity("travel", [means("bus")], amount=200.0, driver=driver_id)],
        measures=measures,
        drivers=[driver("people", {2010: 50.0, 2030: 150.0})],
    )


def test_need_grows_with_its_driver_relative_to_the_base_year() -> None:
    found = nominal(commuting())["activity/travel"]
    expected = 200.0 * np.interp(np.arange(2020, 2051), [2020, 2030], [100.0, 150.0]) / 100.0
    assert found == pytest.approx(expected)


def test_need_without_driver_is_constant() -> None:
    assert set(nominal(commuting(driver_id=""))["activity/travel"]) == {200.0}


def test_measures_that_avoid_take_of_what_is_left() -> None:
    found = nominal(commuting(0.5, 0.2, driver_id=""))["activity/travel"]
    assert found[-1] == pytest.approx(200.0 * 0.5 * 0.8)
    assert found[1] == pytest.approx(200.0 * (1 - 0.5 / 5) * (1 - 0.2 / 5))


def test_an_uncertain_base_year_divides_in_every_draw() -> None:
    people = driver(
        "people", uncertain_path("driver_paths/people", {2020: 100.0, 2030: 110.0}, 0.5)
    )
    made = city(
        [activity("travel", [means("bus")], amount=200.0, driver="people")], drivers=[people]
    )
    values = evaluate(compile_city(made), draw_index=range(50), city="x")["activity/travel"]
    assert values[0] == pytest.approx(np.full(50, 200.0))
    assert values[10].std() > 0.0


def test_a_driver_of_nothing_is_refused() -> None:
    made = city(drivers=[driver("people", path("x", {2020: 0.0, 2030: 5.0}))])
    with pytest.raises(InputError, match="the driver 'people' is 0 in the base year"):
        compile_city(made)


def test_a_supply_activity_can_be_avoided_too() -> None:
    made = city(
        [
            activity("heating", [means("district", 1.0, {"heat": 1.0})], amount=100.0),
            activity("plant", [means("burner", 1.0, {"gas": 1.0})], amount=None),
        ],
        [carrier("heat", supplied_by="plant"), carrier("gas", {("CO2", "fossil", "1"): 0.2})],
        [measure("m", [effect("e", "avoid", 0.1, activity="plant")])],
    )
    values = nominal(made)
    assert values["activity/plant"][-1] == pytest.approx(90.0)
    assert values["total"][-1] == pytest.approx(18.0)
