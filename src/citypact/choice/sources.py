"""Sources of funds: who brings how much in which year, and how sure it is.

An amount is spread evenly over its years: ``amount / (last - first + 1)`` in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model.city import City, Funding

__all__ = ["CERTAINTIES", "Source", "sources_of_funds"]

#: How sure a source is, the surest first.
CERTAINTIES: Final = ("decided", "applied for", "intended")


@dataclass(frozen=True, eq=False)
class Source:
    """One source of funds over time.

    Attributes:
        id: of the source.
        kind: budget, grant, loan, green bond, EU fund or private.
        actor: id of who brings it.
        measure: id of the only measure that it may pay for; empty where none is named.
        area: id of the only transition area that it may pay for; empty where none is named.
        certainty: one of :data:`CERTAINTIES`.
        amount: MSEK a year in the book's price year, shape ``(years,)``.
    """

    id: str
    kind: str
    actor: str
    measure: str
    area: str
    certainty: str
    amount: Floats


def sources_of_funds(
    city: City, years: npt.NDArray[np.int32], at_least: str = "intended"
) -> tuple[Source, ...]:
    """Return the sources of a city in ``years``, those at least as sure as ``at_least``.

    Raises:
        InputError: ``at_least`` is no degree of certainty.
    """
    if at_least not in CERTAINTIES:
        message = f"there is no certainty {at_least!r}; there are {', '.join(CERTAINTIES)}"
        raise InputError(message)
    enough = CERTAINTIES[: CERTAINTIES.index(at_least) + 1]
    return tuple(
        _over_time(funding, years)
        for funding in city.funding.values()
        if funding.certainty in enough
    )


def _over_time(funding: Funding, years: npt.NDArray[np.int32]) -> Source:
    paid = (funding.first_year <= years) & (years <= funding.last_year)
    yearly = funding.amount.value / (funding.last_year - funding.first_year + 1)
    return Source(
        id=funding.id,
        kind=funding.kind,
        actor=funding.actor,
        measure=funding.measure,
        area=funding.area,
        certainty=funding.certainty,
        amount=np.where(paid, yearly, 0.0),
    )
