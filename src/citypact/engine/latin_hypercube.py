"""A Latin hypercube whose draws are made one by one, in any order.

Of N draws, each parameter has one in each of N equally probable parts (McKay, Beckman and Conover
1979). Which part a draw falls in is a random permutation of the numbers 0 to N - 1, another for
each parameter. It is not shuffled and kept but computed: a Feistel network on a rectangle of
slightly more than N numbers, walked on until the result is one of the N (Black and Rogaway 2002,
*Ciphers with arbitrary finite domains*, CT-RSA). The native kernel does the same (random.h).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, HalfWords, Words
from citypact.engine.random_numbers import random_words

__all__ = ["ROUNDS", "latin_rows", "latin_words"]

#: Each side of the rectangle is moved so many times; a word is a round of one side.
ROUNDS: Final = 4
#: Counters from here on belong to no draw.
_BEYOND_DRAWS: Final = 2**63
_LOW: Final = np.uint64(0xFFFFFFFF)
_WORD: Final = np.uint64(32)
#: Bits of the jitter within a part: with 30 for the part they fit a double exactly.
_JITTER_BITS: Final = 22
_MIXERS: Final = ((16, 0x7FEB352D), (15, 0x846CA68B))


def latin_words(size: int, streams: Words, key: int) -> HalfWords:
    """What decides the permutations of a hypercube, shape ``(streams, 2 · ROUNDS)``.

    Args:
        size: number of draws in all.
        streams: of the columns, shape ``(streams, 1)``.
        key: from :func:`citypact.engine.random_numbers.random_key`.
    """
    counters = np.array([2 * size, 2 * size + 1], dtype=np.uint64) + np.uint64(_BEYOND_DRAWS)
    words = np.stack(random_words(counters, streams, key), axis=2)
    return words.reshape(len(streams), 2 * ROUNDS).astype(np.uint32)


def latin_rows(size: int, words: HalfWords, draws: Words, streams: Words, key: int) -> Floats:
    """Uniform numbers of the draws, ``(part + jitter) / size``, shape ``(streams, draws)``.

    Args:
        size: number of draws in all, at most 2^30.
        words: of :func:`latin_words`.
        draws: numbers of the draws, shape ``(draws,)``, each below ``size``.
        streams: of the columns, shape ``(streams, 1)``.
        key: as for :func:`latin_words`.
    """
    part = _permuted(size, words.astype(np.uint64), draws).astype(np.float64)
    bits = random_words(draws, streams, key)[0] >> np.uint64(32 - _JITTER_BITS)
    jitter = (bits.astype(np.float64) + 0.5) / 2.0**_JITTER_BITS
    return (part + jitter) / float(size)


def _permuted(size: int, words: Words, draws: Words) -> Words:
    """Where each column's permutation takes the numbers ``draws``."""
    low_bits = np.uint64(((size - 1).bit_length() + 1) // 2)
    high_side = np.uint64((size - 1 >> int(low_bits)) + 1)
    numbers = np.broadcast_to(draws, (len(words), len(draws))).copy()
    outside = np.ones(numbers.shape, dtype=np.bool_)
    while outside.any():
        numbers = np.where(outside, _once(numbers, words, low_bits, high_side), numbers)
        outside = numbers >= np.uint64(size)
    return numbers


def _once(numbers: Words, words: Words, low_bits: np.uint64, high_side: np.uint64) -> Words:
    """One pass of the network: each side is moved by a mix of the other, in turns."""
    high = numbers >> low_bits
    low = numbers & ((np.uint64(1) << low_bits) - np.uint64(1))
    for turn in range(ROUNDS):
        high = high + (_mixed(low ^ words[:, 2 * turn, None]) * high_side >> _WORD)
        high = np.where(high >= high_side, high - high_side, high)
        low = low ^ (_mixed(high ^ words[:, 2 * turn + 1, None]) << low_bits >> _WORD)
    return high << low_bits | low


def _mixed(word: Words) -> Words:
    """Scatter the 32 bits of a word (C. Wellons 2018, *Prospecting for hash functions*)."""
    for shift, factor in _MIXERS:
        word = word ^ (word >> np.uint64(shift))
        word = word * np.uint64(factor) & _LOW
    return word ^ (word >> np.uint64(16))
