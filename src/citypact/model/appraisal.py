"""What money is looked at with: perspectives, impacts and their values, assets, households.

Plain data, like :mod:`citypact.model.city`; every value is in its canonical unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from citypact.model.quantity import Path, Quantity

__all__ = [
    "Asset",
    "Household",
    "HouseholdChange",
    "HouseholdNeed",
    "Impact",
    "ImpactRate",
    "Perspective",
]


@dataclass(frozen=True, slots=True)
class Asset:
    """What an investment buys.

    Attributes:
        lifetime: whole years until it is bought again; None where it is not stated.
        decline: part by which its cost falls each year; 0 where none is stated.
        cost_year: whose cost the investment states; None where the cost does not fall.
    """

    lifetime: int | None = None
    decline: float = 0.0
    cost_year: int | None = None

    def cost_level(self, year: int) -> float:
        """Cost in ``year`` over that of the stated year: ``(1 - d)^(year - stated)``."""
        return 1.0 if self.cost_year is None else (1.0 - self.decline) ** (year - self.cost_year)


@dataclass(frozen=True, slots=True)
class Perspective:
    """Who looks at the money.

    Attributes:
        kind: ``society`` or ``actors``.
        actors: ids of who belongs to it; empty for society.
        rate: discount rate, a fraction a year; None where none is stated.
        tax_factor: what a krona of resources paid by taxes costs society; None where none is
            stated, or for actors.
        value_added_tax: on top of prices, a fraction; None where none is stated.
    """

    id: str
    title_sv: str
    title_en: str
    kind: str
    actors: tuple[str, ...]
    rate: Quantity | None = None
    tax_factor: Quantity | None = None
    value_added_tax: Quantity | None = None


@dataclass(frozen=True, slots=True)
class ImpactRate:
    """How much of an impact comes with one unit of something; one of the four names is stated.

    Attributes:
        path: impact units per unit of the activity or carrier, or per MSEK of ``spending``.
        activity: id of an activity, however it is met.
        means: id of a means, per unit of activity that it meets.
        carrier: id of a carrier, whoever uses it.
        spending: a kind of money that measures spend.
    """

    path: Path
    activity: str = ""
    means: str = ""
    carrier: str = ""
    spending: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What comes along with the emissions and is no money at first.

    Attributes:
        kind: ``air-pollution``, ``noise``, ``accidents``, ``health``, ``time``, ``jobs`` or
            ``carbon``.
        sense: ``harm`` or ``gain``.
        unit: in which it is counted, a year.
        bearer: id of who bears the harm or has the gain; empty for carbon.
        version: of the value in use; empty where it is not valued.
        value: MSEK per unit; None where it is not valued.
        rates: they add up; empty for carbon.
    """

    id: str
    title_sv: str
    title_en: str
    kind: str
    sense: str
    unit: str
    bearer: str
    version: str
    value: Quantity | None
    rates: tuple[ImpactRate, ...]


@dataclass(frozen=True, slots=True)
class HouseholdNeed:
    """What a household needs in the base year of an activity, in its unit, by one means."""

    means: str
    amount: Quantity


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """What a measure changes for a household as it goes on.

    Attributes:
        measure: id of the measure.
        means: by which the need is met before.
        to_means: by which it is met afterwards; empty where it stays.
        investment: MSEK in all at full effect; None where it is not known.
    """

    measure: str
    means: str
    to_means: str
    investment: Quantity | None


@dataclass(frozen=True, slots=True)
class Household:
    """A type of household.

    Attributes:
        perspective: id of the perspective whose rate and tax it reckons with.
        tenure: ``own`` or ``rent``.
        needs: in the order of their means.
        changes: in the order of measures.
    """

    id: str
    title_sv: str
    title_en: str
    perspective: str
    tenure: str
    needs: tuple[HouseholdNeed, ...]
    changes: tuple[HouseholdChange, ...]
