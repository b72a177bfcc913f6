"""Which operations of a list can give something else in one year than in another."""

from __future__ import annotations

import numpy as np

from citypact.engine.layout import Layout
from citypact.engine.operation import TABLE

__all__ = ["varying"]


def varying(layout: Layout) -> list[bool]:
    """For each operation of ``layout``, whether its result may differ between years.

    It does where the operation looks at the year or at earlier ones, where its row differs
    between years, and where a register that it reads holds such a result.
    """
    bits = layout.tables.view(np.int64)
    uneven = (bits != bits[:, :1]).any(axis=1).tolist()
    held: set[int] = set()
    found = []
    for code, destination, *sources, row in layout.operations.tolist():
        operation = TABLE[code]
        varies = (
            operation.varies
            or (operation.row == "table" and uneven[row])
            or not held.isdisjoint(sources[: len(operation.operands)])
        )
        found.append(varies)
        (held.add if varies else held.discard)(destination)
    return found
