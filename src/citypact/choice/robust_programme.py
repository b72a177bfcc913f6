"""The linear programme of a robust plan: that of the plan, with rows for its draws.

Tails stand as Rockafellar and Uryasev (2000) write them: a column η, a column for what each
draw has beyond it, and a row a draw. A probability stands as the rows of those draws that miss
the target least, as many as the probability asks for.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from citypact.choice.assembly import MARGIN, Box, assemble
from citypact.choice.drawn import DrawnLinearisation, DrawnOutlook
from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Programme
from citypact.choice.risk import needed
from citypact.engine.arrays import Floats

__all__ = ["assemble_choice", "assemble_robust"]

#: Of the draws next to the one that decides, on either side, so many may change sides at once.
_BESIDE = 20


def assemble_robust(  # noqa: PLR0913  as the programme that it extends
    seen: Outlook,
    at: Linearisation,
    box: Box,
    *,
    cost: tuple[Floats, Floats],
    free: npt.NDArray[np.bool_],
    switches: bool,
    whole: bool,
    margin: float = MARGIN,
) -> Programme:
    """Make the programme; see :func:`citypact.choice.assembly.assemble` for the arguments."""
    if not isinstance(seen, DrawnOutlook) or not isinstance(at, DrawnLinearisation):
        message = f"a robust programme is made of draws, not of {type(seen).__name__}"
        raise TypeError(message)
    made = assemble(
        seen, at, box, cost=cost, free=free, switches=switches, whole=whole, margin=margin
    )
    targets, level = len(seen.portfolio.targets), seen.risk.level
    made = replace(made, matrix=np.asarray(made.matrix)[targets:], limit=made.limit[targets:])
    slacks = len(made.cost) - len(seen.limits)
    for row in range(targets):
        excess, slope = at.sample.excess[row, :, 0], at.sample_excess_slope[row]
        slack = np.zeros(len(made.cost))
        slack[slacks + row] = 1.0
        if seen.risk.measure == "probability":
            count = needed(level, len(excess))
            chosen = np.argsort(excess, kind="stable")[:count]
            rows = _over_levels(slope[chosen], len(made.cost)) - slack
            made = _with_rows(made, rows, slope[chosen] @ at.levels - excess[chosen] - margin)
        else:
            made, tail = _with_tail(made, at.levels, excess, slope, level)
            slack = np.concatenate([slack, np.zeros(len(tail) - len(slack))])
            made = _with_rows(made, (tail - slack)[None], np.array([-margin]))
    if seen.risk.cost_level > 0.0 and cost[0].any():
        return _with_cost_tail(made, at, cost[0], seen.risk.cost_level)
    return made


def assemble_choice(
    seen: DrawnOutlook, at: DrawnLinearisation, box: Box, cost: Floats, *, margin: float = MARGIN
) -> Programme:
    """Make the programme that chooses anew which draws are given up, near a plan.

    For each target, of the draws next to the one that decides a switch ``b`` says whether the
    draw is given up: ``excess + slope · (x - levels) ≤ M b``, with as many given up as the
    probability leaves, and M the most that the row can be in the box. Draws further off stay on
    their side.
    """
    made = assemble(
        seen,
        at,
        box,
        cost=(cost, np.zeros(len(seen.limits))),
        free=np.zeros(len(seen.limits), dtype=bool),
        switches=False,
        whole=False,
    )
    targets = len(seen.portfolio.targets)
    made = replace(made, matrix=np.asarray(made.matrix)[targets:], limit=made.limit[targets:])
    for row in range(targets):
        excess, slope = at.sample.excess[row, :, 0], at.sample_excess_slope[row]
        order, count = np.argsort(excess, kind="stable"), needed(seen.risk.level, len(excess))
        kept, beside = np.split(order[: count + _BESIDE], [max(0, count - _BESIDE)])
        limit = slope @ at.levels - excess - margin
        made = _with_rows(made, _over_levels(slope[kept], len(made.cost)), limit[kept])
        before, given_up = len(made.cost), len(beside) - (count - len(kept))
        made = _with_columns(made, np.zeros(len(beside)), np.ones(len(beside)), whole=True)
        most = np.maximum(slope[beside] * box.lower, slope[beside] * box.upper).sum(axis=1)
        rows = _over_levels(slope[beside], len(made.cost))
        rows[:, before:] = -np.diag(np.maximum(most - limit[beside], 0.0))
        made = _with_rows(made, rows, limit[beside])
        sides = np.zeros((1, len(made.cost)))
        sides[0, before:] = 1.0
        made = _with_rows(made, sides, np.array([float(given_up)]))
    return made


def _with_cost_tail(
    made: Programme, at: DrawnLinearisation, cost: Floats, level: float
) -> Programme:
    """Minimise the tail of the draws' costs instead of the slope of it.

    It is moved and scaled as the slope was, so that the least cost means the same.
    """
    largest = int(np.abs(cost).argmax())
    scale = at.cost_slope[largest] / cost[largest]
    constant = at.cost - at.cost_slope @ at.levels
    made, tail = _with_tail(
        made,
        at.levels,
        (at.sample.cost[:, 0] - constant) / scale,
        at.sample_cost_slope / scale,
        level,
    )
    prices = made.cost.copy()
    prices[: len(at.levels)] = 0.0
    return replace(made, cost=prices + tail)


def _with_tail(
    made: Programme, levels: Floats, values: Floats, slopes: Floats, level: float
) -> tuple[Programme, Floats]:
    """Add ``η`` and ``u``, with ``values + slopes · (x - levels) ≤ η + u`` in every draw.

    Returns:
        The programme, and the row over its columns that is the mean of the tail:
        ``η + Σ u / ((1 - level) · draws)``.
    """
    draws, before = len(values), len(made.cost)
    lower, upper = np.zeros(1 + draws), np.full(1 + draws, np.inf)
    lower[0] = -np.inf
    made = _with_columns(made, lower, upper)
    rows = _over_levels(slopes, len(made.cost))
    rows[:, before] = -1.0
    rows[:, before + 1 :] = -np.eye(draws)
    made = _with_rows(made, rows, slopes @ levels - values)
    tail = np.zeros(len(made.cost))
    tail[before] = 1.0
    tail[before + 1 :] = 1.0 / ((1.0 - level) * draws)
    return made, tail


def _over_levels(slopes: Floats, columns: int) -> Floats:
    """Rows over all columns, whose first are the levels."""
    rows = np.zeros((len(slopes), columns))
    rows[:, : slopes.shape[1]] = slopes
    return rows


def _with_columns(
    made: Programme, lower: Floats, upper: Floats, *, whole: bool = False
) -> Programme:
    count = len(lower)
    return replace(
        made,
        cost=np.concatenate([made.cost, np.zeros(count)]),
        matrix=np.hstack([made.matrix, np.zeros((len(made.limit), count))]),
        lower=np.concatenate([made.lower, lower]),
        upper=np.concatenate([made.upper, upper]),
        whole=np.concatenate([made.whole, np.full(count, whole)]),
    )


def _with_rows(made: Programme, rows: Floats, limit: Floats) -> Programme:
    return replace(
        made, matrix=np.vstack([made.matrix, rows]), limit=np.concatenate([made.limit, limit])
    )
