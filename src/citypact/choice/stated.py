"""What the published plan says that everything costs, beside what the model lays out over time.

Claims are added up where the book counts them; those that it does not count, because they are
counted elsewhere or rest on nothing, are kept with the note that says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citypact.model.city import City, Claim
from citypact.units import factor_to, same_dimension

__all__ = ["NotCounted", "StatedMoney", "stated_money"]


@dataclass(frozen=True)
class NotCounted:
    """A sum of money that the plan states and the book does not count.

    Attributes:
        claim: its id.
        measure: id of the measure it stands at.
        kind: investment or operation.
        value: MSEK, or MSEK a year where ``yearly``.
        yearly: whether it is an amount a year.
        note_sv: why it is not counted, in Swedish.
        note_en: the same in English.
    """

    claim: str
    measure: str
    kind: str
    value: float
    yearly: bool
    note_sv: str
    note_en: str


@dataclass(frozen=True)
class StatedMoney:
    """What the plan states, as written: no price year is brought to another.

    Attributes:
        investment: lowest and highest sum of the investments that count, MSEK; None where
            none is stated.
        operation: lowest and highest sum of the yearly costs that count, MSEK a year; None
            where none is stated.
        not_counted: sums that are in neither, by measure.
    """

    investment: tuple[float, float] | None
    operation: tuple[float, float] | None
    not_counted: tuple[NotCounted, ...]


def stated_money(city: City) -> StatedMoney:
    """Add up what the published plan of ``city`` says that its measures cost."""
    claims = [
        (measure.id, claim)
        for measure in city.measures.values()
        for claim in measure.claims
        if claim.kind in ("investment", "operation") and claim.value is not None
    ]
    counted = [claim for _, claim in claims if claim.counted]
    return StatedMoney(
        investment=_sum(claim for claim in counted if claim.kind == "investment"),
        operation=_sum(claim for claim in counted if claim.kind == "operation"),
        not_counted=tuple(
            NotCounted(
                claim=claim.id,
                measure=measure,
                kind=claim.kind,
                value=_money(claim, claim.value),
                yearly=_is_yearly(claim),
                note_sv=claim.note_sv,
                note_en=claim.note_en,
            )
            for measure, claim in claims
            if not claim.counted
        ),
    )


def _is_yearly(claim: Claim) -> bool:
    return same_dimension(claim.unit, "MSEK/year")


def _money(claim: Claim, value: float | None) -> float:
    if value is None:
        message = f"claims/{claim.id} has no value"
        raise ValueError(message)
    return value * factor_to(claim.unit, "MSEK/year" if _is_yearly(claim) else "MSEK")


def _sum(claims: Iterable[Claim]) -> tuple[float, float] | None:
    ends = [
        tuple(_money(claim, claim.value if end is None else end) for end in (claim.low, claim.high))
        for claim in claims
    ]
    if not ends:
        return None
    return sum(low for low, _ in ends), sum(high for _, high in ends)
