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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, Words
from citypact.engine.distribution import KINDS
from citypact.engine.elementary import normal_distribution, normal_quantile
from citypact.engine.names import Parameter
from citypact.errors import InputError

__all__ = ["Sampler", "philox", "random_key", "stream_of", "uniform"]

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


def uniform(draws: Words, streams: Words, key: int) -> Floats:
    """Uniform numbers strictly between 0 and 1, ``(m + 1/2) / 2^52`` for 52 random bits m.

    Args:
        draws: numbers of the draws, shape ``(draws,)``.
        streams: shape ``(streams, 1)``.
        key: from :func:`random_key`.

    Returns:
        Shape ``(streams, draws)``.
    """
    counter = (draws & _LOW, draws >> _SHIFT, streams & _LOW, streams >> _SHIFT)
    words = philox(counter, (key & _WORD, key >> 32))
    bits = ((words[0] << _SHIFT) | words[1]) >> np.uint64(12)
    whole: Floats = (bits | _WHOLE_BITS).view(np.float64) - _TWO_52
    return (whole + 0.5) * (1.0 / _TWO_52)


@dataclass(frozen=True)
class _Share:
    """The parameters of one distribution, correlated or not: they are drawn together."""

    code: str
    rows: list[int]
    streams: Words
    coefficients: tuple[Floats, ...]
    groups: list[int]
    weights: tuple[Floats, Floats]


class Sampler:
    """Draws the parameters of a program.

    A correlated parameter's normal score is ``√ρ · z_group + √(1 - ρ) · z_own``, so that two
    members of a group correlate by √(ρ₁ρ₂) in scores (a Gaussian copula with one factor). The
    bounded distributions then take the normal probability of that score as their uniform.
    """

    def __init__(self, parameters: Sequence[Parameter]) -> None:
        """Prepare to draw ``parameters``; row i of a sample is ``parameters[i]``."""
        self.count = len(parameters)
        names = sorted({p.group for p in parameters if p.group})
        self._groups = _column([stream_of("group", name) for name in names])
        self._shares: list[_Share] = []
        for code in KINDS:
            for correlated in (False, True):
                rows = [
                    i
                    for i, p in enumerate(parameters)
                    if p.distribution.name == code and bool(p.group) is correlated
                ]
                if rows:
                    chosen = [parameters[i] for i in rows]
                    self._shares.append(_share(code, rows, chosen, names))

    def sample(self, draws: Words, key: int) -> Floats:
        """Values of draws number ``draws`` (shape ``(n,)``), shape ``(parameters, n)``."""
        values = np.empty((self.count, len(draws)))
        group_scores = normal_quantile(uniform(draws, self._groups, key))
        for share in self._shares:
            kind = KINDS[share.code]
            variate = uniform(draws, share.streams, key)
            if kind.scored or share.groups:
                variate = normal_quantile(variate)
            if share.groups:
                common, own = share.weights
                variate = common * group_scores[share.groups] + own * variate
                if not kind.scored:
                    variate = normal_distribution(variate)
            values[share.rows] = kind.transform(variate, share.coefficients)
        return values


def _share(code: str, rows: list[int], chosen: list[Parameter], names: list[str]) -> _Share:
    coefficients = np.array([p.distribution.coefficients() for p in chosen])
    correlation = np.array([[p.correlation] for p in chosen])
    return _Share(
        code=code,
        rows=rows,
        streams=_column([stream_of("parameter", p.name) for p in chosen]),
        coefficients=tuple(coefficients[:, i : i + 1].copy() for i in range(coefficients.shape[1])),
        groups=[names.index(p.group) for p in chosen if p.group],
        weights=(np.sqrt(correlation), np.sqrt(1.0 - correlation)),
    )


def _column(streams: list[int]) -> Words:
    return np.array(streams, dtype=np.uint64).reshape(-1, 1)
