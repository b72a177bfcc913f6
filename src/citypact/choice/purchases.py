"""Purchases: what is bought of carriers, by whom, of whom, part by part of the price.

The model's own figures at their best values: ``use · price``. Summed by kind, payer and
beneficiary, it is the money of a result less what its measures cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.quantity import Path
from citypact.model.result import Result

__all__ = ["Purchase", "path_values", "purchases"]


@dataclass(frozen=True, eq=False)
class Purchase:
    """One part of what is paid for a carrier.

    Attributes:
        carrier: id of the carrier.
        kind: which part of its price.
        payer: id of the actor who pays.
        beneficiary: id of the actor who receives.
        supplied: whether the carrier is made in the city, of carriers that are bought in turn.
        amount: MSEK a year in the book's price year, shape ``(years,)``.
    """

    carrier: str
    kind: str
    payer: str
    beneficiary: str
    supplied: bool
    amount: Floats


def path_values(path: Path, years: npt.NDArray[np.int32]) -> Floats:
    """Best values of a path: straight lines between stated years, level outside. In its unit."""
    return np.interp(years, path.years, [point.value for point in path.points])


def purchases(city: City, result: Result) -> tuple[Purchase, ...]:
    """Return what every activity with a payer buys in ``result``, in the order of its use."""
    prices = {
        carrier.id: [(price, path_values(price.path, result.years)) for price in carrier.prices]
        for carrier in city.carriers.values()
    }
    return tuple(
        Purchase(
            carrier=carrier,
            kind=price.kind,
            payer=payer,
            beneficiary=price.beneficiary,
            supplied=bool(city.carriers[carrier].supplied_by),
            amount=used * level,
        )
        for (activity, _, carrier), used in result.use.items()
        if (payer := city.activities[activity].payer)
        for price, level in prices[carrier]
    )
