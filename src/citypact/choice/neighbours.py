"""Plans around a plan, which its slopes rest on: each differs from it in one measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.options import Options
from citypact.engine.arrays import Floats

__all__ = ["Neighbours", "around"]

#: Half the distance, in level, between the two plans that the slope of a level rests on.
_STEP = 1e-4
#: A measure is moved to another start at its level, or at this where its level is smaller.
_LEAST_MOVED = 0.1

_Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Neighbours:
    """A plan and its neighbours.

    Attributes:
        levels: of the plan, each measure in one option, shape ``(options,)``.
        lanes: the plan; then each option that is taken moved up; then each moved down; then, for
            every other option, its measure moved to it. Shape ``(options, lanes)``.
        taken: places of the options that are taken.
        others: places of the options that their measure is moved to.
        width: how far apart the two plans of a taken option are.
        reach: level at which a measure is moved to another option.
    """

    levels: Floats
    lanes: Floats
    taken: _Places
    others: _Places
    width: Floats
    reach: Floats
    _level: Floats
    _beside: _Places

    def slopes(self, figures: Floats) -> Floats:
        """How figures of the lanes change with each option; ``(…, lanes)`` to ``(…, options)``.

        Of a taken option, ``(f(x + h) - f(x - h)) / 2h``, one-sided where a level is at its end.
        Of another one, so that the plan whose measure is moved to it at ``reach`` is met exactly.
        Options that have no lanes have slope 0.
        """
        count = len(self.taken)
        slopes = np.zeros((*figures.shape[:-1], len(self.levels)))
        up, down = figures[..., 1 : 1 + count], figures[..., 1 + count : 1 + 2 * count]
        slopes[..., self.taken] = (up - down) / self.width
        # What goes when the measure leaves the option that it is in.
        left = slopes[..., self._beside] * self._level
        moved = figures[..., 1 + 2 * count :] - figures[..., :1]
        slopes[..., self.others] = (moved + left) / self.reach
        return slopes


def around(
    options: Options, levels: Floats, movable: npt.NDArray[np.bool_], *, far: bool
) -> Neighbours:
    """The neighbours of a plan.

    Args:
        options: what can be chosen.
        levels: of the plan; it is gathered first.
        movable: options that neighbours are wanted for.
        far: whether a measure that is not taken is tried in full, or a little.
    """
    levels = options.gathered(levels)
    level = options.level(levels)
    home = options.homes(levels)
    is_home = np.zeros(len(options), dtype=bool)
    is_home[home] = True
    is_taken = is_home & (level[options.measure] > 0.0)
    taken = np.flatnonzero(is_taken & movable)
    others = np.flatnonzero(~is_taken & movable)
    there = level[options.measure[others]]
    reach = np.where(there > 0.0, np.maximum(there, _LEAST_MOVED), 1.0 if far else _STEP)
    count = len(taken)
    up, down = np.minimum(levels[taken] + _STEP, 1.0), np.maximum(levels[taken] - _STEP, 0.0)
    lanes = np.repeat(levels[:, None], 1 + 2 * count + len(others), axis=1)
    lanes[taken, 1 + np.arange(count)] = up
    lanes[taken, 1 + count + np.arange(count)] = down
    column = 1 + 2 * count + np.arange(len(others))
    beside = home[options.measure[others]]
    lanes[beside, column] = 0.0
    lanes[others, column] = reach
    return Neighbours(
        levels, lanes, taken, others, up - down, reach, np.where(there > 0.0, there, 0.0), beside
    )
