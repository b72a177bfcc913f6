"""Money: who pays whom, for what kind of thing, MSEK a year in the book's price year.

What is bought of carriers, ``U · price`` part by part, is paid by the activity's payer to the
price's beneficiary. A measure's sum falls due as the measure grows, ``sum · (r[t] - r[t-1])``
while that is above zero; its yearly amount is ``amount · r[t]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from citypact.model.city import City
from citypact.model.left_out import LeftOut
from citypact.model.ramp import Ramp, has_ramp
from citypact.model.term import Sheet, Term
from citypact.model.use import Uses

__all__ = ["KINDS", "TRANSFERS", "Money", "money"]

#: Every kind of money, in the order in which it is shown.
KINDS: Final = ("investment", "operation", "energy", "tax", "subsidy", "co-benefit", "carbon")
#: What only changes hands: no resource is used up, so society's view leaves it out.
TRANSFERS: Final = ("tax", "subsidy", "carbon")


@dataclass(frozen=True)
class Money:
    """Terms in MSEK a year.

    Attributes:
        flows: by kind, payer and beneficiary.
        society: resource cost: investment, operation and energy from outside, less co-benefits.
        left_out: whose purchases could not be counted.
    """

    flows: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    society: list[Term] = field(default_factory=list)
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
            amount = sheet.quantity(flow.amount)
            paid = sheet.multiply(ramp.reached if flow.yearly else ramp.growth, amount)
            paid.measure = measure
            key = (flow.kind, flow.payer, flow.beneficiary)
            known = found.flows.get(key)
            found.flows[key] = paid if known is None else sheet.add(known, paid)
            if flow.kind == "co-benefit":
                found.society.append(sheet.scale(paid, -1.0))
            elif flow.kind not in TRANSFERS:
                found.society.append(paid)
    undated = [
        measure.id
        for measure in city.measures.values()
        if measure.flows and not measure.same_as and not has_ramp(measure)
    ]
    if undated:
        found.left_out.append(LeftOut("no-years", tuple(undated)))
