"""Plans that choose when a measure begins, beside which ones and how far."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import NAMES, town
from tests.model import cities

from citypact.book import open_book
from citypact.choice.linearisation import outlook
from citypact.choice.options import first_open_year
from citypact.choice.plan import AGREEMENT, GAP, Plan, make_plan
from citypact.choice.plan_scenario import plan_scenario
from citypact.choice.point import KEPT
from citypact.choice.portfolio import Budget, Capacity, Portfolio
from citypact.errors import InputError
from citypact.model import City, run_scenario
from citypact.model.timing import stated_years

STARTS = (2020, 2022, 2025)
#: Each case adds other limits to the same question: three measures that begin in 2020 at first.
CASES: dict[str, dict[str, Any]] = {
    "target alone": {},
    "a yearly budget": {"budgets": (Budget("city", 25.0, yearly=True),)},
    "a budget of some years": {"budgets": (Budget("city", 60.0, years=(2021, 2024)),)},
    "capacity": {"capacities": (Capacity("builders", NAMES, 0.2),)},
    "work of unlike size": {
        "capacities": (Capacity("builders", NAMES, 9.0, (50.0, 40.0, 30.0), (2023, 2030)),)
    },
    "least levels": {"minimum": {"bus": 0.7, "cycle": 0.75, "walk": 0.9}},
    "exclusion": {"excludes": (("cycle", "walk"),)},
    "dependency": {"requires": (("walk", "bus"),), "begins": {"bus": 2022}},
    "decision": {"decided": {"bus": 0.35}, "begins": {"bus": 2022}},
    "nobody worse off": {"no_worse": ("utility",)},
}


def dear(saved: tuple[float, ...] = (0.5, 0.4, 0.3)) -> City:
    """A town that reaches 60 kt by 2030 in many ways."""
    return town(saved)


def best_of_grid(portfolio: Portfolio, steps: int = 4) -> float:
    """The least of what is sought over every combination of starts and some levels."""
    seen, options = outlook(portfolio), portfolio.options
    ways = [
        [(0, 0.0), *itertools.product(options.of(name), np.linspace(0.0, 1.0, steps + 1)[1:])]
        for name in options.measures
    ]
    plans = list(itertools.product(*ways))
    grid = np.zeros((len(options), len(plans)))
    for lane, plan in enumerate(plans):
        for place, level in plan:
            grid[place, lane] += level
    found = seen.figures(grid)
    kept = (found.excess <= KEPT).all(axis=0)
    kept &= np.array([portfolio.rules.broken(grid[:, lane]) <= KEPT for lane in range(len(plans))])
    assert kept.any(), "the grid has no plan: the test would show nothing"
    return float(found.cost[kept].min())


@pytest.mark.parametrize("case", CASES)
def test_no_plan_of_a_grid_of_levels_and_starts_is_better(case: str) -> None:
    portfolio = Portfolio(dear(), starts=STARTS, **CASES[case])
    plan = make_plan(portfolio)
    assert plan.target_met
    assert plan.objective <= best_of_grid(portfolio) + 1e-6
    assert plan.agreement <= AGREEMENT
    assert plan.gap is not None
    assert (plan.status == "optimal") == (plan.gap <= GAP)


@settings(max_examples=8)
@given(
    saved=st.tuples(*[st.floats(0.1, 0.6)] * 3),
    cost=st.tuples(*[st.floats(10.0, 500.0)] * 3),
    share=st.floats(0.3, 0.9),
    yearly=st.floats(10.0, 60.0),
)
def test_no_plan_of_a_grid_is_better_whatever_the_measures(
    saved: tuple[float, ...], cost: tuple[float, ...], share: float, yearly: float
) -> None:
    """Also where the budget leaves no plan of the grid, the plan keeps what it says it keeps."""
    least = float(100.0 * np.prod([1.0 - part for part in saved]))
    city = town(saved, cost, allowed=least + (100.0 - least) * share)
    portfolio = Portfolio(city, starts=(2020, 2024), budgets=(Budget("city", yearly, yearly=True),))
    plan = make_plan(portfolio)
    if plan.status == "infeasible":
        with pytest.raises(AssertionError, match="the grid has no plan"):
            best_of_grid(portfolio)
        return
    assert plan.target_met
    assert plan.spending["city"].max() <= yearly * (1.0 + 1e-6)
    try:
        assert plan.objective <= best_of_grid(portfolio) + 1e-6
    except AssertionError as error:
        assert "the grid has no plan" in str(error)  # noqa: PT017  a grid may be too coarse


@pytest.mark.parametrize("case", CASES)
def test_a_plan_is_the_scenario_that_it_says(case: str) -> None:
    """Money, emissions and ramps are those of the scenario, to the last bit."""
    city = dear()
    portfolio = Portfolio(city, starts=STARTS, **CASES[case])
    plan = make_plan(portfolio)
    with_it = as_scenario(portfolio, plan)
    result = run_scenario(with_it, "mine", measures=False)
    assert np.array_equal(result.total, plan.emissions)
    for name, row in plan.ramps.items():
        assert np.array_equal(row, result.ramp[name])
    paid = result.money_by("payer")
    for payer, row in plan.spending.items():
        assert row == pytest.approx(paid[payer])
    (target,) = result.targets
    assert (target.result, target.value) == plan.targets["main"]


def as_scenario(portfolio: Portfolio, plan: Plan) -> City:
    scenario = plan_scenario(portfolio, plan, "mine", ("Min", "Mine"))
    city = portfolio.city
    return replace(city, scenarios={**city.scenarios, "mine": scenario})


def test_a_later_start_is_cheaper_and_is_taken() -> None:
    """Investment that may wait costs less; with starts to choose from no plan is dearer."""
    city = town()
    stated = make_plan(Portfolio(city, starts=()))
    free = make_plan(Portfolio(city, starts=STARTS))
    assert stated.postponed == {}
    assert free.objective <= stated.objective + 1e-9
    tight: dict[str, Any] = {"minimum": {"bus": 0.7, "cycle": 0.75, "walk": 0.9}}
    waits = make_plan(Portfolio(city, starts=STARTS, **tight))
    assert waits.objective < make_plan(Portfolio(city, starts=(), **tight)).objective - 1.0
    assert any(years > 0 for years in waits.postponed.values())
    for name, start in waits.starts.items():
        assert start == 2020 + waits.postponed.get(name, 0)


def test_what_requires_another_begins_no_earlier() -> None:
    """Walk would begin in 2020; bus, which it requires, is decided to begin in 2025."""
    rules: dict[str, Any] = {
        "requires": (("walk", "bus"),),
        "begins": {"bus": 2025},
        "decided": {"bus": 0.2},
    }
    plan = make_plan(Portfolio(town(allowed=75.0), starts=STARTS, **rules))
    assert plan.target_met
    assert plan.starts["bus"] == 2025
    assert plan.starts.get("walk", 2025) == 2025
    assert plan.levels["walk"] <= plan.levels["bus"] + 1e-9
    free = make_plan(Portfolio(town(allowed=75.0), starts=STARTS))
    assert free.starts["walk"] < 2025


def test_what_is_decided_keeps_its_level_and_its_start() -> None:
    plan = make_plan(Portfolio(town(), starts=STARTS, decided={"bus": 0.35}))
    assert plan.starts["bus"] == 2020
    assert plan.levels["bus"] >= 0.35
    moved: dict[str, Any] = {"decided": {"bus": 0.35}, "begins": {"bus": 2025}}
    assert make_plan(Portfolio(town(), starts=STARTS, **moved)).starts["bus"] == 2025


def test_a_decision_that_comes_before_what_it_requires_is_refused() -> None:
    with pytest.raises(InputError, match="'walk' requires 'bus', which begins in 2025 at the"):
        Portfolio(town(), requires=(("walk", "bus"),), begins={"bus": 2025}, decided={"walk": 0.5})


def test_order_changes_no_plan() -> None:
    limits: dict[str, Any] = {
        "budgets": (Budget("city", 30.0, yearly=True), Budget("utility", 40.0)),
        "excludes": (("bus", "cycle"), ("cycle", "walk")),
    }
    there = make_plan(Portfolio(town(), starts=STARTS, **limits))
    back = {name: given[::-1] for name, given in limits.items()}
    again = make_plan(Portfolio(town(), measures=NAMES[::-1], starts=STARTS[::-1], **back))
    assert (again.levels, again.starts) == (there.levels, there.starts)


def test_a_sum_over_years_is_a_target_that_an_earlier_start_helps() -> None:
    """The same measures beginning later emit more on the way."""
    city = town()
    whole = cities.target("main", "budget", 1000.0, year=2030, first_year=2021)
    strict = replace(
        city, targets={"main": replace(whole, value=replace(whole.value, value=820.0))}
    )
    plan = make_plan(Portfolio(strict, starts=STARTS))
    assert plan.target_met
    assert plan.targets["main"][0] == pytest.approx(plan.emissions[1:11].sum())
    late = make_plan(Portfolio(strict, starts=(), begins=dict.fromkeys(NAMES, 2025)))
    assert late.status == "infeasible"


def test_two_targets_are_both_kept() -> None:
    city = town()
    both = {
        "main": city.targets["main"],
        "soon": cities.target("soon", "absolute", 85.0, year=2025),
    }
    plan = make_plan(
        Portfolio(replace(city, targets=both), targets=("main", "soon"), starts=STARTS)
    )
    assert plan.target_met
    assert all(result <= allowed for result, allowed in plan.targets.values())
    alone = make_plan(Portfolio(city, starts=STARTS))
    assert plan.objective >= alone.objective - 1e-9


def test_a_target_may_allow_something_else_than_the_book_says() -> None:
    plan = make_plan(Portfolio(town(), starts=STARTS, allowed={"main": 75.0}))
    assert plan.targets["main"][1] == 75.0
    assert 60.0 < plan.targets["main"][0] <= 75.0


def test_years_that_are_known_are_over() -> None:
    """Malmö's inventories have figures to 2024: a measure may begin in 2024 or later."""
    city = open_book("malmo").city()
    portfolio = Portfolio(city)
    assert first_open_year(city) == 2024
    assert portfolio.years == tuple(range(2024, 2031))
    for item in portfolio.options.items:
        stated = stated_years(city.measures[item.measure])
        assert item.start == stated[0] + item.postponed
        assert item.start >= 2024 or item.postponed == 0
        assert item.postponed >= 0  # how early a measure can be ready stands nowhere in the book
    assert first_open_year(town()) == 2020


def _early(earliest: int | None) -> City:
    """Two measures stated to start in 2025; when they may start earlier is known of the bus."""
    made = town(allowed=90.0)
    bus = replace(made.measures["bus"], start=2025, end=2030, earliest=earliest)
    walk = replace(made.measures["walk"], start=2025, end=2030)
    return replace(made, measures={"bus": bus, "walk": walk}, contract="", scenarios={})


def _first_starts(portfolio: Portfolio) -> list[int]:
    items = portfolio.options.items
    return [min(one.start for one in items if one.measure == name) for name in ("bus", "walk")]


def test_a_plan_begins_no_measure_earlier_than_is_known_to_be_possible() -> None:
    """As stated where the book does not say how early; years that are named are asked for."""
    assert _first_starts(Portfolio(_early(None))) == [2025, 2025]
    assert _first_starts(Portfolio(_early(2022))) == [2022, 2025]
    assert _first_starts(Portfolio(_early(2022), starts=STARTS)) == [2022, STARTS[0]]
    assert _first_starts(Portfolio(_early(2022), begins={"walk": 2021})) == [2022, 2021]
    with pytest.raises(InputError, match="the earliest start that is possible is 2022"):
        Portfolio(_early(2022), begins={"bus": 2021})


def test_an_earliest_start_is_kept_where_an_earlier_one_would_be_cheaper() -> None:
    """What gains is begun as soon as it can be."""
    made = _early(2022)
    gains = replace(
        made.measures["bus"],
        flows=(cities.flow("fares", "operation", -50.0, yearly=True, payer="city"),),
    )
    city = replace(made, measures={**made.measures, "bus": gains})
    assert make_plan(Portfolio(city)).starts["bus"] == 2022
    assert make_plan(Portfolio(city, starts=STARTS)).starts["bus"] == 2022


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"starts": (2019, 2020)}, "a measure cannot begin in 2019: the model's years are 2020"),
        ({"begins": {"bus": 2045}}, "cannot begin in 2045: moved by [+]25 years"),
        ({"begins": {"tram": 2022}}, "no measure to choose among called 'tram'"),
        ({"budgets": (Budget("city", 1.0, years=(2030, 2025)),)}, "found 2030 to 2025"),
        ({"budgets": (Budget("city", 1.0, years=(2010, 2025)),)}, "for years from 2020 to 2050"),
        ({"capacities": (Capacity("x", ("bus",), 1.0, (1.0, 2.0)),)}, "one number each"),
        ({"capacities": (Capacity("x", ("bus",), 1.0, (-1.0,)),)}, "work of 0 or more; found -1"),
        ({"capacities": (Capacity("x", ("bus", "bus"), 1.0),)}, "names a measure twice"),
        ({"requires": (("bus", "bus"),)}, "'bus' requires itself"),
        ({"no_worse": ("king",)}, "there is no actor or type of household 'king'"),
        ({"allowed": {"main": np.inf}}, "a number of kt; found inf"),
        ({"allowed": {"moon": 1.0}}, "no target to reach called 'moon'"),
    ],
)
def test_what_cannot_be_asked(given: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        Portfolio(town(), **given)
