"""Who pays and who gains: each actor's own balance of a scenario against the reference path.

The ledgers of the two are set against each other actor by actor. Over the same years the actors'
balances sum to society's: money is moved, never made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.ledger import Ledger, ledger
from citypact.choice.perspective import Views, views
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.result import Result

__all__ = ["Gains", "gains"]

#: Below this part of the largest balance, what is left of sums that cancel is rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Gains:
    """What each actor gains, less what it loses. MSEK a year, shape ``(years,)``.

    Attributes:
        years: of every series.
        actors: by actor, gains positive; only those with any.
        views: the same as society sees it, and each group of actors that the book names.
    """

    years: npt.NDArray[np.int32]
    actors: Mapping[str, Floats]
    views: Views


def gains(city: City, scenario: Result, reference: Result) -> Gains:
    """Set the money of a scenario against that of the reference path, actor by actor.

    Args:
        city: on the background of both.
        scenario: what is looked at.
        reference: what it is compared with.

    Raises:
        InputError: a result is not of this city.
    """
    found: dict[str, Floats] = {}
    for sign, one in ((1.0, scenario), (-1.0, reference)):
        for actor, row in _by_actor(ledger(city, one)).items():
            known = found.get(actor, np.zeros(len(one.years)))
            found[actor] = known + sign * row
    largest = max((float(np.abs(row).max()) for row in found.values()), default=0.0)
    return Gains(
        years=scenario.years,
        actors={
            actor: found[actor]
            for actor in sorted(found)
            if np.abs(found[actor]).max() > _ROUNDING * largest
        },
        views=views(city, scenario, city, reference),
    )


def _by_actor(book: Ledger) -> dict[str, Floats]:
    sums: dict[str, Floats] = {}
    for (actor, _), row in book.actors.items():
        sums[actor] = sums[actor] + row if actor in sums else row
    return sums
