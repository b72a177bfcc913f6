"""The abatement curve of a scenario: what each of its measures cuts and costs society.

Tonnes and cost are attributed by the model in the same way: what the city emits, and what society
uses up for it, with some of the measures and without the others. So a measure is credited with
the energy it saves, the harm it spares and what is left of its assets, and not with its own
payments alone; and on the fair-share basis both sum to what the scenario does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citypact.choice.abatement import AbatementCurve, Basis, MeasureAbatement, abatement_curve
from citypact.choice.discounting import discount_factors
from citypact.engine import evaluate
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import output
from citypact.model.attribution import Worth, attribute
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.result import Json
from citypact.model.scenario import find_scenario, inputs_of, levels_of

__all__ = ["ScenarioAbatement", "scenario_abatement"]


@dataclass(frozen=True)
class ScenarioAbatement:
    """An abatement curve of a scenario, from no measure at all, ready to be drawn.

    Attributes:
        city_id: whose.
        scenario: id of the scenario.
        book_hash: content hash of the city book.
        price_year: in whose prices money is.
        rate: discount rate of society, a fraction a year, of tonnes and money alike.
        first_year: of the sums, to which they are discounted.
        last_year: of the sums.
        curve: measures that pay for themselves by net value, the others by cost per tonne.
        without_cost: measures on the curve whose own cost the book does not state: what they save
            is on it, what they cost is not.
        abatement: what all cut together, kt.
        net_cost: what all cost together, MSEK in present value; below zero where they pay.
    """

    city_id: str
    scenario: str
    book_hash: str
    price_year: int
    rate: float
    first_year: int
    last_year: int
    curve: AbatementCurve
    without_cost: tuple[str, ...]
    abatement: float
    net_cost: float

    def to_json(self) -> dict[str, Json]:
        """The curve as JSON says it: kt, MSEK in present value, SEK a tonne."""
        return {
            "city": self.city_id,
            "scenario": self.scenario,
            "book_hash": self.book_hash,
            "price_year": self.price_year,
            "basis": self.curve.basis,
            "rate": self.rate,
            "years": [self.first_year, self.last_year],
            "abatement": self.abatement,
            "net_cost": self.net_cost,
            "saving": [
                {**_measure(step.measure), "start": step.start, "end": step.end}
                for step in self.curve.saving
            ],
            "costly": [
                {**_measure(step.measure), "start": step.start, "end": step.end}
                for step in self.curve.costly
            ],
            "beside": [_measure(measure) for measure in self.curve.beside],
            "without_cost": list(self.without_cost),
        }


def scenario_abatement(
    city: City, scenario: str, basis: Basis, rate: float, *, seed: int = 1
) -> ScenarioAbatement:
    """Return the abatement curve of a scenario over all years of the model.

    ``kt = Σ_t E_t``, ``cost = Σ_t C_t v^t``, and per tonne ``Σ_t C_t v^t / Σ_t E_t v^t``, with
    ``E`` and ``C`` what the measure cuts and costs on the basis, ``v = 1 / (1 + r)``.

    Args:
        city: made for the background of the scenario.
        scenario: id of one of its scenarios.
        basis: ``last-in`` or ``fair-share``.
        rate: discount rate of society, a fraction a year.
        seed: of the sampled orders, where there are too many measures for all of them.

    Raises:
        InputError: there is no such scenario, the basis or the rate cannot be meant, or the book
            states no money.
    """
    chosen, made = find_scenario(city, scenario), compiled(city)
    if output.SOCIETY not in made.terms:
        message = f"the book of {city.id} states no price and no cost: add them to draw a curve"
        raise InputError(message)
    levels, _ = levels_of(city, chosen)
    years = list(range(city.base_year, city.last_year + 1))
    factors = discount_factors(rate, years, years[0])
    cut, saved = (
        _on(
            basis,
            attribute(
                made.program, levels, of=of, postponed=chosen.postponed, seed=seed, city=city.id
            ),
        )
        for of in (output.TOTAL, output.SOCIETY)
    )
    curve = abatement_curve(
        (
            MeasureAbatement(
                name, float(row.sum()), -float(factors @ saved[name]), float(factors @ row)
            )
            for name, row in cut.items()
        ),
        basis,
    )
    nothing = evaluate(made.program)
    everything = evaluate(made.program, inputs_of(city, chosen))
    return ScenarioAbatement(
        city_id=city.id,
        scenario=scenario,
        book_hash=city.book_hash,
        price_year=city.price_year,
        rate=rate,
        first_year=years[0],
        last_year=years[-1],
        curve=curve,
        without_cost=tuple(
            name for name in cut if not city.measures[name].flows and cut[name].any()
        ),
        abatement=float((nothing[output.TOTAL] - everything[output.TOTAL]).sum()),
        net_cost=float(factors @ (everything[output.SOCIETY] - nothing[output.SOCIETY])),
    )


def _on(basis: Basis, worth: Mapping[str, Worth]) -> dict[str, Floats]:
    """What each measure lowers on a basis; an unknown basis is refused by the curve."""
    return {
        name: one.last if basis == "last-in" else one.share for name, one in sorted(worth.items())
    }


def _measure(measure: MeasureAbatement) -> dict[str, Json]:
    return {
        "id": measure.id,
        "abatement": measure.abatement,
        "net_cost": measure.net_cost,
        "net_value": measure.net_value,
        "cost_per_tonne": measure.cost_per_tonne,
    }
