"""Emissions by activity, scope, origin and gas, and what is captured or taken up.

``E = Σ U · factor · Π (1 - factor effect · r) · Π (1 - capture · r)``, kt CO2e. Capture takes
of the CO2 of a means, and of CO2e where a source gives all gases together. What is captured is
kept beside. A *sink* is a factor below zero: CO2 that is taken up, biogenic by definition,
carried beside like all biogenic CO2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from citypact.errors import InputError
from citypact.model.boundary import is_carbon_dioxide
from citypact.model.city import Carrier, City, Factor
from citypact.model.effects import Effects
from citypact.model.term import Sheet, Term
from citypact.model.use import Uses

__all__ = ["Emissions", "emissions"]

_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Emissions:
    """Terms in kt CO2e.

    Attributes:
        emitted: by activity, scope, origin and gas; what reaches the air, sinks below zero.
        captured: by scope and origin.
        removed: by scope; captured biogenic CO2 and what sinks take up, above zero.
    """

    emitted: dict[tuple[str, str, str, str], Term] = field(default_factory=dict)
    captured: dict[tuple[str, str], Term] = field(default_factory=dict)
    removed: dict[str, Term] = field(default_factory=dict)


def emissions(sheet: Sheet, city: City, used: Uses, effects: Effects) -> Emissions:
    """Return the emissions of all that is used.

    Raises:
        InputError: a factor below zero is no uptake of CO2.
    """
    factors = {
        carrier.id: [
            (factor, _factor(sheet, carrier, factor, effects)) for factor in carrier.factors
        ]
        for carrier in city.carriers.values()
    }
    found = Emissions()
    for (activity, means, carrier), use in used.items():
        captures = effects.capture.get(means, ())
        for factor, path in factors[carrier]:
            key = (activity, factor.scope, factor.origin, factor.gas)
            sink = _is_sink(factor)
            if captures and is_carbon_dioxide(factor.gas) and not sink:
                _capture(sheet, found, key, sheet.multiply(use, path), captures)
                continue
            before = found.emitted.get(key)
            found.emitted[key] = (
                sheet.multiply(use, path)
                if before is None
                else sheet.add_product(before, use, path)
            )
            if sink:
                taken_up = sheet.scale(sheet.multiply(use, path), -1.0)
                _add(sheet, found.removed, factor.scope, taken_up)
    return found


def _factor(sheet: Sheet, carrier: Carrier, factor: Factor, effects: Effects) -> Term:
    strengths = effects.factor.get((carrier.id, factor.origin), ())
    return sheet.left_of(sheet.path(factor.path), strengths)


def _is_sink(factor: Factor) -> bool:
    values = [point.value for point in factor.path.points]
    if min(values) >= 0.0:
        return False
    key = factor.path.points[0].key
    if max(values) > 0.0:
        message = f"{key}: a factor is above zero or below it, not both: state a sink on its own"
        raise InputError(message)
    if factor.origin != "biogenic" or not is_carbon_dioxide(factor.gas):
        message = (
            f"{key}: a factor below zero is a sink, which takes up biogenic CO2; "
            f"found {factor.origin} {factor.gas}"
        )
        raise InputError(message)
    return True


def _capture(
    sheet: Sheet,
    found: Emissions,
    key: tuple[str, str, str, str],
    emitted: Term,
    captures: Iterable[Term],
) -> None:
    """Divide what a means would emit into what reaches the air and what is captured."""
    _, scope, origin, _ = key
    staying = sheet.left_of(sheet.number(1.0), captures)
    _add(sheet, found.emitted, key, sheet.multiply(emitted, staying))
    captured = sheet.damp(emitted, staying)
    _add(sheet, found.captured, (scope, origin), captured)
    if origin == "biogenic":
        _add(sheet, found.removed, scope, captured)


def _add(sheet: Sheet, sums: dict[_Key, Term], key: _Key, term: Term) -> None:
    sums[key] = sheet.add(sums[key], term) if key in sums else term
