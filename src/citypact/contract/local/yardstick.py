"""The yardstick of a kind of action: how much a measure in full is of what companies are asked for.

It says how much of the kind an effect of the city book is in full in the target's year, and how
much the whole city has. :mod:`citypact.contract.local.measuring` computes it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Yardstick"]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a quantity of a kind is to the model, in the target's year.

    Attributes:
        kind: id of the kind.
        effect: id of the effect.
        measure: id of its measure.
        full: how much the effect is in full, in the unit of the kind.
        city: how much the whole city has that could be changed so, in ``city_year``.
        city_year: the year of ``city``.
        weight: what part of the measure's cut the effect is; those of a measure sum to one.
        cut: what the effect alone in full cuts of what is compared with the target, kt.
    """

    kind: str
    effect: str
    measure: str
    full: float
    city: float
    city_year: int
    weight: float
    cut: float

    @property
    def factor(self) -> float | None:
        """What one unit cuts, kt; None where the effect changes nothing by the target's year."""
        return self.cut / self.full if self.full > 0.0 else None

    def level(self, quantity: float) -> float | None:
        """How far a quantity takes the measure; None where its effect changes nothing by then."""
        return min(quantity / self.full, 1.0) * self.weight if self.full > 0.0 else None
