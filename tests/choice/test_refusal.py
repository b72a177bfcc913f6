"""Rows at plans that the model refuses: what they keep out, and what they let in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.benchmarks.peers import script
from tests.choice.portfolios import asked, town

from citypact.choice import proving
from citypact.choice.assembly import MARGIN, assemble
from citypact.choice.linearisation import Outlook, outlook
from citypact.choice.milp import Programme
from citypact.choice.optimise import GAP, Search
from citypact.choice.plan import make_plan
from citypact.choice.point import Clock
from citypact.choice.refusal import refusing
from citypact.engine.arrays import Floats

LEVELS = st.lists(st.floats(0.0, 1.0), min_size=3, max_size=3).map(np.array)


def programme(seen: Outlook, plan: Floats, *refused: Floats) -> Programme:
    at = seen.linearise(plan, far=True)
    cost = (at.cost_slope, np.zeros(len(seen.limits)))
    free, box = np.zeros(len(seen.limits), dtype=bool), Search(seen, Clock.of(60.0)).box
    made = assemble(
        seen, at, box, cost=cost, free=free, switches=False, whole=False, margin=-MARGIN
    )
    others = [seen.linearise(each, far=True) for each in refused]
    return refusing(made, seen, at.levels, others, -MARGIN)


def within(asked_of: Programme, levels: Floats) -> bool:
    columns = np.concatenate([levels, np.zeros(len(asked_of.cost) - len(levels))])
    return bool((asked_of.rows.times(columns) <= asked_of.limit).all())


@settings(max_examples=60)
@given(plan=LEVELS, refused=LEVELS)
def test_the_plan_stays_in_and_what_the_model_refuses_is_out(plan: Floats, refused: Floats) -> None:
    """One measure at another level is told exactly, so that it is the model that decides."""
    seen = outlook(asked(town()))
    made = programme(seen, plan, refused)
    kept = float(seen.figures(plan[:, None]).excess[0, 0]) <= 0.0
    assert within(made, plan) >= kept
    excess = float(seen.figures(refused[:, None]).excess[0, 0])
    at = seen.linearise(refused, far=True)
    lets_in = at.excess[0] + at.curved_slope[0] @ (plan - refused) <= MARGIN
    if excess > 2.0 * MARGIN and lets_in:
        assert not within(made, refused)


def test_without_refused_plans_it_is_the_programme_itself() -> None:
    seen = outlook(asked(town()))
    plan = np.full(3, 0.5)
    made = programme(seen, plan)
    assert len(made.limit) == len(programme(seen, plan, plan).limit) - seen.curved


@pytest.fixture(scope="module")
def question() -> Search:
    """A synthetic question whose programme promises a plan that the model refuses."""
    portfolio = script("plan_synthetic", "").synthetic_portfolio(8, "year")
    return Search(outlook(portfolio), Clock.of(60.0))


def test_a_refused_plan_no_longer_stands_against_the_best(question: Search) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(proving, "_refused", lambda *_: False)
        before = make_plan(question.seen.portfolio)
    after = make_plan(question.seen.portfolio)
    assert (before.status, before.refused) == ("feasible", 0)
    assert before.gap is not None
    assert before.gap > GAP
    assert (after.status, after.refused) == ("optimal", 1)
    assert after.gap is not None
    assert after.gap <= GAP
    assert after.objective == pytest.approx(before.objective, abs=1e-9)


def test_what_is_refused_exceeds_a_limit_in_the_model(question: Search) -> None:
    best = question.best()
    assert question.kept(best)
    assert question.refused
    for each in question.refused:
        assert not question.kept(question.point(each.levels))
        # Nor is there a plan with the same options that is better.
        assert not question.precedes(question.fixed(each.levels, question.box, 0), best)
