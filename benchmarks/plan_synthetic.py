"""How fast a plan is made, on synthetic cities that are as large as a real question gets.

    python benchmarks/plan_synthetic.py --seeds 1 2 3 --target year

A city here has 48 activities that measures act on in overlapping ways, 60 measures with ramps of
2 to 7 years that may begin in any of 12 years, 5 payers with a budget in every year, 6 trades
that can deliver so much in a year, 12 dependencies, 8 exclusions and a least level for each
measure. It is a :class:`City` like any other, and asked through the same calls.

Beside each plan stands what an additive abatement curve would have promised: the plan that is
best if the effects of measures alone could be summed, and what the model says that it emits.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from synthetic_city import BASE, MEASURES, PAYERS, STARTS, TARGET_YEAR, synthetic_city

from citypact.book import open_book
from citypact.choice.assembly import assemble
from citypact.choice.linearisation import outlook
from citypact.choice.milp import solve
from citypact.choice.optimise import Search
from citypact.choice.plan import make_plan
from citypact.choice.point import Clock
from citypact.choice.portfolio import Budget, Capacity, Portfolio
from citypact.model.city import City, Measure
from citypact.model.compile import compiled

TRADES, DEPENDENCIES, EXCLUSIONS = 6, 12, 8
#: Kinds of target: emissions of a year, or their sum over the years up to it.
KINDS = ("year", "sum")


@dataclass(frozen=True)
class PlanFigures:
    """What was measured of one plan.

    ``target_error`` is by how much the result exceeds what the target allows, as the model has
    it, and ``additive_miss`` the same of the plan of an additive curve, as parts of what is
    allowed; ``additive_promise`` is what that curve says of its own plan.
    """

    name: str
    options: int
    seconds: float
    status: str
    gap: float | None
    refused: int
    agreement: float
    refinements: int
    objective: float
    total_cost: float
    target_error: float
    additive_promise: float
    additive_miss: float


def synthetic_portfolio(seed: int, kind: str = "year") -> Portfolio:
    """The question that is asked of :func:`synthetic_city`."""
    city = synthetic_city(seed, kind)
    draw = np.random.default_rng(1000 + seed)
    names = np.array(sorted(city.measures))
    shuffled = draw.permutation(names)
    paired = shuffled[: 2 * (DEPENDENCIES + EXCLUSIONS)].reshape(-1, 2).tolist()
    pairs = [(first, second) for first, second in paired]
    trade = draw.integers(0, TRADES, MEASURES)
    capital = {name: _paid(city.measures[name], "investment") for name in names}
    work = {name: sum(capital[name].values()) * draw.uniform(0.5, 1.5) for name in names}
    years = range(BASE + 1, TARGET_YEAR + 1)
    return Portfolio(
        city,
        measures=tuple(names),
        budgets=tuple(_budgets(city, draw, years)),
        capacities=tuple(
            Capacity(
                f"trade-{number}",
                tuple(group),
                1.1 * pace * sum(work[name] for name in group) / len(years),
                tuple(work[name] for name in group),
                (year, year),
            )
            for number in range(TRADES)
            if len(group := names[trade == number])
            for year, pace in zip(years, np.linspace(0.6, 1.6, len(years)), strict=True)
        ),
        minimum={name: float(draw.uniform(0.2, 0.5)) for name in names},
        requires=tuple(pairs[:DEPENDENCIES]),
        excludes=tuple(pairs[DEPENDENCIES:]),
        starts=STARTS,
    )


def figures_of(name: str, portfolio: Portfolio) -> PlanFigures:
    """Make a plan, and hold it against the model and against an additive curve."""
    compiled(portfolio.city)  # a question is asked of a city that has been opened
    began = time.perf_counter()
    plan = make_plan(portfolio)
    seconds = time.perf_counter() - began
    over = [(result - allowed) / abs(allowed) for result, allowed in plan.targets.values()]
    promise, miss = additive_curve(portfolio)
    return PlanFigures(
        name=name,
        options=len(portfolio.options),
        seconds=seconds,
        status=plan.status,
        gap=plan.gap,
        refused=plan.refused,
        agreement=plan.agreement,
        refinements=plan.refinements,
        objective=plan.objective,
        total_cost=plan.total_cost,
        target_error=max(0.0, *over),
        additive_promise=promise,
        additive_miss=miss,
    )


def additive_curve(portfolio: Portfolio) -> tuple[float, float]:
    """By how much the best plan of summed single effects exceeds the target: promised, and true.

    Both as parts of what the target allows; below zero is less than allowed.
    """
    seen = outlook(portfolio)
    search = Search(seen, Clock.of(600.0))
    nothing = np.zeros(len(seen.options))
    alone = seen.linearise(nothing, far=True)
    scale = float(np.abs(alone.cost_slope).sum())
    programme = assemble(
        seen,
        alone,
        search.box,
        cost=(alone.cost_slope / scale, np.zeros(len(seen.limits))),
        free=np.zeros(len(seen.limits), dtype=bool),
        switches=portfolio.switched,
        whole=portfolio.switched,
    )
    within = 1e-3 * abs(seen.without) / scale
    solution = solve(programme, seconds=60.0, within=within)
    if solution.values is None:
        return float("nan"), float("nan")
    levels = solution.values[: len(nothing)]
    promised = alone.excess[0] + float(alone.curved_slope[0] @ levels)
    true = seen.figures(levels[:, None]).excess[0, 0]
    part = seen.limits[0].scale / abs(seen.limits[0].most)
    return float(promised * part), float(true * part)


def measured(seeds: list[int], kinds: Sequence[str] = KINDS) -> dict[str, object]:
    """Figures of Malmö's plan and of synthetic ones, and what stands for all of them."""
    plans = [figures_of("malmo", Portfolio(open_book("malmo").city()))]
    plans += [
        figures_of(f"synthetic-{seed}-{kind}", synthetic_portfolio(seed, kind))
        for kind in kinds
        for seed in seeds
    ]
    seconds = [each.seconds for each in plans]
    return {
        "plan_s_median": statistics.median(seconds),
        "plan_s_worst": max(seconds),
        "target_error_worst": max(each.target_error for each in plans),
        "plans": [vars(each) for each in plans],
    }


def _paid(measure: Measure, kind: str) -> dict[str, float]:
    paid: dict[str, float] = {}
    for flow in measure.flows:
        if flow.kind == kind:
            paid[flow.payer] = paid.get(flow.payer, 0.0) + flow.amount.value
    return paid


def _budgets(city: City, draw: np.random.Generator, years: range) -> list[Budget]:
    """In each year three quarters of an even part of all investment, and all operation."""
    budgets = []
    for payer in PAYERS:
        capital, running = (
            sum(_paid(item, kind).get(payer, 0.0) for item in city.measures.values())
            for kind in ("investment", "operation")
        )
        even = 0.75 * capital / len(years) * draw.uniform(0.8, 1.3)
        budgets += [
            Budget(payer, float(even * pace + running), yearly=True, years=(year, year))
            for year, pace in zip(years, np.linspace(0.8, 1.3, len(years)), strict=True)
        ]
    return budgets


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seeds", type=int, nargs="*", default=list(range(1, 11)))
    parser.add_argument("--target", choices=KINDS, nargs="*", default=list(KINDS))
    asked = parser.parse_args()
    json.dump(measured(asked.seeds, asked.target), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
