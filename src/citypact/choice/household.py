"""A household's view: what one of a given type pays, invests and emits under a scenario.

A household needs the same every year, but for what measures avoid. A measure moves it to another
means of the same need as far as the measure has come, of what others have left, and it invests as
it moves. What it pays follows from the model's own uses and prices, with value-added tax on top;
what it emits from the same uses, through the chain that supplies it.

Money is in SEK of the book's price year and emissions in tonnes CO2e, of one household a year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.discounting import discount_factors
from citypact.choice.per_unit import PerUnit
from citypact.engine import Values, evaluate
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.appraisal import Household
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.result import Json
from citypact.model.scenario import find_scenario, inputs_of

__all__ = [
    "HouseholdView",
    "HouseholdYears",
    "equity_margins",
    "household_costs",
    "household_views",
    "household_years",
    "outputs_of_costs",
]

_SEK = 1e6
_TONNES = 1e3


@dataclass(frozen=True, eq=False)
class HouseholdYears:
    """One household over the years; every series has the shape of the run.

    Attributes:
        bill: SEK a year by part: energy, tax, carbon, value-added-tax.
        invested: SEK a year.
        emissions: t CO2e a year: scopes 1 and 2 of what it uses, not biogenic CO2.
        without_investment: measures that change something for it at a cost that is not known.
    """

    bill: Mapping[str, Floats]
    invested: Floats
    emissions: Floats
    without_investment: tuple[str, ...]

    @property
    def running(self) -> Floats:
        """The whole bill, SEK a year."""
        return sum(self.bill.values(), np.zeros_like(self.invested))


@dataclass(frozen=True, eq=False)
class HouseholdView:
    """A type of household under a scenario against another. Series have the shape ``(years,)``.

    Attributes:
        id: of the household.
        tenure: ``own`` or ``rent``.
        rate: discount rate, a fraction a year; None where none is stated.
        years: of every series.
        with_scenario: the household under the scenario.
        with_other: the same under the other.
    """

    id: str
    tenure: str
    rate: float | None
    years: npt.NDArray[np.int32]
    with_scenario: HouseholdYears
    with_other: HouseholdYears

    @property
    def saved(self) -> Floats:
        """How much smaller the bill is, SEK a year; below zero where it is greater."""
        return self.with_other.running - self.with_scenario.running

    @property
    def invested(self) -> Floats:
        """How much more it invests, SEK a year."""
        return self.with_scenario.invested - self.with_other.invested

    @property
    def net(self) -> Floats:
        """What it saves less what it invests, SEK a year: above zero where it is better off."""
        return self.saved - self.invested

    @property
    def cut(self) -> Floats:
        """How much less it emits, t CO2e a year."""
        return self.with_other.emissions - self.with_scenario.emissions

    @property
    def present_value(self) -> float | None:
        """``Σ net_t · (1 + r)^-(t - first year)``, SEK; None without a rate."""
        if self.rate is None:
            return None
        years = [int(year) for year in self.years]
        return float(discount_factors(self.rate, years, years[0]) @ self.net)

    def to_json(self) -> dict[str, Json]:
        """The household as JSON says it: SEK and tonnes, one number a year of ``years``."""
        return {
            "id": self.id,
            "tenure": self.tenure,
            "rate": self.rate,
            "present_value": self.present_value,
            "years": [int(year) for year in self.years],
            "scenario": _json(self.with_scenario),
            "against": _json(self.with_other),
            "saved": _listed(self.saved),
            "invested": _listed(self.invested),
            "net": _listed(self.net),
            "emissions_cut": _listed(self.cut),
            "without_investment": list(self.with_scenario.without_investment),
        }


def household_views(
    city: City, scenario: str, against_city: City, against: str
) -> tuple[HouseholdView, ...]:
    """Follow every type of household of the book under a scenario against another.

    Args:
        city: made for the background of ``scenario``.
        scenario: id of one of its scenarios.
        against_city: made for the background of ``against``: the same book.
        against: id of the scenario it is compared with.

    Raises:
        InputError: there is no such scenario, the two are of different books, or a carrier that a
            household uses has no price.
    """
    if city.book_hash != against_city.book_hash:
        message = f"{scenario} and {against} are of different books: compare within one book"
        raise InputError(message)
    found = household_years(city, _run(city, scenario))
    other = household_years(against_city, _run(against_city, against))
    years = np.arange(city.base_year, city.last_year + 1, dtype=np.int32)
    return tuple(
        HouseholdView(
            id=one.id,
            tenure=one.tenure,
            rate=_rate(city, one),
            years=years,
            with_scenario=found[one.id],
            with_other=other[one.id],
        )
        for one in city.households.values()
    )


def _run(city: City, scenario: str) -> Values:
    return evaluate(compiled(city).program, inputs_of(city, find_scenario(city, scenario)))


def household_years(city: City, values: Values) -> dict[str, HouseholdYears]:
    """Follow every type of household through a run, or through many at once as lanes.

    Args:
        city: whose program was run.
        values: every output of the run: of one, ``(years,)``, or a lane each, ``(years, lanes)``.

    Raises:
        InputError: a carrier that a household uses has no price.
    """
    per_unit = PerUnit(city, values)
    return {one.id: _years(per_unit, one) for one in city.households.values()}


def equity_margins(city: City, values: Values, without: Values) -> dict[str, Floats]:
    """Return how much better off each type of household is, discounted, SEK; for plans.

    A plan that makes no household worse off has no margin below zero. The rate of each is that of
    its perspective.

    Args:
        city: whose program was run.
        values: every output of the plans, one a lane: ``(years, lanes)``, or of one plan.
        without: the same outputs with what the plans are compared with, ``(years,)``.

    Returns:
        By household, shape ``(lanes,)``; a number where ``values`` is of one plan.

    Raises:
        InputError: a household's perspective has no discount rate; or a carrier has no price.
    """
    paid, before = household_costs(city, values), household_costs(city, without)
    return {name: before[name] - cost for name, cost in paid.items()}


def household_costs(
    city: City, values: Values, names: Collection[str] | None = None
) -> dict[str, Floats]:
    """Return what types of household pay over all years, discounted, SEK.

    What one invests and what it runs are both in it; the rate is that of its perspective.

    Args:
        city: whose program was run.
        values: the outputs that :func:`outputs_of_costs` names, of some plans, one a lane:
            ``(years, lanes)``, or of one.
        names: ids of the types; all where it is None.

    Returns:
        By household, shape ``(lanes,)``; a number where ``values`` is of one plan.

    Raises:
        InputError: as for :func:`equity_margins`.
    """
    asked = [city.households[name] for name in (city.households if names is None else names)]
    missing = sorted(one.id for one in asked if _rate(city, one) is None)
    if missing:
        message = (
            f"these households have no discount rate: {', '.join(missing)}. Add one of their "
            "perspective to rates.csv"
        )
        raise InputError(message)
    per_unit = PerUnit(city, values)
    years = list(range(city.base_year, city.last_year + 1))
    costs = {}
    for one in asked:
        shares = _shares(per_unit, one)
        running = sum(_bill(per_unit, one, shares).values(), per_unit.none())
        factors = discount_factors(_rate(city, one) or 0.0, years, years[0])
        costs[one.id] = factors @ (running + _invested(per_unit, one, shares))
    return costs


def outputs_of_costs(city: City, names: Collection[str], there: Iterable[str]) -> list[str]:
    """Which of the outputs ``there`` the costs of some types of household are read from.

    The total, how far measures have come, and where one of them buys something whose price
    follows from what it is made of, what everything uses.
    """
    activities = city.activities.values()
    uses = {means.id: means.uses for activity in activities for means in activity.means}
    asked = [city.households[name] for name in names]
    met = {need.means for one in asked for need in one.needs}
    met |= {change.to_means for one in asked for change in one.changes if change.to_means}
    made = any(not city.carriers[use.carrier].prices for name in met for use in uses[name])
    kinds = ("ramp/", "use/") if made else ("ramp/",)
    return [name for name in there if asked and (name == output.TOTAL or name.startswith(kinds))]


def _rate(city: City, household: Household) -> float | None:
    rate = city.perspectives[household.perspective].rate
    return None if rate is None else rate.value


def _years(per_unit: PerUnit, household: Household) -> HouseholdYears:
    shares = _shares(per_unit, household)
    emissions = per_unit.none()
    for carrier, used in _used(per_unit, household, shares):
        emissions = emissions + used * per_unit.emissions(carrier) * _TONNES
    return HouseholdYears(
        bill=_bill(per_unit, household, shares),
        invested=_invested(per_unit, household, shares),
        emissions=emissions,
        without_investment=tuple(
            dict.fromkeys(one.measure for one in household.changes if one.investment is None)
        ),
    )


def _used(
    per_unit: PerUnit, household: Household, shares: Sequence[Floats]
) -> Iterator[tuple[str, Floats]]:
    """What is used of carriers, in their units, means by means."""
    activities = per_unit.city.activities.values()
    of_means = {means.id: (activity, means) for activity in activities for means in activity.means}
    for name, amount in _met(per_unit, household, shares):
        activity, means = of_means[name]
        needed = amount * per_unit.left(activity.id)
        for use in means.uses:
            yield use.carrier, needed * per_unit.use(name, use.carrier)


def _bill(per_unit: PerUnit, household: Household, shares: Sequence[Floats]) -> dict[str, Floats]:
    """What is paid for carriers by part of the price, and value added tax on all of it, SEK."""
    bill: dict[str, Floats] = {}
    for carrier, used in _used(per_unit, household, shares):
        if per_unit.is_bought(carrier):
            for kind, price in per_unit.price(carrier).items():
                bill[kind] = bill.get(kind, per_unit.none()) + used * price * _SEK
    tax = per_unit.city.perspectives[household.perspective].value_added_tax
    if tax is not None:
        bill["value-added-tax"] = tax.value * sum(bill.values(), per_unit.none())
    return dict(sorted(bill.items()))


def _invested(per_unit: PerUnit, household: Household, shares: Sequence[Floats]) -> Floats:
    """What is paid for changes as they come, SEK."""
    invested = per_unit.none()
    for change, share in zip(household.changes, shares, strict=True):
        if change.investment is not None:
            growth = np.maximum(np.diff(share, axis=0), 0.0)
            invested[1:] += growth * change.investment.value * _SEK
    return invested


def _shares(per_unit: PerUnit, household: Household) -> list[Floats]:
    """How much of the need each change has moved, 0 to 1, in the order of the changes.

    A change takes of what those before it have left: what has moved already does not move again.
    A change that moves nothing has come as far as its measure.
    """
    left = {need.means: np.ones_like(per_unit.none()) for need in household.needs}
    shares = []
    for change in household.changes:
        reached = per_unit.reached(change.measure)
        if change.to_means:
            reached = left[change.means] * reached
            left[change.means] = left[change.means] - reached
        shares.append(reached)
    return shares


def _met(
    per_unit: PerUnit, household: Household, shares: Sequence[Floats]
) -> Iterator[tuple[str, Floats]]:
    """What is met by each means, in the unit of its activity, after what measures move."""
    for need in household.needs:
        stays = np.ones_like(per_unit.none())
        for change, share in zip(household.changes, shares, strict=True):
            if change.means == need.means and change.to_means:
                stays = stays - share
                yield change.to_means, need.amount.value * share
        yield need.means, need.amount.value * stays


def _json(found: HouseholdYears) -> dict[str, Json]:
    return {
        "bill": {kind: _listed(row) for kind, row in found.bill.items()},
        "running": _listed(found.running),
        "invested": _listed(found.invested),
        "emissions": _listed(found.emissions),
    }


def _listed(row: Floats) -> list[Json]:
    return [float(value) for value in row]
