"""Warnings that guide a new book: what it still lacks to be of use."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.said import Said


@check("guide-target", "The book names its main target.", warning=True)
def guide_target(contents: Contents) -> Iterator[Problem]:
    """Without a target there is no gap to show."""
    if contents.settings.texts and "target" not in contents.settings.texts:
        yield contents.settings.problem(
            "target",
            Said("the book names no main target, so that there is no gap to show"),
            mend=Said("add what the city has decided to targets.csv, and name it here"),
        )


@check("guide-population", "The book counts the residents.", warning=True)
def guide_population(contents: Contents) -> Iterator[Problem]:
    """Without residents nothing can be said per person."""
    if contents.settings.texts and "population" not in contents.settings.texts:
        yield contents.settings.problem(
            "population",
            Said("the book does not count residents, so that nothing is said per person"),
            mend=Said(
                "add a driver with its path to drivers.csv and driver_paths.csv, and name it here"
            ),
        )


@check("guide-measures", "The book has measures.", warning=True)
def guide_measures(contents: Contents) -> Iterator[Problem]:
    """Without measures every scenario is the reference."""
    table = contents.tables["measures"]
    if table.readable and not table.rows and not table.broken:
        yield Problem(
            file=table.form.file,
            row=0,
            column="",
            check="",
            message=Said("the book has no measures, so that every scenario is the same"),
            mend=Said("add what is planned to measures.csv and effects.csv"),
        )


@check("guide-stated", "Activities are counted in what is done, not in emissions.", warning=True)
def guide_stated(contents: Contents) -> Iterator[Problem]:
    """Activities that stand for stated emissions, as a new book has them."""
    for row in contents.rows("activities"):
        means = contents.means_of.get(row.key, [])
        carriers = {name for one in means for name in contents.carriers_of.get(one.key, [])}
        if carriers and all(name.startswith("stated-") for name in carriers):
            yield row.problem(
                "value",
                Said("the activity is counted in its own emissions, so that nothing explains them"),
                mend=Said("replace it with what is done, by which means, with which carriers"),
            )
