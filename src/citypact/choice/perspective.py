"""Perspectives: what a scenario gains and costs against another, and who sees what of it.

*Society* leaves out what only changes hands, and adds what taxes cost beyond what they bring,
the value of carbon on the emissions that are cut, and the impacts that are valued. An *actor's*
view keeps all that the actor pays and receives. Each has its own discount rate. Undiscounted,
the actors' views sum to society's resources: money is moved, never made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from citypact.choice.discounting import discount_factors
from citypact.choice.ledger import Ledger, ledger
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model.appraisal import Impact, Perspective
from citypact.model.city import City
from citypact.model.result import Json, Result
from citypact.units import factor_to

__all__ = ["OTHERS", "SOCIETY", "View", "Views", "society_rate", "usual_reference", "views"]

_Key = TypeVar("_Key")

#: Id of society's view where the book names no such perspective.
SOCIETY = "society"
#: Id of the view of actors with money who belong to no perspective.
OTHERS = "others"
#: Lines of society that no actor bears or gains.
_BEYOND = ("tax-factor", "carbon-value")


@dataclass(frozen=True, eq=False)
class View:
    """What one perspective sees: the scenario less the other, gains positive.

    Attributes:
        id: of the perspective.
        society: whether it is society's.
        rate: discount rate, a fraction a year; None where none is stated.
        years: of every line.
        lines: by kind of money, ``delivery``, ``residual``, ``impact/<id>``, ``tax-factor``,
            ``carbon-value``: MSEK a year.
        actors: ids of who belongs to it; empty for society.
    """

    id: str
    society: bool
    rate: float | None
    years: npt.NDArray[np.int32]
    lines: Mapping[str, Floats]
    actors: tuple[str, ...] = ()

    @property
    def yearly(self) -> Floats:
        """All lines together, MSEK a year."""
        return sum(self.lines.values(), np.zeros(len(self.years)))

    @property
    def resources(self) -> Floats:
        """All lines but those that no actor bears: what the actors' views sum to, MSEK a year."""
        return sum(
            (row for name, row in self.lines.items() if name not in _BEYOND),
            np.zeros(len(self.years)),
        )

    @property
    def total(self) -> float:
        """The sum over the years, undiscounted, MSEK."""
        return float(self.yearly.sum())

    @property
    def present_value(self) -> float | None:
        """``Σ A_t · (1 + r)^-(t - first year)``, MSEK; None without a rate."""
        return self.discounted(self.yearly)

    def discounted(self, row: Floats) -> float | None:
        """Present value in the first year of a row of MSEK a year; None without a rate."""
        if self.rate is None:
            return None
        years = [int(year) for year in self.years]
        return float(discount_factors(self.rate, years, years[0]) @ row)

    def to_json(self) -> dict[str, Json]:
        """The view as JSON says it, MSEK."""
        return {
            "id": self.id,
            "society": self.society,
            "actors": list(self.actors),
            "rate": self.rate,
            "total": self.total,
            "present_value": self.present_value,
            "yearly": _listed(self.yearly),
            "lines": {
                name: {
                    "total": float(row.sum()),
                    "present_value": self.discounted(row),
                    "yearly": _listed(row),
                }
                for name, row in self.lines.items()
            },
        }


@dataclass(frozen=True, eq=False)
class Views:
    """A scenario against another, seen by society and by each group of actors.

    Attributes:
        city_id: whose.
        scenario: id of the scenario.
        against: id of the scenario it is compared with.
        book_hash: content hash of the city book.
        price_year: in whose prices money is.
        years: of every row.
        society: society's view.
        actors: the groups of actors that the book names, in its order; last, where somebody
            with money belongs to none, the others.
        emissions: kt CO2e a year, the scenario less the other.
        impacts: by impact, in its unit a year, the scenario less the other; jobs are here alone.
        units: unit of each impact.
        not_valued: impacts that are counted or named and not valued; jobs are not among them.
        not_counted: impacts of which no amount is known: no rate of them is stated.
        without_lifetime: measures that invest in what nobody knows how long it lasts.
        without_cost: computable measures of either scenario of which no cost is stated.
        without_rate: views that have no discount rate.
        tax_factor: what a krona of resources paid by taxes costs society; None where not stated.
        by_taxes: by kind of money, what of society's resources taxes pay for: a loss, MSEK a year.
    """

    city_id: str
    scenario: str
    against: str
    book_hash: str
    price_year: int
    years: npt.NDArray[np.int32]
    society: View
    actors: tuple[View, ...]
    emissions: Floats
    impacts: Mapping[str, Floats]
    units: Mapping[str, str]
    not_valued: tuple[str, ...]
    not_counted: tuple[str, ...]
    without_lifetime: tuple[str, ...]
    without_cost: tuple[str, ...]
    without_rate: tuple[str, ...]
    tax_factor: float | None
    by_taxes: Mapping[str, Floats]
    warnings: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Json]:
        """The views as JSON says them; every list of numbers is one a year of ``years``."""
        return {
            "city": self.city_id,
            "scenario": self.scenario,
            "against": self.against,
            "book_hash": self.book_hash,
            "price_year": self.price_year,
            "unit": "MSEK",
            "years": [int(year) for year in self.years],
            "society": self.society.to_json(),
            "actors": [view.to_json() for view in self.actors],
            "emissions": _listed(self.emissions),
            "impacts": {
                name: {"unit": f"{self.units[name]}/yr", "yearly": _listed(row)}
                for name, row in self.impacts.items()
            },
            "tax_factor": self.tax_factor,
            "not_valued": list(self.not_valued),
            "not_counted": list(self.not_counted),
            "without_lifetime": list(self.without_lifetime),
            "without_cost": list(self.without_cost),
            "without_rate": list(self.without_rate),
            "warnings": list(self.warnings),
        }


def usual_reference(city: City, scenario: str) -> str:
    """Return the scenario that another is compared with where none is named.

    A reference on the same background, so that nothing but the measures differs: the book's own
    where it fits, else the first of kind reference that does; without any, the book's own.
    """
    own = city.scenarios[city.reference]
    background = city.scenarios[scenario].background
    fitting = [
        one.id
        for one in (own, *city.scenarios.values())
        if one.background == background and one.kind == "reference"
    ]
    return fitting[0] if fitting else own.id


def society_rate(city: City) -> float:
    """Return the discount rate of society, a fraction a year.

    Raises:
        InputError: the book states none.
    """
    rate = _rate(_of_society(city))
    if rate is None:
        message = (
            f"the book of {city.id} states no discount rate of society: add a perspective of kind "
            "society to perspectives.csv and its rate to rates.csv"
        )
        raise InputError(message)
    return rate


def views(city: City, result: Result, against_city: City, against: Result) -> Views:
    """See a scenario against another from every perspective of the book.

    Args:
        city: that ``result`` was computed for.
        result: of the scenario.
        against_city: that ``against`` was computed for: the same book, perhaps another background.
        against: of the scenario it is compared with.

    Raises:
        InputError: a result is not of its city, or the two are of different books.
    """
    if city.book_hash != against_city.book_hash:
        message = (
            f"{result.scenario} and {against.scenario} are of different books, "
            f"{city.id} and {against_city.id}: run both on one book"
        )
        raise InputError(message)
    gained, before = ledger(city, result), ledger(against_city, against)
    actor_lines = _difference(gained.actors, before.actors, len(result.years))
    by_taxes = _difference(gained.by_taxes, before.by_taxes, len(result.years))
    society = _society(city, gained, before, result, against)
    actors = tuple(_actors(city, actor_lines, result.years))
    return Views(
        city_id=city.id,
        scenario=result.scenario,
        against=against.scenario,
        book_hash=city.book_hash,
        price_year=city.price_year,
        years=result.years,
        society=society,
        actors=actors,
        emissions=result.total - against.total,
        impacts={
            name: row - against.impacts[name]
            for name, row in result.impacts.items()
            if name in against.impacts
        },
        units={impact.id: impact.unit for impact in city.impacts.values()},
        not_valued=tuple(
            impact.id
            for impact in city.impacts.values()
            if impact.value is None and impact.kind != "jobs"
        ),
        not_counted=tuple(
            impact.id
            for impact in city.impacts.values()
            if not impact.rates and impact.kind != "carbon"
        ),
        without_lifetime=_without_lifetime(city, result, against),
        without_cost=_without_cost(city, result, against),
        without_rate=tuple(view.id for view in (society, *actors) if view.rate is None),
        tax_factor=_tax_factor(city),
        by_taxes=by_taxes,
        warnings=tuple(dict.fromkeys((*result.warnings, *against.warnings))),
    )


def _difference(
    gained: Mapping[_Key, Floats], before: Mapping[_Key, Floats], years: int
) -> dict[_Key, Floats]:
    none = np.zeros(years)
    keys = dict.fromkeys((*gained, *before))
    return {key: gained.get(key, none) - before.get(key, none) for key in keys}


def _of_society(city: City) -> Perspective | None:
    return next((one for one in city.perspectives.values() if one.kind == "society"), None)


def _tax_factor(city: City) -> float | None:
    society = _of_society(city)
    return None if society is None or society.tax_factor is None else society.tax_factor.value


def _rate(perspective: Perspective | None) -> float | None:
    return None if perspective is None or perspective.rate is None else perspective.rate.value


def _society(city: City, gained: Ledger, before: Ledger, result: Result, against: Result) -> View:
    lines = _difference(gained.society, before.society, len(result.years))
    factor = _tax_factor(city)
    if factor is not None:
        none = np.zeros(len(result.years))
        paid = sum(gained.by_taxes.values(), none) - sum(before.by_taxes.values(), none)
        lines["tax-factor"] = (factor - 1.0) * paid
    carbon = _carbon(city)
    if carbon is not None and carbon.value is not None:
        price = carbon.value.value * factor_to("kt", carbon.unit)
        lines["carbon-value"] = (against.total - result.total) * price
    perspective = _of_society(city)
    name = SOCIETY if perspective is None else perspective.id
    return View(name, True, _rate(perspective), result.years, _told(lines))  # noqa: FBT003  society


def _carbon(city: City) -> Impact | None:
    return next((one for one in city.impacts.values() if one.kind == "carbon"), None)


def _actors(
    city: City, lines: Mapping[tuple[str, str], Floats], years: npt.NDArray[np.int32]
) -> list[View]:
    groups = [one for one in city.perspectives.values() if one.kind != "society"]
    named = {actor for group in groups for actor in group.actors}
    found = [
        View(
            id=group.id,
            society=False,
            rate=_rate(group),
            years=years,
            lines=_told(_of_group(lines, group.actors)),
            actors=group.actors,
        )
        for group in groups
    ]
    others = tuple(dict.fromkeys(actor for actor, _ in lines if actor not in named))
    if others:
        rest = _told(_of_group(lines, others))
        found.append(View(OTHERS, False, None, years, rest, others))  # noqa: FBT003  not society
    return found


def _of_group(
    lines: Mapping[tuple[str, str], Floats], actors: tuple[str, ...]
) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for (actor, line), row in lines.items():
        if actor in actors:
            found[line] = found[line] + row if line in found else row
    return found


def _told(lines: Mapping[str, Floats]) -> dict[str, Floats]:
    """Lines on which anything differs, in the order of their names."""
    return {name: lines[name] for name in sorted(lines) if lines[name].any()}


def _measures(city: City, *results: Result) -> list[str]:
    return sorted({name for one in results for name in city.scenarios[one.scenario].levels})


def _without_lifetime(city: City, *results: Result) -> tuple[str, ...]:
    return tuple(
        name
        for name in _measures(city, *results)
        if not city.measures[name].same_as
        and any(
            flow.kind == "investment" and not flow.yearly and flow.asset.lifetime is None
            for flow in city.measures[name].flows
        )
    )


def _without_cost(city: City, *results: Result) -> tuple[str, ...]:
    return tuple(
        name
        for name in _measures(city, *results)
        if (measure := city.measures[name]).computable and not measure.same_as and not measure.flows
    )


def _listed(row: Floats) -> list[Json]:
    return [float(value) for value in row]
