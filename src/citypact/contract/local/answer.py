"""What one company's promises add up to, and what similar companies promise, as it is told.

Beside the sum, which :mod:`citypact.contract.local.answering` runs through the model, stands for
each action the quick estimate quantity times factor, where the factor is what one unit of the
effect cuts in the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citypact.contract.commitment import Commitment
from citypact.contract.local.yardstick import Yardstick

__all__ = ["LEAST", "Answer", "Estimate", "Peers", "estimates"]

#: Fewer companies than these are never told of: a reader could tell whose figure it is.
LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """The quick estimate of one action.

    Attributes:
        commitment: its id.
        kind: id of its kind.
        quantity: as promised, in the unit of the kind.
        due: year by whose end it is to be done.
        factor: what one unit cuts, kt; None where the effect changes nothing by the target's year.
        effect: id of the effect in the city book that the factor was computed from.
        kt: quantity times factor; None where there is no factor, or it is due after the target.
        beyond: how much of the quantity is more than the effect in full, which nothing counts.
    """

    commitment: str
    kind: str
    quantity: float
    due: int | None
    factor: float | None
    effect: str
    kt: float | None
    beyond: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What one company's promises add up to in the target's year.

    Attributes:
        party: id of the company.
        target: id of the target.
        year: of the target.
        kt: what they cut of what is compared with the target, kt a year; None where nothing that
            it promises can be computed.
        low: the 5th percentile of ``kt`` over draws; None where no band was asked for.
        high: the 95th.
        gap: of decided policy, kt, nominal.
        share: of the gap; None where there is no gap, or nothing can be computed.
        cost: of the measures as far as they are carried, up to the target's year, MSEK in the
            book's price year; None where nothing that is carried has a stated cost.
        without_cost: ids of the measures carried whose cost nobody has stated; not in ``cost``.
        estimates: of its actions, one by one.
    """

    party: str
    target: str
    year: int
    kt: float | None
    low: float | None
    high: float | None
    gap: float
    share: float | None
    cost: float | None
    without_cost: tuple[str, ...]
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """What similar companies promise, kt a year by the quick estimate.

    Attributes:
        count: how many companies, at least :data:`LEAST`.
        low: first quartile.
        median: half promise more.
        high: third quartile.
    """

    count: int
    low: float
    median: float
    high: float


def estimates(
    commitments: Sequence[Commitment], known: Mapping[str, Yardstick], year: int
) -> tuple[Estimate, ...]:
    """The quick estimate of each commitment that promises a quantity.

    Args:
        commitments: of one party or more.
        known: the yardstick of every kind among them.
        year: of the target.
    """
    found = []
    for each in commitments:
        if each.action is None:
            continue
        yardstick, quantity = known[each.action.kind], each.action.quantity
        in_time = each.due is None or each.due <= year
        factor = yardstick.factor
        counted = min(quantity, yardstick.full)
        found.append(
            Estimate(
                commitment=each.id,
                kind=each.action.kind,
                quantity=quantity,
                due=each.due,
                factor=factor,
                effect=yardstick.effect,
                kt=counted * factor if in_time and factor is not None else None,
                beyond=max(0.0, quantity - yardstick.full),
            )
        )
    return tuple(found)
