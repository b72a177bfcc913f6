"""Who joins when the cut is shared: a promise of a whole measure, or all parts of one together.

Hundreds of parts of one measure are one player, so that the shares of a thousand companies take no
longer than those of ten. What the player is given is credited to its promises by what each brings
of the measure: in each draw its level, those of one object in proportion among them, and what is
beyond the limit of an effect taken off all of its parts in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.contract.delivery import Promise, by_object, largest, parts_of, together
from citypact.engine.arrays import Floats

__all__ = ["Player", "players"]


@dataclass(frozen=True, eq=False)
class Player:
    """One or more promises of a measure that join together.

    Attributes:
        measure: id of the measure.
        reach: how far they take it, one level a draw.
        members: places of the promises.
        weights: what of the player's share each of them is given; they sum to one.
    """

    measure: str
    reach: Floats
    members: tuple[int, ...]
    weights: Floats


def players(made: Sequence[Promise], kept: npt.NDArray[np.bool_]) -> tuple[Player, ...]:
    """The players that promises make, in the order of reading, parts after the others.

    Args:
        made: the promises.
        kept: which are kept, shape ``(promises, draws)``.
    """
    whole = [
        Player(promise.measure, np.where(lanes, promise.level, 0.0), (place,), np.ones(1))
        for place, (promise, lanes) in enumerate(zip(made, kept, strict=True))
        if promise.part is None
    ]
    parts = [
        Player(
            measure, together(made, kept, several), tuple(several), _weights(made, kept, several)
        )
        for measure, several in sorted(parts_of(made).items())
    ]
    return (*whole, *parts)


def _weights(
    made: Sequence[Promise], kept: npt.NDArray[np.bool_], several: Sequence[int]
) -> Floats:
    """Share of each part in what they bring together, on average over the draws."""
    credit = dict.fromkeys(several, 0.0)
    for objects in by_object(made, several).values():
        reach = {name: largest(made, kept, places) for name, places in objects.items()}
        capped = together(made, kept, [place for places in objects.values() for place in places])
        taken = _ratio(capped, np.sum(list(reach.values()), axis=0))
        for name, places in objects.items():
            levels = np.array([np.where(kept[place], made[place].level, 0.0) for place in places])
            scale = _ratio(reach[name], levels.sum(axis=0)) * taken
            for place, level in zip(places, levels, strict=True):
                credit[place] = float((level * scale).mean())
    found = np.array([credit[place] for place in several])
    total = found.sum()
    # Where nothing is ever brought the share is nothing too, however it is split.
    return found / total if total > 0.0 else np.full(len(found), 1.0 / len(found))


def _ratio(part: Floats, whole: Floats) -> Floats:
    """One by the other; 0 where there is nothing to share."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0.0)
