"""Checks on targets."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.said import Said, as_written


@check("target-base", "A target in percent has a base year with a total in its inventory.")
def target_base(contents: Contents) -> Iterator[Problem]:
    """The base year itself, and the published total of that year."""
    totals = {
        (row.text("inventory"), row.year("year"))
        for row in contents.rows("emissions")
        if "sector" not in row.texts and row.number("value") is not None
    }
    for row in contents.rows("targets"):
        if row["kind"] != "percent":
            continue
        inventory, base = row.text("inventory"), row.year("base_year")
        if "base_year" not in row.texts:
            yield row.problem(
                "base_year",
                Said("a target in percent has no base year"),
                mend=Said("name the year that it is compared with"),
            )
        elif base is not None and (inventory, base) not in totals:
            known = sorted(year for name, year in totals if name == inventory and year)
            yield row.problem(
                "base_year",
                Said(
                    "the inventory %(inventory)r has no total for %(base)s",
                    inventory=inventory,
                    base=base,
                ),
                allowed=as_written(", ".join(str(year) for year in known))
                or Said("a year with a total"),
                mend=Said("add the total of that year to emissions.csv, a row without sector"),
            )


@check("target-population", "A target per person rests on a driver that counts residents.")
def target_population(contents: Contents) -> Iterator[Problem]:
    """Targets per person in a book without population."""
    if "population" in contents.settings.texts or not contents.settings.texts:
        return
    for row in contents.rows("targets"):
        if row["kind"] == "per-person":
            yield row.problem(
                "kind",
                Said("a target per person needs the number of residents"),
                mend=Said("name the driver that counts them as population in book.toml"),
            )


@check("target-budget", "A budget says in which year it begins.")
def target_budget(contents: Contents) -> Iterator[Problem]:
    """First year of a budget, at or before its last."""
    for row in contents.rows("targets"):
        if row["kind"] != "budget":
            continue
        first, year = row.year("first_year"), row.year("year")
        if "first_year" not in row.texts:
            yield row.problem(
                "first_year",
                Said("a budget has no first year"),
                mend=Said("name the first year that counts"),
            )
        elif first is not None and year is not None and first > year:
            yield row.problem(
                "first_year",
                Said("the budget begins after it ends, %(year)s", year=year),
                allowed=Said("at most %(year)s", year=year),
                mend=Said("check both years"),
            )


@check("target-year", "A target lies within the years of the model.", warning=True)
def target_year(contents: Contents) -> Iterator[Problem]:
    """Years before the base year or after the last year, for which nothing is computed."""
    base, last = contents.settings.year("base_year"), contents.settings.year("last_year")
    for row in contents.rows("targets"):
        years = [(name, row.year(name)) for name in ("year", "first_year")]
        for column, year in years:
            if base is None or last is None or year is None or base <= year <= last:
                continue
            yield row.problem(
                column,
                Said(
                    "the year is outside the years of the model, so that the target is not computed"
                ),
                allowed=Said("%(base)s to %(last)s", base=base, last=last),
                mend=Said("check the year, or the years in book.toml"),
            )
