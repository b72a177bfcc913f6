"""From slopes to a linear programme: its columns, its rows, and what each of them means.

Columns: a level ``x`` for each measure; where it matters that a measure is taken at all, a switch
``z``; for each limit a slack ``s``, by how much of its scale the limit is given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Programme
from citypact.choice.portfolio import Portfolio
from citypact.engine.arrays import Floats

__all__ = ["MARGIN", "Assemble", "Box", "assemble", "dependency_rows", "switch_rows"]

#: Part of a target's scale by which a linear programme stays on its safe side.
MARGIN = 1e-8

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
    """Least and greatest level of each measure, shape ``(measures,)``."""

    lower: Floats
    upper: Floats

    def within(self, levels: Floats, radius: float) -> Box:
        """The part of the box that is at most ``radius`` away from ``levels``."""
        return Box(
            np.clip(levels - radius, self.lower, self.upper),
            np.clip(levels + radius, self.lower, self.upper),
        )

    def holding(self, index: int, level: float) -> Box:
        """The part of the box where one measure stays at ``level``."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[index] = upper[index] = level
        return Box(lower, upper)


def dependency_rows(portfolio: Portfolio) -> Floats:
    """``x_first - x_second``, which is 0 or less, of every dependency."""
    place = {name: index for index, name in enumerate(portfolio.measures)}
    rows = np.zeros((len(portfolio.requires), len(place)))
    for row, (first, second) in zip(rows, portfolio.requires, strict=True):
        row[place[first]] += 1.0
        row[place[second]] -= 1.0
    return rows


def switch_rows(portfolio: Portfolio) -> tuple[Floats, Floats]:
    """Rows over ``(x, z)`` and their limits: switches, least levels, exclusions.

    ``x ≤ z``; ``least · z ≤ x``; ``z_first + z_second ≤ 1``.
    """
    names = portfolio.measures
    count, place = len(names), {name: index for index, name in enumerate(names)}
    level, switch = np.eye(2 * count)[:count], np.eye(2 * count)[count:]
    least = np.array([portfolio.minimum.get(name, 0.0) for name in names])
    rows = [*(level - switch), *(least[:, None] * switch - level)]
    limits = [0.0] * len(rows)
    for first, second in portfolio.excludes:
        rows.append(switch[place[first]] + switch[place[second]])
        limits.append(1.0)
    return np.array(rows), np.array(limits)


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

    ``excess + slope · (x - levels) ≤ s``, with a margin for targets.

    Args:
        seen: the portfolio tied to the model.
        at: where it was linearised.
        box: of the levels.
        cost: of the levels and of the slacks.
        free: which limits may be given up; the slack of the others is 0.
        switches: whether there are columns for measures being taken at all.
        whole: whether switches are whole.
        margin: part of a target's scale by which the programme stays below it.
    """
    count, slacks = len(at.levels), len(seen.limits)
    between = count if switches else 0
    limit = at.excess_slope @ at.levels - at.excess
    limit -= margin * (seen.limit_of_row < len(seen.portfolio.targets))
    given_up = -np.eye(slacks)[seen.limit_of_row]
    matrix = np.hstack([at.excess_slope, np.zeros((len(limit), between)), given_up])
    depend = dependency_rows(seen.portfolio)
    matrix = np.vstack([matrix, np.hstack([depend, np.zeros((len(depend), between + slacks))])])
    limit = np.concatenate([limit, np.zeros(len(depend))])
    if switches:
        rows, limits = switch_rows(seen.portfolio)
        matrix = np.vstack([matrix, np.hstack([rows, np.zeros((len(rows), slacks))])])
        limit = np.concatenate([limit, limits])
    is_whole = np.zeros(count + between + slacks, dtype=bool)
    is_whole[count : count + between] = whole
    # What is decided is taken, also where its decided level is all that is known of it.
    taken = (box.lower > 0.0).astype(float)[:between]
    return Programme(
        cost=np.concatenate([cost[0], np.zeros(between), cost[1]]),
        matrix=matrix,
        limit=limit,
        lower=np.concatenate([box.lower, taken, np.zeros(slacks)]),
        upper=np.concatenate([box.upper, np.ones(between), np.where(free, np.inf, 0.0)]),
        whole=is_whole,
    )
