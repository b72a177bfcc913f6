"""Many draws of a program's outputs: their quantiles and means."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats
from citypact.engine.recipe import Recipe
from citypact.engine.sketch import EXACT_DRAWS, OCTET, Histogram, exact_quantiles, tally
from citypact.engine.sums import DyadicSums
from citypact.engine.values import output_rows
from citypact.engine.workers import Watch, work
from citypact.errors import InputError

__all__ = ["MAXIMUM_DRAWS", "Ensemble"]

#: Counts of this many fit their place. The error of a sketch exceeds that of sampling from about
#: a tenth of this on, so more would tell nothing.
MAXIMUM_DRAWS = 1_000_000_000
#: Lots of quantities a thread, so that one that is held up leaves the rest to the others.
_LOTS: Final = 4


class Ensemble:
    """The outputs of some draws.

    Up to 4,096 draws are kept and their quantiles are exact; of more, histograms are kept (see
    :mod:`citypact.engine.sketch`), unless they are stored on request. All figures depend on the
    draws alone: not on how they were divided, merged or threaded, nor on the executor.

    Attributes:
        recipe: what the draws are of.
        spans: first and stop of each run of draws, in order.
        stored: True if every draw is kept, however many.
    """

    def __init__(self, recipe: Recipe, *, stored: bool, histogram: Histogram | None) -> None:
        """Start with no draws; into ``histogram`` if there is one."""
        self.recipe = recipe
        self.stored = stored
        self.spans: tuple[tuple[int, int], ...] = ()
        #: Draws that are kept, by the number of the first.
        self._pieces: dict[int, Floats] = {}
        self._histogram = histogram
        #: Of the draws that are not kept.
        self._sums = DyadicSums()
        #: Quantiles of all quantities that were asked for together, by probability.
        self._known: dict[float, Floats] = {}

    @property
    def count(self) -> int:
        """Number of draws."""
        return sum(stop - first for first, stop in self.spans)

    def add(self, first: int, values: Floats) -> None:
        """Take in draws from number ``first`` on, shape ``(quantities, draws)``."""
        self.spans = _joined(self.spans, ((first, first + values.shape[1]),))
        self._known = {}
        if self._histogram is None:
            self._pieces[first] = values
        else:
            self._count(first, values, self._histogram)

    def _count(self, first: int, values: Floats, histogram: Histogram) -> None:
        self._sums.add(first, values, self.recipe.executor.pairwise_sum)
        tally(values, histogram)

    def count_draws(self, first: int, stop: int) -> None:
        """Make the draws from ``first`` up to ``stop`` and count them; none is kept.

        Raises:
            NotFiniteError: an output is infinite or not a number.
        """
        if self._histogram is None:
            message = "this ensemble keeps its draws"
            raise ValueError(message)
        start = min(stop, -(-first // OCTET) * OCTET)
        end = max(start, stop // OCTET * OCTET)
        for left, right in ((first, start), (end, stop)):
            if left < right:
                self.add(left, self.recipe.draw(left, right))
        if start < end:
            self._known = {}
            self.spans = _joined(self.spans, ((start, end),))
            sums = self.recipe.count(start, end, self._histogram)
            self._sums.add(start, sums, level=OCTET.bit_length() - 1)

    def merge(self, other: Ensemble) -> Ensemble:
        """Return the ensemble of both sets of draws; neither is changed.

        Raises:
            InputError: the two are of different programs, levels, seeds, cities or samplings, one
                is stored and the other not, they share a draw, or they are too many together.
        """
        if self.recipe.identity != other.recipe.identity:
            message = (
                "ensembles of different programs, levels, seeds, cities or samplings cannot be "
                "merged"
            )
            raise InputError(message)
        if self.stored != other.stored:
            message = "one ensemble has its draws stored, the other not"
            raise InputError(message)
        merged = Ensemble(self.recipe, stored=self.stored, histogram=None)
        merged.absorb(self)
        merged.absorb(other)
        return merged

    def absorb(self, other: Ensemble) -> None:
        """Add the draws of ``other``, which must be of the same recipe and disjoint.

        Raises:
            InputError: the two share a draw, or are too many together.
        """
        spans = _joined(self.spans, other.spans)
        if self.count + other.count > MAXIMUM_DRAWS:
            message = f"an ensemble has at most {MAXIMUM_DRAWS:,} draws"
            raise InputError(message)
        self.spans = spans
        self._known = {}
        self._sums.merge(other._sums)
        if self._histogram is None and other._histogram is not None:
            self._use_histogram(other._histogram.empty())
        if self._histogram is not None and other._histogram is not None:
            self._histogram.merge(other._histogram)
        elif self._histogram is not None:
            for first, piece in other._pieces.items():
                self._count(first, piece, self._histogram)
        else:
            self._pieces |= other._pieces
            if self.count > EXACT_DRAWS and not self.stored:
                self._use_histogram(self.recipe.pilot())

    def _use_histogram(self, histogram: Histogram) -> None:
        """Count the draws kept so far and let go of them."""
        for first, piece in self._pieces.items():
            self._count(first, piece, histogram)
        self._pieces = {}
        self._histogram = histogram

    def quantile(self, name: str, probability: float | Sequence[float]) -> Floats:
        """Quantile of output ``name``.

        Args:
            name: of an output.
            probability: between 0 and 1; or several.

        Returns:
            Shape ``(years,)``, or ``()`` for an output that is reduced; before that one axis for
            the probabilities if there are several.

        Raises:
            InputError: there is no such output, or a probability is not between 0 and 1.
        """
        rows = output_rows(self.recipe.program, name)
        wanted = np.asarray(probability, dtype=np.float64)
        if wanted.ndim > 1 or not ((wanted >= 0.0) & (wanted <= 1.0)).all():
            message = f"a probability lies between 0 and 1, not {probability!r}"
            raise InputError(message)
        flat = wanted.reshape(-1)
        if all(p in self._known for p in flat.tolist()):
            figures = np.array([self._known[p][rows] for p in flat.tolist()])
        else:
            figures = self._quantiles(rows, flat)
        return self._shaped(name, figures.reshape(*wanted.shape, rows.stop - rows.start))

    def all_quantiles(self, probabilities: Sequence[float], threads: int) -> Floats:
        """Quantiles of all outputs side by side; :meth:`quantile` need not find them again.

        Args:
            probabilities: each between 0 and 1.
            threads: in how many threads.

        Returns:
            Shape ``(probabilities, quantities)``, in the order of the program's rows.
        """
        flat, count = np.array(probabilities), self.recipe.program.quantities
        ends = [count * i // (threads * _LOTS) for i in range(threads * _LOTS + 1)]
        lots = [slice(a, b) for a, b in itertools.pairwise(ends) if a < b]
        tasks = [partial(self._quantiles, lot, flat) for lot in lots]
        found = np.concatenate(work(tasks, threads, Watch(0, None)), axis=1)
        self._known = dict(zip(probabilities, found, strict=True))
        return found

    def _quantiles(self, rows: slice, probabilities: Floats) -> Floats:
        """Quantiles of the quantities in ``rows``, shape ``(probabilities, rows)``."""
        if self._histogram is not None:
            found = self._histogram.quantiles(rows, probabilities)
        else:
            select = self.recipe.executor.order_statistics
            found = exact_quantiles(self._kept(rows), probabilities, select)
        # Which of two zeros is the smaller depends on their order; added to 0, both are 0.
        return found + 0.0

    def mean(self, name: str) -> Floats:
        """Mean of output ``name``, shape ``(years,)``, or ``()`` for an output that is reduced.

        Raises:
            InputError: there is no such output.
        """
        rows = output_rows(self.recipe.program, name)
        sums = self._sums
        if self._histogram is None:
            sums = DyadicSums()
            for first, piece in self._pieces.items():
                sums.add(first, piece[rows], self.recipe.executor.pairwise_sum)
            rows = slice(None)
        return self._shaped(name, sums.total()[rows] / float(self.count))

    def draws(self, name: str) -> Floats:
        """Every draw of output ``name`` in the order of their numbers.

        Returns:
            Shape ``(years, draws)``, or ``(draws,)`` for an output that is reduced.

        Raises:
            InputError: there is no such output, or the draws were not stored.
        """
        rows = output_rows(self.recipe.program, name)
        if not self.stored:
            message = 'the draws were not stored; ask for them with quantiles="store"'
            raise InputError(message)
        values = self._kept(rows)
        return values if self.recipe.program.reductions[name] == "yearly" else values[0]

    def _kept(self, rows: slice) -> Floats:
        pieces = [self._pieces[first][rows] for first in sorted(self._pieces)]
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=1)

    def _shaped(self, name: str, array: Floats) -> Floats:
        """Take away the axis of years, the last one, of an output that is reduced."""
        yearly = self.recipe.program.reductions[name] == "yearly"
        return array if yearly else array[..., 0]


def _joined(
    spans: tuple[tuple[int, int], ...], others: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """All spans in order, neighbours joined.

    Raises:
        InputError: two of them overlap.
    """
    joined: list[tuple[int, int]] = []
    for first, stop in sorted((*spans, *others)):
        if joined and first < joined[-1][1]:
            message = f"draw {first} is in both ensembles"
            raise InputError(message)
        if joined and first == joined[-1][1]:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((first, stop))
    return tuple(joined)
