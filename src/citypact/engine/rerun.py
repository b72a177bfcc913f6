"""The same draws again and again, for one set of levels after another.

What is drawn does not depend on levels. A page that moves a slider draws once, keeps the values
of the parameters, and runs the program on them for each position.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import numpy as np

from citypact.engine.arrays import Floats
from citypact.engine.ensemble import Ensemble
from citypact.engine.executor import ExecutorChoice, choose
from citypact.engine.program import Program
from citypact.engine.recipe import Recipe, blocks
from citypact.engine.run import Levels, leaf_values
from citypact.engine.sampler import Sampler
from citypact.engine.sampling import SamplingChoice, sampling_of
from citypact.engine.sketch import EXACT_DRAWS
from citypact.engine.workers import Watch, threads_from, whole_number, work
from citypact.errors import InputError

__all__ = ["Rerun"]


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
        self._alone = threading.Lock()
        #: Inputs and parameters by the first draw of a block, shape ``(leaves, draws)``.
        self._kept: dict[int, Floats] = {}
        sampler, inputs = Sampler(program.parameters), len(program.inputs)
        for first, stop in blocks(0, draws):
            leaves = np.empty((len(program.nominal), stop - first))
            numbers = np.arange(first, stop, dtype=np.uint64)
            leaves[inputs:] = sampler.sample(numbers, self._recipe.design)
            self._kept[first] = leaves

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
        tasks = [partial(_drawn_again, recipe, first, kept) for first, kept in self._kept.items()]
        with self._alone:
            ensemble, *others = work(tasks, self._threads, Watch(len(tasks), None))
        for other in others:
            ensemble.absorb(other)
        return ensemble


def _drawn_again(recipe: Recipe, first: int, leaves: Floats) -> Ensemble:
    """The draws of one block, from their levels and parameters."""
    ensemble = Ensemble(recipe, stored=False, histogram=None)
    ensemble.add(first, recipe.draw_again(first, leaves))
    return ensemble
