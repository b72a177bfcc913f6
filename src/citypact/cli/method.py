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
    "total": Method("sum of the emissions that the main inventory counts", "Emissions"),
    "sector": Method("sum over the sector's activities", "Emissions"),
    "authority": Method("sum over the activities that the authority decides on", "Emissions"),
    "emissions": Method("use · emission factor, summed over the sector", "Emissions"),
    "emitted": Method("use · emission factor, summed over the activity", "Emissions"),
    "captured": Method("use · emission factor · part that is captured", "Emissions"),
    "removed": Method("captured biogenic CO2 and what sinks take up", "Emissions"),
    "activity": Method("need in the base year · growth of its driver · what is left", "Need"),
    "population": Method("the driver that counts residents", "Need"),
    "share": Method("share of the need that the means meets", "Mix"),
    "purchase": Method("share of what is bought for the stock", "Mix"),
    "use": Method("need · share · use of the carrier per unit", "Use"),
    "ramp": Method("level · how far the measure has come", "Ramp"),
    "measure": Method("total without the measure less total with it: last in", "Overlap"),
    "money": Method("use · price, and what measures cost as they grow", "Money"),
    "money-by-kind": Method("sum of all money of the kind", "Money"),
    "money-by-payer": Method("sum of all money that the actor pays", "Money"),
    "money-by-beneficiary": Method("sum of all money that the actor receives", "Money"),
    "society": Method("resource cost: all money but transfers, less co-benefits", "Money"),
    "target": Method("emissions within the boundary of the target's inventory", "Targets"),
    "allowed": Method("what the target allows, in kt", "Targets"),
    "met": Method("1 where the result is at most what is allowed, else 0", "Targets"),
}


def method_of(figure: str) -> Method:
    """The method of ``figure``, such as ``sector/transport``."""
    return METHODS[figure.partition("/")[0]]
