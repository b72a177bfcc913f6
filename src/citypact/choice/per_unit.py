"""Per unit: what a unit of a carrier costs and emits in a run, through the chain that supplies it.

What the model computes for a whole city is taken apart again: what a means uses with the
measures of the run in place, what a carrier costs by part of its price, and what is emitted for
it wherever it was made. At best values; for one run, or for many at once as lanes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np

from citypact.choice.purchases import path_values
from citypact.engine import Values
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.boundary import is_carbon_dioxide
from citypact.model.city import Carrier, City, Effect
from citypact.model.quantity import Path
from citypact.units import factor_to

__all__ = ["PerUnit"]

#: Emissions that are counted: where something is burned, and for electricity and heat bought.
_SCOPES = ("1", "2")


class PerUnit:
    """Prices, emissions and uses of one run.

    Every series has the shape of the run's outputs: ``(years,)`` or ``(years, lanes)``.
    """

    def __init__(self, city: City, values: Values) -> None:
        """Take a run apart.

        Args:
            city: whose program was run.
            values: every output of the run, by name.
        """
        self.city = city
        self._values = dict(values)
        self._like = values[output.TOTAL]
        self.years = np.arange(city.base_year, city.last_year + 1, dtype=np.int32)
        self.price = cache(self._price)
        self.emissions = cache(self._emissions)
        self.use = cache(self._use)
        self.left = cache(self._left_of)
        self._effects = cache(self._effects_of)

    def row(self, path: Path) -> Floats:
        """Best values of a path, in its unit."""
        return self._along(path_values(path, self.years))

    def _along(self, row: Floats) -> Floats:
        return row if self._like.ndim == 1 else np.repeat(row[:, None], self._like.shape[1], axis=1)

    def none(self) -> Floats:
        """Zero in every year."""
        return np.zeros(self._like.shape)

    def reached(self, measure: str) -> Floats:
        """How far a measure has come, 0 to its level; 0 where it is not followed over time."""
        return self._values.get(output.ramp(measure), self.none())

    def is_bought(self, carrier: str) -> bool:
        """Whether a carrier is something to be paid for: emissions of a process are not."""
        return self.city.carriers[carrier].kind != "process"

    def _left_of(self, activity: str) -> Floats:
        """What measures leave of an activity: ``Π (1 - avoid · r)``."""
        return self._left(one for one in self._effects("avoid") if one[1].activity == activity)

    def _use(self, means: str, carrier: str) -> Floats:
        """What a means uses of a carrier per unit of activity, ``use · Π (1 - improve · r)``."""
        found = next(
            use
            for activity in self.city.activities.values()
            for one in activity.means
            if one.id == means
            for use in one.uses
            if use.carrier == carrier
        )
        return self.row(found.path) * self._left(
            one
            for one in self._effects("improve")
            if one[1].means == means and one[1].carrier in ("", carrier)
        )

    def _effects_of(self, kind: str) -> list[tuple[str, Effect]]:
        return [
            (measure.id, effect)
            for measure in self.city.measures.values()
            if output.ramp(measure.id) in self._values
            for effect in measure.effects
            if effect.kind == kind
        ]

    def _left(self, effects: Iterable[tuple[str, Effect]]) -> Floats:
        left = np.ones(self._like.shape)
        for measure, effect in effects:
            left = left * (1.0 - self.reached(measure) * effect.fraction.value)
        return left

    def _price(self, carrier: str) -> Mapping[str, Floats]:
        """What a unit of a carrier costs, MSEK, by part of its price.

        A carrier without a price that is made in the city costs what its making takes.

        Raises:
            InputError: no price is stated, and nothing that one could follow from.
        """
        found = self.city.carriers[carrier]
        prices: dict[str, Floats] = {}
        for part in found.prices:
            prices[part.kind] = prices.get(part.kind, self.none()) + self.row(part.path)
        if prices:
            return prices
        if not found.supplied_by:
            message = (
                f"the carrier {carrier} has no price, so that what a household pays for it cannot "
                "be told: add it to prices.csv"
            )
            raise InputError(message)
        for name, share in self._made_of(found).items():
            for kind, price in self.price(name).items():
                prices[kind] = prices.get(kind, self.none()) + share * price
        return prices

    def _emissions(self, carrier: str) -> Floats:
        """What is emitted for a unit of a carrier, kt CO2e: scopes 1 and 2, not biogenic CO2."""
        found = self.city.carriers[carrier]
        if not found.supplied_by:
            return self._own(found)
        made = self._made(found)
        emitted = self.none()
        for name, series in self._values.items():
            word, _, rest = name.partition("/")
            if word == "emitted":
                activity, scope, origin, gas = rest.split("/")
                if activity == found.supplied_by and _counted(scope, origin, gas):
                    emitted = emitted + series
        direct = _per(emitted, made) * self._factor(found)
        return sum(
            (
                share * self.emissions(name)
                for name, share in self._made_of(found).items()
                if self.city.carriers[name].supplied_by
            ),
            direct,
        )

    def _own(self, carrier: Carrier) -> Floats:
        total = self.none()
        for factor in carrier.factors:
            if _counted(factor.scope, factor.origin, factor.gas):
                total = total + self.row(factor.path) * self._left(
                    one
                    for one in self._effects("factor")
                    if one[1].carrier == carrier.id and one[1].origin in ("", factor.origin)
                )
        return total

    def _factor(self, carrier: Carrier) -> float:
        """Units of the activity that supplies a carrier per unit of the carrier."""
        return factor_to(carrier.unit, self.city.activities[carrier.supplied_by].unit)

    def _made(self, carrier: Carrier) -> Floats:
        """All that others use of what the carrier's supplier makes, in the supplier's unit."""
        total = self.none()
        for name, series in self._values.items():
            word, _, rest = name.partition("/")
            if word == "use":
                other = self.city.carriers[rest.rpartition("/")[2]]
                if other.supplied_by == carrier.supplied_by:
                    total = total + series * self._factor(other)
        return total

    def _made_of(self, carrier: Carrier) -> dict[str, Floats]:
        """What a unit of a carrier takes of others, by carrier, in their units."""
        made, found = self._made(carrier), dict[str, Floats]()
        for name, series in self._values.items():
            word, *rest = name.split("/")
            if word == "use" and rest[0] == carrier.supplied_by:
                share = _per(series, made) * self._factor(carrier)
                found[rest[2]] = found[rest[2]] + share if rest[2] in found else share
        return found


def _counted(scope: str, origin: str, gas: str) -> bool:
    return scope in _SCOPES and not (origin == "biogenic" and is_carbon_dioxide(gas))


def _per(amount: Floats, made: Floats) -> Floats:
    """``amount / made``, and 0 where nothing is made."""
    return np.divide(amount, made, out=np.zeros_like(amount), where=made != 0.0)
