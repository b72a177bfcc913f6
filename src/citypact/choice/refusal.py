"""Plans that a proof has found and that the model refuses: rows that keep a proof from them.

The programme at a plan is wrong about some plans that differ from it in many measures: it promises
that they keep a limit which in the model they exceed. Each of them is a plan that the model has
been asked about, so the programme there is known as well; its rows go beside those at the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Programme
from citypact.choice.rows import Rows
from citypact.engine.arrays import Floats

__all__ = ["refusing"]


def refusing(
    made: Programme,
    seen: Outlook,
    plan: Floats,
    refused: Sequence[Linearisation],
    margin: float,
) -> Programme:
    """A programme with the curved rows at refused plans beside its own.

    ``excess + slope · (x - levels) ≤ s`` at each refused plan, with the slack of the same limit.
    A row at a refused plan may be wrong about a plan far from that one in turn: where it would
    shut out the plan that the programme is made at, it gets just the room that lets it in.

    Args:
        made: as :func:`citypact.choice.assembly.assemble` makes it, slacks last.
        seen: what is asked, tied to the model.
        plan: the levels that the programme is made at, shape ``(options,)``.
        refused: the model at the refused plans.
        margin: part of a limit's scale by which the programme stays below it.
    """
    if not refused:
        return made
    width, bent = len(made.cost), seen.curved
    slack = Rows.placed(
        np.arange(bent),
        width - len(seen.limits) + seen.limit_of_row[:bent],
        -np.ones(bent),
        (bent, width),
    )
    matrices, limits = [made.rows], [made.limit]
    for at in refused:
        matrices.append(Rows.of(at.curved_slope).plus(slack))
        limit = at.curved_slope @ at.levels - at.excess[:bent] - margin
        limits.append(np.maximum(limit, at.curved_slope @ plan))
    return replace(made, matrix=Rows.stacked(matrices), limit=np.concatenate(limits))
