"""Emissions: origins, capture and sinks (convention § 5.2 and § 5.4)."""

import pytest
from tests.model.cities import activity, carrier, city, effect, means, measure, target
from tests.model.runs import nominal

from citypact.errors import InputError
from citypact.model import Carrier, City, Effect, compile_city

FOSSIL, PROCESS, BIOGENIC = (("CO2", origin, "1") for origin in ("fossil", "process", "biogenic"))


def burning(*effects: Effect, carriers: list[Carrier] | None = None) -> City:
    """A plant that burns 100 GWh of waste and 50 of gas, with effects from 2021 on."""
    waste = carrier(
        "waste", {FOSSIL: 0.1, BIOGENIC: 0.2, PROCESS: 0.05, ("CH4", "biogenic", "1"): 0.01}
    )
    gas = carrier("gas", {FOSSIL: 0.2, ("CO2", "fossil", "3"): 0.03})
    way = means("burner", 1.0, {"waste": 1.0, "gas": 0.5})
    measures = [measure(f"m-{item.id}", [item], end=2021) for item in effects]
    return city([activity("plant", [way])], carriers or [waste, gas], measures)


def test_emissions_are_use_times_factor_by_scope_origin_and_gas() -> None:
    values = nominal(burning())
    expected = {
        "1/fossil/CO2": 10.0 + 10.0,
        "1/process/CO2": 5.0,
        "1/biogenic/CO2": 20.0,
        "1/biogenic/CH4": 1.0,
        "3/fossil/CO2": 1.5,
    }
    for name, kt in expected.items():
        assert values[f"emissions/transport/{name}"][0] == pytest.approx(kt)
    assert values["total"][0] == pytest.approx(20.0 + 5.0 + 1.0)


def test_biogenic_co2_is_in_no_total() -> None:
    more = nominal(burning(carriers=[carrier("waste", {BIOGENIC: 9.0}), carrier("gas")]))
    for name in ("total", "sector/transport", "authority/household"):
        assert set(more[name]) == {0.0}
    assert more["emissions/transport/1/biogenic/CO2"][0] == pytest.approx(900.0)


def test_a_factor_effect_acts_on_one_origin_or_on_all() -> None:
    one = nominal(burning(effect("a", "factor", 0.5, carrier="waste", origin="fossil")))
    assert one["emissions/transport/1/fossil/CO2"][-1] == pytest.approx(15.0)
    assert one["emissions/transport/1/process/CO2"][-1] == pytest.approx(5.0)
    every = nominal(burning(effect("a", "factor", 0.5, carrier="waste")))
    assert every["emissions/transport/1/fossil/CO2"][-1] == pytest.approx(15.0)
    assert every["emissions/transport/1/process/CO2"][-1] == pytest.approx(2.5)
    assert every["emissions/transport/1/biogenic/CO2"][-1] == pytest.approx(10.0)
    assert every["emissions/transport/3/fossil/CO2"][-1] == pytest.approx(1.5)


def test_capture_takes_co2_of_every_origin_and_leaves_other_gases() -> None:
    values = nominal(burning(effect("a", "capture", 0.9, means="burner")))
    left = {"fossil": 2.0, "process": 0.5, "biogenic": 2.0}
    for origin, kt in left.items():
        assert values[f"emissions/transport/1/{origin}/CO2"][-1] == pytest.approx(kt)
    captured = {"fossil": 18.0 + 1.35, "process": 4.5, "biogenic": 18.0}
    for origin, kt in captured.items():
        assert values[f"captured/{origin}"][-1] == pytest.approx(kt)
    assert values["emissions/transport/1/biogenic/CH4"][-1] == pytest.approx(1.0)
    assert values["total"][-1] == pytest.approx(2.0 + 0.5 + 1.0)
    assert values["removed"][-1] == pytest.approx(18.0)


def test_captures_multiply_on_what_is_left() -> None:
    values = nominal(
        burning(
            effect("a", "capture", 0.5, means="burner"), effect("b", "capture", 0.6, means="burner")
        )
    )
    assert values["emissions/transport/1/process/CO2"][-1] == pytest.approx(5.0 * 0.5 * 0.4)


def forest() -> City:
    """A wood that takes up 30 kt a year, beside a car that emits 50."""
    return city(
        [
            activity("cars", [means("car", 1.0, {"petrol": 1.0})], amount=200.0),
            activity("wood", [means("trees", 1.0, {"growth": 1.0})], amount=30.0),
        ],
        [carrier("petrol", {FOSSIL: 0.25}), carrier("growth", {BIOGENIC: -1.0}, kind="process")],
        targets=[
            target("net", "absolute", 20.0, removals=True),
            target("gross", "absolute", 20.0),
        ],
    )


def test_a_sink_is_beside_and_nets_only_where_a_target_says_so() -> None:
    values = nominal(forest())
    assert values["total"][0] == pytest.approx(50.0)
    assert values["removed"][0] == pytest.approx(30.0)
    assert values["emissions/transport/1/biogenic/CO2"][0] == pytest.approx(-30.0)
    assert values["target/net"][0] == pytest.approx(20.0)
    assert values["target/gross"][0] == pytest.approx(50.0)
    assert float(values["met/net"]) == 1.0
    assert float(values["met/gross"]) == 0.0


@pytest.mark.parametrize(
    ("factors", "message"),
    [
        ({FOSSIL: -0.1}, "factors/waste:CO2:fossil:1::2020: a factor below zero is a sink"),
        ({("CH4", "biogenic", "1"): -0.1}, "found biogenic CH4"),
        ({BIOGENIC: {2020: -0.1, 2030: 0.1}}, "above zero or below it, not both"),
    ],
)
def test_a_factor_below_zero_must_be_a_sink(
    factors: dict[tuple[str, str, str], float], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        compile_city(burning(carriers=[carrier("waste", factors), carrier("gas")]))
