"""Mix: shares sum to one (convention § 4.1), shifts move what is there, stocks follow (§ 4.2)."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.cities import (
    activity,
    city,
    effect,
    means,
    measure,
    spread,
    uncertain_path,
)
from tests.model.runs import nominal

from citypact.engine import evaluate
from citypact.errors import InputError
from citypact.model import Activity, City, Effect, compile_city

FRACTIONS = st.floats(0.0, 1.0)


def travel(*effects: Effect) -> City:
    """Half by car, three tenths by bus, the rest by bicycle."""
    ways = [means("car", 0.5), means("bus", 0.3), means("bicycle", 0.2)]
    measures = [measure(f"m-{item.id}", [item], end=2021) for item in effects]
    return city([activity("travel", ways)], measures=measures)


def shift(name: str, source: str, destination: str, fraction: float) -> Effect:
    return effect(name, "shift", fraction, means=source, to_means=destination)


def last_shares(made: City) -> dict[str, float]:
    values = nominal(made)
    return {name: values[f"share/{name}"][-1] for name in ("car", "bus", "bicycle")}


def test_a_shift_moves_a_part_of_what_is_there() -> None:
    found = last_shares(travel(shift("a", "car", "bus", 0.4)))
    assert found == pytest.approx({"car": 0.3, "bus": 0.5, "bicycle": 0.2})


@given(FRACTIONS, FRACTIONS)
def test_several_shifts_out_of_one_means_take_of_what_is_left(a: float, b: float) -> None:
    found = last_shares(travel(shift("a", "car", "bus", a), shift("b", "car", "bicycle", b)))
    moved = 0.5 * (1 - (1 - a) * (1 - b))
    to_bus = moved * a / (a + b) if a + b > 0 else 0.0
    to_bicycle = moved * b / (a + b) if a + b > 0 else 0.0
    assert found["car"] == pytest.approx(0.5 - moved, abs=1e-12)
    assert found["bus"] == pytest.approx(0.3 + to_bus, abs=1e-12)
    assert found["bicycle"] == pytest.approx(0.2 + to_bicycle, abs=1e-12)


@given(FRACTIONS, FRACTIONS)
def test_what_arrives_is_not_shifted_on_in_the_same_year(a: float, b: float) -> None:
    found = last_shares(travel(shift("a", "car", "bus", a), shift("b", "bus", "bicycle", b)))
    assert found["bus"] == pytest.approx(0.3 * (1 - b) + 0.5 * a, abs=1e-12)
    assert found["bicycle"] == pytest.approx(0.2 + 0.3 * b, abs=1e-12)


def fleet(lifetime: float, bought: float, *effects: Effect) -> City:
    """Cars of which 96 % burn petrol; ``bought`` of the new ones do."""
    ways = [
        means("petrol", 0.96, purchase=bought),
        means("electric", 0.04, purchase=1.0 - bought),
    ]
    measures = [measure(f"m-{item.id}", [item], start=2024, end=2025) for item in effects]
    return city([activity("cars", ways, lifetime=lifetime)], measures=measures)


@given(st.floats(1.0, 40.0))
def test_sales_of_only_new_ones_leave_the_old_stock_to_die_by_its_lifetime(
    lifetime: float,
) -> None:
    found = nominal(fleet(lifetime, 0.0))["share/petrol"]
    years = np.arange(31)
    assert found == pytest.approx(0.96 * (1.0 - 1.0 / lifetime) ** years, rel=1e-12, abs=1e-12)


def test_a_sales_target_of_all_does_not_make_the_fleet_electric_at_once() -> None:
    ban = effect("ban", "purchase", 1.0, means="petrol", to_means="electric")
    values = nominal(fleet(16.0, 0.96, ban))
    assert values["purchase/petrol"][:4] == pytest.approx([0.96] * 4)
    assert values["purchase/petrol"][5:] == pytest.approx([0.0] * 26)
    before = values["share/petrol"][4]
    assert before == pytest.approx(0.96)
    assert values["share/petrol"][5:] == pytest.approx(
        before * (1.0 - 1.0 / 16.0) ** np.arange(1, 27)
    )


def test_an_uncertain_lifetime_gives_the_same_closed_form_in_every_draw() -> None:
    ways = [means("petrol", 0.9, purchase=0.0), means("electric", 0.1, purchase=1.0)]
    program = compile_city(
        city([activity("cars", ways, lifetime=spread(15.0, 0.3, "stocks/cars"))])
    )
    (lifetime,) = program.parameters
    found = evaluate(program, parameters={lifetime.name: np.array([12.0, 18.0])})["share/petrol"]
    for lane, years in enumerate((12.0, 18.0)):
        assert found[:, lane] == pytest.approx(0.9 * (1 - 1 / years) ** np.arange(31))


def test_uncertain_shares_are_divided_by_their_sum() -> None:
    ways = [
        means("car", uncertain_path("mixes/car", {2020: 0.6, 2030: 0.4}, 0.2)),
        means("bus", {2020: 0.4, 2030: 0.6}),
    ]
    program = compile_city(city([activity("travel", ways)]))
    drawn = {"mixes/car:2020": 0.7, "mixes/car:2030": 0.4}
    values = evaluate(program, parameters=drawn)
    assert values["share/car"][0] == pytest.approx(0.7 / 1.1)
    assert values["share/bus"][0] == pytest.approx(0.4 / 1.1)
    assert values["share/car"][-1] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            activity("travel", [means("car", {2020: 0.5, 2030: 0.6}), means("bus", 0.5)]),
            r"the shares of the activity 'travel' sum to 1.1 in 2030, not to 1: mixes/bus",
        ),
        (
            activity(
                "cars",
                [means("old", 1.0, purchase=0.5), means("new", 0.0, purchase=0.4)],
                lifetime=10.0,
            ),
            "the purchase shares of the activity 'cars' sum to 0.9 in 2020",
        ),
        (
            activity("cars", [means("old", 1.0, purchase=1.0), means("new", 0.0)], lifetime=10.0),
            "the means 'new' belongs to the stock 'cars': state its share of what is bought",
        ),
    ],
)
def test_shares_that_do_not_add_up_are_refused(made: Activity, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compile_city(city([made]))


def test_shifts_in_a_circle_keep_the_sum() -> None:
    names = ("car", "bus", "bicycle")
    circle = [shift(f"{a}-{b}", a, b, 0.3) for a, b in itertools.permutations(names, 2)]
    assert sum(last_shares(travel(*circle)).values()) == pytest.approx(1.0, abs=1e-12)
