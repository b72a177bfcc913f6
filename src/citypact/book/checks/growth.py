"""Between which years a measure grows, as its rows state it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from citypact.book.table import Row
from citypact.model.timing import years_of_growth

__all__ = ["stated_growth"]


def stated_growth(measure: Row, milestones: Mapping[str, Sequence[Row]]) -> tuple[int, int] | None:
    """The start and the end of a measure; None where they are not stated.

    Args:
        measure: its row.
        milestones: rows of milestones, by measure.
    """
    if measure.text("shape") == "milestones":
        levels = {
            year: math.nan if "distribution" in row.texts else row.number("value") or 0.0
            for row in milestones.get(measure.key, ())
            if (year := row.year("year")) is not None
        }
        years = sorted(levels)
        return years_of_growth(years, [levels[year] for year in years]) if years else None
    start, end = measure.year("start"), measure.year("end")
    return None if start is None or end is None or "shape" not in measure.texts else (start, end)
