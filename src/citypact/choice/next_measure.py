"""A measure that could go further: what it adds, and by what it is ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from citypact.choice.abatement import MeasureAbatement

__all__ = ["CRITERIA", "Criterion", "NextMeasure", "ranked"]

#: ``net-value``: what society gains; ``cost-per-tonne``: what pays for itself by net value, then
#: the least cost per tonne; ``tonnes``: what is cut in the target's year; ``per-krona``: the same
#: for each krona of one payer.
Criterion: TypeAlias = Literal["net-value", "cost-per-tonne", "tonnes", "per-krona"]
#: All of them, the usual one first.
CRITERIA: Final[tuple[Criterion, ...]] = get_args(Criterion)


@dataclass(frozen=True)
class NextMeasure:
    """What a measure adds that goes from its level in full, all others staying where they are.

    Attributes:
        abatement: kt CO2e over all years within the main inventory, and net cost, MSEK in
            present value.
        level: how far it goes before.
        cut: how much closer the target comes in its year, kt; below zero for farther.
        spending: what each payer spends more on measures over all years, MSEK, not discounted.
        cost_stated: whether the book states any money of it. Where not, it looks free.
    """

    abatement: MeasureAbatement
    level: float
    cut: float
    spending: Mapping[str, float]
    cost_stated: bool

    @property
    def id(self) -> str:
        """Of the measure."""
        return self.abatement.id

    def per_krona(self, payer: str) -> float | None:
        """Cut in kg per krona that ``payer`` spends, which is kt per MSEK; None if it is none."""
        paid = self.spending.get(payer, 0.0)
        return self.cut / paid if paid > 0.0 else None

    def to_json(self, payer: str) -> dict[str, object]:
        """As part of :meth:`NextBest.to_json`."""
        return {
            "id": self.id,
            "level": self.level,
            "net_value": self.abatement.net_value,
            "cost_per_tonne": self.abatement.cost_per_tonne,
            "abatement": self.abatement.abatement,
            "cut": self.cut,
            "spending": dict(self.spending),
            "per_krona": self.per_krona(payer),
            "cost_stated": self.cost_stated,
        }


def _by_net_value(each: NextMeasure, _payer: str) -> tuple[float, ...] | None:
    return (each.abatement.net_cost,)


def _by_cost_per_tonne(each: NextMeasure, _payer: str) -> tuple[float, ...] | None:
    """The rule of :mod:`citypact.choice.abatement`: no cost per tonne where it is negative."""
    if each.abatement.abatement <= 0.0:
        return None
    cost = each.abatement.cost_per_tonne
    return (0.0, each.abatement.net_cost) if cost is None else (1.0, cost)


def _by_tonnes(each: NextMeasure, _payer: str) -> tuple[float, ...] | None:
    return (-each.cut,) if each.cut > 0.0 else None


def _per_krona(each: NextMeasure, payer: str) -> tuple[float, ...] | None:
    ratio = each.per_krona(payer)
    return (-ratio,) if ratio is not None and ratio > 0.0 else None


#: Where a measure stands by each criterion, lowest first; None where it has no place.
_PLACES: Final[dict[str, Callable[[NextMeasure, str], tuple[float, ...] | None]]] = {
    "net-value": _by_net_value,
    "cost-per-tonne": _by_cost_per_tonne,
    "tonnes": _by_tonnes,
    "per-krona": _per_krona,
}


def ranked(
    found: Iterable[NextMeasure], by: Criterion, payer: str
) -> tuple[tuple[NextMeasure, ...], tuple[NextMeasure, ...]]:
    """Those that have a place by a criterion, best first and equals by id; and the others."""
    known = tuple(found)
    placed = [(where, each) for each in known if (where := _PLACES[by](each, payer)) is not None]
    listed = tuple(each for _, each in sorted(placed, key=lambda pair: (pair[0], pair[1].id)))
    on_list = {each.id for each in listed}
    return listed, tuple(each for each in known if each.id not in on_list)
