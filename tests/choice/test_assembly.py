import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import asked, town

from citypact.choice.assembly import Box, ceilings
from citypact.choice.linearisation import outlook
from citypact.choice.portfolio import Budget, Capacity, Portfolio


def portfolio(amount: float, yearly: float, growth: float, decided: float) -> Portfolio:
    return asked(
        town(),
        budgets=(Budget("city", amount), Budget("city", yearly, yearly=True)),
        capacities=(Capacity("builders", ("bus", "cycle", "walk"), growth),),
        decided={"bus": decided},
        starts=tuple(range(2020, 2030)),
    )


@settings(max_examples=30)
@given(
    amount=st.floats(50.0, 600.0),
    yearly=st.floats(5.0, 80.0),
    growth=st.floats(0.05, 0.6),
    decided=st.sampled_from([0.0, 0.1]),
    seed=st.integers(0, 1000),
)
def test_no_plan_within_budgets_goes_beyond_its_ceilings(
    amount: float, yearly: float, growth: float, decided: float, seed: int
) -> None:
    """Any plan, taken back until it keeps every budget, goes no further than the ceilings."""
    given = portfolio(amount, yearly, growth, decided)
    seen, options = outlook(given), given.options
    free = np.zeros(len(seen.limits), dtype=bool)
    most = ceilings(seen, Box(given.settled, np.ones(len(options))), free)
    draw = np.random.default_rng(seed)
    settled = given.settled
    for _ in range(20):
        whole = np.zeros(len(options))
        for name in given.measures:
            whole[draw.choice(np.array(options.of(name)))] = draw.random()
        whole = np.where(settled > 0.0, np.maximum(whole, settled), whole)
        if decided:
            whole[[at for at in options.of("bus") if settled[at] <= 0.0]] = 0.0
            whole[options.of("bus").start] = max(whole[options.of("bus").start], decided)
        for part in np.linspace(1.0, 0.0, 21):
            levels = settled + part * (whole - settled)
            if (seen.figures(levels[:, None]).excess[seen.curved :] <= 0.0).all():
                assert (levels <= most + 1e-9).all()
                break


def test_an_option_alone_reaches_its_ceiling_and_no_further() -> None:
    given = portfolio(150.0, 40.0, 0.2, 0.0)
    seen = outlook(given)
    free = np.zeros(len(seen.limits), dtype=bool)
    count = len(given.options)
    most = ceilings(seen, Box(np.zeros(count), np.ones(count)), free)
    assert (most < 1.0).any()
    for place in np.flatnonzero(most < 1.0):
        alone = np.zeros((len(most), 2))
        alone[place] = most[place] - 1e-8, most[place] + 1e-3
        worst = seen.figures(alone).excess[seen.curved :].max(axis=0)
        assert worst[0] <= 0.0 < worst[1]


def test_a_limit_that_may_be_exceeded_sets_no_ceiling() -> None:
    given = portfolio(150.0, 40.0, 0.2, 0.0)
    seen, count = outlook(given), len(given.options)
    every = np.ones(len(seen.limits), dtype=bool)
    most = ceilings(seen, Box(np.zeros(count), np.ones(count)), every)
    assert (most == 1.0).all()
