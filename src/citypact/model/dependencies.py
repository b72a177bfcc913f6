"""The way back: on which rows of the city book a figure rests."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from citypact.errors import InputError
from citypact.model.city import City, Measure
from citypact.model.compile import compiled
from citypact.model.scenario import find_scenario, levels_of

__all__ = ["dependencies", "explainable"]


def explainable(city: City) -> tuple[str, ...]:
    """The names of all figures that :func:`dependencies` can explain."""
    measures = (f"measure/{name}" for name in city.measures)
    return (*compiled(city).terms, *measures)


def dependencies(city: City, name: str, *, scenario: str = "") -> tuple[str, ...]:
    """Return the keys of the rows that a figure rests on, sorted.

    Args:
        city: whose.
        name: of an output of the program (see :mod:`citypact.model.output`), such as ``total``
            or ``sector/transport``; or ``measure/<id>`` for what is stated of a measure.
        scenario: whose measures take part; empty for all that are computed.

    Raises:
        InputError: there is no such figure or scenario.
    """
    word, _, rest = name.partition("/")
    if word == "measure" and rest in city.measures:
        return tuple(sorted(_stated(city.measures[rest])))
    terms = compiled(city).terms
    if name not in terms:
        near = difflib.get_close_matches(name, explainable(city), n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        message = f"the model has no figure {name!r}{hint}"
        raise InputError(message)
    keys = set(terms[name].row_keys(_idle(city, scenario) if scenario else ()))
    if scenario:
        levels, _ = levels_of(city, find_scenario(city, scenario))
        acting = (measure for measure in levels if f"measures/{measure}" in keys)
        keys.update(f"scenario_measures/{scenario}:{measure}" for measure in acting)
    return tuple(sorted(key.partition("#")[0] for key in keys))


def _idle(city: City, scenario: str) -> Collection[str]:
    """The measures that take no part in a scenario."""
    levels, _ = levels_of(city, find_scenario(city, scenario))
    return {name for name in city.measures if levels.get(name, 0.0) == 0.0}


def _stated(measure: Measure) -> set[str]:
    keys = {f"measures/{measure.id}"}
    keys.update(effect.fraction.key for effect in measure.effects)
    keys.update(flow.amount.key for flow in measure.flows)
    keys.update(f"claims/{claim.id}" for claim in measure.claims)
    if measure.milestones is not None:
        keys.update(point.key for point in measure.milestones.points)
    return keys
