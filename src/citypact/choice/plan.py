"""A plan: the measures chosen and how far, and what the model says of it.

:func:`make_plan` answers a :class:`~citypact.choice.portfolio.Portfolio`. Every figure of the
:class:`Plan` is of the model, run once more at the levels found.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from citypact.choice.exchange import are_few
from citypact.choice.infeasibility import Mend, conflict, mended_by, nearest_plan
from citypact.choice.linearisation import Outlook, outlook, payers, run, spending
from citypact.choice.optimise import GAP, KEPT, Clock, Point, Search
from citypact.choice.portfolio import Goal, Portfolio
from citypact.choice.relaxation import impossible
from citypact.engine.arrays import Floats, Integers
from citypact.model import output
from citypact.model.compile import compiled

__all__ = [
    "AGREEMENT",
    "GAP",
    "Plan",
    "PlanStatus",
    "gap_of",
    "make_plan",
    "plan_at",
    "proved_plan",
]

#: How far what the last programme said and what the model says may differ, as a part.
AGREEMENT = 1e-3
#: Part of the time after which, where no plan was found, the nearest is sought, and one from there.
_SOUGHT = 0.5

#: ``optimal``: proved against the programmes that the method names; ``feasible``: every limit
#: is kept, the proof is weaker than :data:`GAP`; ``already-met``: nothing has to be done;
#: ``infeasible``: no plan was found; ``time-limit``: the best until then, or the nearest.
PlanStatus: TypeAlias = Literal["optimal", "feasible", "already-met", "infeasible", "time-limit"]


@dataclass(frozen=True)
class Plan:
    """A plan and what the model says of it.

    Attributes:
        status: how the search ended.
        message: the same in a sentence, with what stands in the way and what mends it.
        gap: part of the total cost by which another plan could be cheaper at most, as far as the
            programme at the plan and those at refused plans can tell; None where nothing was
            proved.
        goal: what was sought.
        objective: what was to be least, against no measures: net social cost, or net cost of the
            payers, MSEK in present value; or emissions over all years, kt.
        total_cost: what the gap is a part of: discounted resource cost of the plan with all
            carriers, or net cost of the payers, MSEK; or emissions over all years, kt.
        agreement: greatest relative difference, in what is to be least or in a limit, between the
            last programme and the model.
        refinements: how many programmes led to the plan.
        seconds: that the search took.
        years: calendar years, shape ``(years,)``.
        levels: of the measures that can be chosen, by id; 0 where one is left out.
        postponed: by how many years those that are taken come later than stated; 0 is left out.
        starts: in which year those that are taken begin, the last year without effect.
        ramps: how far each has come in each year.
        emissions: of the main inventory, kt a year.
        targets: of every target its result and what is allowed in its year, kt.
        spending: of every payer on measures, MSEK a year.
        cost_not_stated: chosen measures of which the book states no cost.
        mends: changes to limits that make a plan possible; empty where there is one. Where the time
            ran out before one was found, those with which this plan is one; less may be enough.
        together: whether all of the changes are needed, and not any one of them.
        refused: plans that the programme promised and the model refused, whose rows the gap
            rests on beside those at the plan.
    """

    status: PlanStatus
    message: str
    gap: float | None
    goal: Goal
    objective: float
    total_cost: float
    agreement: float
    refinements: int
    seconds: float
    years: Integers
    levels: dict[str, float]
    postponed: dict[str, int]
    starts: dict[str, int]
    ramps: dict[str, Floats]
    emissions: Floats
    targets: dict[str, tuple[float, float]]
    spending: dict[str, Floats]
    cost_not_stated: tuple[str, ...]
    mends: tuple[Mend, ...] = ()
    together: bool = False
    refused: int = 0

    @property
    def target_met(self) -> bool:
        """Whether every target is met, to the rounding of the arithmetic."""
        return all(
            result <= allowed + KEPT * max(abs(allowed), 1.0)
            for result, allowed in self.targets.values()
        )

    def to_json(self) -> dict[str, object]:
        """What ``citypact plan --json`` answers; measures that are left out are not listed."""
        return {
            "status": self.status,
            "gap": self.gap,
            "refused": self.refused,
            "objective": self.objective,
            "agreement_with_model": self.agreement,
            "refinements": self.refinements,
            "years": self.years.tolist(),
            "measures": [
                {
                    "id": name,
                    "level": self.ramps[name].tolist(),
                    "start": self.starts[name],
                    "postponed": self.postponed.get(name, 0),
                }
                for name, level in self.levels.items()
                if level > 0.0
            ],
            "emissions": self.emissions.tolist(),
            "target_met": self.target_met,
            "money": {payer: row.tolist() for payer, row in self.spending.items()},
            "seconds": self.seconds,
            "message": self.message,
            "cost_not_stated": list(self.cost_not_stated),
            "goal": self.goal,
        }


def make_plan(portfolio: Portfolio, *, seconds: float = 60.0) -> Plan:
    """Choose measures, levels and starts that serve the goal within the limits.

    Args:
        portfolio: what is asked.
        seconds: after which the search stops with the best plan until then.

    Raises:
        InputError: the time is no positive number, or the city cannot be computed.
        ModuleNotFoundError: highspy is not installed.
    """
    began, clock = time.monotonic(), Clock.of(seconds)
    seen = outlook(portfolio)
    search = Search(seen, clock)
    nothing = search.start()
    if portfolio.targets and search.kept(nothing):
        text = "The targets are met already: no measure has to be chosen."
        return plan_at(seen, nothing, "already-met", text, began=began)
    point = None if are_few(seen.options) else _nearest_of_impossible(search)
    first = clock.part(_SOUGHT)
    if point is None:
        point = search.best(first=first)
    if not search.kept(point) and first.out():
        point = _from_the_nearest(search, point)
    if not search.kept(point):
        return _without_plan(seen, point, clock, began, seconds)
    if clock.out():
        text = f"The time of {seconds:g} s ran out: this is the best plan found until then."
        return plan_at(seen, point, "time-limit", text, began=began)
    return proved_plan(search, point, began=began)


def proved_plan(search: Search, point: Point, *, began: float) -> Plan:
    """The plan at a point that keeps its limits, with what can be proved of its cost."""
    gap = gap_of(search, point)
    text = "This plan keeps every limit; the method says against what its cost is proved."
    if gap is None:
        return plan_at(search.seen, point, "feasible", text, began=began)
    plan = plan_at(search.seen, point, "optimal", text, began=began, gap=gap)
    plan = replace(plan, refused=len(search.refused))
    if gap <= GAP and plan.agreement <= AGREEMENT:
        return plan
    return replace(plan, status="feasible")


def gap_of(search: Search, point: Point) -> float | None:
    """Part of the total cost by which another plan could be cheaper; None if nothing is proved."""
    gap = max(0.0, point.cost - search.bound(point)) / search.total(point)
    return gap if np.isfinite(gap) else None


def _nearest_of_impossible(search: Search) -> Point | None:
    """What exceeds the limits least, where no plan can be within them; None where one may be.

    A search for a plan that cannot be takes all the time that there is.
    """
    if impossible(search) is None:
        return None
    nearest = nearest_plan(search.seen, search.clock)
    return None if search.kept(nearest) else nearest


def _from_the_nearest(search: Search, point: Point) -> Point:
    """The best plan that is reached from the one that exceeds its limits least; or that one."""
    if not search.clock.out():
        point = search.better(nearest_plan(search.seen, search.clock), point) or point
    if not search.clock.out():
        point = search.better(search.best(point.levels), point) or point
    return point


def _without_plan(seen: Outlook, point: Point, clock: Clock, began: float, seconds: float) -> Plan:
    if clock.out():
        mends = mended_by(seen, point)
        text = (
            f"The time of {seconds:g} s ran out before any plan was found that keeps every limit; "
            "that there is none was not shown."
        )
        if mends:
            text += " The nearest one found needs these changes, and less may be enough: "
            text += "; ".join(mend.sentence for mend in mends) + "."
        plan = plan_at(seen, point, "time-limit", text, began=began)
        return replace(plan, mends=mends, together=len(mends) > 1)
    found = conflict(seen, clock, None if are_few(seen.options) else point)
    sentence = found.sentence[0].upper() + found.sentence[1:]
    plan = plan_at(seen, found.nearest, "infeasible", sentence, began=began)
    return replace(plan, mends=found.mends, together=found.together)


def plan_at(
    seen: Outlook,
    point: Point,
    status: PlanStatus,
    message: str,
    *,
    began: float,
    gap: float | None = None,
) -> Plan:
    """Run the model once more, with all its outputs, and read every figure from there."""
    portfolio, city = seen.portfolio, seen.portfolio.city
    program = compiled(city).program
    options = seen.options
    lanes = run(program, portfolio, point.levels[:, None])
    values = {name: series[..., 0] for name, series in lanes.items()}
    levels = dict(zip(portfolio.measures, options.level(point.levels).tolist(), strict=True))
    taken = [options.items[place] for place in np.flatnonzero(point.levels > 0.0)]
    found = seen.of_values(lanes)
    objective = float(found.cost[0])
    promised = np.abs(point.said_excess - found.excess[:, 0]).max(initial=0.0)
    cost_differs = abs(point.said_cost - objective) / max(abs(objective), 1.0)
    return Plan(
        status=status,
        message=message,
        gap=gap,
        goal=portfolio.goal,
        objective=objective,
        total_cost=seen.without + objective,
        agreement=float(max(promised, cost_differs)),
        refinements=point.refinements,
        seconds=time.monotonic() - began,
        years=program.years,
        levels=levels,
        postponed={item.measure: item.postponed for item in taken if item.postponed},
        starts={item.measure: item.start for item in taken},
        ramps={name: values[output.ramp(name)] for name in portfolio.measures},
        emissions=values[output.TOTAL],
        targets=_targets(seen, values),
        spending={payer: spending(lanes, payer)[:, 0] for payer in payers(lanes)},
        cost_not_stated=tuple(
            name for name, level in levels.items() if level > 0 and not city.measures[name].flows
        ),
    )


def _targets(seen: Outlook, values: Mapping[str, Floats]) -> dict[str, tuple[float, float]]:
    found, city = {}, seen.portfolio.city
    for limit, name in zip(seen.limits, seen.portfolio.targets, strict=False):
        year = city.targets[name].year - city.base_year
        found[name] = (float(values[output.target(name)][year]), limit.most)
    return found
