"""Checks on activities, their means and stocks."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.said import Said, as_written


@check("activity-means", "Every activity has at least one means.")
def activity_means(contents: Contents) -> Iterator[Problem]:
    """Activities that nothing meets."""
    if not contents.tables["means"].readable:
        return
    for row in contents.rows("activities"):
        if row.key not in contents.means_of:
            yield row.problem(
                "id", Said("the activity has no means"), mend=Said("add what meets it to means.csv")
            )


@check("activity-value", "Every activity has an amount; a supply activity has none of its own.")
def activity_value(contents: Contents) -> Iterator[Problem]:
    """The amount follows for a supply activity, and is stated for every other."""
    for row in contents.rows("activities"):
        if row["supply"] is False and "value" not in row.texts:
            yield row.problem(
                "value",
                Said("the activity has no amount; missing is not zero"),
                allowed=Said("a number"),
                mend=Said("fill in the amount of the base year"),
            )
        for column in ("value", "driver"):
            if row["supply"] is True and column in row.texts:
                yield row.problem(
                    column,
                    Said(
                        "a supply activity has no %(column)s of its own: it follows from what the "
                        "others use of the carrier it supplies",
                        column=column,
                    ),
                    allowed=Said("nothing"),
                    mend=Said("empty the cell, or write no in supply"),
                )


@check("activity-year", "The amount of an activity is stated for the base year.")
def activity_year(contents: Contents) -> Iterator[Problem]:
    """The year of every amount against the base year."""
    base = contents.settings.year("base_year")
    for row in contents.rows("activities"):
        wrong = "year" in row.values and row.year("year") != base
        if base is not None and "value" in row.texts and (wrong or "year" not in row.texts):
            yield row.problem(
                "year",
                Said("the amount is not stated for the base year %(base)s", base=base),
                allowed=as_written(base),
                mend=Said(
                    "state the amount of %(base)s, with the note saying how it was derived",
                    base=base,
                ),
            )


@check(
    "means-uses",
    "A means that uses no carrier says so in its note.",
    warning=True,
)
def means_uses(contents: Contents) -> Iterator[Problem]:
    """Means that emit nothing because nothing is said of what they use."""
    if not contents.tables["uses"].readable:
        return
    for row in contents.rows("means"):
        if row.key not in contents.carriers_of and not row.told("note", "en")[0]:
            yield row.problem(
                "id",
                Said("the means uses no carrier, so that it emits and costs nothing"),
                mend=Said("add what it uses to uses.csv, or say in its note that it uses nothing"),
            )


@check("activity-payer", "Every activity whose carriers are bought names who pays.", warning=True)
def activity_payer(contents: Contents) -> Iterator[Problem]:
    """Activities whose carriers are paid by nobody; stated emissions are not bought."""
    bought = {row.key for row in contents.rows("carriers") if row["kind"] != "process"}
    for row in contents.rows("activities"):
        means = contents.means_of.get(row.key, [])
        used = {name for one in means for name in contents.carriers_of.get(one.key, [])}
        if used & bought and "payer" not in row.texts:
            yield row.problem(
                "payer",
                Said("nobody pays for what the activity uses; its money is left out"),
                mend=Said("name an actor"),
            )
