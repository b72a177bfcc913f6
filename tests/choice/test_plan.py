import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import NAMES, asked, cheapest_of_grid, town

from citypact.book import open_book
from citypact.choice.linearisation import outlook, spending
from citypact.choice.optimise import Search
from citypact.choice.plan import AGREEMENT, GAP, make_plan
from citypact.choice.point import Clock, Point
from citypact.choice.portfolio import Budget, Capacity
from citypact.engine import evaluate
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import compile_city, run_scenario

#: Each case adds other limits to the same town.
CASES: dict[str, dict[str, Any]] = {
    "target alone": {},
    "a budget": {"budgets": (Budget("city", 200.0),)},
    "a yearly budget": {"budgets": (Budget("city", 22.0, yearly=True),)},
    "two budgets": {"budgets": (Budget("city", 330.0), Budget("utility", 40.0))},
    "capacity": {"capacities": (Capacity("builders", ("bus", "cycle", "walk"), 0.14),)},
    "least levels": {"minimum": {"bus": 0.7, "cycle": 0.75, "walk": 0.9}},
    "exclusion": {"excludes": (("cycle", "walk"),)},
    "dependency": {"requires": (("walk", "bus"),)},
    "decision": {"decided": {"bus": 0.35}},
    "everything": {
        "budgets": (Budget("city", 330.0),),
        "minimum": {"walk": 0.5},
        "requires": (("cycle", "bus"),),
        "excludes": (("cycle", "walk"),),
        "decided": {"bus": 0.1},
    },
}


@pytest.mark.parametrize("case", CASES)
def test_no_plan_of_a_grid_is_cheaper(case: str) -> None:
    portfolio = asked(town(), **CASES[case])
    plan = make_plan(portfolio)
    cheapest, _ = cheapest_of_grid(portfolio)
    assert plan.status == "optimal"
    assert plan.target_met
    assert plan.objective <= cheapest + 1e-6
    # The grid is fine enough that the best of it is not much dearer.
    assert plan.objective >= cheapest - 25.0
    assert (outlook(portfolio).figures(_levels(plan.levels)).excess <= 1e-9).all()


@settings(max_examples=40)
@given(
    saved=st.tuples(*[st.floats(0.05, 0.6)] * 3),
    cost=st.tuples(*[st.floats(10.0, 500.0)] * 3),
    share=st.floats(0.1, 0.95),
)
def test_no_plan_of_a_grid_is_cheaper_whatever_the_measures(
    saved: tuple[float, ...], cost: tuple[float, ...], share: float
) -> None:
    least = float(100.0 * np.prod([1.0 - part for part in saved]))
    portfolio = asked(town(saved, cost, allowed=least + (100.0 - least) * share))
    plan = make_plan(portfolio)
    assert plan.target_met
    assert plan.objective <= cheapest_of_grid(portfolio)[0] + 1e-6


@settings(max_examples=25)
@given(
    saved=st.tuples(*[st.floats(0.05, 0.6)] * 3),
    cost=st.tuples(*[st.floats(10.0, 500.0)] * 3),
    share=st.floats(0.35, 0.95),
    least=st.tuples(*[st.sampled_from([0.25, 0.5, 0.8, 1.0])] * 3),
)
def test_no_plan_of_a_grid_is_cheaper_whatever_the_least_levels(
    saved: tuple[float, ...],
    cost: tuple[float, ...],
    share: float,
    least: tuple[float, ...],
) -> None:
    left = float(100.0 * np.prod([1.0 - part for part in saved]))
    city = town(saved, cost, allowed=left + (100.0 - left) * share)
    portfolio = asked(city, minimum=dict(zip(NAMES, least, strict=True)))
    plan = make_plan(portfolio)
    assert plan.target_met
    assert plan.objective <= cheapest_of_grid(portfolio)[0] + 1e-6


def _levels(levels: dict[str, float]) -> Any:  # noqa: ANN401  an array of numpy's own type
    return np.array(list(levels.values()))[:, None]


@pytest.mark.parametrize("case", CASES)
def test_plan_is_what_the_model_says(case: str) -> None:
    """A scenario with the levels of the plan gives every figure of it."""
    city = town()
    plan = make_plan(asked(city, **CASES[case]))
    program = compile_city(city)
    values = evaluate(program, {f"level/{name}": level for name, level in plan.levels.items()})
    none = evaluate(program)
    discount = 1.035 ** -(plan.years - 2020.0)
    assert plan.objective == pytest.approx(
        float(discount @ (values["society"] - none["society"])), rel=1e-12
    )
    assert np.array_equal(plan.emissions, values["total"])
    assert plan.targets["main"] == (values["target/main"][10], 60.0)
    assert plan.target_met == bool(values["met/main"])
    for payer, row in plan.spending.items():
        assert np.array_equal(row, spending(values, payer))
    assert plan.agreement <= AGREEMENT
    assert plan.gap is not None
    assert 0.0 <= plan.gap <= GAP


def test_spending_is_the_investment_and_operation_of_measures_alone() -> None:
    """Households buy petrol, and pay for no measure."""
    plan = make_plan(asked(town(), decided={"bus": 1.0, "walk": 1.0}))
    assert set(plan.spending) == {"city", "utility"}
    # A running cost is paid at 0.1, 0.2 … 1 over ten years of growth, and in full for 20 more.
    assert plan.spending["city"].sum() == pytest.approx(300.0)
    assert plan.spending["utility"].sum() == pytest.approx(60.0 + 1.0 * (5.5 + 20.0))


def test_budget_binds_and_costs() -> None:
    free = make_plan(asked(town()))
    spent = float(free.spending["utility"].sum())
    tight = make_plan(asked(town(), budgets=(Budget("utility", spent / 2.0),)))
    assert tight.status == "optimal"
    assert tight.spending["utility"].sum() == pytest.approx(spent / 2.0)
    assert tight.objective > free.objective
    wide = make_plan(asked(town(), budgets=(Budget("utility", spent * 2.0),)))
    assert wide.objective == pytest.approx(free.objective, rel=1e-6)


def test_yearly_budget_holds_in_every_year() -> None:
    plan = make_plan(asked(town(), budgets=(Budget("city", 22.0, yearly=True),)))
    assert plan.spending["city"].max() <= 22.0 + 1e-6


def test_order_of_measures_does_not_matter() -> None:
    """The same measures under names in the opposite order get the same levels and cost."""
    renamed = ("z-bus", "y-cycle", "x-walk")
    portfolio = asked(town())
    plan = make_plan(portfolio)
    other = make_plan(asked(town(names=renamed)))
    assert other.objective == pytest.approx(plan.objective, rel=1e-9)
    for name, new in zip(NAMES, renamed, strict=True):
        assert other.levels[new] == pytest.approx(plan.levels[name], abs=1e-6)
    backwards = make_plan(asked(town(), measures=tuple(reversed(NAMES))))
    assert backwards.levels == plan.levels


def test_sum_of_single_effects_would_miss_the_target() -> None:
    """What each saves alone adds up to the target; overlap leaves more, and the plan knows it."""
    saved = (0.4, 0.4, 0.2)
    plan = make_plan(asked(town(saved, allowed=100.0 - 100.0 * (saved[0] + saved[2]))))
    assert plan.target_met
    assert sum(saved[i] * plan.levels[name] for i, name in enumerate(NAMES)) > 0.7


def test_a_measure_that_changes_nothing_is_left_out() -> None:
    city = town((0.5, 0.4, 0.0), (300.0, 200.0, 0.0), payers=("city", "city", "city"))
    plan = make_plan(asked(city))
    assert plan.levels["walk"] == 0.0
    assert "walk" not in [each["id"] for each in _json(plan.to_json())["measures"]]


def test_target_already_met_gives_an_empty_plan() -> None:
    plan = make_plan(asked(town(allowed=100.0)))
    assert plan.status == "already-met"
    assert "met already" in plan.message
    assert plan.target_met
    assert (plan.objective, plan.refinements) == (0.0, 0)
    assert _json(plan.to_json())["measures"] == []


def test_target_met_by_what_is_decided() -> None:
    plan = make_plan(asked(town(), decided={"bus": 1.0}))
    assert plan.status == "already-met"
    assert plan.levels == {"bus": 1.0, "cycle": 0.0, "walk": 0.0}


def test_time_that_runs_out_is_told() -> None:
    """Full levels keep the target: with no time at all that is the best plan known."""
    plan = make_plan(asked(town()), seconds=1e-9)
    assert plan.status == "time-limit"
    assert "ran out" in plan.message
    assert plan.target_met
    assert plan.objective > make_plan(asked(town())).objective


def test_time_that_runs_out_before_any_plan_is_found() -> None:
    plan = make_plan(asked(town(), budgets=(Budget("city", 1.0),)), seconds=1e-9)
    assert plan.status == "time-limit"
    assert "before any plan was found" in plan.message


def test_what_is_nearest_when_the_time_runs_out_is_told_with_what_it_needs() -> None:
    """Allowing what is told lets that plan in; and with time it is told what stands in the way."""
    short = Budget("city", 100.0)
    plan = make_plan(asked(town(), budgets=(short,)), seconds=1e-9)
    assert plan.status == "time-limit"
    assert {mend.kind for mend in plan.mends} <= {"target", "budget"}
    for mend in plan.mends:
        assert mend.needed > mend.most
        assert mend.sentence in plan.message
    needed = {mend.kind: mend.enough for mend in plan.mends}
    wider = asked(
        town(allowed=needed.get("target", 60.0)),
        budgets=(Budget("city", needed.get("budget", 100.0)),),
    )
    assert make_plan(wider).status in {"optimal", "already-met"}


def test_time_that_is_left_goes_to_the_nearest_plan_and_on_from_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where no plan was found in the first part of it."""
    sought, found = [], Search.near

    def nothing_at_first(search: Search, *starts: Floats) -> Point:
        sought.append(search.loose.any())
        if len(sought) > 1:
            return found(search, *starts)
        search.clock = Clock(0.0)
        return search.start()

    monkeypatch.setattr(Search, "near", nothing_at_first)
    monkeypatch.setattr("citypact.choice.plan._SOUGHT", 0.0)
    usual = make_plan(asked(town()), seconds=30.0)
    assert sought[:2] == [False, True]
    assert (usual.status, usual.target_met, usual.mends) == ("optimal", True, ())
    sought.clear()
    plan = make_plan(asked(town(allowed=5.0)), seconds=30.0)
    assert (plan.status, plan.target_met) == ("infeasible", False)
    (mend,) = plan.mends
    assert mend.enough == pytest.approx(100.0 * 0.5 * 0.6 * 0.7, rel=1e-4)


@pytest.mark.parametrize("seconds", [0.0, -1.0, np.inf, np.nan])
def test_impossible_time(seconds: float) -> None:
    with pytest.raises(InputError, match="time limit is a number of seconds above 0"):
        make_plan(asked(town()), seconds=seconds)


def test_json_has_the_promised_keys() -> None:
    plan = _json(make_plan(asked(town())).to_json())
    assert list(plan) == [
        "status",
        "gap",
        "refused",
        "objective",
        "agreement_with_model",
        "refinements",
        "years",
        "measures",
        "emissions",
        "target_met",
        "money",
        "seconds",
        "message",
        "cost_not_stated",
        "goal",
    ]
    assert {len(measure["level"]) for measure in plan["measures"]} == {31}
    assert {len(row) for row in plan["money"].values()} == {31}


def _json(said: dict[str, object]) -> Any:  # noqa: ANN401  JSON is of any type
    return json.loads(json.dumps(said, allow_nan=False))


def test_malmo_needs_less_than_the_contract() -> None:
    """The contract goes further than the target; the plan goes just far enough, for less."""
    city = open_book("malmo").city()
    plan = make_plan(asked(city))
    contract = run_scenario(city, "contract", measures=False)
    discount = 1.035 ** -(plan.years - 2020.0)
    result, allowed = plan.targets["tgt-territorial-70"]
    assert plan.status == "optimal"
    assert allowed * (1.0 - 1e-4) <= result <= allowed
    assert contract.society is not None
    assert plan.total_cost < 0.95 * float(discount @ contract.society)
    assert plan.agreement <= AGREEMENT
    assert "act-dh-expansion" in plan.cost_not_stated


def test_no_plan_of_a_coarse_grid_is_cheaper_in_malmo() -> None:
    """Every combination of none, half and all of the contract's ten computable measures."""
    portfolio = asked(open_book("malmo").city())
    cheapest, _ = cheapest_of_grid(portfolio, steps=2)
    assert make_plan(portfolio).objective <= cheapest
