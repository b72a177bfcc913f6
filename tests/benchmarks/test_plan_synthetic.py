"""The plan of a question as large as real ones get, and what an additive curve would promise."""

import numpy as np
import pytest
from tests.benchmarks.peers import script

from citypact.choice.plan import AGREEMENT, GAP, make_plan

benchmark = script("plan_synthetic", "")


@pytest.mark.parametrize("kind", ["year", "sum"])
def test_a_large_question_is_answered(kind: str) -> None:
    portfolio = benchmark.synthetic_portfolio(2, kind)
    assert len(portfolio.options) == 60 * 12
    assert len({budget.payer for budget in portfolio.budgets}) == 5
    assert (len(portfolio.requires), len(portfolio.excludes)) == (12, 8)
    found = benchmark.figures_of("two", portfolio)
    assert found.status in {"optimal", "feasible"}
    assert found.gap is not None
    assert (found.status == "optimal") == (found.gap <= GAP and found.agreement <= AGREEMENT)
    assert found.target_error <= 1e-4
    # The additive curve keeps its promise to itself, and misses by ten times what a plan may.
    assert found.additive_promise <= 1e-6
    assert found.additive_miss > 1e-3


def test_the_same_seed_gives_the_same_question() -> None:
    one, two = (benchmark.synthetic_portfolio(3) for _ in range(2))
    assert one == two
    assert benchmark.synthetic_portfolio(4) != one


def test_every_limit_of_a_large_plan_is_kept() -> None:
    """Read from the ramps and the money of the plan itself, not from the search."""
    portfolio = benchmark.synthetic_portfolio(5)
    plan = make_plan(portfolio)
    first = portfolio.city.base_year
    for budget in portfolio.budgets:
        assert budget.years is not None
        paid = plan.spending[budget.payer][budget.years[0] - first]
        assert paid <= budget.amount * (1.0 + 1e-6)
    for group in portfolio.capacities:
        assert group.years is not None
        year = group.years[0] - first
        grown = sum(
            work * float(np.diff(plan.ramps[name])[year - 1])
            for name, work in group.weights.items()
        )
        assert grown <= group.growth * (1.0 + 1e-6)
    taken = {name for name, level in plan.levels.items() if level > 0.0}
    for a, b in portfolio.excludes:
        assert not {a, b} <= taken
    for a, b in portfolio.requires:
        if a in taken:
            assert plan.levels[a] <= plan.levels[b] + 1e-7
            assert plan.starts[a] >= plan.starts[b]
    for name in taken:
        assert portfolio.minimum[name] - 1e-9 <= plan.levels[name] <= 1.0
