"""Random numbers as a function of seed, city, parameter and number of the draw alone.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, *Parallel random numbers:
as easy as 1, 2, 3*, SC '11): a keyed bijection of a 128-bit counter. Counter = (number of the
draw, stream), 64 bits each; the stream is a hash of the parameter's name; the key is a hash of
seed and city. So any draw can be made anywhere, in any order, without making those before it,
and a parameter keeps its draws when others come or go.
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Iterable
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, Words
from citypact.errors import InputError

__all__ = ["philox", "random_key", "random_words", "stream_of", "streams_of", "uniform"]

_ROUNDS: Final = 10
_MULTIPLIERS: Final = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_KEY_STEPS: Final = (0x9E3779B9, 0xBB67AE85)
_WORD: Final = 0xFFFFFFFF
_LOW: Final = np.uint64(_WORD)
_SHIFT: Final = np.uint64(32)
_WHOLE_BITS: Final = np.uint64(0x4330000000000000)
_TWO_52: Final = 4503599627370496.0


def random_key(seed: int, city: str) -> int:
    """64-bit key of the generator for ``seed`` (a whole number, at least 0) and ``city``."""
    try:
        number = operator.index(seed)
    except TypeError:
        number = -1
    if number < 0:
        message = f"a seed is a whole number that is not negative, not {seed!r}"
        raise InputError(message)
    return _hash64("key", str(number), city)


def stream_of(kind: str, name: str) -> int:
    """64-bit stream of a ``"parameter"`` or correlation ``"group"`` called ``name``."""
    return _hash64(kind, name)


def streams_of(kind: str, names: Iterable[str]) -> Words:
    """Streams of several names, shape ``(names, 1)``."""
    found = [stream_of(kind, name) for name in names]
    return np.array(found, dtype=np.uint64).reshape(-1, 1)


def _hash64(*parts: str) -> int:
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return int.from_bytes(digest[:8], "little")


def philox(counter: tuple[Words, Words, Words, Words], key: tuple[int, int]) -> list[Words]:
    """Philox4x32-10 of counters, 32-bit words held in 64-bit ones; shapes broadcast."""
    x0, x1, x2, x3 = counter
    k0, k1 = key
    for _ in range(_ROUNDS):
        product0 = _MULTIPLIERS[0] * x0
        product1 = _MULTIPLIERS[1] * x2
        x0 = (product1 >> _SHIFT) ^ x1 ^ np.uint64(k0)
        x1 = product1 & _LOW
        x2 = (product0 >> _SHIFT) ^ x3 ^ np.uint64(k1)
        x3 = product0 & _LOW
        k0 = (k0 + _KEY_STEPS[0]) & _WORD
        k1 = (k1 + _KEY_STEPS[1]) & _WORD
    return [x0, x1, x2, x3]


def random_words(draws: Words, streams: Words, key: int) -> list[Words]:
    """Four random words of 32 bits for each stream and draw, shape ``(streams, draws)`` each.

    Args:
        draws: numbers of the draws, shape ``(draws,)``.
        streams: shape ``(streams, 1)``.
        key: from :func:`random_key`.
    """
    counter = (draws & _LOW, draws >> _SHIFT, streams & _LOW, streams >> _SHIFT)
    return philox(counter, (key & _WORD, key >> 32))


def uniform(draws: Words, streams: Words, key: int) -> Floats:
    """Uniform numbers strictly between 0 and 1, ``(m + 1/2) / 2^52`` for 52 random bits m.

    Args and shape as for :func:`random_words`.
    """
    words = random_words(draws, streams, key)
    bits = ((words[0] << _SHIFT) | words[1]) >> np.uint64(12)
    whole: Floats = (bits | _WHOLE_BITS).view(np.float64) - _TWO_52
    return (whole + 0.5) * (1.0 / _TWO_52)
