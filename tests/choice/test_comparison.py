"""The contract and the computed plan are placed by one measure, the model's own."""

from dataclasses import replace

import numpy as np
import pytest
from tests.figures.cities import context_of

from citypact.choice.comparison import COMPUTED, Comparison, compare_plans
from citypact.choice.plan import make_plan
from citypact.choice.portfolio import Portfolio
from citypact.model import run_scenario


def comparison(city: str) -> Comparison:
    """The comparison of a packaged book."""
    basis = context_of(city).basis
    assert basis is not None
    assert basis.comparison is not None
    return basis.comparison


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_the_plan_s_figures_are_those_of_the_scenario_that_it_becomes(city: str) -> None:
    found = comparison(city)
    np.testing.assert_array_equal(found.computed.result.total, found.plan.emissions)
    assert found.computed.cost == pytest.approx(found.plan.objective, rel=1e-9)
    assert found.computed.emissions == pytest.approx(found.plan.targets[found.target][0])
    assert found.computed.scenario.id == found.computed.result.scenario == COMPUTED


def test_it_is_the_plan_that_is_made_of_the_book_s_own_question() -> None:
    city = context_of("malmo").city
    assert comparison("malmo").plan.levels == make_plan(Portfolio(city)).levels


def test_the_contract_is_counted_with_the_measures_that_a_plan_can_choose_alone() -> None:
    found, city = comparison("malmo"), context_of("malmo").city
    chosen = {
        name: level
        for name, level in city.scenarios[city.contract].levels.items()
        if name in found.portfolio.measures
    }
    own = replace(city.scenarios[city.contract], levels=chosen)
    none = replace(own, levels={})
    costs = []
    for scenario in (own, none):
        with_it = replace(city, scenarios={**city.scenarios, own.id: scenario})
        society = run_scenario(with_it, own.id, measures=False).society
        assert society is not None
        costs.append(sum(value / 1.035**year for year, value in enumerate(society)))
    assert found.contract.cost == pytest.approx(costs[0] - costs[1], rel=1e-9)
    assert found.contract.emissions == pytest.approx(found.contract.result.total[10])


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_no_plan_of_the_front_is_beaten_by_the_contract(city: str) -> None:
    found = comparison(city)
    for point in found.front.points:
        cleaner = found.contract.emissions < point.emissions * (1 - 1e-6)
        cheaper = found.contract.cost < point.cost - 1e-6 * abs(point.cost)
        assert not (cleaner and cheaper)


def test_what_comes_next_is_asked_of_the_contract() -> None:
    city = context_of("malmo").city
    assert comparison("malmo").next_best.scenario == city.contract


def test_progress_is_told_and_the_ends_are_asked_for() -> None:
    context, told = context_of("template"), []
    assert context.contract is not None
    found = compare_plans(
        context.city, context.contract, points=2, progress=lambda *step: told.append(step)
    )
    assert found is not None
    assert told == [(1, 2), (2, 2)]


def test_a_book_without_a_target_has_no_plan_to_compare_with() -> None:
    context = context_of("template")
    assert context.contract is not None
    aimless = replace(context.city, main_target="", targets={})
    assert compare_plans(aimless, context.contract) is None
