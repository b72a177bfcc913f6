"""What is impossible even where measures may be spread over several starts, and why.

Such a programme is linear. Where it cannot keep every limit, no plan can, as far as the programme
is right; so it is known at once, however many options there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from citypact.choice.assembly import Box
from citypact.choice.linearisation import Linearisation
from citypact.choice.milp import Solution, needed_rows
from citypact.choice.optimise import Search
from citypact.engine.arrays import Floats

__all__ = ["impossible", "needed_for"]

#: Part of the scale of limits above which an excess is none of rounding or of a margin.
_EXCEEDED = 1e-6
#: So many programmes, each at the answer of the one before, and how near an excess is the same.
_PROGRAMMES, _SAME = 4, 1e-3


def impossible(search: Search, spared: Collection[str] = ()) -> Floats | None:
    """Levels that come nearest where no plan keeps every limit, however measures are spread.

    None where that is not shown. Programmes follow each other, from half of everything and from
    everything: it is shown where the last of each exceeds what targets allow, or something else.

    Args:
        search: of a question.
        spared: names of limits that need not be kept.
    """
    usual = search.starts()
    levels: Floats | None = None
    for first in (usual[0], usual[-1]):
        levels, excess = first, np.inf
        for _ in range(_PROGRAMMES):
            at = search.seen.linearise(
                np.clip(levels, search.box.lower, search.box.upper), far=True
            )
            solution = _exceeding(search, at, spared)
            if solution.values is None:
                return None
            before, excess, levels = excess, solution.bound, solution.values[: len(at.levels)]
            if abs(before - excess) <= _SAME * excess:
                break
        if excess <= _EXCEEDED:
            return None
    return levels


def _exceeding(search: Search, at: Linearisation, spared: Collection[str]) -> Solution:
    """What exceeds the targets least while all else is kept; else what exceeds limits least."""
    out = np.array([limit.name in spared for limit in search.seen.limits])
    targets = _targets(search) & ~out
    solution = Solution("infeasible", None, np.inf)
    for priced in (targets, ~out):
        if priced.any() and solution.values is None:
            price = priced.astype(float)
            solution = search.programmes.exceeding(at, search.box, priced | out, price)
    return solution


def needed_for(search: Search, near: Floats, names: Sequence[str]) -> list[str] | None:
    """Of some limits and rules those that cannot be kept together, each of them needed for it.

    As the programme near some levels says, in which measures may be spread and no limit says how
    far a measure can go alone. None where that programme does not show it.

    Args:
        search: of a question.
        near: levels at which the model is linearised.
        names: of limits and of rules over pairs; measures that are decided on.
    """
    seen = search.seen
    at = seen.linearise(np.clip(near, search.box.lower, search.box.upper), far=True)
    every, rules = np.ones(len(seen.limits), dtype=bool), seen.portfolio.rules
    box = Box(np.zeros(len(near)), search.box.upper)
    programme = search.assemble(
        seen,
        at,
        box,
        cost=(np.zeros(len(near)), every.astype(float)),
        free=every,
        switches=False,
        whole=False,
    )
    targets = _targets(search)
    if targets.any():  # and all else is kept
        upper = programme.upper.copy()
        upper[len(near) :][~targets] = 0.0
        programme = replace(programme, upper=upper)
    of_rows = [*(seen.limits[index].name for index in seen.limit_of_row), *rules.names]
    groups = [np.flatnonzero([of == name for of in of_rows]) for name in names]
    found = needed_rows(programme, groups, _EXCEEDED, search.clock.left)
    return None if found is None else [n for n, keep in zip(names, found, strict=True) if keep]


def _targets(search: Search) -> np.ndarray:
    return np.array([limit.kind == "target" for limit in search.seen.limits])
