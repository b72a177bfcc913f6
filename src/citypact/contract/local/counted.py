"""What a kind of action counts: an amount of the model, as products of its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from citypact import units
from citypact.contract.local.kind import Kind
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.city import Activity, City, Effect, Means
from citypact.said import Said

__all__ = ["Products", "amount", "counted", "per_unit"]

#: A sum of products of outputs, by their names.
Products: TypeAlias = tuple[tuple[str, ...], ...]


def counted(city: City, effect: Effect, kind: Kind) -> Products:
    """The amount that an effect takes from: of an activity, a means, or a carrier's use there.

    Raises:
        InputError: the effect takes from nothing that could be counted, or not from the carrier.
    """
    activity, several = _place(city, effect, kind)
    if kind.carrier:
        uses = tuple(
            (output.use(activity.id, means.id, kind.carrier),)
            for means in several
            if any(use.carrier == kind.carrier for use in means.uses)
        )
        if not uses:
            message = Said(
                "the kind %(id)s counts the use of %(carrier)s, which the effect %(other_id)s "
                "does not change",
                id=kind.id,
                carrier=kind.carrier,
                other_id=effect.id,
            )
            raise InputError(message)
        return uses
    if effect.kind == "avoid":
        return ((output.activity(activity.id),),)
    return ((output.activity(activity.id), output.share(effect.means)),)


def amount(products: Products, values: Mapping[str, Floats]) -> Floats:
    """The sum of products, of the shape of the values."""
    total: Floats | None = None
    for product in products:
        value = values[product[0]]
        for name in product[1:]:
            value = value * values[name]
        total = value if total is None else total + value
    if total is None:
        message = Said("nothing is counted")
        raise InputError(message)
    return total


def per_unit(city: City, effect: Effect, kind: Kind) -> float:
    """How much of what the model counts one unit of a kind is.

    Raises:
        InputError: the unit has nothing to do with what is counted.
    """
    activity, _ = _place(city, effect, kind)
    unit = city.carriers[kind.carrier].unit if kind.carrier else activity.unit
    try:
        if kind.worth is None:
            return units.factor_to(kind.unit, unit)
        return kind.worth * units.factor_to(kind.worth_unit, unit)
    except InputError as error:
        message = Said(
            "the kind %(id)s is asked for in %(unit)s and the model counts it in %(other_unit)s: "
            "%(error)s; state what one %(unit)s is worth",
            id=kind.id,
            unit=kind.unit,
            other_unit=unit,
            error=error.said,
        )
        raise InputError(message) from error


def _place(city: City, effect: Effect, kind: Kind) -> tuple[Activity, tuple[Means, ...]]:
    """The activity of an effect, and those of its means that it takes from."""
    if effect.kind == "avoid":
        activity = city.activities[effect.activity]
        return activity, activity.means
    if effect.kind in ("shift", "purchase") or (effect.kind == "improve" and kind.carrier):
        for activity in city.activities.values():
            for means in activity.means:
                if means.id == effect.means:
                    return activity, (means,)
    message = Said(
        "the kind %(id)s is part of the effect %(other_id)s, which is of the kind %(kind)s: "
        "quantities are of what is avoided, shifted, or bought otherwise, or of a carrier whose "
        "use is improved",
        id=kind.id,
        other_id=effect.id,
        kind=effect.kind,
    )
    raise InputError(message)
