"""Whose the cut is: the fair share (Shapley) of each promise in what all promises cut.

In every draw the promises that are kept join in a random order and in its reverse, and each is
given what it adds; the mean over draws is its share. Parts of one measure join together (see
:mod:`citypact.contract.players`). Shares sum to the mean cut exactly, whatever
the orders. What a promise adds to a measure that another has taken as far already is nothing; over
all orders the two share it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from citypact.contract.delivery import Promise
from citypact.contract.outlook import ContractOutlook
from citypact.contract.players import players
from citypact.engine.arrays import Floats
from citypact.model import shapley

__all__ = ["fair_shares"]


def fair_shares(
    seen: ContractOutlook,
    made: Sequence[Promise],
    kept: npt.NDArray[np.bool_],
    before: Mapping[str, Floats],
) -> Floats:
    """Mean cut that each promise adds, kt, shape ``(promises,)``.

    Args:
        seen: the model tied to the target.
        made: the promises.
        kept: which are kept in draws 0, 1, …, shape ``(promises, draws)``.
        before: levels that hold before any of them joins, one a draw.
    """
    found = np.zeros(len(made))
    joining, draws = players(made, kept), kept.shape[1]
    if not joining:
        return found
    count = len(joining)
    order = shapley.orders(draws, count, seen.seed)
    joined = np.ones((2 * draws, count + 1, count), dtype=bool)
    joined[:, 0] = False
    joined[:, 1:-1] = shapley.prefixes(order)
    lanes = np.repeat(np.arange(draws, dtype=np.int64), 2 * (count + 1))
    levels = {name: level[lanes] for name, level in before.items()}
    for player, joins in zip(joining, joined.reshape(-1, count).T, strict=True):
        level = np.where(joins, player.reach[lanes], 0.0)
        own = levels.get(player.measure)
        levels[player.measure] = level if own is None else np.maximum(own, level)
    result = seen.results(levels, lanes).reshape(2 * draws, count + 1, 1)
    added = shapley.added(order, -result[:, 0], -result[:, 1:-1], -result[:, -1])
    for player, share in zip(joining, added[:, :, 0].mean(axis=0), strict=True):
        found[list(player.members)] += share * player.weights
    return found
