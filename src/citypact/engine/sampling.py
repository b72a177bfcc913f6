"""How draws are laid over what may happen: by chance alone, or more evenly than chance does.

- ``random``: each draw by itself; any number of draws, and more can be added.
- ``latin-hypercube``: of N draws, each parameter has one in each of N equally probable parts.
- ``sobol``: points of a scrambled Sobol sequence, which fill two and more parameters together
  evenly too; best with a power of two as number of draws, and more can be added.

Whichever it is, a draw of a parameter is a function of the seed, the city, the parameter and the
number of the draw alone; of the number of draws in all besides for a Latin hypercube, and of the
parameter's column for a Sobol sequence (:func:`citypact.engine.names.with_columns`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from citypact.engine.arrays import Floats, HalfWords, Words
from citypact.engine.latin_hypercube import latin_rows, latin_words
from citypact.engine.names import Parameter
from citypact.engine.random_numbers import random_key, streams_of, uniform
from citypact.engine.sobol_sequence import point_rows, sobol_words
from citypact.errors import InputError

__all__ = [
    "SAMPLINGS",
    "Design",
    "Sampling",
    "SamplingChoice",
    "design_of",
    "groups_of",
    "sampling_of",
]

#: In the order of their codes in the native executor.
SAMPLINGS: Final = ("random", "latin-hypercube", "sobol")
#: A point of a Sobol sequence has a number of 32 bits; a part of a Latin hypercube one of 30.
_MOST_DRAWS: Final = {"random": 2**63, "latin-hypercube": 2**30, "sobol": 2**32}
#: More columns of a Sobol sequence would take long to find.
_MOST_COLUMNS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Sampling:
    """Which draws are made.

    Attributes:
        kind: one of :data:`SAMPLINGS`.
        size: of a Latin hypercube: the number of draws in all, of which some may be made here and
            others elsewhere; 0 for the others.

    Raises:
        InputError: there is no such kind, or the size is not one that it has.
    """

    kind: str = "random"
    size: int = 0

    def __post_init__(self) -> None:
        if self.kind not in SAMPLINGS:
            message = (
                f"a sampling is {', '.join(SAMPLINGS[:-1])} or {SAMPLINGS[-1]}, not {self.kind!r}"
            )
            raise InputError(message)
        largest = _MOST_DRAWS[self.kind] if self.kind == "latin-hypercube" else 0
        if not bool(largest) <= self.size <= largest:
            between = f"of 1 to {largest:,} draws" if largest else "without a size: 0"
            message = f"the sampling {self.kind} is {between}, not {self.size:,}"
            raise InputError(message)

    @property
    def code(self) -> int:
        """Number in the native executor."""
        return SAMPLINGS.index(self.kind)

    def refuse_beyond(self, stop: int) -> None:
        """Raise :class:`InputError` if there is no draw before number ``stop``."""
        most = self.size or _MOST_DRAWS[self.kind]
        if stop > most:
            message = (
                f"the sampling {self.kind} has {most:,} draws, and draw {stop - 1:,} is asked for"
            )
            raise InputError(message)


#: By name, or the sampling itself.
SamplingChoice: TypeAlias = "str | Sampling"


def sampling_of(choice: SamplingChoice, draws: int) -> Sampling:
    """Return the sampling for ``choice``; a Latin hypercube by its name is one of ``draws``."""
    if isinstance(choice, Sampling):
        return choice
    return Sampling(choice, draws if choice == "latin-hypercube" else 0)


@dataclass(frozen=True, eq=False, slots=True)
class Design:
    """A sampling made ready for some parameters: rows are the parameters, then their groups.

    Attributes:
        sampling: which.
        key: of the random numbers.
        streams: shape ``(rows, 1)``.
        words: what the kind needs besides, shape ``(rows, words)``.
    """

    sampling: Sampling
    key: int
    streams: Words
    words: HalfWords

    def uniform(self, draws: Words, rows: Sequence[int]) -> Floats:
        """Uniform numbers between 0 and 1, both exclusive, shape ``(rows, draws)``.

        Args:
            draws: numbers of the draws, shape ``(draws,)``.
            rows: which.

        Raises:
            InputError: the sampling has no such draws.
        """
        self.sampling.refuse_beyond(int(draws.max(initial=0)) + 1)
        streams, words = self.streams[rows], self.words[rows]
        if self.sampling.kind == "sobol":
            return point_rows(words, draws)
        if self.sampling.kind == "latin-hypercube":
            return latin_rows(self.sampling.size, words, draws, streams, self.key)
        return uniform(draws, streams, self.key)


def groups_of(parameters: Sequence[Parameter]) -> list[str]:
    """Correlation groups of ``parameters``, in the order of their rows in a design."""
    return sorted({parameter.group for parameter in parameters if parameter.group})


@lru_cache(maxsize=16)
def design_of(
    parameters: tuple[Parameter, ...], sampling: Sampling, seed: int, city: str
) -> Design:
    """Make ``sampling`` ready for ``parameters``.

    Raises:
        InputError: the seed is no whole number from 0 on, or there are too many columns.
    """
    key = random_key(seed, city)
    names, groups = [parameter.name for parameter in parameters], groups_of(parameters)
    streams = np.concatenate([streams_of("parameter", names), streams_of("group", groups)])
    words = np.empty((len(streams), 0), dtype=np.uint32)
    if sampling.kind == "latin-hypercube":
        words = latin_words(sampling.size, streams, key)
    elif sampling.kind == "sobol":
        group_column = {p.group: p.group_column for p in parameters}
        columns = [p.column for p in parameters] + [group_column[name] for name in groups]
        if not all(0 <= column < _MOST_COLUMNS for column in columns):
            message = (
                f"a Sobol sequence has at most {_MOST_COLUMNS:,} columns, and a column is needed "
                f"for each of the parameters and groups: one here has the number {max(columns):,}"
            )
            raise InputError(message)
        labels = [f"parameter/{name}" for name in names] + [f"group/{name}" for name in groups]
        words = sobol_words(columns, labels, key)
    return Design(sampling, key, streams, words)
