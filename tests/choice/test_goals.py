"""What a plan seeks: least net social cost, least cost to a group of payers, most tonnes."""

from typing import Any

import numpy as np
import pytest
from tests.choice.portfolios import NAMES, town
from tests.choice.test_starts import as_scenario, best_of_grid

from citypact.book import open_book
from citypact.choice.household import equity_margins
from citypact.choice.plan import Plan, make_plan
from citypact.choice.portfolio import Budget, Capacity, Portfolio
from citypact.engine import evaluate
from citypact.errors import InputError
from citypact.model import run_scenario
from citypact.model.compile import compiled
from citypact.model.ramp import level_input

STARTS = (2020, 2025)


def discounted(row: Any) -> float:  # noqa: ANN401  an array of numpy's own type
    return float(1.035 ** -np.arange(len(row)) @ row)


@pytest.mark.parametrize("payers", [("city",), ("utility",), ("city", "utility")])
def test_least_cost_to_some_is_least_for_them(payers: tuple[str, ...]) -> None:
    portfolio = Portfolio(town(), goal="payer cost", payers=payers, starts=STARTS)
    plan = make_plan(portfolio)
    assert plan.target_met
    assert plan.objective <= best_of_grid(portfolio) + 1e-6
    result = run_scenario(as_scenario(portfolio, plan), "mine", measures=False)
    none = run_scenario(portfolio.city, "none", measures=False)
    own = sum(discounted(none.balance(each) - result.balance(each)) for each in payers)
    assert plan.objective == pytest.approx(own, abs=1e-6)


def test_what_is_least_for_one_is_not_for_another() -> None:
    """The utility pays for walk alone, so a plan that is least for it takes the others."""
    utility = make_plan(Portfolio(town(), goal="payer cost", payers=("utility",), starts=()))
    city = make_plan(Portfolio(town(), goal="payer cost", payers=("city",), starts=()))
    assert utility.levels["walk"] == 0.0
    assert city.levels["walk"] == 1.0
    assert utility.objective == pytest.approx(0.0, abs=1e-9)


def test_money_that_stays_in_the_group_is_no_cost_to_it() -> None:
    """Households pay the state a tax on petrol: as one group they only pay who is outside."""
    group = ("city", "household", "state", "utility")
    portfolio = Portfolio(town(), goal="payer cost", payers=group, starts=())
    society = make_plan(Portfolio(town(), starts=()))
    assert make_plan(portfolio).objective == pytest.approx(society.objective, abs=1e-6)


@pytest.mark.parametrize("amount", [50.0, 200.0, 400.0])
def test_most_tonnes_for_the_money(amount: float) -> None:
    portfolio = Portfolio(town(), goal="tonnes", budgets=(Budget("city", amount),), starts=STARTS)
    plan = make_plan(portfolio)
    none = run_scenario(portfolio.city, "none", measures=False)
    assert plan.targets == {}
    assert plan.objective <= best_of_grid(portfolio) + 1e-6
    assert plan.objective == pytest.approx(float((plan.emissions - none.total).sum()))
    assert plan.spending["city"].sum() <= amount + 1e-6


def test_more_money_cuts_more_and_a_target_may_be_asked_for_besides() -> None:
    limit: dict[str, Any] = {"goal": "tonnes", "starts": ()}
    little, much = (
        make_plan(Portfolio(town(), budgets=(Budget("city", amount),), **limit)).objective
        for amount in (100.0, 300.0)
    )
    assert much < little < 0.0
    asked = Portfolio(town(), targets=("main",), budgets=(Budget("city", 300.0),), **limit)
    assert make_plan(asked).target_met


def test_nobody_is_worse_off() -> None:
    """Whoever pays for walk gets nothing for it; unless it may not be worse off, it is taken."""
    free = make_plan(Portfolio(town(), starts=STARTS))
    assert free.levels["walk"] > 0.0
    portfolio = Portfolio(town(), no_worse=("utility", "household"), starts=STARTS)
    fair = make_plan(portfolio)
    assert fair.target_met
    assert fair.objective > free.objective
    result = run_scenario(as_scenario(portfolio, fair), "mine", measures=False)
    none = run_scenario(portfolio.city, "none", measures=False)
    for actor in ("utility", "household"):
        assert discounted(result.balance(actor)) >= discounted(none.balance(actor)) - 1e-6


def test_a_limit_on_who_is_worse_off_is_named_where_it_stands_in_the_way() -> None:
    """Bus and cycle leave 30 kt; less needs walk, which the utility pays for."""
    plan = make_plan(Portfolio(town(allowed=25.0), no_worse=("utility",), starts=()))
    assert plan.status == "infeasible"
    assert "net cost utility" in plan.message
    assert {mend.kind for mend in plan.mends} == {"target", "net cost"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"goal": "tonnes"}, "the answer is every measure in full"),
        ({"goal": "payer cost"}, "whose cost is to be least is not said"),
        ({"payers": ("city",)}, "payers are named, and the goal is social cost"),
        ({"goal": "payer cost", "payers": ("king",)}, "there is no actor 'king'"),
        ({"goal": "fame"}, "the goal 'fame' is none of social cost, payer cost, tonnes"),
    ],
)
def test_a_goal_that_means_nothing_is_refused(given: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        Portfolio(town(), **given)


def test_an_actor_that_no_money_touches_can_have_no_goal() -> None:
    measures: dict[str, Any] = {"payers": ("city", "city", "city")}
    with pytest.raises(InputError, match="no money of the model is paid or received by utility"):
        Portfolio(town(**measures), goal="payer cost", payers=("utility",))
    with pytest.raises(InputError, match="received by utility, so no plan makes them worse off"):
        Portfolio(town(**measures), no_worse=("utility",))


def test_capacity_limits_what_tonnes_can_be_had() -> None:
    group = Capacity("builders", NAMES, 0.1)
    plan = make_plan(Portfolio(town(), goal="tonnes", capacities=(group,), starts=STARTS))
    grown = np.diff(np.sum(list(plan.ramps.values()), axis=0))
    assert grown.max() <= 0.1 + 1e-6
    assert plan.objective < 0.0


def test_no_type_of_household_is_worse_off_where_that_is_asked() -> None:
    """A house with gas loses by the plan that is best for all; held harmless, it does not."""
    city = open_book("malmo").city()
    free = make_plan(Portfolio(city, starts=()))
    kept = make_plan(Portfolio(city, no_worse=("house-gas",), starts=()), seconds=5.0)
    program = compiled(city).program

    def margin(plan: Plan) -> float:
        inputs = {level_input(name): level for name, level in plan.levels.items()}
        found = equity_margins(city, evaluate(program, inputs), evaluate(program))
        return float(found["house-gas"])

    assert margin(free) < 0.0  # else the limit would ask for nothing
    assert margin(kept) >= -1e-3  # SEK in present value
    assert kept.target_met
    assert kept.objective > free.objective
