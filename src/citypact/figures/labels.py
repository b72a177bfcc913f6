"""Where labels stand: none on top of another, long ones on several lines."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

__all__ = ["lines_of", "spread"]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move the middles of labels as little as possible until none covers another.

    Shapes: one wanted middle and one size a label in, the middles out, in the same order; all
    in one unit. The sum of squared moves is the smallest there is (labels that push each other
    form a block, which stands at the mean of what its members want). The whole is then kept
    between ``low`` and ``high``; where there is too little room it overflows at ``high``.
    """
    order = sorted(range(len(wanted)), key=lambda item: (wanted[item], item))
    # Where each label would stand if they were stacked from zero: with that taken off,
    # "none covers another" becomes "not falling", and falling neighbours are pooled.
    stacked: list[float] = []
    for rank, item in enumerate(order):
        before = order[rank - 1] if rank else item
        step = (sizes[before] + sizes[item]) / 2 if rank else 0.0
        stacked.append((stacked[-1] if stacked else 0.0) + step)
    blocks: list[tuple[float, int]] = []
    for rank, item in enumerate(order):
        mean, count = wanted[item] - stacked[rank], 1
        while blocks and blocks[-1][0] > mean:
            other, more = blocks.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        blocks.append((mean, count))
    pooled = [mean for mean, count in blocks for _ in range(count)]
    # Bounds, with the stacking taken off as well, are the same for all but for the two ends.
    least = low + (sizes[order[0]] / 2 if order else 0.0)
    most = high - (sizes[order[-1]] / 2 + stacked[-1] if order else 0.0)
    answer = [0.0] * len(wanted)
    for rank, item in enumerate(order):
        answer[item] = max(min(pooled[rank], most), least) + stacked[rank]
    return answer


def lines_of(text: str, letters: int, most: int = 2) -> list[str]:
    """Break ``text`` into at most ``most`` lines of about ``letters`` letters.

    What does not fit ends in an ellipsis; the table twin has the whole text.
    """
    return textwrap.wrap(
        text,
        width=max(letters, 4),
        max_lines=most,
        placeholder="\N{HORIZONTAL ELLIPSIS}",
        break_long_words=True,
    )
