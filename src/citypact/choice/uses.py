"""Uses of funds: what each measure of a scenario costs, year by year, and who pays.

A measure's money is laid out here flow by flow, from the ramp that the model computed, by the
model's own equations: a sum falls due as the measure grows, ``sum · max(r[t] - r[t-1], 0)``;
a yearly amount is ``amount · r[t]``; what is bought is bought again after its lifetime. Summed
over measures it is the money of the result less what is bought of carriers.

Vocabulary: a *use of funds* is money that buys something for a measure (investment,
replacement, operation, energy) or is owed for it (tax). A subsidy only changes hands, and a
co-benefit or the value of carbon is no cash: they are *beside*, counted neither as use nor as
source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from citypact.choice.earlier import reached_before
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model.city import City, Flow, Scenario
from citypact.model.result import Result
from citypact.model.timing import has_ramp

__all__ = ["USES", "MeasureFlow", "Uses", "in_city_budget", "measure_flows", "uses_of_funds"]

#: The kinds of money that somebody must find funds for.
USES: Final = ("investment", "replacement", "operation", "energy", "tax")
#: Decision-makers whose money is the city's: its boards and its companies.
_CITY: Final = ("board", "municipal company")


@dataclass(frozen=True, eq=False)
class MeasureFlow:
    """One flow of money of one measure, over time.

    Attributes:
        id: of the flow; a replacement has that of its investment.
        measure: id of the measure.
        area: id of the measure's transition area.
        kind: what kind of money.
        payer: id of the actor who pays.
        beneficiary: id of the actor who receives.
        in_city_budget: whether the payer is a board or a company of the city.
        amount: MSEK a year in the book's price year, shape ``(years,)``.
    """

    id: str
    measure: str
    area: str
    kind: str
    payer: str
    beneficiary: str
    in_city_budget: bool
    amount: Floats


@dataclass(frozen=True, eq=False)
class Uses:
    """The uses of funds of a scenario.

    Attributes:
        years: of every amount.
        flows: the uses, by measure and flow.
        beside: flows that are no use of funds: subsidies, co-benefits, the value of carbon.
        undated: measures of the scenario that have money and no years: in no sum.
    """

    years: npt.NDArray[np.int32]
    flows: tuple[MeasureFlow, ...]
    beside: tuple[MeasureFlow, ...]
    undated: tuple[str, ...]

    @property
    def total(self) -> Floats:
        """All uses, MSEK a year."""
        return self._sum(self.flows)

    def by(
        self, part: Literal["measure", "area", "payer", "kind", "in_city_budget"]
    ) -> dict[str, Floats]:
        """Uses by one part, MSEK a year, in the order of the names.

        For ``in_city_budget`` the names are ``city`` and ``outside``.
        """
        names = {_name(flow, part) for flow in self.flows}
        return {
            name: self._sum(flow for flow in self.flows if _name(flow, part) == name)
            for name in sorted(names)
        }

    def _sum(self, flows: Iterable[MeasureFlow]) -> Floats:
        return sum((flow.amount for flow in flows), np.zeros(len(self.years)))


def _name(flow: MeasureFlow, part: str) -> str:
    if part == "in_city_budget":
        return "city" if flow.in_city_budget else "outside"
    return str(getattr(flow, part))


def in_city_budget(city: City, actor: str) -> bool:
    """Say whether an actor's money is the city's own: that of a board or of its company."""
    return city.actors[actor].authority in _CITY


def uses_of_funds(city: City, result: Result, last_year: int | None = None) -> Uses:
    """Return what the measures of a scenario cost, as ``result`` has them.

    Args:
        city: that the result was computed for.
        result: of one of its scenarios.
        last_year: the last year of the plan; None for the last of the result.

    Raises:
        InputError: the result is not of this city, or has no such year.
    """
    years = int(np.searchsorted(result.years, _last(result, last_year))) + 1
    flows = [replace(flow, amount=flow.amount[:years]) for flow in measure_flows(city, result)]
    levels = city.scenarios[result.scenario].levels
    undated = [
        name
        for name in sorted(levels)
        if (measure := city.measures[name]).flows and not measure.same_as and not has_ramp(measure)
    ]
    return Uses(
        years=result.years[:years],
        flows=tuple(flow for flow in flows if flow.kind in USES),
        beside=tuple(flow for flow in flows if flow.kind not in USES),
        undated=tuple(undated),
    )


def _last(result: Result, last_year: int | None) -> int:
    first, last = int(result.years[0]), int(result.years[-1])
    if last_year is None:
        return last
    if not first <= last_year <= last:
        message = f"the last year of the plan is {last_year}: choose one of {first} to {last}"
        raise InputError(message)
    return last_year


def measure_flows(city: City, result: Result) -> tuple[MeasureFlow, ...]:
    """Return every flow of money of the measures in ``result``, by measure and flow.

    Summed by kind, payer and beneficiary, it is :attr:`Result.money` less the purchases of
    carriers.

    Raises:
        InputError: the result is not of this city.
    """
    if (result.city_id, result.book_hash) != (city.id, city.book_hash):
        message = (
            f"the result of {result.city_id} was computed from another book than that of "
            f"{city.id}: run the scenario again"
        )
        raise InputError(message)
    scenario = city.scenarios[result.scenario]
    return tuple(
        MeasureFlow(
            id=flow.id,
            measure=measure.id,
            area=measure.area,
            kind=kind,
            payer=flow.payer,
            beneficiary=flow.beneficiary,
            in_city_budget=in_city_budget(city, flow.payer),
            amount=amount,
        )
        for name in sorted(scenario.levels)
        if has_ramp(measure := city.measures[name])
        for flow in measure.flows
        for kind, amount in _over_time(
            city, flow, result.ramp[name], _reached_before(city, scenario, name)
        )
    )


def _reached_before(city: City, scenario: Scenario, name: str) -> float:
    """How far a measure of the scenario had come the year before the first."""
    postponed = scenario.postponed.get(name, 0)
    share = reached_before(city.measures[name], city.base_year, postponed)
    return scenario.levels[name] * share


def _over_time(city: City, flow: Flow, reached: Floats, before: float) -> list[tuple[str, Floats]]:
    """What falls due of a flow by kind, MSEK a year: itself, and its replacement."""
    if flow.yearly:
        return [(flow.kind, reached * flow.amount.value)]
    growth = np.maximum(np.diff(reached, prepend=before), 0.0)
    years = range(city.base_year, city.base_year + len(reached))
    cost = flow.amount.value * np.array([flow.asset.cost_level(year) for year in years])
    found = [(flow.kind, growth * cost)]
    lifetime = flow.asset.lifetime
    if lifetime is not None and lifetime < len(reached):
        again = np.zeros(len(reached))
        for served in range(lifetime, len(reached), lifetime):
            again[served:] += growth[:-served]
        found.append(("replacement", again * cost))
    return found
