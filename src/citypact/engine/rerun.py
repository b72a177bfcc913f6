"""The same draws again and again, for one set of levels after another.

What is drawn does not depend on levels. A page that moves a slider draws once, keeps the values
of the parameters, and runs the program on them for each position.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from citypact.engine.ensemble import Ensemble
from citypact.engine.executor import ExecutorChoice, choose
from citypact.engine.program import Program
from citypact.engine.recipe import Recipe
from citypact.engine.run import Levels, leaf_values
from citypact.engine.sampler import Sampler
from citypact.engine.sampling import SamplingChoice, sampling_of
from citypact.engine.sketch import EXACT_DRAWS
from citypact.engine.workers import Watch, threads_from, whole_number, work
from citypact.errors import InputError

__all__ = ["Rerun"]

#: Draws made together: enough of them that what all draws share is not done often.
_TOGETHER: Final = 256
#: Rows as long as a power of two would all compete for the same few places of a cache.
_APART: Final = 8


class Rerun:
    """Draws of a program's parameters, kept to be run with other levels.

    ``Rerun(program, draws=n, ...).run(inputs)`` gives what :func:`citypact.engine.simulate` gives
    for those inputs, to the last bit.
    """

    def __init__(  # noqa: PLR0913  all but one are options by keyword
        self,
        program: Program,
        *,
        draws: int,
        seed: int,
        city: str,
        sampling: SamplingChoice = "random",
        executor: ExecutorChoice = "auto",
        threads: int | None = None,
    ) -> None:
        """Draw the parameters; arguments as for :func:`citypact.engine.simulate`.

        Raises:
            InputError: the draws are not 1 to 4,096, of which quantiles are exact, the sampling
                has not so many, or another argument is out of range.
        """
        if whole_number("draws", draws, 1) > EXACT_DRAWS:
            message = f"at most {EXACT_DRAWS:,} draws are run again and again, not {draws:,}"
            raise InputError(message)
        self._threads = threads_from(threads)
        chosen = sampling_of(sampling, draws)
        chosen.refuse_beyond(draws)
        self._recipe = Recipe(program, program.nominal, seed, city, chosen, choose(executor))
        sampler, design = Sampler(program.parameters), self._recipe.design
        edges = [*range(0, draws, _TOGETHER), draws]
        #: Values of the parameters by the draws that they are of, shape ``(parameters, draws)``.
        self._kept = {
            (first, stop): sampler.sample(np.arange(first, stop, dtype=np.uint64), design)
            for first, stop in itertools.pairwise(edges)
        }
        self._draws = draws

    def run(self, inputs: Levels | None = None) -> Ensemble:
        """Run the program on all draws with ``inputs``, one number each.

        Raises:
            InputError: an input is unknown, not finite, or different in each lane.
            NotFiniteError: an output is infinite or not a number.
        """
        leaves, lanes = leaf_values(self._recipe.program, inputs)
        if lanes is not None:
            message = "draws are run again with one number an input"
            raise InputError(message)
        recipe = replace(self._recipe, leaves=leaves)
        values = np.empty((recipe.program.quantities, self._draws + _APART))[:, : self._draws]
        tasks = [
            partial(recipe.draw_again, first, kept, values[:, first:stop])
            for (first, stop), kept in self._kept.items()
        ]
        work(tasks, self._threads, Watch(0, None))
        ensemble = Ensemble(recipe, stored=False, histogram=None)
        ensemble.add(0, values)
        return ensemble
