"""What is delivered of the promises in each draw.

Whether a commitment is kept is uncertain. In draw ``i`` the commitment ``c`` has one uniform number
``u[c, i]``, a function of (seed, city, contract, commitment, i) alone, so that another version, or
one more commitment, meets the same fortune. It delivers a measure where ``u < p``, with ``p`` the
certainty stated for the measure, or that of the commitment's wording. A measure that several
commitments carry goes as far as the furthest of those that are kept: it is counted once.

Where a commitment brings a *part* of a measure (its own lorries, its own buildings), parts of
different objects add up, those of one object are counted once, and the parts of one effect reach
its limit at most. The measure then goes as far as its parts together or as the furthest that takes
it whole, whichever is more: what the city promises of it includes what companies do of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.contract.commitment import Part
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.engine.arrays import Floats
from citypact.engine.random_numbers import random_key, stream_of, uniform
from citypact.model.city import City
from citypact.model.timing import takes_part

__all__ = [
    "Promise",
    "by_object",
    "delivered",
    "furthest",
    "largest",
    "parts_of",
    "promises",
    "together",
]


@dataclass(frozen=True, slots=True)
class Promise:
    """A computable measure that a commitment carries, how far and how sure, whole or in part."""

    commitment: str
    measure: str
    level: float
    certainty: float
    part: Part | None = None


def promises(contract: Contract, version: Version, city: City) -> tuple[Promise, ...]:
    """Every pair of commitment and computable measure, in the order of reading."""
    return tuple(
        Promise(
            commitment=each.id,
            measure=carried.measure,
            level=carried.level,
            certainty=(
                contract.wordings[each.strength].certainty
                if carried.certainty is None
                else carried.certainty
            ),
            part=carried.part,
        )
        for each in version.commitments
        for carried in each.measures
        if takes_part(city.measures[carried.measure])
    )


def delivered(
    contract: Contract, made: Sequence[Promise], draws: int, seed: int
) -> npt.NDArray[np.bool_]:
    """Which promises are kept in draws 0 to ``draws - 1``, shape ``(promises, draws)``."""
    if not made:
        return np.zeros((0, draws), dtype=bool)
    streams = np.array(
        [[stream_of("commitment", f"{contract.id}/{each.commitment}")] for each in made],
        dtype=np.uint64,
    )
    numbers = np.arange(draws, dtype=np.uint64)
    fortune = uniform(numbers, streams, random_key(seed, contract.city))
    kept: npt.NDArray[np.bool_] = fortune < np.array([[each.certainty] for each in made])
    return kept


def furthest(
    made: Sequence[Promise],
    kept: npt.NDArray[np.bool_],
    before: Mapping[str, float],
    measures: Collection[str],
) -> dict[str, Floats]:
    """How far each measure goes, one level a lane.

    Args:
        made: the promises.
        kept: which of them are kept, shape ``(promises, lanes)``.
        before: levels that hold without any promise.
        measures: to tell the levels of.
    """
    levels = {name: np.full(kept.shape[1], before.get(name, 0.0)) for name in measures}
    for promise, lanes in zip(made, kept, strict=True):
        if promise.part is None:
            own = levels[promise.measure]
            np.maximum(own, np.where(lanes, promise.level, 0.0), out=own)
    for measure, several in parts_of(made).items():
        own = levels[measure]
        np.maximum(own, together(made, kept, several), out=own)
    return levels


def parts_of(made: Sequence[Promise]) -> dict[str, list[int]]:
    """Places in ``made`` of the promises that bring a part of a measure, by the measure."""
    found: dict[str, list[int]] = {}
    for place, promise in enumerate(made):
        if promise.part is not None:
            found.setdefault(promise.measure, []).append(place)
    return found


def together(
    made: Sequence[Promise], kept: npt.NDArray[np.bool_], places: Collection[int]
) -> Floats:
    """How far parts take their measure together, one level a lane."""
    effects = by_object(made, places)
    level = np.zeros(kept.shape[1])
    for objects in effects.values():
        reached = np.zeros(kept.shape[1])
        for several in objects.values():
            reached += largest(made, kept, several)
        level += np.minimum(reached, _limit(made, objects))
    # The limits of a measure's effects sum to one, but for what floating-point numbers leave.
    return np.minimum(level, 1.0)


def by_object(made: Sequence[Promise], places: Collection[int]) -> dict[str, dict[str, list[int]]]:
    """Places of parts, by the effect that they are a part of and the object that they concern."""
    found: dict[str, dict[str, list[int]]] = {}
    for place in places:
        part = made[place].part
        if part is not None:
            found.setdefault(part.effect, {}).setdefault(part.object, []).append(place)
    return found


def largest(
    made: Sequence[Promise], kept: npt.NDArray[np.bool_], places: Collection[int]
) -> Floats:
    """The largest level of the promises that are kept, one a lane: one object counts once."""
    found = np.zeros(kept.shape[1])
    for place in places:
        np.maximum(found, np.where(kept[place], made[place].level, 0.0), out=found)
    return found


def _limit(made: Sequence[Promise], objects: Mapping[str, Collection[int]]) -> float:
    parts = [made[place].part for several in objects.values() for place in several]
    return min(part.limit for part in parts if part is not None)
