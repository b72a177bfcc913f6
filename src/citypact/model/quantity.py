"""A quantity: one figure in the canonical unit of its kind, with its uncertainty and its way back.

Vocabulary: a *quantity* is one stated figure, a *path* is a figure that is stated for
several years. Both carry the key of the row they came from, by which the city book finds
value as written, unit, source and quality again.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Path", "Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure.

    Attributes:
        value: in the canonical unit of where it stands (see :mod:`citypact.model.city`).
        key: the row it came from, ``table/row key``, such as ``factors/diesel:CO2:fossil:1::2020``.
        distribution: ``normal``, ``lognormal``, ``triangular``, ``uniform``, ``range``, or
            empty when the figure is taken as certain.
        low: 5th percentile or lower bound, in the unit of ``value``; None when certain.
        high: 95th percentile or upper bound; None when certain.
        group: name of the group that it varies with; empty for none.
        correlation: correlation of the group's normal scores, 0 to 1.
    """

    value: float
    key: str
    distribution: str = ""
    low: float | None = None
    high: float | None = None
    group: str = ""
    correlation: float = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """A figure over time: straight lines between the stated years, level after the last.

    Attributes:
        years: the stated years, rising; the first is at or before the city's base year.
        points: one quantity a stated year.
    """

    years: tuple[int, ...]
    points: tuple[Quantity, ...]
