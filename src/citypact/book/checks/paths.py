"""Checks on figures over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citypact.book.checks.registry import check
from citypact.book.contents import Contents, value_at
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import NOTHING, Said


def _paths(contents: Contents) -> Iterator[dict[str, list[Row]]]:
    for name, table in contents.tables.items():
        if table.form.path:
            for backgrounds in contents.paths(name).values():
                yield dict(backgrounds)


@check("path-base", "Every path begins at the base year or before it.")
def path_base(contents: Contents) -> Iterator[Problem]:
    """The first stated year of each path, on each background that it names."""
    base = contents.settings.year("base_year")
    for backgrounds in _paths(contents):
        for name, rows in backgrounds.items():
            first = rows[0].year("year")
            if base is not None and first is not None and first > base:
                where = Said(" on background %(name)s", name=name) if name else NOTHING
                yield rows[0].problem(
                    "year",
                    Said(
                        "the path%(where)s begins after the base year %(base)s",
                        where=where,
                        base=base,
                    ),
                    allowed=Said("a first year of %(base)s or earlier", base=base),
                    mend=Said("add a row for %(base)s", base=base),
                )


@check("path-background", "A path that a background changes is also stated without background.")
def path_background(contents: Contents) -> Iterator[Problem]:
    """Paths that exist on some background only, and would be missing on the others."""
    for backgrounds in _paths(contents):
        if "" not in backgrounds:
            name, rows = next(iter(backgrounds.items()))
            yield rows[0].problem(
                "background",
                Said(
                    "the path is stated on background %(name)s only, and is missing on the others",
                    name=name,
                ),
                mend=Said("add the rows that hold without background"),
            )


@check("path-beyond", "No path or milestone is stated for a year after the last year.")
def path_beyond(contents: Contents) -> Iterator[Problem]:
    """Years that the model never comes to."""
    last = contents.settings.year("last_year")
    for name, table in contents.tables.items():
        if not table.form.path and name != "milestones":
            continue
        for row in table.rows:
            year = row.year("year")
            if last is not None and year is not None and year > last:
                yield row.problem(
                    "year",
                    Said("the year is after the last year of the model, %(last)s", last=last),
                    allowed=Said("at most %(last)s", last=last),
                    mend=Said("state the value of the last year, or move last_year in book.toml"),
                )


@check("driver-path", "Every driver has a path, above zero in the base year.")
def driver_path(contents: Contents) -> Iterator[Problem]:
    """Only the ratio to the base year is used, so that zero would divide."""
    base = contents.settings.year("base_year")
    paths = contents.paths("driver_paths")
    if not contents.tables["driver_paths"].readable:
        return
    for driver in contents.rows("drivers"):
        backgrounds = paths.get((driver.key,))
        if backgrounds is None:
            yield driver.problem(
                "id",
                Said("the driver has no path"),
                mend=Said("add its rows to driver_paths.csv, or take the driver away"),
            )
            continue
        for rows in backgrounds.values():
            for row in _zero_in(rows, base):
                yield row.problem(
                    "value",
                    Said(
                        "the driver is zero in the base year, or may be: growth is counted from "
                        "there"
                    ),
                    allowed=Said("more than 0"),
                    mend=Said("check the value, and low with it"),
                )


def _zero_in(rows: Sequence[Row], year: int | None) -> Iterator[Row]:
    """The row that makes a path zero in a year, in its value or at its low end."""
    if year is None:
        return
    for column in ("value", "low"):
        points = [(row.year("year") or 0, row.number(column)) for row in rows]
        known = [(one, value) for one, value in points if value is not None]
        if known and value_at(known, year) == 0.0:
            yield max(
                (row for row in rows if (row.year("year") or 0) <= year), default=rows[0], key=_year
            )
            return


def _year(row: Row) -> int:
    return row.year("year") or 0
