"""A table as plain text: the first column to the left, figures to the right."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["grid"]


def grid(rows: Sequence[Sequence[str]], *, texts: int = 1) -> list[str]:
    """Lines of ``rows``, aligned; the first ``texts`` columns are texts, the others figures.

    >>> for line in grid([("", "2020"), ("Transport", "9")]):
    ...     print(line)
               2020
    Transport     9
    """
    columns = max((len(row) for row in rows), default=0)
    padded = [[*row, *[""] * (columns - len(row))] for row in rows]
    widths = [max(len(row[column]) for row in padded) for column in range(columns)]
    return [
        "  ".join(
            cell.ljust(width) if column < texts else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in padded
    ]
