"""Checks on what a scenario says of its measures."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.growth import stated_growth
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.model.timing import postponement_fault
from citypact.said import Said

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
        stated = stated_growth(measure, milestones)
        if stated is None:
            yield row.problem(
                "postponed",
                Said("the measure has no years that could be moved"),
                allowed=Said("nothing"),
                mend=Said("say in measures.csv when it starts and ends, or empty the cell"),
            )
        elif fault := postponement_fault(stated, years, first, last, measure.year("earliest")):
            soonest = max(first, measure.year("earliest") or first)
            least, most = soonest - stated[0], last - stated[1]
            yield row.problem(
                "postponed",
                fault,
                allowed=Said(
                    "whole years from %(least)s to %(most)s", least=min(least, 0), most=max(most, 0)
                ),
                mend=Said("below zero is earlier; empty is as stated in measures.csv"),
            )
