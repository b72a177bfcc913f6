import itertools
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import NAMES, asked, town

from citypact.book import open_book
from citypact.choice.front import Front, make_front
from citypact.choice.linearisation import outlook
from citypact.choice.optimise import KEPT
from citypact.choice.plan import AGREEMENT, make_plan
from citypact.choice.portfolio import Budget, Portfolio
from citypact.errors import InputError


def every_plan(portfolio: Portfolio, steps: int = 10) -> tuple[Any, Any]:
    """Emissions and costs of every plan of a grid that keeps the limits other than the target."""
    seen = outlook(portfolio)
    grid = itertools.product(np.linspace(0.0, 1.0, steps + 1), repeat=len(portfolio.measures))
    levels = np.array(list(grid)).T
    for row, name in enumerate(portfolio.measures):
        least = portfolio.minimum.get(name, 0.0)
        levels = levels[:, (levels[row] == 0.0) | (levels[row] >= least)]
        levels = levels[:, levels[row] >= portfolio.decided.get(name, 0.0)]
    found = seen.figures(np.ascontiguousarray(levels))
    kept = (found.excess[1:] <= KEPT).all(axis=0)
    emissions = seen.limits[0].most + found.excess[0] * seen.limits[0].scale
    return emissions[kept], found.cost[kept]


def assert_is_a_front(front: Front, portfolio: Portfolio) -> None:
    """Falling emissions at rising cost, and no plan of a grid beneath any point."""
    points = front.points
    for one, other in itertools.pairwise(points):
        assert one.emissions > other.emissions
        assert one.cost < other.cost
    emissions, cost = every_plan(portfolio)
    assert points[0].cost <= cost.min() + 1e-6
    assert points[-1].emissions <= emissions.min() + 1e-3
    for point in points:
        beneath = emissions <= point.emissions
        assert point.cost <= cost[beneath].min(initial=np.inf) + 1e-6


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"budgets": (Budget("city", 200.0),)},
        {"decided": {"bus": 0.4}},
        {"minimum": {"bus": 0.7, "cycle": 0.6}},
    ],
)
def test_front_of_a_town(limits: dict[str, Any]) -> None:
    portfolio = asked(town(), **limits)
    front = make_front(portfolio, 9)
    assert_is_a_front(front, portfolio)
    assert front.whole
    assert (front.target, front.year, front.allowed, front.asked) == ("main", 2030, 60.0, 9)


@settings(max_examples=6)
@given(
    saved=st.tuples(*[st.floats(0.05, 0.6)] * 3),
    cost=st.tuples(*[st.floats(0.0, 500.0)] * 3),
    least=st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 3),
)
def test_no_point_is_dominated_whatever_the_measures(
    saved: tuple[float, ...], cost: tuple[float, ...], least: tuple[float, ...]
) -> None:
    minimum = {name: level for name, level in zip(NAMES, least, strict=True) if level}
    portfolio = asked(town(saved, cost), minimum=minimum)
    assert_is_a_front(make_front(portfolio, 4), portfolio)


def test_every_point_is_the_plan_for_what_it_emits() -> None:
    """A target that allows what a point emits is reached at the cost of the point."""
    for point in make_front(asked(town()), 4).points[1:]:
        plan = make_plan(asked(town(allowed=point.emissions)))
        assert plan.objective == pytest.approx(point.cost, rel=1e-5)
        assert point.plan.targets["main"][0] == pytest.approx(point.emissions, rel=1e-9)
        assert point.plan.objective == point.cost
        assert point.plan.agreement <= AGREEMENT
        assert point.plan.status == "optimal"


def test_points_stand_equally_apart_between_the_ends() -> None:
    """Nothing saved pays for itself here: the upper end is no measure, the lower one all."""
    points = make_front(asked(town()), 5).points
    emitted = [point.emissions for point in points]
    assert emitted == pytest.approx(np.linspace(100.0, 100.0 * 0.5 * 0.6 * 0.7, 5), rel=1e-4)
    assert points[0].cost == 0.0
    assert list(points[-1].plan.levels.values()) == pytest.approx([1.0] * 3, abs=1e-6)


def test_a_measure_that_costs_nothing_is_taken_at_the_upper_end() -> None:
    """Of plans that cost the same the cleaner one is on the front."""
    city = town((0.5, 0.4, 0.3), (0.0, 200.0, 60.0), payers=("city", "city", "utility"))
    first = make_front(asked(city), 4).points[0]
    assert first.plan.levels["bus"] == pytest.approx(1.0)
    assert first.emissions == pytest.approx(50.0)


def test_plans_that_are_one_are_one_point() -> None:
    """Only in full or not at all: eight plans, of which the front holds some, each once."""
    portfolio = asked(town(), minimum=dict.fromkeys(NAMES, 1.0))
    front = make_front(portfolio, 12)
    assert 2 <= len(front.points) <= 8
    assert_is_a_front(front, portfolio)


def test_where_nothing_can_be_saved_there_is_one_point() -> None:
    front = make_front(asked(town((0.0, 0.0, 0.0))), 5)
    assert len(front.points) == 1
    assert front.points[0].cost == 0.0


def test_progress_is_told_point_by_point() -> None:
    told: list[tuple[int, int]] = []
    make_front(asked(town()), 4, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_time_that_runs_out_leaves_the_points_until_then() -> None:
    front = make_front(asked(town()), 4, seconds=1e-9)
    assert not front.whole
    assert len(front.points) == 1


def test_front_that_other_limits_forbid() -> None:
    portfolio = asked(town(), decided={"bus": 1.0}, budgets=(Budget("city", 10.0),))
    with pytest.raises(InputError, match="no plan keeps the other limits"):
        make_front(portfolio, 3)


def test_bad_input_is_told_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        make_front(asked(town()), 1, target="other")
    assert "a front has 2 to 1000 points; found 1" in str(caught.value)
    assert "no target 'other'; it has: main" in str(caught.value)


def test_json_is_json() -> None:
    said = json.loads(json.dumps(make_front(asked(town()), 3).to_json(), allow_nan=False))
    assert list(said) == ["target", "year", "allowed", "asked", "whole", "seconds", "points"]
    assert [set(point) for point in said["points"]] == [{"emissions", "cost", "plan"}] * 3


def test_front_of_malmo() -> None:
    front = make_front(asked(open_book("malmo").city()), 8)
    assert len(front.points) == front.asked == 8
    assert front.whole
    for one, other in itertools.pairwise(front.points):
        assert one.emissions > other.emissions
        assert one.cost < other.cost
    assert all(point.plan.status == "optimal" for point in front.points)
    # The target lies on the front: its plan costs what its neighbours enclose.
    plan = make_plan(asked(open_book("malmo").city()))
    looser = max(point.cost for point in front.points if point.emissions >= front.allowed)
    stricter = min(point.cost for point in front.points if point.emissions <= front.allowed)
    assert looser <= plan.objective <= stricter
