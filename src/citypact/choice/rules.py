"""Rules that every plan keeps, whatever the model says: one start, dependencies, exclusions.

Levels of options are ``x``; switches, which say that an option is taken, are ``z``, 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from citypact.choice.options import Options
from citypact.choice.rows import Rows
from citypact.engine.arrays import Floats

__all__ = ["Rules", "rules_of"]


@dataclass(frozen=True)
class Rules:
    """The rules as rows that are at most their limits.

    Attributes:
        levels: over ``x``, shape ``(rules, options)``. A measure is at one level in all,
            ``Σ x ≤ 1``; of two that exclude each other there is at most one in all; what is
            decided is reached. Of a dependency, for each year ``y`` in which the first may
            begin: what of it begins by ``y`` is at most what of the second does.
        level_limit: shape ``(rules,)``.
        switches: over ``(x, z)``. An option goes nowhere unless it is taken, ``x ≤ z``; if taken,
            then at least to its least level; and one option of a measure, or of two that
            exclude each other, is taken.
        switch_limit: one a row.
        least: level of each option if it is taken, shape ``(options,)``.
        single: how many of the rows over ``x``, the first ones, say ``Σ x ≤ 1`` because one
            option of some is taken.
        names: of each row over ``x`` the rule that it is there for, such as ``a excludes b``; the
            measure that is decided on; or nothing.
    """

    levels: Rows
    level_limit: Floats
    switches: Rows
    switch_limit: Floats
    least: Floats
    single: int
    names: tuple[str, ...]

    def tightened(self, most: Floats) -> Rules:
        """The same rules, for options that go no further than ``most``, shape ``(options,)``.

        With the switches whole they allow the same plans; where a programme may spread measures,
        they allow less: ``x ≤ most · z``, and so ``Σ x / most ≤ 1`` where ``Σ z ≤ 1``.
        """
        if (most >= 1.0).all():
            return self
        part = np.where(most > 0.0, np.minimum(most, 1.0), 1.0)
        count, values, links = len(most), self.levels.values.copy(), self.switches.values.copy()
        of_single = self.levels.row < self.single
        values[of_single] /= part[self.levels.columns[of_single]]
        of_link = (self.switches.row < count) & (self.switches.columns >= count)
        links[of_link] *= part[self.switches.columns[of_link] - count]
        return replace(
            self,
            levels=replace(self.levels, values=values),
            switches=replace(self.switches, values=links),
        )

    def broken_levels(self, levels: Floats) -> Floats:
        """By how much levels break each rule on them, shape ``(rules,)``; 0 where they do not."""
        return np.maximum(self.levels.times(levels) - self.level_limit, 0.0)

    def broken(self, levels: Floats) -> float:
        """By how much a plan breaks its rules in sum; what is at level 0 is not taken."""
        both = np.concatenate([levels, (levels > 0.0).astype(float)])
        switched = self.switches.times(both) - self.switch_limit
        return float(self.broken_levels(levels).sum() + np.maximum(switched, 0.0).sum())


def rules_of(
    options: Options,
    *,
    requires: Sequence[tuple[str, str]],
    excludes: Sequence[tuple[str, str]],
    minimum: Mapping[str, float],
    least: Mapping[str, float],
) -> Rules:
    """Write out the rules of a portfolio.

    Args:
        options: what can be chosen.
        requires: pairs of which the first requires the second.
        excludes: pairs of which at most one is taken.
        minimum: least level of a measure, if it is taken.
        least: what no plan goes below.
    """
    one = _one_start(options)
    apart = _excluded(options, excludes)
    needed = [name for name, level in least.items() if level > 0.0]
    reached = _sums(options, [(name,) for name in needed], -1.0)
    depend = _dependencies(options, requires)
    count = len(options)
    lowest = np.array([minimum.get(item.measure, 0.0) for item in options.items])
    bound = np.flatnonzero(lowest > 0.0)
    row = np.arange(count)
    taken = Rows.placed(
        np.repeat(row, 2),
        np.column_stack([row, count + row]).ravel(),
        np.tile([1.0, -1.0], count),
        (count, 2 * count),
    )
    enough = Rows.placed(
        np.repeat(np.arange(len(bound)), 2),
        np.column_stack([bound, count + bound]).ravel(),
        np.column_stack([-np.ones(len(bound)), lowest[bound]]).ravel(),
        (len(bound), 2 * count),
    )
    single = Rows.stacked([one, apart])
    in_switches = Rows(single.starts, single.columns + count, single.values, 2 * count)
    return Rules(
        levels=Rows.stacked([one, apart, reached, depend]),
        level_limit=np.concatenate(
            [
                np.ones(single.shape[0]),
                [-least[name] for name in needed],
                np.zeros(depend.shape[0]),
            ]
        ),
        switches=Rows.stacked([taken, enough, in_switches]),
        switch_limit=np.concatenate([np.zeros(count + len(bound)), np.ones(single.shape[0])]),
        least=lowest,
        single=single.shape[0],
        names=(
            *[""] * one.shape[0],
            *[f"{first} excludes {second}" for first, second in excludes],
            *needed,
            *[
                f"{first} requires {second}"
                for first, second in requires
                for _ in _years_of(options, first)
            ],
        ),
    )


def _one_start(options: Options) -> Rows:
    names = [name for name in options.measures if len(options.of(name)) > 1]
    return _sums(options, [(name,) for name in names], 1.0)


def _excluded(options: Options, pairs: Sequence[tuple[str, str]]) -> Rows:
    return _sums(options, pairs, 1.0)


def _dependencies(options: Options, pairs: Sequence[tuple[str, str]]) -> Rows:
    rows: list[npt.NDArray[np.int64]] = []
    columns: list[npt.NDArray[np.int64]] = []
    values: list[Floats] = []
    count = 0
    for first, second in pairs:
        mine, other = (np.array(options.of(name)) for name in (first, second))
        for year in _years_of(options, first):
            ahead = mine[options.start[mine] <= year]
            behind = other[options.start[other] <= year]
            both = np.concatenate([ahead, behind])
            rows.append(np.full(len(both), count))
            columns.append(both)
            values.append(np.repeat([1.0, -1.0], [len(ahead), len(behind)]))
            count += 1
    return _joined(rows, columns, values, (count, len(options)))


def _years_of(options: Options, measure: str) -> npt.NDArray[np.int64]:
    """Years in which a measure may begin."""
    return np.unique(options.start[np.array(options.of(measure))])


def _sums(options: Options, groups: Sequence[tuple[str, ...]], sign: float) -> Rows:
    """A row for each group of measures: the sum of all their options, times ``sign``."""
    columns = [
        np.concatenate([np.array(options.of(name), dtype=np.int64) for name in names])
        for names in groups
    ]
    rows = [np.full(len(part), index) for index, part in enumerate(columns)]
    values = [np.full(len(part), sign) for part in columns]
    return _joined(rows, columns, values, (len(groups), len(options)))


def _joined(
    rows: Sequence[npt.NDArray[np.int64]],
    columns: Sequence[npt.NDArray[np.int64]],
    values: Sequence[Floats],
    shape: tuple[int, int],
) -> Rows:
    if not rows:
        return Rows.placed([], [], [], shape)
    return Rows.placed(np.concatenate(rows), np.concatenate(columns), np.concatenate(values), shape)
