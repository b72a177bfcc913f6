import itertools
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import NAMES, asked, town
from tests.model import cities

from citypact.book import open_book
from citypact.choice.drawn import drawn
from citypact.choice.linearisation import outlook
from citypact.choice.plan import AGREEMENT, GAP, make_plan
from citypact.choice.portfolio import Budget, Portfolio
from citypact.choice.risk import Risk, tail_mean
from citypact.choice.robust import FRESH, RobustPlan, make_robust_plan
from citypact.engine import simulate
from citypact.errors import InputError
from citypact.model import compile_city

RISKS = [
    Risk(0.9, draws=60),
    Risk(0.5, draws=60),
    Risk(1.0, draws=60),
    Risk(0.0, "tail", draws=60),
    Risk(0.8, "tail", draws=60),
    Risk(0.8, "tail", cost_level=0.7, draws=60),
    Risk(0.9, cost_level=0.7, draws=60),
]


def cheapest_sure_plan(portfolio: Portfolio, risk: Risk, steps: int = 20) -> float:
    """Cost of the cheapest plan of a grid that is as sure as asked."""
    many = drawn(outlook(portfolio), risk)
    grid = itertools.product(np.linspace(0.0, 1.0, steps + 1), repeat=len(portfolio.measures))
    found = many.figures(np.ascontiguousarray(np.array(list(grid)).T))
    kept = (found.excess <= 1e-9).all(axis=0)
    assert kept.any(), "the grid has no plan: the test would show nothing"
    return float(found.cost[kept].min())


def robust_cost(found: RobustPlan) -> float:
    return found.own.cost_tail if found.risk.cost_level else found.own.mean_cost


@pytest.mark.parametrize("risk", RISKS)
def test_no_plan_of_a_grid_that_is_as_sure_is_cheaper(risk: Risk) -> None:
    portfolio = asked(town(uncertain=0.3))
    found = make_robust_plan(portfolio, risk)
    cheapest = cheapest_sure_plan(portfolio, risk)
    assert robust_cost(found) <= cheapest * (1.0 + 1e-3)
    assert robust_cost(found) >= cheapest - 25.0


@settings(max_examples=15)
@given(
    saved=st.tuples(*[st.floats(0.2, 0.6)] * 3),
    cost=st.tuples(*[st.floats(10.0, 500.0)] * 3),
    share=st.floats(0.3, 0.9),
    level=st.floats(0.3, 1.0),
    tail=st.booleans(),
)
def test_robust_plan_is_as_sure_as_asked_on_its_own_draws(
    saved: tuple[float, ...], cost: tuple[float, ...], share: float, level: float, *, tail: bool
) -> None:
    """And it is what the model says of its levels in those draws."""
    least = float(100.0 * np.prod([1.0 - 0.7 * part for part in saved]))
    city = town(saved, cost, allowed=least + (100.0 - least) * share, uncertain=0.3)
    risk = Risk(min(level, 0.9), "tail", draws=50) if tail else Risk(level, draws=50)
    found = make_robust_plan(asked(city), risk)
    assert found.plan.status in {"optimal", "feasible", "already-met"}
    if tail:
        assert found.own.tail["main"] <= 1e-6
    else:
        assert found.own.probability["main"] >= level - 1e-9
    inputs = {f"level/{name}": found.plan.levels[name] for name in NAMES}
    ensemble = simulate(
        compile_city(city), inputs, draws=50, seed=1, city=city.id, quantiles="store"
    )
    gap = ensemble.draws("target/main")[10] - ensemble.draws("allowed/main")[10]
    assert found.own.mean["main"] == pytest.approx(float(gap.mean()), abs=1e-9)
    assert found.own.probability["main"] == np.count_nonzero(gap <= 1e-7) / 50
    assert found.own.tail["main"] == pytest.approx(
        float(tail_mean(gap[:, None], found.own.level)[0]), abs=1e-9
    )
    assert found.own.tail["main"] >= found.own.mean["main"] - 1e-9
    assert found.own.cost_tail >= found.own.mean_cost - 1e-9


@pytest.mark.parametrize("risk", RISKS)
def test_without_uncertainty_it_is_the_nominal_plan(risk: Risk) -> None:
    nominal = make_plan(asked(town()))
    found = make_robust_plan(asked(town()), risk)
    assert found.plan.objective == pytest.approx(nominal.objective, rel=1e-6)
    assert list(found.plan.levels.values()) == pytest.approx(
        list(nominal.levels.values()), abs=1e-5
    )
    assert found.own.mean_cost == pytest.approx(found.plan.objective, rel=1e-9)
    assert found.own.probability == found.fresh.probability == {"main": 1.0}


def test_being_surer_costs_more() -> None:
    portfolio = asked(town(uncertain=0.3))
    costs = [
        make_robust_plan(portfolio, Risk(level, draws=100)).own.mean_cost
        for level in (0.3, 0.6, 0.9, 1.0)
    ]
    assert costs == sorted(costs)
    assert costs[-1] > costs[0] * 1.1


def test_tail_is_proved_and_the_choice_of_draws_is_not() -> None:
    portfolio = asked(town(uncertain=0.3))
    tail = make_robust_plan(portfolio, Risk(0.8, "tail", cost_level=0.5, draws=60)).plan
    assert tail.status == "optimal"
    assert tail.gap is not None
    assert 0.0 <= tail.gap <= GAP
    assert tail.agreement <= AGREEMENT
    probable = make_robust_plan(portfolio, Risk(0.8, draws=60)).plan
    assert (probable.status, probable.gap) == ("feasible", None)


def test_fresh_draws_are_those_after_its_own() -> None:
    city = town(uncertain=0.3)
    found = make_robust_plan(asked(city), Risk(0.8, draws=40, seed=7))
    inputs = {f"level/{name}": found.plan.levels[name] for name in NAMES}
    ensemble = simulate(
        compile_city(city),
        inputs,
        draws=FRESH,
        seed=7,
        city=city.id,
        first_draw=40,
        quantiles="store",
    )
    met = ensemble.draws("target/main")[10] <= 60.0
    assert (found.fresh.first_draw, found.fresh.draws) == (40, FRESH)
    assert found.fresh.probability["main"] == pytest.approx(float(met.mean()), abs=1e-3)


def test_what_the_target_allows_may_be_uncertain() -> None:
    allowed = cities.spread(60.0, 0.2, "targets/main")
    found = make_robust_plan(asked(town(allowed=allowed)), Risk(0.9, draws=200))
    # Emissions are certain here, so they stay below what nine draws in ten allow: 50.4 kt.
    assert found.own.probability["main"] >= 0.9
    assert found.plan.targets["main"][0] == pytest.approx(50.4, abs=1.0)


def test_rules_and_budgets_hold_as_in_any_plan() -> None:
    budget = 150.0
    portfolio = asked(
        town(uncertain=0.2, allowed=70.0),
        budgets=(Budget("city", budget),),
        minimum={"walk": 0.5, "cycle": 0.5},
        requires=(("walk", "cycle"),),
    )
    found = make_robust_plan(portfolio, Risk(0.9, draws=60)).plan
    assert found.status == "feasible"
    assert found.spending["city"].sum() <= budget + 1e-6
    assert found.levels["walk"] <= found.levels["cycle"] + 1e-9
    assert all(found.levels[name] == 0.0 or found.levels[name] >= 0.5 - 1e-9 for name in NAMES[1:])


def test_more_than_can_be_had_is_told_with_the_nearest() -> None:
    """All in full leave 21 kt or so: less in about half of the draws."""
    found = make_robust_plan(asked(town(uncertain=0.3, allowed=21.0)), Risk(0.95, draws=100))
    assert found.plan.status == "infeasible"
    assert "in at least 0.95 of the draws" in found.plan.message
    assert f"main in {found.own.probability['main']:.4g}" in found.plan.message
    assert 0.2 < found.own.probability["main"] < 0.8
    tail = make_robust_plan(asked(town(uncertain=0.3, allowed=21.0)), Risk(0.9, "tail", draws=100))
    assert "by the mean of the worst 0.1 of the draws" in tail.plan.message


def test_target_met_already_gives_an_empty_plan() -> None:
    found = make_robust_plan(asked(town(uncertain=0.3, allowed=100.0)), Risk(1.0, draws=20))
    assert found.plan.status == "already-met"
    assert set(found.plan.levels.values()) == {0.0}


def test_time_that_runs_out_is_told() -> None:
    found = make_robust_plan(asked(town(uncertain=0.3)), Risk(0.9, draws=20), seconds=1e-9)
    assert found.plan.status == "time-limit"
    assert "ran out" in found.plan.message


def test_json_is_that_of_a_plan_with_both_assurances() -> None:
    plan = make_robust_plan(asked(town(uncertain=0.3)), Risk(0.9, draws=20))
    said: Any = json.loads(json.dumps(plan.to_json(), allow_nan=False))
    assert set(plan.plan.to_json()) < set(said)
    assert list(said["robust"]) == ["measure", "level", "cost_level", "seed", "own", "fresh"]
    assert said["robust"]["own"]["draws"] == 20
    assert said["robust"]["fresh"]["first_draw"] == 20


def test_malmo_is_as_sure_as_asked() -> None:
    """On 500 draws; the fresh ones agree to within three standard errors of the own ones."""
    found = make_robust_plan(asked(open_book("malmo").city()), Risk(0.3))
    own, fresh = (each.probability["tgt-territorial-70"] for each in (found.own, found.fresh))
    assert own >= 0.3
    assert fresh == pytest.approx(own, abs=3.0 * (0.3 * 0.7 / 500.0) ** 0.5)


def test_programmes_that_the_solver_gives_up_are_solved_another_way() -> None:
    """From corner to corner it ends in figures that it does not trust, a dozen times here."""
    found = make_robust_plan(
        asked(open_book("malmo").city()), Risk(0.1, "tail", cost_level=0.9, draws=100)
    )
    assert found.plan.status == "infeasible"
    assert found.own.tail["tgt-territorial-70"] > 0.0


def test_a_measure_that_may_slip_begins_earlier() -> None:
    """It takes two years, and may slip by up to five: nominally 2028 is early enough."""
    town_of_one = town(cost=(300.0, 200.0, 60.0))
    bus = replace(town_of_one.measures["bus"], start=2026, end=2028, delay=(0.0, 5.0))
    city = replace(town_of_one, measures={**town_of_one.measures, "bus": bus})
    portfolio = Portfolio(city, measures=("bus",), starts=tuple(range(2020, 2029)))
    nominal = make_plan(portfolio)
    sure = make_robust_plan(portfolio, Risk(0.9, draws=60))
    assert nominal.starts["bus"] == 2028
    assert sure.plan.starts["bus"] <= 2024
    assert sure.own.probability["main"] >= 0.9


def test_a_robust_plan_is_sure_of_a_target() -> None:
    portfolio = Portfolio(town(), goal="tonnes", budgets=(Budget("city", 100.0),))
    with pytest.raises(InputError, match="is sure of a target: name one to reach"):
        make_robust_plan(portfolio, Risk(0.9))
