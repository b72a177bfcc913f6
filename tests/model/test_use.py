"""Use: what a means uses, and what improves it."""

import pytest
from tests.model.cities import activity, carrier, city, effect, means, measure
from tests.model.runs import nominal

from citypact.model import Effect


def used(*effects: Effect) -> dict[str, float]:
    way = means("boiler", 1.0, {"gas": {2020: 1.2, 2030: 1.0}, "power": 0.1})
    measures = [measure(f"m-{item.id}", [item], end=2021) for item in effects]
    values = nominal(
        city([activity("heating", [way])], [carrier("gas"), carrier("power")], measures)
    )
    return {name: values[f"use/heating/boiler/{name}"][-1] for name in ("gas", "power")}


def test_use_is_activity_times_share_times_the_path_of_use() -> None:
    assert used() == pytest.approx({"gas": 100.0, "power": 10.0})


def test_an_improvement_of_a_means_acts_on_all_its_carriers() -> None:
    found = used(effect("a", "improve", 0.2, means="boiler"))
    assert found == pytest.approx({"gas": 80.0, "power": 8.0})


def test_an_improvement_of_one_carrier_leaves_the_others() -> None:
    found = used(
        effect("a", "improve", 0.2, means="boiler", carrier="gas"),
        effect("b", "improve", 0.5, means="boiler", carrier="gas"),
    )
    assert found == pytest.approx({"gas": 40.0, "power": 10.0})


def test_what_gets_worse_is_an_improvement_below_zero() -> None:
    found = used(effect("a", "improve", -0.3, means="boiler", carrier="power"))
    assert found == pytest.approx({"gas": 100.0, "power": 13.0})
