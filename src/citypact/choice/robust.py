"""A robust plan: one that is likely to reach its target, and not only if all goes as expected.

:func:`make_robust_plan` seeks the plan of least mean cost that keeps its targets with a given
probability, or in the mean of the worst draws, on draws of the uncertain figures. How sure the
plan is gets told twice: on the draws that it was made on, and on fresh ones that it has not met.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from citypact.choice.assembly import Box
from citypact.choice.drawn import DrawnOutlook, Sample, drawn
from citypact.choice.linearisation import Outlook, outlook
from citypact.choice.milp import solve
from citypact.choice.optimise import KEPT, Clock, Point, Search
from citypact.choice.plan import AGREEMENT, GAP, Plan, PlanStatus, gap_of, plan_at
from citypact.choice.portfolio import Portfolio
from citypact.choice.risk import Risk, probable, tail_mean
from citypact.choice.robust_programme import assemble_choice, assemble_robust
from citypact.errors import InputError

__all__ = ["FRESH", "Assurance", "RobustPlan", "make_robust_plan"]

#: Fresh draws that a plan is tried on: the standard error of a probability of 0.9 is then 0.3
#: percentage points.
FRESH: Final = 10_000
#: How many of them are run together.
_TOGETHER: Final = 2_500
#: How often it is tried to give up other draws, how far the levels may move each time, and how
#: exactly that is solved.
_EXCHANGES, _NEAR, _CHOICE_GAP = 3, 0.5, 1e-3
#: The tail that is told where none was asked for: the worst tenth.
_USUAL_TAIL: Final = 0.9


@dataclass(frozen=True)
class Assurance:
    """How sure a plan is on some draws.

    Attributes:
        first_draw: number of the first one.
        draws: how many.
        level: of the tails below: they are means of the worst ``1 - level`` of the draws.
        probability: of meeting each target.
        mean: of what is compared with each target, less what it allows, kt.
        tail: the same of the worst draws.
        mean_cost: net social cost, MSEK in present value.
        cost_tail: the same of the dearest draws.
    """

    first_draw: int
    draws: int
    level: float
    probability: dict[str, float]
    mean: dict[str, float]
    tail: dict[str, float]
    mean_cost: float
    cost_tail: float

    def to_json(self) -> dict[str, object]:
        """As part of :meth:`RobustPlan.to_json`."""
        return {
            "first_draw": self.first_draw,
            "draws": self.draws,
            "level": self.level,
            "probability": self.probability,
            "mean_gap": self.mean,
            "tail_gap": self.tail,
            "mean_cost": self.mean_cost,
            "tail_cost": self.cost_tail,
        }


@dataclass(frozen=True)
class RobustPlan:
    """A robust plan.

    Attributes:
        plan: its levels, and what the model says of them with nominal figures. Its ``gap`` and
            ``agreement`` are those of the robust question.
        risk: what was asked.
        own: how sure it is on the draws that it was made on.
        fresh: how sure it is on others.
    """

    plan: Plan
    risk: Risk
    own: Assurance
    fresh: Assurance

    @property
    def cost_tail_level(self) -> float:
        """Of the tail of the cost that is told: the one asked for, else the dearest tenth."""
        return self.risk.cost_level or _USUAL_TAIL

    def to_json(self) -> dict[str, object]:
        """What ``citypact plan --robust P --json`` answers: the plan, and ``robust``."""
        return {
            **self.plan.to_json(),
            "robust": {
                "measure": self.risk.measure,
                "level": self.risk.level,
                "cost_level": self.risk.cost_level,
                "seed": self.risk.seed,
                "own": self.own.to_json(),
                "fresh": self.fresh.to_json(),
            },
        }


def make_robust_plan(portfolio: Portfolio, risk: Risk, *, seconds: float = 60.0) -> RobustPlan:
    """Find the plan of least mean cost, or least mean cost of the dearest draws, that is so sure.

    Targets are kept as ``risk`` says; budgets, capacities and rules with nominal figures. The
    search begins from the best nominal plan, and from all measures in full where that leads
    nowhere; levels and starts are both chosen on the draws.

    Args:
        portfolio: what may be chosen, for what, within which limits.
        risk: how sure the plan has to be.
        seconds: when to stop with the best plan until then.

    Raises:
        InputError: the time is no positive number, the portfolio has no target, or the city
            cannot be computed.
        ModuleNotFoundError: highspy is not installed.
    """
    began, clock = time.monotonic(), Clock.of(seconds)
    if not portfolio.targets:
        message = "a robust plan is sure of a target: name one to reach"
        raise InputError(message)
    seen = outlook(portfolio)
    many = drawn(seen, risk)
    search = Search(many, clock, assemble_robust)
    point = search.start()
    if search.kept(point):
        status: PlanStatus = "already-met"
        text = "The targets are met as surely as asked already: no measure has to be chosen."
        return _described(many, point, status, text, began)
    nominal = Search(seen, clock).best().levels
    point = search.near(nominal)
    # With starts to choose a second search takes long, and is made where it is needed.
    if not portfolio.switched or not search.kept(point):
        point = search.better(search.near(search.starts()[-1]), point) or point
    if search.kept(point) and risk.measure == "probability":
        point = _other_draws_given_up(search, many, point)
    if clock.out():
        text = f"The time of {seconds:g} s ran out: this is the best plan found until then."
        return _described(many, point, "time-limit", text, began)
    if not search.kept(point):
        return _described(many, point, "infeasible", _why(many, point), began)
    if risk.measure == "probability":
        # Which draws to give up was chosen by a search: what is proved holds for that choice.
        text = "This plan is as sure as asked on its draws; that none is cheaper was not proved."
        return _described(many, point, "feasible", text, began)
    gap = gap_of(search, point)
    text = "This plan is as sure as asked on its draws; the method says how its cost is proved."
    found = _described(many, point, "optimal", text, began, gap)
    if gap is not None and gap <= GAP and found.plan.agreement <= AGREEMENT:
        return found
    return replace(found, plan=replace(found.plan, status="feasible"))


def _other_draws_given_up(search: Search, many: DrawnOutlook, point: Point) -> Point:
    """A plan that is cheaper because other draws are given up; the same where none is found.

    What is taken, and when it begins, stays.
    """
    taken, least = point.levels > 0.0, many.portfolio.rules.least
    lower = np.where(taken, np.maximum(search.box.lower, least), 0.0)
    inside = Box(lower, taken.astype(float)) if many.portfolio.switched else search.box
    for _ in range(_EXCHANGES):
        at, near = many.linearise(point.levels, inside.movable), inside.within(point.levels, _NEAR)
        scale = float(np.abs(at.cost_slope).sum()) or 1.0
        programme = assemble_choice(many, at, near, at.cost_slope / scale)
        solution = solve(programme, seconds=search.clock.left, gap=_CHOICE_GAP)
        if solution.values is None:
            break
        levels = np.clip(solution.values[: len(at.levels)], near.lower, near.upper)
        other = search.descended(search.point(levels), inside)
        if not search.kept(other) or not search.precedes(other, point):
            break
        point = replace(other, refinements=point.refinements + 1 + other.refinements)
    return point


def _why(many: DrawnOutlook, point: Point) -> str:
    """What is said where no plan is sure enough."""
    risk = many.risk
    nearest = _assurance(many, many.sample(point.levels[:, None]))
    if risk.measure == "probability":
        asked = f"in at least {risk.level:.4g} of the draws"
        got = ", ".join(f"{name} in {part:.4g}" for name, part in nearest.probability.items())
    else:
        asked = f"by the mean of the worst {1.0 - risk.level:.4g} of the draws"
        got = ", ".join(f"{name} by {-kt:.4g} kt" for name, kt in nearest.tail.items())
    return (
        f"No plan was found that keeps its targets {asked} within the other limits. The nearest "
        f"one keeps {got}. Ask for less, or allow more: measures, budgets or the target."
    )


def _described(
    many: DrawnOutlook,
    point: Point,
    status: PlanStatus,
    message: str,
    began: float,
    gap: float | None = None,
) -> RobustPlan:
    plan = plan_at(many, point, status, message, began=began, gap=gap)
    promised = float(np.abs(point.said_excess - point.excess).max())
    differs = abs(point.said_cost - point.cost) / max(abs(point.cost), 1.0)
    return RobustPlan(
        plan=replace(plan, agreement=max(promised, differs), seconds=time.monotonic() - began),
        risk=many.risk,
        own=_assurance(many, many.sample(point.levels[:, None])),
        fresh=_on_fresh_draws(many, point),
    )


def _on_fresh_draws(many: DrawnOutlook, point: Point) -> Assurance:
    base = Outlook(**{name: vars(many)[name] for name in Outlook.__dataclass_fields__})
    first = many.risk.draws
    parts = [
        drawn(base, many.risk, first_draw=start, draws=_TOGETHER).sample(point.levels[:, None])
        for start in range(first, first + FRESH, _TOGETHER)
    ]
    whole = Sample(
        np.concatenate([part.cost for part in parts]),
        np.concatenate([part.excess for part in parts], axis=1),
    )
    return _assurance(many, whole, first)


def _assurance(many: DrawnOutlook, sample: Sample, first_draw: int = 0) -> Assurance:
    """Read a sample of one plan."""
    risk = many.risk
    level = risk.level if risk.measure == "tail" else _USUAL_TAIL
    limits = dict(zip(many.portfolio.targets, many.limits, strict=False))
    over = {
        name: excess * limit.scale
        for (name, limit), excess in zip(limits.items(), sample.excess, strict=True)
    }
    return Assurance(
        first_draw=first_draw,
        draws=len(sample.cost),
        level=level,
        probability={
            name: probable(excess[:, 0], KEPT * limits[name].scale) for name, excess in over.items()
        },
        mean={name: float(excess.mean()) for name, excess in over.items()},
        tail={name: float(tail_mean(excess, level)[0]) for name, excess in over.items()},
        mean_cost=float(sample.cost.mean()),
        cost_tail=float(tail_mean(sample.cost, risk.cost_level or _USUAL_TAIL)[0]),
    )
