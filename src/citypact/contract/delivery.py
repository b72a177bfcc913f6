"""What is delivered of the promises in each draw.

Whether a commitment is kept is uncertain. In draw ``i`` the commitment ``c`` has one uniform number
``u[c, i]``, a function of (seed, city, contract, commitment, i) alone, so that another version, or
one more commitment, meets the same fortune. It delivers a measure where ``u < p``, with ``p`` the
certainty stated for the measure, or that of the commitment's wording. A measure that several
commitments carry goes as far as the furthest of those that are kept: it is counted once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.engine.arrays import Floats
from citypact.engine.random_numbers import random_key, stream_of, uniform
from citypact.model.city import City
from citypact.model.ramp import takes_part

__all__ = ["Promise", "delivered", "furthest", "promises"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A computable measure that a commitment carries, how far and how sure."""

    commitment: str
    measure: str
    level: float
    certainty: float


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
        own = levels[promise.measure]
        np.maximum(own, np.where(lanes, promise.level, 0.0), out=own)
    return levels
