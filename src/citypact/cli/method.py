"""By which formula each kind of figure is computed, and where the method tells of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["METHODS", "Method", "method_of"]


@dataclass(frozen=True, slots=True)
class Method:
    """A formula in words, and the section of ``docs/method.md`` that states it in full."""

    formula: str
    section: str


#: By the first word of a figure's name.
METHODS = {
    "total": Method("sum of the emissions that the main inventory counts", "5. Emissions"),
    "sector": Method("sum over the sector's activities", "5. Emissions"),
    "authority": Method("sum over the activities that the authority decides on", "5. Emissions"),
    "emissions": Method("use · emission factor, summed over the sector", "5. Emissions"),
    "emitted": Method("use · emission factor, summed over the activity", "5. Emissions"),
    "captured": Method("use · emission factor · part that is captured", "5. Emissions"),
    "removed": Method("captured biogenic CO2 and what sinks take up", "5. Emissions"),
    "activity": Method("need in the base year · growth of its driver · what is left", "1. Need"),
    "population": Method("the driver that counts residents", "1. Need"),
    "share": Method("share of the need that the means meets", "2. Mix"),
    "purchase": Method("share of what is bought for the stock", "2. Mix"),
    "use": Method("need · share · use of the carrier per unit", "3. Use"),
    "ramp": Method("level · how far the measure has come", "6. Ramp"),
    "measure": Method(
        "total without the measure less total with it: last in",
        "7. Overlap, and what a measure is worth",
    ),
    "money": Method("use · price, and what measures cost as they grow", "8. Money"),
    "money-by-kind": Method("sum of all money of the kind", "8. Money"),
    "money-by-payer": Method("sum of all money that the actor pays", "8. Money"),
    "money-by-beneficiary": Method("sum of all money that the actor receives", "8. Money"),
    "society": Method(
        "resource cost: all money but transfers, less co-benefits and residual values, "
        "and the impacts that are valued",
        "8. Money",
    ),
    "impact": Method("activity, use or spending · rate of the impact", "8. Money"),
    "impact-value": Method("amount of the impact · its value", "8. Money"),
    "target": Method(
        "emissions within the boundary of the target's inventory", "11. Targets and gaps"
    ),
    "allowed": Method("what the target allows, in kt", "11. Targets and gaps"),
    "met": Method("1 where the result is at most what is allowed, else 0", "11. Targets and gaps"),
}


def method_of(figure: str) -> Method:
    """The method of ``figure``, such as ``sector/transport``."""
    return METHODS[figure.partition("/")[0]]
