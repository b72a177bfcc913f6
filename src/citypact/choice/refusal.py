"""Plans that a proof has found and that the model refuses: rows that keep a proof from them.

The programme at a plan is wrong about some plans that differ from it in many measures: it promises
that they keep a limit which in the model they exceed. Each of them is a plan that the model has
been asked about, so the programme there is known as well; its rows go beside those at the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from citypact.choice.assembly import MARGIN, Assemble, Box
from citypact.choice.linearisation import Linearisation, Outlook
from citypact.choice.milp import Programme
from citypact.choice.rows import Rows
from citypact.engine.arrays import Floats

__all__ = ["Refusing"]


@dataclass(frozen=True)
class Refusing:
    """Makes programmes with the curved rows at refused plans beside their own.

    ``excess + slope · (x - levels) ≤ s`` at each refused plan, with the slack of the same limit.
    A row at a refused plan may be wrong about a plan far from that one in turn: where it would
    shut out the plan that the programme is made at, it gets just the room that lets it in.

    Attributes:
        assemble: makes the programmes themselves, see :func:`citypact.choice.assembly.assemble`.
        refused: the model at the refused plans.
    """

    assemble: Assemble
    refused: Sequence[Linearisation]

    def __call__(  # noqa: PLR0913  as what it stands for
        self,
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
        """Make the programme at a plan, kept from the refused ones."""
        made = self.assemble(
            seen, at, box, cost=cost, free=free, switches=switches, whole=whole, margin=margin
        )
        if not self.refused:
            return made
        width, bent = len(made.cost), seen.curved
        slack = Rows.placed(
            np.arange(bent),
            width - len(seen.limits) + seen.limit_of_row[:bent],
            -np.ones(bent),
            (bent, width),
        )
        matrices, limits = [made.rows], [made.limit]
        for other in self.refused:
            slope = other.curved_slope
            matrices.append(Rows.of(slope).plus(slack))
            limit = slope @ other.levels - other.excess[:bent] - margin
            limits.append(np.maximum(limit, slope @ at.levels))
        return replace(made, matrix=Rows.stacked(matrices), limit=np.concatenate(limits))
