"""The investment plan of a scenario: uses, sources, the balance, and what depends on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citypact.choice.balance import Balance, Failure, Stage, balance, failures, stages
from citypact.choice.sources import CERTAINTIES, sources_of_funds
from citypact.choice.stated import StatedMoney, stated_money
from citypact.choice.uses import Uses, uses_of_funds
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.result import Json, Result

__all__ = ["InvestmentPlan", "investment_plan", "plan_year"]


@dataclass(frozen=True, eq=False)
class InvestmentPlan:
    """What a scenario costs and who pays for it. Money in MSEK of ``price_year``.

    Attributes:
        city_id: whose.
        scenario: id of the scenario.
        book_hash: content hash of the city book.
        price_year: in whose prices.
        uses: what the measures cost.
        balance: the uses against every source.
        by_certainty: the same with the sources that are at least so sure.
        failures: what each source means, should it not come.
        stages: when each measure needs its money, and from when it is short.
        stated: what the published plan says, beside.
    """

    city_id: str
    scenario: str
    book_hash: str
    price_year: int
    uses: Uses
    balance: Balance
    by_certainty: Mapping[str, Balance]
    failures: tuple[Failure, ...]
    stages: tuple[Stage, ...]
    stated: StatedMoney

    def to_json(self) -> dict[str, Json]:
        """The plan as JSON says it; every list of numbers is one a year of ``years``."""
        found = self.balance
        return {
            "city": self.city_id,
            "scenario": self.scenario,
            "book_hash": self.book_hash,
            "price_year": self.price_year,
            "unit": "MSEK",
            "years": [int(year) for year in found.years],
            "uses": {
                "total": _listed(self.uses.total),
                "by_budget": _all_listed(self.uses.by("in_city_budget")),
                "by_area": _all_listed(self.uses.by("area")),
                "by_measure": _all_listed(self.uses.by("measure")),
                "by_payer": _all_listed(self.uses.by("payer")),
                "by_kind": _all_listed(self.uses.by("kind")),
                "flows": [
                    {
                        "id": flow.id,
                        "measure": flow.measure,
                        "area": flow.area,
                        "kind": flow.kind,
                        "payer": flow.payer,
                        "in_city_budget": flow.in_city_budget,
                        "amount": _listed(flow.amount),
                    }
                    for flow in self.uses.flows
                ],
            },
            "beside": [
                {
                    "id": flow.id,
                    "measure": flow.measure,
                    "kind": flow.kind,
                    "payer": flow.payer,
                    "beneficiary": flow.beneficiary,
                    "amount": _listed(flow.amount),
                }
                for flow in self.uses.beside
            ],
            "undated": list(self.uses.undated),
            "sources": [
                {
                    "id": source.id,
                    "kind": source.kind,
                    "actor": source.actor,
                    "measure": source.measure or None,
                    "area": source.area or None,
                    "certainty": source.certainty,
                    "amount": _listed(source.amount),
                    "in_hand": _listed(found.in_hand[source.id]),
                }
                for source in found.sources
            ],
            "gap": {
                "total": _listed(found.total_gap),
                "by_area": _all_listed(found.gap_by_area),
                "by_measure": _all_listed(found.gap),
                "by_certainty": {
                    name: _listed(one.total_gap) for name, one in self.by_certainty.items()
                },
            },
            "liquidity": _listed(found.liquidity),
            "failures": [
                {
                    "source": failure.source,
                    "gap": _listed(failure.gap),
                    "by_measure": dict(failure.by_measure),
                }
                for failure in self.failures
            ],
            "stages": [
                {
                    "measure": stage.measure,
                    "first_year": stage.first_year,
                    "last_year": stage.last_year,
                    "needed": stage.needed,
                    "promised": stage.promised,
                    "short_from": stage.short_from,
                }
                for stage in self.stages
            ],
            "stated": _stated(self.stated),
        }


def plan_year(city: City) -> int:
    """Return the year up to which a plan is made: that of the main target, else the last.

    A target of a year that is none of the model's cannot be planned for.
    """
    target = city.targets.get(city.main_target)
    if target is None or not city.base_year <= target.year <= city.last_year:
        return city.last_year
    return target.year


def investment_plan(city: City, result: Result, last_year: int | None = None) -> InvestmentPlan:
    """Set what a scenario costs against the sources of funds that the book states.

    Args:
        city: that the result was computed for.
        result: of one of its scenarios.
        last_year: of the plan; None for :func:`plan_year`.

    Raises:
        InputError: the result is not of this city, or has no such year.
    """
    uses = uses_of_funds(city, result, plan_year(city) if last_year is None else last_year)
    sources = sources_of_funds(city, uses.years)
    found = balance(uses, sources)
    return InvestmentPlan(
        city_id=city.id,
        scenario=result.scenario,
        book_hash=city.book_hash,
        price_year=city.price_year,
        uses=uses,
        balance=found,
        by_certainty={
            name: balance(uses, sources_of_funds(city, uses.years, name)) for name in CERTAINTIES
        },
        failures=failures(uses, sources),
        stages=stages(found),
        stated=stated_money(city),
    )


def _listed(row: Floats) -> list[Json]:
    return [float(value) for value in row]


def _all_listed(rows: Mapping[str, Floats]) -> dict[str, Json]:
    return {name: _listed(row) for name, row in rows.items()}


def _stated(stated: StatedMoney) -> dict[str, Json]:
    ends: dict[str, Json] = {
        name: None if span is None else {"low": span[0], "high": span[1]}
        for name, span in (("investment", stated.investment), ("operation", stated.operation))
    }
    return {
        **ends,
        "not_counted": [
            {
                "claim": one.claim,
                "measure": one.measure,
                "kind": one.kind,
                "value": one.value,
                "unit": "MSEK/yr" if one.yearly else "MSEK",
                "note": one.note_en,
            }
            for one in stated.not_counted
        ],
    }
