"""The Shapley value: a fair share of what players achieve together.

A *coalition* is a set of players, as a row of a matrix of booleans. A player's share is what it
adds when it joins, averaged over all orders in which the players can join. Shares sum to what
all achieve together, and two players that always add the same have the same share.

Reference: L. S. Shapley, "A value for n-person games", 1953.
"""

from __future__ import annotations

from math import factorial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats

__all__ = ["Coalitions", "Order", "added", "all_coalitions", "exact", "orders", "prefixes"]

#: Shape ``(coalitions, players)``: who takes part.
Coalitions: TypeAlias = npt.NDArray[np.bool_]
#: Shape ``(orders, players)``: which player joins first, second, …
Order: TypeAlias = npt.NDArray[np.int64]


def all_coalitions(players: int) -> Coalitions:
    """Every coalition; row ``i`` holds the players whose bit is set in ``i``."""
    numbers = np.arange(2**players)[:, np.newaxis]
    found: Coalitions = (numbers >> np.arange(players)) & 1 == 1
    return found


def exact(achieved: Floats, players: int) -> Floats:
    """Shares from what every coalition achieves.

    Args:
        achieved: shape ``(2 ** players, years)``, in the order of :func:`all_coalitions`.
        players: how many.

    Returns:
        Shape ``(players, years)``: ``Σ |S|! (n - |S| - 1)! / n! · (v(S + i) - v(S))`` over the
        coalitions S without i.
    """
    sizes = all_coalitions(players).sum(axis=1)
    weights = np.array(
        [factorial(size) * factorial(players - size - 1) for size in range(players)], dtype=float
    ) / float(factorial(players))
    numbers = np.arange(2**players)
    shares = np.empty((players, achieved.shape[1]))
    for player in range(players):
        without = numbers[(numbers >> player) & 1 == 0]
        added = achieved[without | (1 << player)] - achieved[without]
        shares[player] = (weights[sizes[without], np.newaxis] * added).sum(axis=0)
    return shares


def orders(pairs: int, players: int, seed: int) -> Order:
    """Random orders, each followed by its reverse, shape ``(2 * pairs, players)``.

    An order and its reverse together give the exact share where players interact two by two;
    only what three or more do together is left to chance. The same seed gives the same orders on
    every machine: they rest on the counter-based generator's bits alone.
    """
    bits = np.random.Philox(key=seed).random_raw(pairs * players).reshape(pairs, players)
    forward = np.argsort(bits, axis=1, kind="stable")
    both = np.empty((2 * pairs, players), dtype=np.int64)
    both[0::2], both[1::2] = forward, forward[:, ::-1]
    return both


def prefixes(order: Order) -> Coalitions:
    """The coalitions that orders pass through, the empty and the full one left out.

    Returns:
        Shape ``(orders, players - 1, players)``: in row ``k`` the first ``k + 1`` that join.
    """
    number, players = order.shape
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.arange(players)[np.newaxis, :], axis=1)
    steps = np.arange(1, players)[np.newaxis, :, np.newaxis]
    found: Coalitions = place[:, np.newaxis, :] < steps
    return found.reshape(number, players - 1, players)


def added(order: Order, nothing: Floats, passed: Floats, everything: Floats) -> Floats:
    """What each player adds when it joins, in each order.

    Args:
        order: shape ``(orders, players)``.
        nothing: what nobody achieves, shape ``(orders or 1, years)``.
        passed: what the coalitions of :func:`prefixes` achieve, shape
            ``(orders, players - 1, years)``.
        everything: what all achieve, shape ``(orders or 1, years)``.

    Returns:
        Shape ``(orders, players, years)``, by player; sums over players are
        ``everything - nothing``.
    """
    number, players = order.shape
    years = passed.shape[2]
    steps = np.empty((number, players + 1, years))
    steps[:, 0] = nothing
    steps[:, 1:-1] = passed
    steps[:, -1] = everything
    by_place = np.diff(steps, axis=1)
    by_player = np.empty_like(by_place)
    np.put_along_axis(by_player, order[:, :, np.newaxis], by_place, axis=1)
    return by_player
