"""Outcomes of a run: how it stands with a target, and what a measure does.

The *gap* of a target is what is emitted beyond what it allows, kt; below zero where it is met
with room to spare. The gap is divided among sectors, and among authorities, by their share of
what is emitted in the target's year within the boundary of the target's inventory: whose
emissions the gap is made of, not who is to close it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citypact.engine import Ensemble
from citypact.engine.arrays import Floats
from citypact.model import output
from citypact.model.band import Band
from citypact.model.boundary import counts
from citypact.model.city import City, Target

__all__ = ["Counted", "MeasureEffect", "TargetOutcome", "counted_in", "target_outcomes"]


class Counted(NamedTuple):
    """An output whose emissions an inventory counts, and whose they are."""

    name: str
    sector: str
    authority: str


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """How it stands with a target in its year.

    Attributes:
        id: of the target.
        year: when it is to be reached.
        computable: False where the model cannot follow it; then ``reason`` says why and the
            other figures are None or empty.
        value: what it allows, kt.
        result: what the model gives, kt, nominal; for a budget the sum.
        median: of the draws, kt; None without draws.
        gap: the median, or the nominal result without draws, less ``value``.
        probability: part of the draws in which it is met; None without draws.
        by_sector: the gap by sector, kt; empty where nothing is emitted.
        by_authority: the gap by authority, likewise.
    """

    id: str
    year: int
    computable: bool
    reason: str = ""
    value: float | None = None
    result: float | None = None
    median: float | None = None
    gap: float | None = None
    probability: float | None = None
    by_sector: Mapping[str, float] = field(default_factory=dict)
    by_authority: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class MeasureEffect:
    """What a measure cuts of the total, kt CO2e a year, shape ``(years,)``; a cut is positive.

    Attributes:
        id: of the measure.
        computable: False where it takes no part; then ``reason`` says why, and all figures are
            not a number (NaN).
        alone: what it cuts if it is the only one.
        last: what it cuts on top of all the others.
        share: its fair share; shares sum to what all cut together.
        share_error: standard error of ``share`` from sampling; 0 where it is exact.
        alone_band: None without draws, or where it changes no emissions.
        last_band: likewise.
        share_band: likewise; includes what sampling adds.
    """

    id: str
    computable: bool
    reason: str
    alone: Floats
    last: Floats
    share: Floats
    share_error: Floats
    alone_band: Band | None = None
    last_band: Band | None = None
    share_band: Band | None = None


def counted_in(city: City, names: Iterable[str]) -> dict[str, tuple[Counted, ...]]:
    """By inventory, those of the outputs ``names`` whose emissions it counts."""
    emitted = [name.split("/")[1:] for name in names if name.startswith("emitted/")]
    found = {}
    for inventory in city.inventories.values():
        found[inventory.id] = tuple(
            Counted(
                output.emitted(activity, scope, origin, gas),
                city.activities[activity].sector,
                city.activities[activity].authority,
            )
            for activity, scope, origin, gas in emitted
            if counts(inventory, scope, origin, gas)
        )
    return found


def target_outcomes(
    city: City,
    reasons: Mapping[str, str],
    counted: Mapping[str, Sequence[Counted]],
    values: Mapping[str, Floats],
    ensemble: Ensemble | None,
) -> tuple[TargetOutcome, ...]:
    """Return how it stands with each target of ``city``.

    Args:
        city: whose.
        reasons: why a target is not computable, by its id.
        counted: what each inventory counts, of :func:`counted_in`.
        values: nominal outputs by name.
        ensemble: draws of the headline outputs, or None.
    """
    # Many targets are of one inventory and one year.
    emitted: dict[tuple[str, int], tuple[dict[str, float], dict[str, float]]] = {}
    found = []
    for target in city.targets.values():
        if target.id in reasons:
            reason = reasons[target.id]
            found.append(TargetOutcome(target.id, target.year, computable=False, reason=reason))
            continue
        key = (target.inventory, target.year - city.base_year)
        if key not in emitted:
            emitted[key] = _emitted(counted[target.inventory], values, key[1])
        found.append(_outcome(target, key[1], values, ensemble, *emitted[key]))
    return tuple(found)


def _outcome(
    target: Target,
    position: int,
    values: Mapping[str, Floats],
    ensemble: Ensemble | None,
    by_sector: Mapping[str, float],
    by_authority: Mapping[str, float],
) -> TargetOutcome:
    value = float(values[output.allowed(target.id)][position])
    result = float(values[output.target(target.id)][position])
    median = probability = None
    if ensemble is not None:
        median = float(ensemble.quantile(output.target(target.id), 0.5)[position])
        probability = float(ensemble.mean(output.met(target.id)))
    gap = (result if median is None else median) - value
    return TargetOutcome(
        target.id,
        target.year,
        computable=True,
        value=value,
        result=result,
        median=median,
        gap=gap,
        probability=probability,
        by_sector=_divided(gap, by_sector),
        by_authority=_divided(gap, by_authority),
    )


def _emitted(
    counted: Sequence[Counted], values: Mapping[str, Floats], position: int
) -> tuple[dict[str, float], dict[str, float]]:
    """What is emitted in the target's year within its boundary, by sector and by authority."""
    by_sector: dict[str, float] = {}
    by_authority: dict[str, float] = {}
    for name, sector, authority in counted:
        kt = float(values[name][position])
        by_sector[sector] = by_sector.get(sector, 0.0) + kt
        by_authority[authority] = by_authority.get(authority, 0.0) + kt
    return by_sector, by_authority


def _divided(gap: float, emitted: Mapping[str, float]) -> dict[str, float]:
    total = sum(emitted.values())
    return {name: gap * kt / total for name, kt in emitted.items()} if total > 0.0 else {}
