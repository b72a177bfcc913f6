"""Slopes that are met exactly by every plan that differs in one measure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.portfolios import town

from citypact.choice.linearisation import outlook, run
from citypact.choice.portfolio import Budget, Capacity, Portfolio
from citypact.model.compile import compiled

PORTFOLIO = Portfolio(
    town(),
    starts=(2020, 2023, 2026),
    budgets=(Budget("city", 100.0, yearly=True),),
    capacities=(Capacity("builders", ("bus", "walk"), 0.1),),
    no_worse=("household",),
)
SEEN = outlook(PORTFOLIO)
LEVELS = st.tuples(*[st.sampled_from([0.0, 0.3, 1.0]) | st.floats(0.1, 1.0)] * 3)
PLACES = st.tuples(*[st.integers(0, 2)] * 3)


@given(levels=LEVELS, places=PLACES, place=st.integers(0, 8), level=st.floats(0.0, 1.0))
def test_every_plan_that_differs_in_one_measure_is_foreseen(
    levels: tuple[float, ...], places: tuple[int, ...], place: int, level: float
) -> None:
    """Each of these measures acts in a line, so not only at the level where it was tried."""
    plan = np.zeros(9)
    plan[[3 * row + at for row, at in enumerate(places)]] = levels
    at = SEEN.linearise(plan, far=True)
    other = plan.copy()
    other[3 * (place // 3) : 3 * (place // 3) + 3] = 0.0
    other[place] = level
    found, moved = SEEN.figures(other[:, None]), other - at.levels
    assert at.cost + at.cost_slope @ moved == pytest.approx(found.cost[0], abs=1e-6)
    assert at.excess + at.excess_slope @ moved == pytest.approx(found.excess[:, 0], abs=1e-7)


def test_what_is_read_fast_is_what_the_model_says() -> None:
    """Budgets and capacities are sums over measures; every figure is held against the model's."""
    plans = np.random.default_rng(1).uniform(size=(3, 20))
    lanes = np.zeros((9, 20))
    lanes[[0, 4, 8]] = plans
    values = run(compiled(PORTFOLIO.city).program, PORTFOLIO, lanes)
    slow, fast = SEEN.of_values(values), SEEN.figures(lanes)
    assert fast.cost == pytest.approx(slow.cost, abs=1e-9)
    assert fast.excess == pytest.approx(slow.excess, abs=1e-12)


def test_a_plan_that_is_spread_is_seen_at_its_mean_start() -> None:
    spread = np.array([0.25, 0.0, 0.25, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0])
    options = PORTFOLIO.options
    assert options.gathered(spread).tolist() == [0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0]
    assert options.level(spread).tolist() == [0.5, 0.0, 0.5]
    assert options.moved(spread).tolist() == [3.0, 0.0, 0.0]
    assert options.inputs(spread[:, None]).keys() == {
        "level/bus",
        "level/cycle",
        "level/walk",
        "postpone/bus",
    }
    again = options.vector({"bus": 0.5, "walk": 0.5}, {"bus": 3})
    assert (again == options.gathered(spread)).all()
