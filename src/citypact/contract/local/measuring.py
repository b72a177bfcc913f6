"""Yardsticks measured by the model: how much a measure in full is of what companies are asked for.

Both amounts of a :class:`~citypact.contract.local.yardstick.Yardstick` are computed with nominal
figures, all else on decided policy: the effect alone is let go from nothing to full, and
what it takes of its activity, or of the use of a carrier, is its quantity in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from citypact.contract.local.counted import amount, counted, per_unit
from citypact.contract.local.kind import Kind
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook
from citypact.engine import evaluate
from citypact.engine.arrays import Floats
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compile_city
from citypact.model.ramp import level_input
from citypact.model.timing import has_ramp

__all__ = ["yardsticks"]


def yardsticks(
    kinds: Mapping[str, Kind], seen: ContractOutlook, city_year: int
) -> dict[str, Yardstick]:
    """The yardstick of every kind, by its id.

    Args:
        kinds: by id; what they name is in the book (see :mod:`citypact.contract.link`).
        seen: the model tied to the target.
        city_year: the year of which the whole city's quantity is told.

    Raises:
        InputError: a kind counts what its effect does not change, or in a unit that has nothing to
            do with it.
    """
    if not kinds:
        return {}
    measure_of = {each.id: one.id for one in seen.city.measures.values() for each in one.effects}
    effects = {each.id: each for one in seen.city.measures.values() for each in one.effects}
    asked = {measure_of[kind.effect] for kind in kinds.values()}
    singles = [name for name, measure in measure_of.items() if measure in asked]
    products = {kind.id: counted(seen.city, effects[kind.effect], kind) for kind in kinds.values()}
    result = output.target(seen.target.id)
    names = {result, *(name for found in products.values() for each in found for name in each)}
    values = _alone(seen, measure_of, singles, sorted(names))
    at, now = seen.year - seen.city.base_year, city_year - seen.city.base_year
    cut = {
        name: float(values[result][at, 2 * lane] - values[result][at, 2 * lane + 1])
        for lane, name in enumerate(singles)
    }
    found = {}
    for kind in kinds.values():
        lane = singles.index(kind.effect)
        there = amount(products[kind.id], values) / per_unit(seen.city, effects[kind.effect], kind)
        found[kind.id] = Yardstick(
            kind=kind.id,
            effect=kind.effect,
            measure=measure_of[kind.effect],
            full=max(0.0, float(there[at, 2 * lane] - there[at, 2 * lane + 1])),
            city=float(there[now, -1]),
            city_year=city_year,
            weight=_weight(kind.effect, cut, measure_of),
            cut=cut[kind.effect],
        )
    return found


def _alone(
    seen: ContractOutlook,
    measure_of: Mapping[str, str],
    singles: Sequence[str],
    names: Sequence[str],
) -> dict[str, Floats]:
    """Each effect at nothing and in full, two lanes each; decided policy in the last lane."""
    split = _split(seen.city, {measure_of[name] for name in singles})
    lanes = 2 * len(singles) + 1
    levels = {}
    for measure in split.measures.values():
        if has_ramp(measure):
            own = measure_of[measure.id] if measure.id in singles else measure.id
            levels[level_input(measure.id)] = np.full(lanes, seen.reference.levels.get(own, 0.0))
    for lane, name in enumerate(singles):
        levels[level_input(name)][2 * lane : 2 * lane + 2] = (0.0, 1.0)
    values = evaluate(compile_city(split).select(names), levels)
    return {name: values[name] for name in names}


def _split(city: City, measures: set[str]) -> City:
    """The city with each effect of ``measures`` as a measure of its own, called as the effect."""
    found = {}
    for measure in city.measures.values():
        if measure.id not in measures:
            found[measure.id] = measure
            continue
        for effect in measure.effects:
            found[effect.id] = replace(
                measure, id=effect.id, effects=(effect,), flows=(), claims=()
            )
    return replace(city, measures=found, scenarios={}, funding={})


def _weight(effect: str, cut: Mapping[str, float], measure_of: Mapping[str, str]) -> float:
    """What part of its measure an effect is, by what the effects cut alone; alike where nothing."""
    own = [name for name in cut if measure_of[name] == measure_of[effect]]
    total = sum(abs(cut[name]) for name in own)
    return abs(cut[effect]) / total if total > 0.0 else 1.0 / len(own)
