import numpy as np
import pytest
from tests.choice.portfolios import town

from citypact.choice.milp import Programme, solve
from citypact.choice.plan import make_plan
from citypact.choice.portfolio import Portfolio
from citypact.engine.arrays import Floats
from citypact.errors import CitypactError


def programme(cost: Floats, upper: Floats, *, whole: bool = False) -> Programme:
    """Minimise the cost with a sum of at least 1.5 and nothing below zero."""
    count = len(cost)
    return Programme(
        cost=cost,
        matrix=-np.ones((1, count)),
        limit=np.array([-1.5]),
        lower=np.zeros(count),
        upper=upper,
        whole=np.full(count, whole),
    )


def test_least_cost_and_what_is_proved() -> None:
    found = solve(programme(np.array([1.0, 3.0]), np.ones(2)), seconds=10.0)
    assert found.status == "optimal"
    assert found.values is not None
    assert found.values.tolist() == pytest.approx([1.0, 0.5])
    assert found.bound == pytest.approx(2.5)


def test_whole_numbers_cost_more() -> None:
    found = solve(programme(np.array([1.0, 3.0]), np.ones(2), whole=True), seconds=10.0)
    assert found.values is not None
    assert found.values.tolist() == pytest.approx([1.0, 1.0])
    assert found.bound == pytest.approx(4.0)


def test_limits_that_cannot_be_kept() -> None:
    found = solve(programme(np.ones(1), np.ones(1)), seconds=10.0)
    assert (found.status, found.values) == ("infeasible", None)


@pytest.mark.parametrize("whole", [False, True])
def test_a_gain_without_end_is_told(whole: bool) -> None:  # noqa: FBT001  pytest hands it over
    endless = programme(np.array([-1.0]), np.array([np.inf]), whole=whole)
    with pytest.raises(CitypactError, match="no least cost: something that gains has no upper"):
        solve(endless, seconds=10.0)


def test_a_measure_that_gains_whatever_it_does_is_taken_in_full_and_no_further() -> None:
    """No question about a city is without bound: a level ends at 1."""
    plan = make_plan(Portfolio(town(cost=(-1e9, 200.0, 60.0))))
    assert plan.levels["bus"] == 1.0
    assert plan.target_met


def test_what_can_only_be_zero_is_zero_in_the_answer_and_costs_no_column() -> None:
    upper = np.array([0.0, 1.0, 0.0, 1.0])
    found = solve(programme(np.array([0.1, 1.0, 0.1, 3.0]), upper), seconds=10.0)
    assert found.values is not None
    assert found.values.tolist() == pytest.approx([0.0, 1.0, 0.0, 0.5])
    assert solve(programme(np.ones(2), np.zeros(2)), seconds=10.0).status == "infeasible"


def test_reduced_costs_say_what_another_unit_would_cost() -> None:
    """One more of the last column, at 5, saves one of the second, at 3."""
    found = solve(programme(np.array([1.0, 3.0, 5.0]), np.ones(3)), seconds=10.0)
    assert found.reduced is not None
    assert found.reduced.tolist() == pytest.approx([-2.0, 0.0, 2.0])
