"""Checks on what a scenario says of its measures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.model.ramp import postponement_fault, years_of_growth

__all__ = ["scenario_postponed"]


@check("scenario-postponed", "A measure is moved by whole years, within the years of the model.")
def scenario_postponed(contents: Contents) -> Iterator[Problem]:
    """The ramp begins and ends between the base year and the last year, where it is moved."""
    first, last = (contents.settings.year(name) for name in ("base_year", "last_year"))
    milestones = contents.grouped("milestones", "measure")
    for row in contents.rows("scenario_measures"):
        measure, years = contents.find("measures", row.text("measure")), row.number("postponed")
        if measure is None or not years or first is None or last is None:
            continue
        stated = _stated(measure, milestones)
        if stated is None:
            yield row.problem(
                "postponed",
                "the measure has no years that could be moved",
                allowed="nothing",
                mend="say in measures.csv when it starts and ends, or empty the cell",
            )
        elif fault := postponement_fault(stated, years, first, last):
            least, most = first - stated[0], last - stated[1]
            yield row.problem(
                "postponed",
                fault,
                allowed=f"whole years from {min(least, 0)} to {max(most, 0)}",
                mend="below zero is earlier; empty is as stated in measures.csv",
            )


def _stated(measure: Row, milestones: Mapping[str, Sequence[Row]]) -> tuple[int, int] | None:
    """Between which years a measure grows; None where that is not stated."""
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
