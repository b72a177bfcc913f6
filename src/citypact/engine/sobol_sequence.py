"""A scrambled Sobol sequence: points that fill the unit cube more evenly than chance does.

A digital sequence in base 2 (Sobol 1967): point n is the sum, bit by bit, of the direction
numbers of the bits of n, which follow a recurrence given by a primitive polynomial, another for
each column. The first direction numbers of a column may be chosen freely: some are drawn, and
those are taken whose column goes best with each of the columns before it. The scrambling is a
random linear one with a random shift (Matousek 1998: that of Owen 1998 with fewer random
numbers), so every point is uniform, and means are without bias.

Owns the sequence; which column stands for what, and what is done with it, is the caller's. The
native kernel makes the same points from the same words (random.h).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, HalfWords, Integers, Words
from citypact.engine.random_numbers import random_key, streams_of, uniform

__all__ = ["BITS", "point_rows", "primitive_polynomials", "sobol_points", "sobol_words"]

#: Bits of a point, and the longest sequence: 2 ** 32.
BITS: Final = 32
#: Bits that are looked at when columns are compared: those of the first 1,024 points.
DEPTH: Final = 10
#: How many beginnings are drawn for each column.
TRIES: Final = 8
#: Weight of each sum of bits: a quarter for each bit down to the last of them.
_WEIGHTS: Final = np.concatenate([np.full(2**bit, 4.0 ** -(bit + 1)) for bit in range(DEPTH)])


def sobol_points(columns: int, samples: int, *, seed: int) -> Floats:
    """The first points of a scrambled Sobol sequence.

    A power of two as number of points is best: each column then has one point in each of
    ``samples`` equal parts.

    Args:
        columns: how many numbers a point has.
        samples: how many points, at most ``2 ** 32``.
        seed: of the scrambling, a whole number that is not negative.

    Returns:
        Shape ``(columns, samples)``, greater than 0 and less than 1.
    """
    key = random_key(seed, "sensitivity/sobol")
    words = sobol_words(range(columns), [str(column) for column in range(columns)], key)
    return point_rows(words, np.arange(samples, dtype=np.uint64))


def sobol_words(columns: Sequence[int], names: Sequence[str], key: int) -> HalfWords:
    """What gives any point of some columns of the sequence.

    Args:
        columns: numbers of the columns, from 0.
        names: of the columns; each has its own scrambling.
        key: of the scrambling, from :func:`citypact.engine.random_numbers.random_key`.

    Returns:
        Shape ``(columns, BITS + 1)``: the scrambled direction numbers, then the shift.
    """
    directions = _directions(max(columns, default=-1) + 1)[list(columns)]
    scrambled = _scrambled(directions, _words(names, BITS, "triangle", key))
    shift = _words(names, 1, "shift", key)
    return np.concatenate([scrambled, shift], axis=1).astype(np.uint32)


def point_rows(words: HalfWords, numbers: Words) -> Floats:
    """Points of the sequence: ``(x + 1/2) / 2^32``, x the sum of the words of the bits of n.

    Args:
        words: of :func:`sobol_words`.
        numbers: of the points, shape ``(points,)``, each below ``2 ** 32``.

    Returns:
        Shape ``(columns, points)``, greater than 0 and less than 1.
    """
    points = np.repeat(words[:, BITS:], len(numbers), axis=1)
    for bit in range(int(numbers.max(initial=0)).bit_length()):
        chosen = (numbers >> np.uint64(bit) & np.uint64(1)).astype(np.uint32)
        points ^= words[:, bit, None] * chosen
    return (points.astype(np.float64) + 0.5) / 2.0**BITS


@lru_cache(maxsize=4)
def primitive_polynomials(count: int) -> tuple[int, ...]:
    """The first ``count`` primitive polynomials over the two numbers 0 and 1, by degree.

    Bit i is the coefficient of ``x ** i``. A polynomial of degree s is primitive if the powers of
    x modulo it come back to 1 after ``2 ** s - 1`` steps and not before.

    >>> [bin(polynomial) for polynomial in primitive_polynomials(4)]
    ['0b11', '0b111', '0b1011', '0b1101']
    """
    found: list[int] = []
    degree = 0
    while len(found) < count:
        degree += 1
        tried = np.arange(2**degree + 1, 2 ** (degree + 1), 2, dtype=np.uint64)
        period = 2**degree - 1
        primitive = _power(tried, degree, period) == 1
        for prime in _prime_factors(period):
            primitive &= _power(tried, degree, period // prime) != 1
        found.extend(tried[primitive].tolist())
    return tuple(found[:count])


def _power(polynomials: Words, degree: int, exponent: int) -> Words:
    """``x ** exponent`` modulo each polynomial of a degree."""
    result = np.ones_like(polynomials)
    base = np.full_like(polynomials, 2 if degree > 1 else 1)
    while exponent:
        if exponent & 1:
            result = _product(result, base, polynomials, degree)
        base = _product(base, base, polynomials, degree)
        exponent >>= 1
    return result


def _product(a: Words, b: Words, polynomials: Words, degree: int) -> Words:
    one, top = np.uint64(1), np.uint64(degree)
    result = np.zeros_like(polynomials)
    for bit in range(degree):
        result ^= a * (b >> np.uint64(bit) & one)
        a = a << one
        a ^= polynomials * (a >> top & one)
    return result


def _prime_factors(number: int) -> list[int]:
    primes = []
    divisor = 2
    while number > 1:
        if number % divisor == 0:
            primes.append(divisor)
            while number % divisor == 0:
                number //= divisor
        divisor += 1
    return primes


@lru_cache(maxsize=4)
def _directions(columns: int) -> Words:
    """Direction numbers, shape ``(columns, BITS)``: the k-th belongs to bit k of n.

    The highest of :data:`BITS` bits is one half.
    """
    key = random_key(0, "sensitivity/directions")
    names = [str(column) for column in range(columns)]
    drawn = _words(names, TRIES * BITS, "first", key).reshape(columns, TRIES, BITS)
    # The first column has no polynomial: its numbers are 1/2, 1/4, 1/8 … (van der Corput).
    chosen = [[1 << (BITS - 1 - bit) for bit in range(BITS)]]
    known = np.zeros(2**DEPTH)
    np.add.at(known, _forms(chosen[0]), _WEIGHTS)
    polynomials = primitive_polynomials(max(0, columns - 1))
    for polynomial, tries in zip(polynomials, drawn[1:].tolist(), strict=True):
        degree = polynomial.bit_length() - 1
        rows = [_recur(_odd(words[:degree]), polynomial, DEPTH) for words in tries]
        forms = [_forms(row) for row in rows]
        best = int(np.argmin([_WEIGHTS @ known[form] for form in forms]))
        np.add.at(known, forms[best], _WEIGHTS)
        chosen.append(_recur(rows[best][:degree], polynomial, BITS))
    return np.array(chosen[:columns], dtype=np.uint64).reshape(-1, BITS)


def _odd(words: list[int]) -> list[int]:
    """Direction numbers to begin with: odd numbers of 1, 2, 3 … bits, as fractions."""
    ends = range(BITS - 1, BITS - 1 - len(words), -1)
    return [(word >> end | 1) << end for word, end in zip(words, ends, strict=True)]


def _recur(row: list[int], polynomial: int, bits: int) -> list[int]:
    """Go on with direction numbers by the recurrence of the polynomial, up to ``bits`` of them."""
    degree = polynomial.bit_length() - 1
    steps = [step for step in range(1, degree) if polynomial >> (degree - step) & 1]
    row = list(row)
    for bit in range(degree, bits):
        value = row[bit - degree] ^ (row[bit - degree] >> degree)
        for step in steps:
            value ^= row[bit - step]
        row.append(value)
    return row


def _forms(row: list[int]) -> Integers:
    """Every sum of the first bits of a column, as a sum of the bits of n; without the empty one.

    Where a sum of bits of one column is also one of another, their points fill the square
    unevenly; the fewer bits, the more coarsely, and the more it counts (:data:`_WEIGHTS`).
    """
    sums = np.zeros(1, dtype=np.int32)
    for place in range(BITS - 1, BITS - 1 - DEPTH, -1):
        bits = [(number >> place & 1) << bit for bit, number in enumerate(row[:DEPTH])]
        sums = np.concatenate([sums, sums ^ np.int32(sum(bits))])
    return sums[1:]


def _scrambled(directions: Words, words: Words) -> Words:
    """Direction numbers times a random lower triangle with ones on its diagonal, modulo 2."""
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint64)
    bits = (directions[:, :, None] >> places) & np.uint64(1)
    triangle = (words[:, :, None] >> places) & np.uint64(1)
    triangle = np.tril(triangle, -1) + np.eye(BITS, dtype=np.uint64)
    mixed = np.einsum("cij,ckj->cki", triangle.astype(np.float32), bits.astype(np.float32))
    whole = (mixed.astype(np.uint64) & np.uint64(1)) << places
    scrambled: Words = whole.sum(axis=2, dtype=np.uint64)
    return scrambled


def _words(names: Sequence[str], numbers: int, kind: str, key: int) -> Words:
    """Random words of :data:`BITS` bits, shape ``(names, numbers)``."""
    drawn = uniform(np.arange(numbers, dtype=np.uint64), streams_of(kind, names), key)
    return (drawn * 2.0**BITS).astype(np.uint64)
