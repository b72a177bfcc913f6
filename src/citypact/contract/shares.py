"""Whose the cut is: the fair share (Shapley) of each promise in what all promises cut.

In every draw the promises that are kept join in a random order and in its reverse, and each is
given what it adds; the mean over draws is its share. Shares sum to the mean cut exactly, whatever
the orders. What a promise adds to a measure that another has taken as far already is nothing; over
all orders the two share it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from citypact.contract.delivery import Promise, furthest
from citypact.contract.outlook import ContractOutlook
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
    players, draws = kept.shape
    if not players:
        return np.zeros(0)
    order = shapley.orders(draws, players, seen.seed)
    joined = np.ones((2 * draws, players + 1, players), dtype=bool)
    joined[:, 0] = False
    joined[:, 1:-1] = shapley.prefixes(order)
    lanes = np.repeat(np.arange(draws, dtype=np.int64), 2 * (players + 1))
    joins = joined.reshape(-1, players).T & kept[:, lanes]
    levels = {name: level[lanes] for name, level in before.items()}
    for name, level in furthest(made, joins, {}, {each.measure for each in made}).items():
        levels[name] = np.maximum(levels[name], level) if name in levels else level
    result = seen.results(levels, lanes).reshape(2 * draws, players + 1, 1)
    added = shapley.added(order, -result[:, 0], -result[:, 1:-1], -result[:, -1])
    shares: Floats = added[:, :, 0].mean(axis=0)
    return shares
