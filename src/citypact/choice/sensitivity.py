"""Sensitivity of a program: Sobol indices of everything that it hands out, at once.

What is computed stands in :mod:`citypact.choice.sobol`, what it is computed for in
:mod:`citypact.choice.factors`; here they meet a program of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from citypact.choice.factors import Factor, ParameterSpace
from citypact.choice.sobol import Estimate, Indices, sobol_indices
from citypact.engine import Program, evaluate
from citypact.engine.arrays import Floats
from citypact.engine.executor import ExecutorChoice
from citypact.engine.sobol_sequence import sobol_points
from citypact.engine.workers import Progress
from citypact.errors import InputError

__all__ = ["Sensitivity", "place_of", "sensitivity"]

#: Fewest samples that indices are taken from.
LEAST: Final = 16
#: Most: two samples of a thousand quantities still fit into memory.
MOST: Final = 2**17


@dataclass(frozen=True, eq=False, slots=True)
class Sensitivity:
    """Sobol indices of a program's outputs.

    Attributes:
        program: whose.
        indices: of every quantity of every output, in the order of the program's rows.
    """

    program: Program
    indices: Indices

    @property
    def factors(self) -> tuple[Factor, ...]:
        """In the order of the indices."""
        return self.indices.factors

    def place(self, name: str, year: int | None = None) -> int:
        """Row of output ``name`` in ``year`` among the quantities; see :func:`place_of`."""
        return place_of(self.program, name, year)

    def of(self, name: str, year: int | None = None) -> tuple[Estimate, Estimate]:
        """First-order and total indices of output ``name`` in ``year``, shape ``(factors,)``.

        Args:
            name: of the output.
            year: needed for a yearly output, and not read for one that is reduced.

        Raises:
            InputError: there is no such output or year.
        """
        place = self.place(name, year)
        first, total = self.indices.first, self.indices.total
        return (
            Estimate(first.value[:, place], first.error[:, place]),
            Estimate(total.value[:, place], total.error[:, place]),
        )


def sensitivity(  # noqa: PLR0913  all but two are options by keyword
    program: Program,
    inputs: Mapping[str, float] | None = None,
    *,
    samples: int = 1024,
    resamples: int = 100,
    seed: int = 1,
    points: tuple[Floats, Floats] | None = None,
    executor: ExecutorChoice = "auto",
    threads: int | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Estimate Sobol indices of all outputs of ``program`` at the levels ``inputs``.

    Select the outputs that are wanted first: a parameter that none of them reads is no factor.

    Args:
        program: whose.
        inputs: levels by name; the default where left out.
        samples: in each of two samples, 16 to 131,072, best a power of two; not read where
            points are given.
        resamples: bootstraps, at least 2.
        seed: of points and bootstraps, a whole number that is not negative.
        points: two samples of your own, such as Latin hypercubes: uniform numbers of shape
            ``(columns, samples)``, a row for each of ``ParameterSpace(program).columns``. The
            halves of a scrambled Sobol sequence if None.
        executor: as for :func:`citypact.engine.evaluate`.
        threads: as many as there are processors if None.
        progress: called with factors done and to do.

    Raises:
        InputError: nothing in the program is uncertain, or an argument is out of range.
        NotFiniteError: an output is infinite or not a number.
    """
    space = ParameterSpace(program)
    if not space.factors:
        message = "nothing that the outputs rest on is uncertain: there is no variance to divide"
        raise InputError(message)
    if not LEAST <= samples <= MOST:
        message = f"indices need {LEAST} to {MOST:,} samples, not {samples:,}"
        raise InputError(message)
    if points is None:
        a, b = np.split(sobol_points(2 * len(space.columns), samples, seed=seed), 2)
    else:
        a, b = points

    def model(values: Floats) -> Floats:
        return evaluate(program, inputs, parameters=values, executor=executor).array

    found = sobol_indices(
        model,
        space.factors,
        space.values(a),
        space.values(b),
        resamples=resamples,
        seed=seed,
        threads=threads,
        progress=progress,
    )
    return Sensitivity(program, found)


def place_of(program: Program, name: str, year: int | None = None) -> int:
    """Row of output ``name`` in ``year`` among all quantities of ``program``.

    Raises:
        InputError: there is no such output or year.
    """
    rows = program.rows.get(name)
    if rows is None:
        message = f"the program has no output {name!r}"
        raise InputError(message)
    start = int(rows.start)
    if program.reductions[name] != "yearly":
        return start
    first, last = int(program.years[0]), int(program.years[-1])
    if year is None or not first <= year <= last:
        message = f"output {name!r} is yearly, from {first} to {last}; found the year {year}"
        raise InputError(message)
    return start + year - first
