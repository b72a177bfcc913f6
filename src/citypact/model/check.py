"""What a city must fulfil to be computed, beyond what the form of a city book demands.

References resolve and units fit by the time a city exists. What is checked here is whether the
figures mean something to the model; everything that does not is said at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citypact.errors import InputError
from citypact.model.boundary import COMPUTABLE_BOUNDARIES, is_carbon_dioxide
from citypact.model.city import Activity, City, Effect, Means
from citypact.model.timing import is_timed, postponement_fault, stated_years, takes_part

__all__ = ["refuse_faults"]


def refuse_faults(city: City) -> None:
    """Raise :class:`InputError` with everything that keeps ``city`` from being computed."""
    faults = [
        *_main_inventory(city),
        *_activities(city),
        *_carriers(city),
        *_effects(city),
        *_levels(city),
        *_postponements(city),
    ]
    if faults:
        lines = "\n".join(f"  - {fault}" for fault in faults)
        message = f"the city {city.id} cannot be computed:\n{lines}"
        raise InputError(message)


def _main_inventory(city: City) -> Iterator[str]:
    main = city.inventories[city.main_inventory]
    if main.boundary not in COMPUTABLE_BOUNDARIES:
        yield (
            f"inventories/{main.id}: the main inventory has the boundary {main.boundary}; the "
            f"total that is shown must be one that the model computes: "
            f"{', '.join(COMPUTABLE_BOUNDARIES)}"
        )


def _activities(city: City) -> Iterator[str]:
    supplying = {carrier.supplied_by for carrier in city.carriers.values()} - {""}
    for activity in city.activities.values():
        key = f"activities/{activity.id}"
        if activity.amount is None and activity.id not in supplying:
            yield f"{key}: it has no amount, and supplies no carrier that would give it one"
        if activity.amount is not None and activity.id in supplying:
            yield f"{key}: it supplies a carrier, so it must not have an amount of its own"
        if activity.amount is None and activity.driver:
            yield f"{key}: it grows with what it supplies, so it must not have a driver"
        if not activity.means:
            yield f"{key}: there is no means by which it is met"
        yield from _stock(activity, key)


def _stock(activity: Activity, key: str) -> Iterator[str]:
    if activity.lifetime is None:
        for means in activity.means:
            if means.purchase is not None:
                yield f"means/{means.id}: it has purchase shares, but {activity.id} is no stock"
        return
    lifetime = activity.lifetime
    if min(lifetime.value, lifetime.value if lifetime.low is None else lifetime.low) < 1.0:
        yield f"{key}: a lifetime is at least one year"


def _carriers(city: City) -> Iterator[str]:
    for carrier in city.carriers.values():
        if carrier.supplied_by and carrier.factors:
            yield (
                f"carriers/{carrier.id}: it is supplied by {carrier.supplied_by} and has emission "
                "factors of its own; its emissions are those of its supplier, take one away"
            )


def _effects(city: City) -> Iterator[str]:
    activity_of = {
        means.id: activity for activity in city.activities.values() for means in activity.means
    }
    means_of = {means.id: means for a in city.activities.values() for means in a.means}
    for measure in city.measures.values():
        if not takes_part(measure):
            continue
        for effect in measure.effects:
            faults = [*_fraction(effect), *_place(city, effect, activity_of, means_of)]
            yield from (f"effects/{effect.id}: {fault}" for fault in faults)


def _fraction(effect: Effect) -> Iterator[str]:
    """A fraction takes of what is there: not more than all, and a move never backwards."""
    fraction = effect.fraction
    low = fraction.value if fraction.low is None else fraction.low
    high = fraction.value if fraction.high is None else fraction.high
    if max(high, fraction.value) > 1.0:
        yield f"it takes more than all of what is there: {max(high, fraction.value):g}"
    if effect.kind in ("shift", "purchase", "capture") and min(low, fraction.value) < 0.0:
        yield f"a {effect.kind} cannot be less than 0; turn it round instead"


def _place(
    city: City,
    effect: Effect,
    activity_of: Mapping[str, Activity],
    means_of: Mapping[str, Means],
) -> Iterator[str]:
    """Whether there is anything that the effect can act on."""
    if effect.kind in ("shift", "purchase"):
        yield from _move(effect, activity_of)
    elif effect.kind == "improve":
        carriers = [use.carrier for use in means_of[effect.means].uses]
        if effect.carrier and effect.carrier not in carriers:
            yield f"the means {effect.means} does not use {effect.carrier}"
        if not carriers:
            yield f"the means {effect.means} uses nothing that could be improved"
    elif effect.kind == "factor":
        origins = {factor.origin for factor in city.carriers[effect.carrier].factors}
        if not origins:
            yield f"the carrier {effect.carrier} has no emission factor of its own"
        elif effect.origin and effect.origin not in origins:
            yield f"the carrier {effect.carrier} has no {effect.origin} emission factor"
    elif effect.kind == "capture":
        gases = {
            factor.gas
            for use in means_of[effect.means].uses
            for factor in city.carriers[use.carrier].factors
        }
        if not any(map(is_carbon_dioxide, gases)):
            yield f"the means {effect.means} emits no CO2 of its own that could be captured"


def _move(effect: Effect, activity_of: Mapping[str, Activity]) -> Iterator[str]:
    source, destination = activity_of[effect.means], activity_of[effect.to_means]
    if effect.means == effect.to_means:
        yield f"it moves from {effect.means} to itself"
    if source is not destination:
        yield (
            f"{effect.means} meets {source.id} and {effect.to_means} meets {destination.id}: "
            "a share can only move within one activity"
        )
    if effect.kind == "shift" and source.lifetime is not None:
        yield f"{source.id} is a stock: a measure acts on what is bought, so make it a purchase"
    if effect.kind == "purchase" and source.lifetime is None:
        yield f"{source.id} is no stock, so nothing is bought for it: make it a shift"


def _levels(city: City) -> Iterator[str]:
    for scenario in city.scenarios.values():
        for measure, level in scenario.levels.items():
            key = f"scenario_measures/{scenario.id}:{measure}"
            if measure not in city.measures:
                yield f"{key}: there is no such measure"
            if not 0.0 <= level <= 1.0:
                yield f"{key}: a level lies between 0 and 1, {level:g} does not"


def _postponements(city: City) -> Iterator[str]:
    for scenario in city.scenarios.values():
        for name, years in scenario.postponed.items():
            key = f"scenario_measures/{scenario.id}:{name}"
            measure = city.measures.get(name)
            if name not in scenario.levels:
                yield f"{key}: it is postponed and not in the scenario"
            elif measure is not None and not is_timed(measure):
                yield f"{key}: it is postponed, and no years are stated that could be moved"
            elif measure is not None:
                stated = stated_years(measure)
                fault = postponement_fault(
                    stated, years, city.base_year, city.last_year, measure.earliest
                )
                yield from ([f"{key}: {fault}"] if fault else [])
