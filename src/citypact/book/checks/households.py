"""Checks on types of households."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.said import Said


@check("household-need", "Every type of household needs something, of what people themselves use.")
def household_need(contents: Contents) -> Iterator[Problem]:
    """Households without needs; what a change is to change and nobody needs."""
    needed = {row.key for row in contents.rows("household_needs")}
    for row in contents.rows("households"):
        if row.key not in contents.grouped("household_needs", "household"):
            yield row.problem(
                "id",
                Said("the household needs nothing, so that nothing can be told of it"),
                mend=Said("add what it needs to household_needs.csv"),
            )
    for row in contents.rows("household_changes"):
        key = f"{row.text('household')}:{row.text('means')}"
        if row.text("household") and row.text("means") and key not in needed:
            yield row.problem(
                "means",
                Said(
                    "the household needs nothing by this means, so that there is nothing to change"
                ),
                allowed=Said("a means of the household in household_needs.csv"),
                mend=Said("name one of them, or add the need"),
            )


@check("household-perspective", "A household reckons with the rates of a group of actors.")
def household_perspective(contents: Contents) -> Iterator[Problem]:
    """Households that look at their own money as society does."""
    for row in contents.rows("households"):
        perspective = contents.find("perspectives", row.text("perspective"))
        if perspective is not None and perspective.text("kind") == "society":
            yield row.problem(
                "perspective",
                Said("society leaves out what a household pays in tax"),
                allowed=Said("a perspective of kind actors"),
                mend=Said("name the perspective that households belong to"),
            )


@check("household-move", "A household moves between means that meet one need.")
def household_move(contents: Contents) -> Iterator[Problem]:
    """Changes to a means of another activity, or to the same means."""
    for row in contents.rows("household_changes"):
        source = contents.find("means", row.text("means"))
        destination = contents.find("means", row.text("to_means"))
        if source is None or destination is None:
            continue
        if source is destination or source.text("activity") != destination.text("activity"):
            yield row.problem(
                "to_means",
                Said("the household stays where it is")
                if source is destination
                else Said(
                    "it meets %(activity)s, and the need is %(other_activity)s",
                    activity=destination.text("activity"),
                    other_activity=source.text("activity"),
                ),
                allowed=Said(
                    "another means of %(activity)s, or nothing", activity=source.text("activity")
                ),
                mend=Said("name the means that meets the need afterwards"),
            )


@check("household-measure", "What a household changes, a measure brings about over time.")
def household_measure(contents: Contents) -> Iterator[Problem]:
    """Changes by a measure that is not computed, and so never comes about."""
    for row in contents.rows("household_changes"):
        measure = contents.find("measures", row.text("measure"))
        if measure is not None and (measure["computable"] is False or "same_as" in measure.texts):
            yield row.problem(
                "measure",
                Said("the measure is not computed, so that the change never comes about"),
                allowed=Said("a measure that is computable and repeats no other"),
                mend=Said("name the measure that brings it about"),
            )
