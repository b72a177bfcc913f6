import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import asked, town

from citypact.choice import programmes
from citypact.choice.assembly import assemble
from citypact.choice.linearisation import outlook
from citypact.choice.milp import solve
from citypact.choice.optimise import Search
from citypact.choice.point import Clock
from citypact.choice.portfolio import Budget, Portfolio


def question(budget: float, least: float, allowed: float) -> Portfolio:
    return asked(
        town(allowed=allowed),
        budgets=(Budget("city", budget), Budget("city", budget / 8.0, yearly=True)),
        minimum={"bus": least, "cycle": least},
        excludes=(("cycle", "walk"),),
        starts=tuple(range(2020, 2028)),
    )


@settings(max_examples=25)
@given(
    budget=st.floats(150.0, 600.0),
    least=st.sampled_from([0.2, 0.5, 0.9]),
    allowed=st.floats(55.0, 95.0),
    first=st.sampled_from([(1, 2), (6, 12), (100, 250)]),
    at_once=st.sampled_from([0, 5, 300]),
)
def test_leaving_options_out_loses_nothing(
    budget: float,
    least: float,
    allowed: float,
    first: tuple[int, int],
    at_once: int,
) -> None:
    """Whatever is left out first, what is found and proved is that of the whole programme."""
    search = Search(outlook(question(budget, least, allowed)), Clock.of(60.0))
    at = search.seen.linearise(search.starts()[0], far=True)
    full = assemble(
        search.seen,
        at,
        search.box,
        cost=(at.cost_slope / at.cost_scale, np.zeros(len(search.loose))),
        free=search.loose,
        switches=True,
        whole=True,
    )
    best = solve(full, seconds=60.0)
    within = 1e-4
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(programmes, "_FIRST", first)
        changed.setattr(programmes, "_AT_ONCE", at_once)
        found = search.programmes.whole(at, search.box, search.loose, within=within, proved=True)
    assert found.values is not None
    if best.values is None:  # what exceeds the limits least
        assert (found.values[2 * len(at.levels) :] > 0.0).any()
        return
    least_cost, room = full.cost @ best.values, 1e-7
    part = within * abs(search.seen.without + at.cost) / at.cost_scale
    assert (full.rows.times(found.values) <= full.limit + room).all()
    assert full.cost @ found.values <= least_cost + part + room
    assert found.bound <= least_cost + room
    assert found.bound >= full.cost @ found.values - part - room


def test_a_plan_to_begin_from_is_never_lost() -> None:
    search = Search(outlook(question(600.0, 0.5, 80.0)), Clock.of(60.0))
    plan = search.best()
    at = search.seen.linearise(plan.levels, far=True)
    for proved in (False, True):
        found = search.programmes.whole(
            at, search.box, search.loose, margin=-1e-8, begin=plan.levels, proved=proved
        )
        assert found.values is not None
        promised = at.cost + at.cost_slope @ (found.values[: len(at.levels)] - at.levels)
        assert promised <= plan.cost + 1e-6
