"""What a decision rests on: money, what each measure cuts, other plans, what is most uncertain.

Computed once for a city and handed to figures, pages and documents, which only show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from citypact.choice.abatement import Basis
from citypact.choice.comparison import Comparison, Progress, compare_plans
from citypact.choice.front import POINTS
from citypact.choice.gains import Gains, gains
from citypact.choice.hindsight import Hindsight
from citypact.choice.household import HouseholdView, household_views
from citypact.choice.investment_plan import InvestmentPlan, investment_plan
from citypact.choice.portfolio import Portfolio
from citypact.choice.scenario_abatement import ScenarioAbatement, scenario_abatement
from citypact.choice.tornado import Tornado, tornado
from citypact.choice.wedges import Wedges, wedges
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.ramp import level_input
from citypact.model.result import Result
from citypact.model.scenario import levels_of

__all__ = ["DecisionBasis", "decision_basis"]


@dataclass(frozen=True, eq=False)
class DecisionBasis:
    """What there is to decide on. What a city lacks the figures for is None.

    Attributes:
        investment: what the contract costs against the money promised.
        gains: who pays and who gains; None without a reference path.
        households: what each type of household that the book names saves, invests and emits;
            empty without types or a reference path.
        wedges: what each of its measures cuts; None without a reference path.
        abatement: curves of its measures by basis; empty where the book states no money.
        comparison: the contract beside the plan of least net social cost; None where the book
            does not let one be sought.
        tornado: what the uncertain figures move the main target's result, or the total; None
            where nothing is uncertain.
        hindsight: forecasts of the national statistics, where those were given.
    """

    investment: InvestmentPlan
    gains: Gains | None
    households: tuple[HouseholdView, ...]
    wedges: Wedges | None
    abatement: Mapping[Basis, ScenarioAbatement]
    comparison: Comparison | None
    tornado: Tornado | None
    hindsight: Hindsight | None = None


def decision_basis(
    city: City,
    results: Mapping[str, Result],
    *,
    hindsight: Hindsight | None = None,
    points: int = POINTS,
    seconds: float = 60.0,
    progress: Progress | None = None,
) -> DecisionBasis | None:
    """Compute what a decision on the contract of ``city`` rests on; None without a contract.

    Args:
        city: on the background of its contract.
        results: by scenario id, the contract's among them with what each measure is worth.
        hindsight: forecasts of its municipality, to be handed on.
        points: of the front of cost and emissions.
        seconds: after which the search for plans stops with what it has.
        progress: called after each point of the front.

    Raises:
        ModuleNotFoundError: highspy is not installed.
    """
    contract, reference = results.get(city.contract), results.get(city.reference)
    if contract is None:
        return None
    return DecisionBasis(
        investment=investment_plan(city, contract),
        gains=None if reference is None else gains(city, contract, reference),
        households=(
            household_views(city, contract.scenario, city, reference.scenario)
            if reference is not None and city.households
            else ()
        ),
        wedges=None if reference is None else wedges(reference, contract),
        abatement=_abatement(city, contract),
        comparison=compare_plans(city, contract, points=points, seconds=seconds, progress=progress),
        tornado=_tornado(city, contract),
        hindsight=hindsight,
    )


def _abatement(city: City, result: Result) -> dict[Basis, ScenarioAbatement]:
    """The curves at society's rate, that of the plan where the book states none."""
    if output.SOCIETY not in compiled(city).terms:
        return {}
    society = [one for one in city.perspectives.values() if one.kind == "society"]
    rates = [one.rate.value for one in society if one.rate is not None]
    rate = rates[0] if rates else Portfolio.discount_rate
    bases: tuple[Basis, ...] = get_args(Basis)
    return {basis: scenario_abatement(city, result.scenario, basis, rate) for basis in bases}


def _tornado(city: City, result: Result) -> Tornado | None:
    program = compiled(city).program
    levels, _ = levels_of(city, city.scenarios[result.scenario])
    inputs = {level_input(name): level for name, level in levels.items()}
    aim = output.target(city.main_target)
    if aim in program.rows:
        found = tornado(program, aim, city.targets[city.main_target].year, inputs)
    else:
        found = tornado(program, output.TOTAL, city.last_year, inputs)
    return found if found.bars else None
