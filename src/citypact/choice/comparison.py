"""The contract beside the plan that reaches its target at least net social cost.

Both are run through the model as scenarios, so that every figure of the one has its like in the
other. Both are placed among the plans of the front, by the same cost of the same measures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from citypact.choice.front import POINTS, Front, make_front
from citypact.choice.investment_plan import InvestmentPlan, investment_plan
from citypact.choice.next_best import NextBest, next_best
from citypact.choice.plan import Plan, make_plan
from citypact.choice.plan_scenario import plan_scenario
from citypact.choice.portfolio import Portfolio
from citypact.engine import evaluate
from citypact.errors import InputError
from citypact.model import output
from citypact.model.city import City, Scenario
from citypact.model.compile import compiled
from citypact.model.result import Result
from citypact.model.scenario import inputs_of, run_scenario

__all__ = ["COMPUTED", "Comparison", "Side", "compare_plans"]

#: Id and titles of the scenario that a computed plan becomes.
COMPUTED = "computed-plan"
_TITLES = ("Beräknad plan", "Computed plan")

#: Called with the points of the front found and to find.
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two.

    Attributes:
        scenario: which measures, and how far.
        result: what the model says of it.
        investment: what it costs, and who pays.
        emissions: what is compared with the target, in its year, kt.
        cost: net social cost of the measures that can be chosen, against none of them, MSEK in
            present value; what a measure costs whose effect is not computed is not in it.
    """

    scenario: Scenario
    result: Result
    investment: InvestmentPlan
    emissions: float
    cost: float


@dataclass(frozen=True, eq=False)
class Comparison:
    """The contract beside the computed plan.

    Attributes:
        portfolio: what the plan answers: the contract's computable measures, the main target.
        contract: as it is promised.
        computed: the plan as a scenario.
        plan: how the search ended, and what it is worth.
        front: plans from the cheapest to the cleanest.
        next_best: which measure to add to the contract first.
    """

    portfolio: Portfolio
    contract: Side
    computed: Side
    plan: Plan
    front: Front
    next_best: NextBest

    @property
    def target(self) -> str:
        """Id of the target that both are held against."""
        return self.portfolio.targets[0]


def compare_plans(
    city: City,
    contract: Result,
    *,
    points: int = POINTS,
    seconds: float = 60.0,
    progress: Progress | None = None,
) -> Comparison | None:
    """Compute the plan of least net social cost, and set the contract beside it.

    Args:
        city: on the background of its contract.
        contract: the result of its contract scenario.
        points: of the front.
        seconds: after which the plan, and then the front, stop with what they have.
        progress: called after each point of the front.

    Returns:
        None where the book does not let a plan be asked for: no main target that is computed,
        no measure to choose among, or no money.

    Raises:
        ModuleNotFoundError: highspy is not installed.
    """
    try:
        portfolio = Portfolio(city)
    except InputError:
        return None
    plan = make_plan(portfolio, seconds=seconds)
    promised = city.scenarios[contract.scenario]
    chosen = plan_scenario(portfolio, plan, COMPUTED, _TITLES)
    with_both = replace(city, scenarios={**city.scenarios, COMPUTED: chosen})
    return Comparison(
        portfolio=portfolio,
        contract=_side(portfolio, city, promised, contract),
        computed=_side(portfolio, with_both, chosen, run_scenario(with_both, COMPUTED)),
        plan=plan,
        front=make_front(portfolio, points, seconds=seconds, progress=progress),
        next_best=next_best(city, contract.scenario, discount_rate=portfolio.discount_rate),
    )


def _side(portfolio: Portfolio, city: City, scenario: Scenario, result: Result) -> Side:
    """Place a scenario among the plans: by the measures alone that a plan chooses among."""
    program = compiled(portfolio.city).program
    levels = {name: level for name, level in scenario.levels.items() if name in portfolio.measures}
    taken = evaluate(program, inputs_of(portfolio.city, replace(scenario, levels=levels)))
    none = evaluate(program, inputs_of(portfolio.city, replace(scenario, levels={})))
    more = taken[output.SOCIETY] - none[output.SOCIETY]
    discount = (1.0 + portfolio.discount_rate) ** -np.arange(len(more), dtype=float)
    year = city.targets[portfolio.targets[0]].year - city.base_year
    return Side(
        scenario=scenario,
        result=result,
        investment=investment_plan(city, result),
        emissions=float(taken[output.target(portfolio.targets[0])][year]),
        cost=float(discount @ more),
    )
