"""A scenario under a person's hand: levels are moved, and its figures answer at once.

What does not change is made once: the program, the draws of the uncertain figures, the names of
what is told. A figure is that of :func:`citypact.model.run_scenario`, to the last bit.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from citypact.engine import Rerun, SamplingChoice, evaluate
from citypact.engine.arrays import Floats
from citypact.engine.executor import ExecutorChoice
from citypact.errors import InputError
from citypact.model import output
from citypact.model.band import Band, bands
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.outcome import TargetOutcome, target_outcomes
from citypact.model.ramp import level_input, postpone_input
from citypact.model.scenario import find_scenario, inputs_of
from citypact.model.timing import has_ramp, postponement_fault, stated_years

__all__ = ["Figures", "Session"]


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """The headline figures at some levels.

    Attributes:
        years: shape ``(years,)``.
        values: headline outputs by name (see :mod:`citypact.model.output`), shape ``(years,)``;
            ``()`` for whether a target is met.
        targets: how it stands with each target; with a median and a probability where bands are.
        bands: of the headline outputs by name; empty where they were not asked for.
    """

    years: npt.NDArray[np.int32]
    values: Mapping[str, Floats]
    targets: tuple[TargetOutcome, ...]
    bands: Mapping[str, Band]


class Session:
    """A scenario of a city, made ready for its measures to be moved one by one.

    >>> from citypact.book import open_book
    >>> session = Session(open_book("template").city(), "contract", draws=64)
    >>> before = session.figures().values["total"][-1]
    >>> session.set_level("cycling", 0.0)
    >>> bool(session.figures().values["total"][-1] > before)
    True
    """

    def __init__(  # noqa: PLR0913  all but two are options by keyword
        self,
        city: City,
        scenario_id: str,
        *,
        draws: int = 1024,
        seed: int = 1,
        sampling: SamplingChoice = "random",
        executor: ExecutorChoice = "auto",
        threads: int | None = None,
    ) -> None:
        """Begin with the levels of a scenario; arguments as for ``run_scenario``.

        Raises:
            InputError: there is no such scenario, its background is not the city's, the draws
                are not 1 to 4,096, or the city cannot be computed.
        """
        self.city = city
        self._made = compiled(city)
        self._inputs = inputs_of(city, find_scenario(city, scenario_id))
        self._executor = executor
        self._threads = threads
        self._headlines = output.headlines(self._made.program.rows)
        self._drawn = Rerun(
            self._made.program.select(self._headlines),
            draws=draws,
            seed=seed,
            city=city.id,
            sampling=sampling,
            executor=executor,
            threads=threads,
        )

    @cached_property
    def _movable(self) -> dict[str, str]:
        """Input of each measure that can be moved."""
        return {m.id: level_input(m.id) for m in self.city.measures.values() if has_ramp(m)}

    @property
    def levels(self) -> dict[str, float]:
        """How far each measure that can be moved goes now, by its id."""
        return {name: self._inputs.get(key, 0.0) for name, key in self._movable.items()}

    def set_level(self, measure: str, level: float) -> None:
        """Move a measure to ``level``, 0 to 1.

        Raises:
            InputError: there is no such measure, it cannot be moved, or the level is not 0 to 1.
        """
        self._find(measure)
        if not 0.0 <= level <= 1.0:
            message = f"measures/{measure}: a level lies between 0 and 1, not {level!r}"
            raise InputError(message)
        self._inputs[self._movable[measure]] = float(level)

    def postpone(self, measure: str, years: int) -> None:
        """Let a measure come by so many whole years later than stated; below zero for earlier.

        Raises:
            InputError: there is no such measure, or it would leave the years of the model.
        """
        self._find(measure)
        found, city = self.city.measures[measure], self.city
        fault = (
            postponement_fault(
                stated_years(found), years, city.base_year, city.last_year, found.earliest
            )
            if math.isfinite(years)
            else f"a measure is postponed by whole years, {years} is not whole"
        )
        if fault:
            message = f"measures/{measure}: {fault}"
            raise InputError(message)
        self._inputs[postpone_input(measure)] = float(years)

    def _find(self, measure: str) -> None:
        if measure in self._movable:
            return
        if measure in self.city.measures:
            message = f"measures/{measure}: it is not computed, so there is nothing to move"
            raise InputError(message)
        near = difflib.get_close_matches(measure, self._movable, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"the city {self.city.id} has no measure {measure!r}{hint}"
        raise InputError(message)

    def figures(self, *, band: bool = False) -> Figures:
        """The headline figures at the levels now; with bands of all draws if ``band``.

        Raises:
            NotFiniteError: a figure is infinite or not a number.
        """
        values = evaluate(self._made.program, self._inputs, executor=self._executor)
        ensemble = self._drawn.run(self._inputs) if band else None
        found = {} if ensemble is None else bands(ensemble, self._headlines, self._threads)
        made = self._made
        return Figures(
            years=made.program.years,
            values={name: values[name] for name in self._headlines},
            targets=target_outcomes(self.city, made.reasons, made.counted, values, ensemble),
            bands=found,
        )
