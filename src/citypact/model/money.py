"""Money: who pays whom, for what kind of thing, MSEK a year in the book's price year.

What is bought of carriers, ``U · price`` part by part, is paid by the activity's payer to the
price's beneficiary. A measure's sum falls due as the measure grows, ``sum · (r[t] - r[t-1])``
while that is above zero; its yearly amount is ``amount · r[t]``. What is bought lasts its
lifetime ``L`` and is then replaced: what falls due in ``t`` does so again in ``t + L``, ``t + 2L``
and so on. What is left of it after the last year is its residual value, no money of anybody's,
which society's cost of the last year is lessened by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from citypact.model.city import City, Flow
from citypact.model.left_out import LeftOut
from citypact.model.ramp import Ramp
from citypact.model.term import Sheet, Term
from citypact.model.timing import has_ramp
from citypact.model.use import Uses

__all__ = ["KINDS", "TRANSFERS", "Money", "money"]

#: Every kind of money, in the order in which it is shown.
KINDS: Final = (
    "investment",
    "replacement",
    "operation",
    "energy",
    "tax",
    "subsidy",
    "co-benefit",
    "carbon",
)
#: What only changes hands: no resource is used up, so society's view leaves it out.
TRANSFERS: Final = ("tax", "subsidy", "carbon")


@dataclass(frozen=True)
class Money:
    """Terms in MSEK a year.

    Attributes:
        flows: by kind, payer and beneficiary.
        society: resource cost: investment, replacement, operation and energy from outside, less
            co-benefits and residual values.
        spent: what measures pay, by kind.
        left_out: whose purchases could not be counted.
    """

    flows: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    society: list[Term] = field(default_factory=list)
    spent: dict[str, list[Term]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def money(sheet: Sheet, city: City, used: Uses, ramps: Mapping[str, Ramp]) -> Money:
    """Return all money that changes hands."""
    found = Money()
    _purchases(sheet, city, used, found)
    _measures(sheet, city, ramps, found)
    return found


def _purchases(sheet: Sheet, city: City, used: Uses, found: Money) -> None:
    without_payer: set[str] = set()
    without_price: set[str] = set()
    prices = {
        carrier.id: [(price, sheet.path(price.path)) for price in carrier.prices]
        for carrier in city.carriers.values()
    }
    for (activity_id, _, carrier_id), use in used.items():
        payer, carrier = city.activities[activity_id].payer, city.carriers[carrier_id]
        if payer and not carrier.prices and carrier.kind in ("energy", "material"):
            without_price.add(carrier_id)
        if not payer:
            without_payer.update([activity_id] if carrier.prices else [])
            continue
        for price, path in prices[carrier_id]:
            key = (price.kind, payer, price.beneficiary)
            known = found.flows.get(key)
            found.flows[key] = (
                sheet.multiply(use, path) if known is None else sheet.add_product(known, use, path)
            )
            if price.kind not in TRANSFERS and not carrier.supplied_by:
                found.society.append(sheet.multiply(use, path))
    if without_payer:
        found.left_out.append(LeftOut("no-payer", tuple(sorted(without_payer))))
    if without_price:
        found.left_out.append(LeftOut("no-price", tuple(sorted(without_price))))


def _measures(sheet: Sheet, city: City, ramps: Mapping[str, Ramp], found: Money) -> None:
    for measure, ramp in ramps.items():
        for flow in city.measures[measure].flows:
            payments = _payments(sheet, flow, ramp)
            for kind, paid in payments.items():
                paid.measure = measure
                _pay(sheet, found, (kind, flow.payer, flow.beneficiary), paid)
            if flow.asset.lifetime is not None:
                left = _residual(sheet, flow, flow.asset.lifetime, list(payments.values()))
                left.measure = measure
                found.society.append(left)
    undated = [
        measure.id
        for measure in city.measures.values()
        if measure.flows and not measure.same_as and not has_ramp(measure)
    ]
    if undated:
        found.left_out.append(LeftOut("no-years", tuple(undated)))


def _pay(sheet: Sheet, found: Money, key: tuple[str, str, str], paid: Term) -> None:
    kind = key[0]
    known = found.flows.get(key)
    found.flows[key] = paid if known is None else sheet.add(known, paid)
    found.spent.setdefault(kind, []).append(paid)
    if kind == "co-benefit":
        found.society.append(sheet.scale(paid, -1.0))
    elif kind not in TRANSFERS:
        found.society.append(paid)


def _payments(sheet: Sheet, flow: Flow, ramp: Ramp) -> dict[str, Term]:
    """What falls due of a flow, by kind: the flow itself, and its replacements where they are."""
    amount = sheet.quantity(flow.amount)
    if flow.yearly:
        return {flow.kind: sheet.multiply(ramp.reached, amount)}
    asset, years = flow.asset, len(sheet.years)
    if asset.cost_year is not None:
        level = [asset.cost_level(int(year)) for year in sheet.years]
        learned = sheet.number(np.array(level), f"assets/{flow.id}:learning")
        amount = sheet.multiply(amount, learned)
    found = {flow.kind: sheet.multiply(ramp.growth, amount)}
    if asset.lifetime is not None and asset.lifetime < years:
        again = sheet.total(
            sheet.delay(ramp.growth, served)
            for served in range(asset.lifetime, years, asset.lifetime)
        )
        lasting = Term(again.row, again.slot, (again, f"assets/{flow.id}:lifetime"))
        found["replacement"] = sheet.multiply(lasting, amount)
    return found


def _residual(sheet: Sheet, flow: Flow, lifetime: int, bought: list[Term]) -> Term:
    """What is left after the last year, below zero there and 0 in the years before.

    An asset bought in ``b`` has served ``T - b + 1`` years, so that ``(L - served) / L`` is left.
    """
    served = sheet.years[-1] - sheet.years + 1.0
    left = np.maximum(0.0, (lifetime - served) / lifetime)
    parts = sheet.number(left, f"assets/{flow.id}:lifetime")
    stock = sheet.accumulate(sheet.multiply(sheet.total(bought), parts))
    at_the_end = np.zeros(len(sheet.years))
    at_the_end[-1] = -1.0
    return sheet.scale(stock, at_the_end)
