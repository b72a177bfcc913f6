"""What decides every draw of an ensemble: program, levels, seed, city and sampling."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from citypact.engine.arrays import Floats
from citypact.engine.executor import Executor, prepare
from citypact.engine.program import Program
from citypact.engine.sampling import Design, Sampling, design_of
from citypact.engine.sketch import PILOT_DRAWS, Histogram
from citypact.engine.values import refuse_not_finite

__all__ = ["BLOCK_DRAWS", "Recipe", "blocks"]

#: Draws made together: enough of them that their counts are seldom sent for, and few enough that
#: the memory they take is small.
BLOCK_DRAWS = 1024


def blocks(first: int, stop: int) -> list[tuple[int, int]]:
    """Cut the draws from ``first`` up to ``stop`` where a number is a multiple of a block."""
    cuts = [first, *range((first // BLOCK_DRAWS + 1) * BLOCK_DRAWS, stop, BLOCK_DRAWS), stop]
    return list(itertools.pairwise(cuts))


@dataclass(frozen=True)
class Recipe:
    """Gives any draw, whenever asked.

    Attributes:
        program: what to compute.
        leaves: levels of the inputs, shape ``(leaves, 1)``.
        seed: of the random numbers.
        city: whose random numbers.
        sampling: which draws.
        executor: that runs it; not a part of what is computed.
    """

    program: Program
    leaves: Floats
    seed: int
    city: str
    sampling: Sampling
    executor: Executor = field(repr=False)

    @cached_property
    def design(self) -> Design:
        """The sampling made ready for the parameters of the program."""
        return design_of(self.program.parameters, self.sampling, self.seed, self.city)

    @cached_property
    def identity(self) -> tuple[str, bytes, int, Sampling]:
        """Equal for two recipes exactly if all their draws are."""
        inputs = self.leaves[: len(self.program.inputs)]
        return (self.program.hash, inputs.tobytes(), self.design.key, self.sampling)

    def draw(self, first: int, stop: int, out: Floats | None = None) -> Floats:
        """Draws from ``first`` up to ``stop``, shape ``(quantities, draws)``.

        Args:
            first: number of the first.
            stop: number after the last.
            out: where they are put if it has the right shape; else a new array is made.

        Raises:
            NotFiniteError: an output is infinite or not a number.
        """
        shape = (self.program.quantities, stop - first)
        if out is None or out.shape != shape:
            out = np.empty(shape)
        numbers = np.arange(first, stop, dtype=np.uint64)
        prepared = prepare(self.program, self.executor)
        if not prepared.run(self.leaves, stop - first, numbers, self.design, out):
            self._refuse_not_finite(first, out)
        return out

    def count(self, first: int, stop: int, histogram: Histogram) -> Floats:
        """Make draws from ``first`` up to ``stop``, a multiple of eight, and count them.

        Returns:
            Sums of eight draws each, shape ``(quantities, draws / 8)``.

        Raises:
            NotFiniteError: an output is infinite or not a number.
        """
        numbers = np.arange(first, stop, dtype=np.uint64)
        prepared = prepare(self.program, self.executor)
        sums = prepared.count(self.leaves, numbers, self.design, histogram)
        if not np.isfinite(sums).all():
            self.draw(first, stop)
        return sums

    def draw_again(self, first: int, parameters: Floats, out: Floats) -> None:
        """Draws from ``first`` on of which the values of the parameters are at hand.

        Args:
            first: number of the first.
            parameters: their values, shape ``(parameters, draws)``.
            out: shape ``(quantities, draws)``, written to.

        Raises:
            NotFiniteError: an output is infinite or not a number.
        """
        prepared = prepare(self.program, self.executor)
        if not prepared.run(self.leaves, parameters.shape[1], None, None, out, parameters):
            self._refuse_not_finite(first, out)

    def _refuse_not_finite(self, first: int, out: Floats) -> None:
        row, draw = (int(i) for i in np.argwhere(~np.isfinite(out))[0])
        refuse_not_finite(self.program, row, f"draw {first + draw}", float(out[row, draw]))

    def extremes(
        self, some: Iterable[tuple[int, int]], advance: Callable[[int], None] = lambda _: None
    ) -> tuple[Floats, Floats]:
        """Smallest and largest value of each quantity over ``some`` blocks of draws.

        ``advance`` is told of each block how many draws it had.
        """
        smallest = np.full(self.program.quantities, np.inf)
        largest = -smallest
        room: Floats | None = None
        for first, stop in some:
            room = self.draw(first, stop, room)
            smallest = np.minimum(smallest, room.min(axis=1))
            largest = np.maximum(largest, room.max(axis=1))
            advance(stop - first)
        return smallest, largest

    def pilot(self) -> Histogram:
        """Empty histograms whose range is that of the pilot draws."""
        return Histogram.spanning(*self.extremes(blocks(0, PILOT_DRAWS)))
