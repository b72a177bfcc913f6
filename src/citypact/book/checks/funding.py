"""Checks on sources of funds."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.said import Said


@check("funding-amount", "A source of funds brings money.")
def funding_amount(contents: Contents) -> Iterator[Problem]:
    """Amounts of zero or less, also in what they may be at the least."""
    for row in contents.rows("funding"):
        value, low = row.number("value"), row.number("low")
        wrong = {
            "value": value is not None and value <= 0.0,
            "low": low is not None and low < 0.0,
        }
        for column in (name for name, is_wrong in wrong.items() if is_wrong):
            yield row.problem(
                column,
                Said("a source of funds brings nothing, or takes money away"),
                allowed=Said("more than 0") if column == "value" else Said("0 or more"),
                mend=Said("write what it brings; what somebody pays stands in flows.csv"),
            )


@check("funding-years", "A source of funds is paid out within the years of the model.")
def funding_years(contents: Contents) -> Iterator[Problem]:
    """Years in the wrong order, before the base year, or after the last year."""
    base, last = contents.settings.year("base_year"), contents.settings.year("last_year")
    for row in contents.rows("funding"):
        first_year, last_year = row.year("first_year"), row.year("last_year")
        if first_year is None or last_year is None or base is None or last is None:
            continue
        if last_year < first_year:
            yield row.problem(
                "last_year",
                Said("the last year comes before the first, %(first_year)s", first_year=first_year),
                allowed=Said("%(first_year)s or later", first_year=first_year),
                mend=Said("exchange them, or correct one"),
            )
            continue
        for column, year in (("first_year", first_year), ("last_year", last_year)):
            if not base <= year <= last:
                yield row.problem(
                    column,
                    Said("%(year)s is outside the years of the model", year=year),
                    allowed=Said("%(base)s to %(last)s", base=base, last=last),
                    mend=Said(
                        "state the part that is paid out within them, and say so in the note"
                    ),
                )


@check("funding-binding", "A source of funds is bound to a measure or to an area, not to both.")
def funding_binding(contents: Contents) -> Iterator[Problem]:
    """Two bindings, or one to a measure whose money is counted with another."""
    for row in contents.rows("funding"):
        if "measure" in row.texts and "area" in row.texts:
            yield row.problem(
                "area",
                Said("the money is bound to a measure and to an area"),
                allowed=Said("nothing beside a measure"),
                mend=Said("keep the narrower of the two"),
            )
        measure = contents.find("measures", row.text("measure"))
        if measure is not None and "same_as" in measure.texts:
            yield row.problem(
                "measure",
                Said(
                    "the measure repeats %(same_as)r, where its money is counted",
                    same_as=measure.text("same_as"),
                ),
                allowed=Said("a measure that repeats no other"),
                mend=Said("write %(same_as)s", same_as=measure.text("same_as")),
            )


@check("funding-unused", "There is something that a source of funds can pay for.", warning=True)
def funding_unused(contents: Contents) -> Iterator[Problem]:
    """Money bound to a measure of which the book states no cost."""
    flows = contents.grouped("flows", "measure")
    for row in contents.rows("funding"):
        measure = contents.find("measures", row.text("measure"))
        if measure is not None and "same_as" not in measure.texts and measure.key not in flows:
            yield row.problem(
                "measure",
                Said("the measure has no flow of money, so that there is nothing to pay"),
                mend=Said("add what it costs to flows.csv"),
            )
