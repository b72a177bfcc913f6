"""From slopes to a linear programme: its columns, its rows, and what each of them means.

Columns: a level ``x`` for each option; where it matters that an option is taken at all, a switch
``z``; for each limit a slack ``s``, by how much of its scale the limit is given up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Programme
from citypact.choice.rows import Rows
from citypact.engine.arrays import Floats

__all__ = ["MARGIN", "Assemble", "Box", "assemble", "ceilings", "taking_anew"]

#: Part of a target's scale by which a linear programme stays on its safe side.
MARGIN = 1e-8
#: Part of a limit's scale below which an option does not count towards it.
_NOTHING = 1e-9

_Flags = npt.NDArray[np.bool_]


class Assemble(Protocol):
    """How a programme is made, see :func:`assemble`."""

    def __call__(  # noqa: PLR0913  as the function
        self,
        seen: Outlook,
        at: Linearisation,
        box: Box,
        *,
        cost: tuple[Floats, Floats],
        free: _Flags,
        switches: bool,
        whole: bool,
        margin: float = ...,
    ) -> Programme:
        """Make the programme of the model linearised ``at`` some levels."""


@dataclass(frozen=True)
class Box:
    """Least and greatest level of each option, shape ``(options,)``."""

    lower: Floats
    upper: Floats

    @property
    def movable(self) -> _Flags:
        """Options whose level is not settled by it."""
        flags: _Flags = self.upper > self.lower
        return flags

    def within(self, levels: Floats, radius: float) -> Box:
        """The part of the box that is at most ``radius`` away from ``levels``."""
        return Box(
            np.clip(levels - radius, self.lower, self.upper),
            np.clip(levels + radius, self.lower, self.upper),
        )

    def holding(self, places: int | npt.NDArray[np.int64], level: float = 0.0) -> Box:
        """The part of the box where some options stay at ``level``."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[places] = upper[places] = level
        return Box(lower, upper)


def assemble(  # noqa: PLR0913  each says another thing of the programme
    seen: Outlook,
    at: Linearisation,
    box: Box,
    *,
    cost: tuple[Floats, Floats],
    free: _Flags,
    switches: bool,
    whole: bool,
    margin: float = MARGIN,
) -> Programme:
    """Make the programme of the model linearised ``at`` some levels.

    ``excess + slope · (x - levels) ≤ s``, with a margin for the rows that overlap bends.

    Args:
        seen: the portfolio tied to the model.
        at: where it was linearised.
        box: of the levels.
        cost: of the levels and of the slacks.
        free: which limits may be given up; the slack of the others is 0.
        switches: whether there are columns for options being taken at all.
        whole: whether switches are whole.
        margin: part of a limit's scale by which the programme stays below it.
    """
    most = ceilings(seen, box, free)
    upper = np.maximum(np.where(most < seen.portfolio.rules.least, 0.0, most), box.lower)
    box = Box(box.lower, np.minimum(box.upper, upper))
    rules, count, slacks = seen.portfolio.rules.tightened(most), len(at.levels), len(seen.limits)
    between = count if switches else 0
    width = count + between + slacks
    limit = np.concatenate(
        [
            at.curved_slope @ at.levels - at.excess[: seen.curved] - margin,
            seen.straight_rows.times(at.levels) - at.excess[seen.curved :],
        ]
    )
    slopes = Rows.stacked([Rows.of(at.curved_slope), seen.straight_rows])
    slack = Rows.placed(
        np.arange(len(limit)),
        count + between + seen.limit_of_row,
        -np.ones(len(limit)),
        (len(limit), width),
    )
    parts = [slopes.plus(slack), rules.levels.widened(width)]
    limits = [limit, rules.level_limit]
    if switches:
        parts.append(rules.switches.widened(width))
        limits.append(rules.switch_limit)
    is_whole = np.zeros(width, dtype=bool)
    is_whole[count : count + between] = whole
    # What is decided is taken, also where its decided level is all that is known of it.
    taken = (box.lower > 0.0).astype(float)[:between]
    allowed = (box.upper > 0.0).astype(float)[:between]
    return Programme(
        cost=np.concatenate([cost[0], np.zeros(between), cost[1]]),
        matrix=Rows.stacked(parts),
        limit=np.concatenate(limits),
        lower=np.concatenate([box.lower, taken, np.zeros(slacks)]),
        upper=np.concatenate([box.upper, allowed, np.where(free, np.inf, 0.0)]),
        whole=is_whole,
    )


def ceilings(seen: Outlook, box: Box, free: _Flags) -> Floats:
    """How far each option can go within budgets and capacities, whatever the others do.

    In each row ``Σ a x ≤ b`` of those limits that are kept, ``x ≤ (b - least of the others) / a``.
    Shape ``(options,)``, from 0 to 1.
    """
    options, count = seen.options, len(box.lower)
    kept = ~free[seen.limit_of_row[seen.curved :]]
    rows = seen.straight[kept]
    if not len(rows):
        return np.ones(count)
    parts = seen.parts_allowed[seen.curved :][kept]
    least = np.minimum(rows * box.lower, rows * box.upper)
    # A measure takes one of its options at most, so its least is that of one of them.
    of_measure = np.where(
        options.count > 1,
        np.minimum(np.minimum.reduceat(least, options.first, axis=1), 0.0),
        least[:, options.first],
    )
    others = of_measure.sum(axis=1, keepdims=True) - of_measure
    left = parts[:, None] - others[:, options.measure]
    most = np.divide(left, rows, out=np.full_like(rows, np.inf), where=rows > _NOTHING)
    nearest: Floats = np.clip(most.min(axis=0) + _NOTHING, 0.0, 1.0)
    return nearest


def taking_anew(programme: Programme, left_out: _Flags, most: int) -> Programme:
    """The same, in which at most so many of the options that were left out are taken.

    Args:
        programme: with switches.
        left_out: the options, shape ``(options,)``.
        most: how many of them may be taken.
    """
    places = len(left_out) + np.flatnonzero(left_out)
    shape = (1, len(programme.cost))
    row = Rows.placed(np.zeros(len(places)), places, np.ones(len(places)), shape)
    return replace(
        programme,
        matrix=Rows.stacked([programme.rows, row]),
        limit=np.concatenate([programme.limit, [float(most)]]),
    )
