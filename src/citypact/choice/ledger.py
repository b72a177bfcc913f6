"""A ledger: what each actor gains and loses in a scenario, and what society uses up.

Every payment is a loss of who pays and a gain of who receives. Whoever is paid for something
from outside the ledger, work, materials or fuel, must also deliver it: the *delivery* uses up
what was paid for it. So a payment moves money, a delivery uses resources, and the sum over all
actors is what society uses up. A transfer (tax, subsidy, price of carbon) is delivered by
nothing and sums to zero.

Gains are positive, MSEK a year in the book's price year, best values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from citypact.choice.purchases import purchases
from citypact.choice.uses import MeasureFlow, measure_flows
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.money import TRANSFERS
from citypact.model.result import Result

__all__ = ["TAX_FUNDED", "Ledger", "impact_line", "ledger"]

#: Decision-makers whose spending taxes pay for; companies of the city live on their prices.
TAX_FUNDED = ("board", "region", "state")


def impact_line(impact: str) -> str:
    """Name of the line on which an impact's value stands."""
    return f"impact/{impact}"


@dataclass(frozen=True, eq=False)
class Ledger:
    """Who gains and loses what.

    Attributes:
        actors: by actor and line: a kind of money, ``delivery``, ``residual`` or an impact.
        society: by line: what all of them use up and gain together, transfers left out.
        by_taxes: by kind of money, what of society's resources taxes pay for: a loss.
    """

    actors: dict[tuple[str, str], Floats] = field(default_factory=dict)
    society: dict[str, Floats] = field(default_factory=dict)
    by_taxes: dict[str, Floats] = field(default_factory=dict)

    def add(self, actor: str, line: str, amount: Floats) -> None:
        """Enter a gain of an actor; a loss is below zero."""
        known = self.actors.get((actor, line))
        self.actors[actor, line] = amount if known is None else known + amount

    def add_to_society(self, line: str, amount: Floats) -> None:
        """Enter a gain of society; what is used up is below zero."""
        known = self.society.get(line)
        self.society[line] = amount if known is None else known + amount


def ledger(city: City, result: Result) -> Ledger:
    """Enter all money of a result, what is left of assets, and the impacts that are valued.

    Raises:
        InputError: the result is not of this city.
    """
    found = Ledger()
    flows = measure_flows(city, result)
    for flow in flows:
        _pay(city, found, (flow.kind, flow.payer, flow.beneficiary), flow.amount)
    for bought in purchases(city, result):
        key = (bought.kind, bought.payer, bought.beneficiary)
        _pay(city, found, key, bought.amount, delivered=not bought.supplied)
    for payer, left in _residuals(city, flows):
        found.add(payer, "residual", left)
        found.add_to_society("residual", left)
    for name, worth in result.impact_values.items():
        impact = city.impacts[name]
        gain = worth if impact.sense == "gain" else 0.0 - worth
        found.add(impact.bearer, impact_line(name), gain)
        found.add_to_society(impact_line(name), gain)
    return found


def _pay(
    city: City,
    found: Ledger,
    key: tuple[str, str, str],
    amount: Floats,
    *,
    delivered: bool = True,
) -> None:
    kind, payer, beneficiary = key
    if kind == "co-benefit":
        # It is no payment: somebody gains, and nobody loses.
        found.add(beneficiary, kind, amount)
        found.add_to_society(kind, amount)
        return
    found.add(payer, kind, 0.0 - amount)
    found.add(beneficiary, kind, amount)
    if kind not in TRANSFERS and delivered:
        found.add(beneficiary, "delivery", 0.0 - amount)
        found.add_to_society(kind, 0.0 - amount)
        if city.actors[payer].authority in TAX_FUNDED:
            known = found.by_taxes.get(kind, np.zeros(len(amount)))
            found.by_taxes[kind] = known - amount


def _residuals(city: City, flows: tuple[MeasureFlow, ...]) -> Iterator[tuple[str, Floats]]:
    """What is left of each asset after the last year, in the last year, with who paid for it."""
    lifetimes: Mapping[str, int | None] = {
        flow.id: flow.asset.lifetime for measure in city.measures.values() for flow in measure.flows
    }
    for flow in flows:
        life = lifetimes[flow.id]
        if life is None or flow.kind not in ("investment", "replacement"):
            continue
        served = np.arange(len(flow.amount), 0, -1)
        left = np.zeros(len(flow.amount))
        left[-1] = float(flow.amount @ np.maximum(0.0, (life - served) / life))
        yield flow.payer, left
