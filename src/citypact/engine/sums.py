"""Sums over draws that do not depend on how the draws were divided.

Floating-point addition is not associative, so a sum depends on its order. Here the order is
fixed once and for all by a binary tree over the numbers of the draws: the draws from ``i 2^k``
up to ``(i + 1) 2^k`` are one node, and its sum is that of its left half plus that of its right
half. Whoever computes which part, and in which order the parts come together, the same
additions are made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from citypact.engine.arrays import Floats

__all__ = ["DyadicSums", "PairwiseSum", "pairwise_sum"]

#: Sums each row of ``(quantities, 2^k)`` by halves, giving ``(quantities,)``.
PairwiseSum: TypeAlias = Callable[[Floats], Floats]


def pairwise_sum(values: Floats) -> Floats:
    """Sum rows of ``(quantities, 2^k)``: neighbours first, then neighbouring sums, and so on."""
    while values.shape[1] > 1:
        values = values[:, 0::2] + values[:, 1::2]
    return values[:, 0].copy()


class DyadicSums:
    """Sums of some draws, as few nodes of the tree as will hold them."""

    def __init__(self) -> None:
        """Start with no draws."""
        #: Sum by level k and place i of the node.
        self.nodes: dict[tuple[int, int], Floats] = {}

    def add(
        self, first: int, values: Floats, summed: PairwiseSum = pairwise_sum, level: int = 0
    ) -> None:
        """Add draws from number ``first`` on, none of them added before.

        Args:
            first: number of the first; a multiple of ``2^level``.
            values: shape ``(quantities, draws)``; or already sums of ``2^level`` draws each.
            summed: adds up values.
            level: of the sums that ``values`` are; 0 for the values of draws.
        """
        begin = start = first >> level
        stop = begin + values.shape[1]
        while start < stop:
            height = (stop - start).bit_length() - 1
            if start:
                height = min(height, (start & -start).bit_length() - 1)
            offset = start - begin
            node = summed(values[:, offset : offset + (1 << height)])
            self._insert(level + height, start >> height, node)
            start += 1 << height

    def merge(self, other: DyadicSums) -> None:
        """Add the draws of ``other``, none of which is here."""
        for (level, place), node in other.nodes.items():
            self._insert(level, place, node)

    def _insert(self, level: int, place: int, node: Floats) -> None:
        while (level, place ^ 1) in self.nodes:
            sibling = self.nodes.pop((level, place ^ 1))
            node = sibling + node if place & 1 else node + sibling
            level, place = level + 1, place >> 1
        self.nodes[level, place] = node

    def total(self) -> Floats:
        """Sum of all draws, shape ``(quantities,)``: the nodes in the order of their draws."""
        ordered = sorted(self.nodes.items(), key=lambda item: item[0][1] << item[0][0])
        result = np.zeros_like(ordered[0][1])
        for _, node in ordered:
            result = result + node
        return result
