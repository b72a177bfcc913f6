from typing import Any

import pytest
from tests.choice.portfolios import town
from tests.model import cities

from citypact.book import open_book
from citypact.choice.portfolio import Budget, Capacity, Portfolio
from citypact.errors import InputError


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"measures": ("tram",)}, "there is no measure 'tram'; there are: bus, cycle, walk"),
        ({"targets": ("moon",)}, "there is no target 'moon'; there are: main"),
        ({"budgets": (Budget("king", 1.0),)}, "there is no payer 'king'"),
        ({"budgets": (Budget("city", -1.0),)}, "an amount in MSEK, 0 or more; found -1"),
        ({"budgets": (Budget("city", float("nan")),)}, "0 or more; found nan"),
        ({"budgets": (Budget("city", 1.0), Budget("city", 2.0))}, "budget city is given twice"),
        ({"discount_rate": 35.0}, "such as 0.035, from 0 to 0.25; found 35"),
        ({"discount_rate": -0.01}, "found -0.01"),
        ({"minimum": {"bus": 1.5}}, "the least level of 'bus' is from 0 to 1; found 1.5"),
        ({"decided": {"bus": -0.1}}, "the decided level of 'bus' is from 0 to 1; found -0.1"),
        ({"minimum": {"tram": 0.5}}, "no measure to choose among called 'tram'"),
        ({"requires": (("bus", "tram"),)}, "no measure to choose among called 'tram'"),
        ({"capacities": (Capacity("all", ("tram",), 1.0),)}, "called 'tram'"),
        ({"capacities": (Capacity("all", ("bus",), -1.0),)}, "0 or more; found -1"),
        (
            {"excludes": (("bus", "walk"),), "decided": {"bus": 1.0, "walk": 0.2}},
            "'bus' and 'walk' exclude each other, and what is decided takes both",
        ),
        (
            {
                "excludes": (("bus", "walk"),),
                "requires": (("cycle", "walk"),),
                "decided": {"bus": 1.0, "cycle": 0.2},
            },
            "exclude each other",
        ),
    ],
)
def test_what_cannot_be_asked(given: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError) as found:
        Portfolio(town(), **given)
    assert why in str(found.value)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(InputError) as found:
        Portfolio(town(), targets=("moon",), budgets=(Budget("king", -1.0),))
    assert all(word in str(found.value) for word in ("moon", "king", "found -1"))


def test_what_is_usual() -> None:
    """Without a choice of one's own: the measures of the contract and the main target."""
    malmo = Portfolio(open_book("malmo").city())
    assert malmo.targets == ("tgt-territorial-70",)
    assert "act-ccs" in malmo.measures
    assert not [name for name in malmo.measures if name.startswith("exp-")]
    assert "act-chp-furnace" not in malmo.measures  # not computable


def test_a_target_that_is_not_computed_tells_why() -> None:
    with pytest.raises(InputError, match="the model computes what is emitted in the place"):
        Portfolio(open_book("malmo").city(), targets=("tgt-consumption-50",))


def test_a_measure_that_is_not_computable_cannot_be_chosen_but_may_be_decided() -> None:
    city = open_book("malmo").city()
    with pytest.raises(InputError, match="'act-chp-furnace' cannot be chosen"):
        Portfolio(city, measures=("act-ccs", "act-chp-furnace"))
    assert "act-chp-furnace" in Portfolio(city, decided={"act-chp-furnace": 1.0}).measures


def test_a_city_without_costs_or_target() -> None:
    measure = cities.measure("bus", [cities.effect("e", "avoid", 0.5, activity="travel")])
    means = cities.means("car", uses={"petrol": 1.0})
    petrol = cities.carrier("petrol", {("CO2", "fossil", "1"): 1.0})
    with pytest.raises(InputError, match=r"no main target.*states no price and no cost"):
        Portfolio(cities.city([cities.activity("travel", [means])], [petrol], [measure]))


def test_dependencies_carry_decisions_on() -> None:
    portfolio = Portfolio(
        town(), requires=(("walk", "cycle"), ("cycle", "bus")), decided={"walk": 0.4}
    )
    assert portfolio.least == {"bus": 0.4, "cycle": 0.4, "walk": 0.4}
