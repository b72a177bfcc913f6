"""What a book says, looked up the ways that checking it and making a city of it need.

Owns the grouping of rows: which means an activity has, which rows are one path, which of
them hold on a background. Rows that could not be read are simply not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from citypact.book.table import Row, Table

__all__ = ["Contents", "PathKey", "Points", "value_at"]

#: The values of the key columns that tell one path from another.
PathKey = tuple[str, ...]
#: The rows of each background of one path, by year; the empty background holds elsewhere.
Backgrounds = Mapping[str, list[Row]]
#: Years and values of a path, rising by year.
Points = Sequence[tuple[int, float]]


def value_at(points: Points, year: int) -> float:
    """Value of a path in ``year``: straight lines between points, level outside them.

    >>> value_at([(2020, 1.0), (2030, 2.0)], 2025)
    1.5
    """
    earlier = [point for point in points if point[0] <= year]
    later = [point for point in points if point[0] >= year]
    if not earlier:
        return later[0][1]
    if not later:
        return earlier[-1][1]
    (start, low), (end, high) = earlier[-1], later[0]
    return low if start == end else low + (high - low) * (year - start) / (end - start)


@dataclass(frozen=True, eq=False)
class Contents:
    """Settings and tables as read, with the look-ups that rest on them.

    Attributes:
        settings: the entries of ``book.toml``.
        tables: every table of the form, by name.
        comments: the comment lines at the top of ``book.toml``.
    """

    settings: Row
    tables: Mapping[str, Table]
    comments: tuple[str, ...] = ()
    _groups: dict[tuple[str, str], dict[str, list[Row]]] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """Rows of a table, sorted by key."""
        return self.tables[table].rows

    def find(self, table: str, key: str) -> Row | None:
        """The row with ``key``; None when there is none."""
        return self.tables[table].by_key.get(key)

    def grouped(self, table: str, column: str) -> Mapping[str, list[Row]]:
        """Rows of a table by the text of one column."""
        known = self._groups.get((table, column))
        if known is None:
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                groups[row.text(column)].append(row)
            known = self._groups[table, column] = dict(groups)
        return known

    def paths(self, table: str) -> dict[PathKey, Backgrounds]:
        """The paths of a table: rows with a year, by path key and background, rising by year."""
        return self._paths[table]

    @cached_property
    def _paths(self) -> dict[str, dict[PathKey, Backgrounds]]:
        return {name: _paths_of(table) for name, table in self.tables.items() if table.form.path}

    @cached_property
    def means_of(self) -> Mapping[str, list[Row]]:
        """Means by activity."""
        return self.grouped("means", "activity")

    @cached_property
    def carriers_of(self) -> dict[str, list[str]]:
        """Carriers that each means uses, on any background."""
        used: dict[str, list[str]] = defaultdict(list)
        for means, carrier in self.paths("uses"):
            used[means].append(carrier)
        return dict(used)

    @cached_property
    def supplied(self) -> Mapping[str, list[Row]]:
        """Carriers by the activity that supplies them."""
        groups = self.grouped("carriers", "supplied_by")
        return {activity: rows for activity, rows in groups.items() if activity}

    @cached_property
    def stocks(self) -> frozenset[str]:
        """Activities whose means are a stock."""
        return frozenset(row.text("activity") for row in self.rows("stocks"))

    @cached_property
    def effects_of(self) -> Mapping[str, list[Row]]:
        """Effects by measure."""
        return self.grouped("effects", "measure")

    def activity_unit(self, activity: Row) -> str:
        """The unit that an activity is counted in: its own, or that of what it supplies."""
        own = activity.text("unit")
        if own or not activity.yes("supply"):
            return own
        carriers = self.supplied.get(activity.key, [])
        return carriers[0].text("unit") if carriers else ""


def _paths_of(table: Table) -> dict[PathKey, Backgrounds]:
    columns = table.form.path_key
    paths: dict[PathKey, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in table.rows:
        if row.year("year") is not None:
            key = tuple(row.text(column) for column in columns)
            paths[key][row.text("background")].append(row)
    return {
        key: {name: sorted(rows, key=_year) for name, rows in backgrounds.items()}
        for key, backgrounds in paths.items()
    }


def _year(row: Row) -> int:
    return row.year("year") or 0


def on_background(backgrounds: Backgrounds, background: str) -> list[Row]:
    """The rows of a path that hold on a background: its own if it has any, else the common."""
    return backgrounds.get(background) or backgrounds.get("", [])
