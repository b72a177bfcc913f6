"""The next best measure: from a scenario on, what to add first.

:func:`next_best` runs the model once for each measure that could go further, with that one in
full and all others as they are in the scenario: its worth *last in*. The list ranks measures by
one criterion; the sequence takes the first of the list, asks the model again at the new levels,
takes the first of the new list, and so on. Last-in figures do not sum; those of the sequence do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from citypact.choice.abatement import MeasureAbatement
from citypact.choice.linearisation import payers, spending
from citypact.choice.next_measure import CRITERIA, Criterion, NextMeasure, ranked
from citypact.choice.portfolio import rate_problems
from citypact.engine import Values, evaluate
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.ramp import level_input
from citypact.model.scenario import find_scenario, inputs_of
from citypact.model.timing import takes_part

__all__ = ["NextBest", "Step", "next_best"]


@dataclass(frozen=True)
class Step:
    """A measure of the sequence, on top of all before it.

    Attributes:
        measure: what it adds there.
        result: what is compared with the target after it, kt.
        net_cost: of all steps up to it, MSEK in present value.
        target_met: whether the target is met after it.
    """

    measure: NextMeasure
    result: float
    net_cost: float
    target_met: bool


@dataclass(frozen=True)
class NextBest:
    """Which measures to add to a scenario, best first.

    Attributes:
        scenario: from which one on.
        by: by what they are ranked.
        payer: whose kronor count, with ``per-krona``.
        target: towards which they cut.
        year: of the target.
        result: what is compared with the target in the scenario, kt.
        allowed: what the target allows, kt.
        listed: measures last in, best first.
        beside: measures that have no place on this list, by id: what cuts nothing has none by
            tonnes or by cost per tonne, what the payer pays nothing for none per krona.
        sequence: one after the other, each the best at the levels reached. It ends where no
            measure has a place on the list or, by net value, where none gains.
    """

    scenario: str
    by: Criterion
    payer: str
    target: str
    year: int
    result: float
    allowed: float
    listed: tuple[NextMeasure, ...]
    beside: tuple[NextMeasure, ...]
    sequence: tuple[Step, ...]

    def to_json(self) -> dict[str, object]:
        """What ``citypact plan --next --json`` answers."""
        return {
            "scenario": self.scenario,
            "by": self.by,
            "payer": self.payer or None,
            "target": self.target,
            "year": self.year,
            "result": self.result,
            "allowed": self.allowed,
            "listed": [each.to_json(self.payer) for each in self.listed],
            "beside": [each.to_json(self.payer) for each in self.beside],
            "sequence": [
                {
                    **step.measure.to_json(self.payer),
                    "result_after": step.result,
                    "net_cost_after": step.net_cost,
                    "target_met_after": step.target_met,
                }
                for step in self.sequence
            ],
        }


def next_best(  # noqa: PLR0913  all but two are options by keyword
    city: City,
    scenario: str,
    *,
    by: Criterion = "net-value",
    payer: str = "",
    target: str = "",
    measures: Iterable[str] = (),
    discount_rate: float = 0.035,
) -> NextBest:
    """Rank what could be added to a scenario of ``city``, by the model at the scenario's levels.

    Args:
        city: made for the background of the scenario.
        scenario: from which one on.
        by: by what to rank.
        payer: whose kronor count; needed for ``per-krona``, and read by it only.
        target: towards which tonnes are counted; the main one where none is named.
        measures: to choose among; all computable ones of the book where none are named.
        discount_rate: of society, a fraction a year.

    Raises:
        InputError: an unknown name or criterion, a rate out of its range, or a target that
            cannot be computed; all of them are said.
    """
    start = find_scenario(city, scenario)
    target, names = target or city.main_target, tuple(sorted(set(measures)))
    problems = [
        *_problems(city, by, payer, target),
        *_measure_problems(city, names),
        *rate_problems(discount_rate),
    ]
    if problems:
        raise InputError("; ".join(problems))
    names = names or tuple(name for name in city.measures if takes_part(city.measures[name]))
    view = _View(city, target, discount_rate)
    inputs = inputs_of(city, start)
    listed, beside = ranked(view.beyond(inputs, names), by, payer)
    result, allowed = view.now(inputs)
    sequence = _sequence(view, inputs, names, by, payer)
    return NextBest(
        scenario=scenario,
        by=by,
        payer=payer,
        target=target,
        year=city.targets[target].year,
        result=result,
        allowed=allowed,
        listed=listed,
        beside=beside,
        sequence=sequence,
    )


@dataclass(frozen=True)
class _View:
    """The model, asked what measures add."""

    city: City
    target: str
    discount_rate: float

    def now(self, inputs: Mapping[str, float]) -> tuple[float, float]:
        """What is compared with the target, and what it allows, kt."""
        values = self._run(inputs)
        year = self._year
        return (
            float(values[output.target(self.target)][year]),
            float(values[output.allowed(self.target)][year]),
        )

    def beyond(self, inputs: Mapping[str, float], names: Iterable[str]) -> tuple[NextMeasure, ...]:
        """What each measure adds that is not in full yet."""
        levels = {name: inputs.get(level_input(name), 0.0) for name in names}
        open_ones = [name for name, level in levels.items() if level < 1.0]
        if not open_ones:
            return ()
        lanes = {name: np.full(len(open_ones) + 1, level) for name, level in inputs.items()}
        for lane, name in enumerate(open_ones, start=1):
            row = lanes.setdefault(level_input(name), np.zeros(len(open_ones) + 1))
            row[lane] = 1.0
        values = self._run(lanes)
        years = np.arange(len(values[output.TOTAL]))
        cost = (1.0 + self.discount_rate) ** -years.astype(float) @ values[output.SOCIETY]
        total, result = values[output.TOTAL].sum(axis=0), values[output.target(self.target)]
        paid = {payer: spending(values, payer).sum(axis=0) for payer in payers(values)}
        return tuple(
            NextMeasure(
                abatement=MeasureAbatement(
                    name, float(total[0] - total[lane]), float(cost[lane] - cost[0])
                ),
                level=levels[name],
                cut=float(result[self._year, 0] - result[self._year, lane]),
                spending={payer: float(row[lane] - row[0]) for payer, row in paid.items()},
                cost_stated=bool(self.city.measures[name].flows),
            )
            for lane, name in enumerate(open_ones, start=1)
        )

    @property
    def _year(self) -> int:
        return self.city.targets[self.target].year - self.city.base_year

    def _run(self, inputs: Mapping[str, float] | Mapping[str, Floats]) -> Values:
        made = compiled(self.city)
        needed = [output.SOCIETY, output.TOTAL]
        needed += [output.target(self.target), output.allowed(self.target)]
        needed += [name for name in made.terms if name.split("/")[:1] == ["money"]]
        return evaluate(made.program.select(needed), inputs)


def _sequence(
    view: _View, inputs: Mapping[str, float], names: tuple[str, ...], by: Criterion, payer: str
) -> tuple[Step, ...]:
    steps: list[Step] = []
    now, cost = dict(inputs), 0.0
    while True:
        listed, _ = ranked(view.beyond(now, names), by, payer)
        if not listed or (by == "net-value" and listed[0].abatement.net_cost >= 0.0):
            return tuple(steps)
        now[level_input(listed[0].id)] = 1.0
        cost += listed[0].abatement.net_cost
        result, allowed = view.now(now)
        steps.append(Step(listed[0], result, cost, result <= allowed))


def _problems(city: City, by: str, payer: str, target: str) -> list[str]:
    made, problems = compiled(city), []
    if by not in CRITERIA:
        problems.append(f"there is no criterion {by!r}; there are: {', '.join(CRITERIA)}")
    if by == "per-krona" and not payer:
        problems.append("whose kronor count has to be said: name a payer")
    if payer and payer not in city.actors:
        problems.append(f"there is no payer {payer!r}; there are: {', '.join(sorted(city.actors))}")
    if not target:
        problems.append("the book names no main target: say towards which one")
    elif target not in city.targets:
        there = ", ".join(sorted(city.targets))
        problems.append(f"there is no target {target!r}; there are: {there}")
    elif target in made.reasons:
        problems.append(f"the target {target!r} cannot be computed: {made.reasons[target]}")
    if output.SOCIETY not in made.terms:
        problems.append("the book states no price and no cost, so no measure is worth more")
    return problems


def _measure_problems(city: City, names: tuple[str, ...]) -> list[str]:
    problems = [f"there is no measure {name!r}" for name in names if name not in city.measures]
    problems += [
        f"the measure {name!r} cannot be ranked: "
        + (city.measures[name].reason_en or "it repeats another")
        for name in names
        if name in city.measures and not takes_part(city.measures[name])
    ]
    return problems
