"""What can be chosen of each measure: the years in which it may begin.

An *option* is a measure that begins in a stated year. A plan takes at most one option of a
measure, at one level; so it is a row of levels, one an option, and all but one of a measure's
are 0. A linear programme may spread a measure over several: the model then sees it *gathered*,
at the sum of its levels and at the start nearest to their mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.ramp import level_input, postpone_input
from citypact.model.timing import postponement_fault, stated_years

__all__ = ["Option", "Options", "first_open_year"]

#: Levels below this count as none where the start of what is spread is asked for.
_NOTHING = 1e-12

_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Option:
    """A measure that begins in a year: ``start`` is the last year without effect."""

    measure: str
    start: int
    postponed: int


@dataclass(frozen=True)
class Options:
    """All options, by measure and then by start.

    Attributes:
        measures: that can be chosen, in order.
        items: the options.
    """

    measures: tuple[str, ...]
    items: tuple[Option, ...]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    @cached_property
    def measure(self) -> _Places:
        """Place of each option's measure, shape ``(options,)``."""
        place = {name: index for index, name in enumerate(self.measures)}
        return np.array([place[item.measure] for item in self.items], dtype=np.int64)

    @cached_property
    def first(self) -> _Places:
        """Place of each measure's first option, shape ``(measures,)``."""
        return np.searchsorted(self.measure, np.arange(len(self.measures)))

    @cached_property
    def count(self) -> _Places:
        """How many options each measure has, shape ``(measures,)``."""
        return np.diff(self.first, append=len(self.items))

    @cached_property
    def start(self) -> _Places:
        """Year in which each option begins, shape ``(options,)``."""
        return np.array([item.start for item in self.items], dtype=np.int64)

    @cached_property
    def postponed(self) -> Floats:
        """By how many years each option comes later than stated, shape ``(options,)``."""
        return np.array([float(item.postponed) for item in self.items])

    @cached_property
    def stated(self) -> _Places:
        """Place of the option of each measure that is nearest to what is stated."""
        return self._nearest(np.zeros(len(self.measures)))

    def of(self, measure: str) -> range:
        """Places of a measure's options."""
        index = self.measures.index(measure)
        return range(int(self.first[index]), int(self.first[index] + self.count[index]))

    def level(self, levels: Floats) -> Floats:
        """Level of each measure: the sum over its options; ``(measures, …)``."""
        total: Floats = np.add.reduceat(levels, self.first, axis=0)
        return total

    def moved(self, levels: Floats) -> Floats:
        """By how many whole years each measure is postponed, on the mean; ``(measures, …)``."""
        level = self.level(levels)
        postponed = self.postponed.reshape(-1, *[1] * (levels.ndim - 1))
        weighted = self.level(levels * postponed)
        mean = np.divide(weighted, level, out=np.zeros_like(level), where=level > _NOTHING)
        return np.rint(mean)

    def inputs(self, levels: Floats) -> dict[str, Floats]:
        """The program's inputs for plans, ``levels`` of shape ``(options, lanes)``."""
        level, moved = self.level(levels), self.moved(levels)
        inputs = {level_input(name): level[row] for row, name in enumerate(self.measures)}
        for row in np.flatnonzero(moved.any(axis=1)):
            inputs[postpone_input(self.measures[row])] = moved[row]
        return inputs

    def homes(self, levels: Floats) -> _Places:
        """Place of the one option of each measure that is nearest to its mean start."""
        return self._nearest(self.moved(levels))

    def gathered(self, levels: Floats) -> Floats:
        """The same plan with each measure in one option, the nearest to its mean start."""
        whole = np.zeros_like(levels)
        whole[self.homes(levels)] = self.level(levels)
        return whole

    def vector(self, levels: Mapping[str, float], postponed: Mapping[str, int]) -> Floats:
        """The row of levels of a plan, which has an option for each of its starts."""
        moved = np.array([float(postponed.get(name, 0)) for name in self.measures])
        whole = np.zeros(len(self.items))
        whole[self._nearest(moved)] = [levels.get(name, 0.0) for name in self.measures]
        return whole

    def _nearest(self, moved: Floats) -> _Places:
        """Place of the option of each measure that is nearest to ``moved``; of equals the first."""
        away = np.abs(self.postponed - moved[self.measure])
        order = np.lexsort((np.arange(len(away)), away, self.measure))
        return order[self.first]

    @classmethod
    def of_measures(
        cls,
        city: City,
        measures: tuple[str, ...],
        years: tuple[int, ...],
        fixed: Mapping[str, int],
        *,
        earlier: bool = True,
    ) -> Options:
        """Options of ``measures``: what is stated, and every one of ``years`` that is possible.

        Args:
            city: whose.
            measures: in order.
            years: in which a measure may begin.
            fixed: years in which some of them begin, for those alone.
            earlier: whether a measure may begin earlier than stated where the book does not say
                how early it can.
        """

        def options() -> Iterator[Option]:
            for name in measures:
                measure = city.measures[name]
                stated, earliest = stated_years(measure), measure.earliest
                if earliest is None and not earlier:
                    earliest = stated[0]
                starts = sorted({stated[0], *years})
                if name in fixed:
                    starts, earliest = [fixed[name]], measure.earliest
                for start in starts:
                    by = start - stated[0]
                    if not postponement_fault(stated, by, city.base_year, city.last_year, earliest):
                        yield Option(name, start, by)

        return cls(measures, tuple(options()))


def first_open_year(city: City) -> int:
    """The first year in which a measure may still begin, where nobody says otherwise.

    Years that an inventory of the book has figures for are over. So a measure may have its last
    year without effect in the last of them, and not before; in the base year where there is no
    inventory with figures.
    """
    known = [
        row.year
        for inventory in city.inventories.values()
        for row in inventory.rows
        if row.value is not None
    ]
    return max([city.base_year, *known])
