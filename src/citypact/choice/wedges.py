"""Wedges: what lies between the reference path and a scenario, measure by measure, year by year.

A wedge is a measure's fair share (Shapley) in the scenario less its fair share in the reference
path, where that has the measure too. Shares sum to what all measures cut together, so wedges sum
to the reference path less the scenario, in every year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model.result import Result

__all__ = ["Wedges", "wedges"]

#: How far from the whole the wedges may sum, as a part of it: rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Wedges:
    """From a reference path to a scenario. Every series is kt CO2e a year, shape ``(years,)``.

    Attributes:
        years: of every series.
        reference: emissions with decided policy alone.
        scenario: emissions of the scenario.
        measures: what each measure cuts, below zero where it adds; only those that do either.
    """

    years: npt.NDArray[np.int32]
    reference: Floats
    scenario: Floats
    measures: Mapping[str, Floats]


def wedges(reference: Result, scenario: Result) -> Wedges:
    """Divide the distance between two results of one city among the measures.

    Args:
        reference: with what each measure is worth.
        scenario: likewise, on the same background.

    Raises:
        InputError: the wedges do not sum to the distance: the results are of two books or
            backgrounds, or were computed without what each measure is worth.
    """
    whole = reference.total - scenario.total
    shares: dict[str, Floats] = {}
    for sign, result in ((1.0, scenario), (-1.0, reference)):
        for effect in result.measures:
            if effect.computable:
                shares[effect.id] = shares.get(effect.id, np.zeros_like(whole)) + (
                    sign * effect.share
                )
    found = {name: share for name, share in shares.items() if share.any()}
    off = np.abs(whole - sum(found.values(), np.zeros_like(whole)))
    if reference.book_hash != scenario.book_hash or (off > _ROUNDING * reference.total.max()).any():
        message = (
            f"the measures of {scenario.scenario} do not sum to its distance from "
            f"{reference.scenario}: run both on one book and background, with what each measure "
            "is worth"
        )
        raise InputError(message)
    return Wedges(scenario.years, reference.total, scenario.total, found)
