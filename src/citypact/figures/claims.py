"""What the published plan says of a measure's tonnes, in kt, to stand beside the model's answer."""

from __future__ import annotations

from citypact.model.city import Claim, Measure
from citypact.units import convert, is_unit, same_dimension

__all__ = ["claimed_emissions"]


def claimed_emissions(measure: Measure, year: int) -> tuple[Claim, float] | None:
    """Return the plan's claim on a measure's reduction of emissions and its value in kt a year.

    A claim that the book does not count, since the same tonnes are counted elsewhere or have no
    basis, is none. A claim for ``year`` comes before one without a year, that before one for
    another year; of equals the first by id. None where the plan gives no such number.
    """
    found = [
        (claim.year != year, claim.year is not None, claim.id, claim, value)
        for claim in measure.claims
        if claim.kind == "emissions" and claim.counted and (value := _in_kt(claim)) is not None
    ]
    if not found:
        return None
    _, _, _, claim, value = min(found, key=lambda each: each[:3])
    return claim, value


def _in_kt(claim: Claim) -> float | None:
    """Return a claim's value in kt, or None where it is in another unit or has no value."""
    if claim.value is None or not is_unit(claim.unit):
        return None
    unit = claim.unit.removesuffix("/year").removesuffix("/yr")
    return convert(claim.value, unit, "kt") if same_dimension(unit, "kt") else None
