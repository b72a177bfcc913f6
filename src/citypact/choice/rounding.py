"""From a plan that spreads measures over starts to the nearest that does not."""

from __future__ import annotations

import numpy as np

from citypact.choice.portfolio import Portfolio
from citypact.engine.arrays import Floats

__all__ = ["rounded"]

#: Levels below this are none.
_NOTHING = 1e-9
#: Part of the least level from which on a measure is taken to it.
_TAKEN_FROM = 0.5


def rounded(portfolio: Portfolio, levels: Floats) -> Floats | None:
    """The plan that takes each measure in the option with the most of it.

    A measure that goes less far than its least level is taken to it, or left out, whichever is
    nearer; of two that exclude each other the greater stays; one that requires another begins
    no earlier. None where a measure has no option for that.
    """
    options, rules = portfolio.options, portfolio.rules
    level = options.level(levels)
    place = np.array([_most(levels, options.of(name)) for name in options.measures])
    least = rules.least[options.first]
    level = np.where(level >= least * _TAKEN_FROM, np.maximum(level, least), 0.0)
    level[level <= _NOTHING] = 0.0
    index = {name: row for row, name in enumerate(options.measures)}
    for pair in portfolio.excludes:
        first, second = (index[name] for name in pair)
        if level[first] > 0.0 and level[second] > 0.0:
            level[first if level[first] < level[second] else second] = 0.0
    for _ in portfolio.requires:
        for one, other in portfolio.requires:
            first, second = index[one], index[other]
            if level[first] <= 0.0:
                continue
            later = [
                at for at in options.of(one) if options.start[at] >= options.start[place[second]]
            ]
            if not later or level[second] <= 0.0:
                return None
            if place[first] not in later:
                place[first] = later[0]
    whole = np.zeros(len(options))
    whole[place] = np.minimum(level, 1.0)
    return whole


def _most(levels: Floats, places: range) -> int:
    return places[int(np.argmax(levels[places.start : places.stop]))]
