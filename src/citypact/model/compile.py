"""From a city to a program: need, mix, use, emissions, money and targets, put together.

Labels and units are left at the door: a program knows names and numbers. What each output is
called and counted in is in :mod:`citypact.model.output`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from citypact import units
from citypact.engine import Program, ProgramBuilder
from citypact.model import output
from citypact.model.boundary import counts
from citypact.model.check import refuse_faults
from citypact.model.city import City
from citypact.model.effects import Effects, gather
from citypact.model.emissions import Emissions, emissions
from citypact.model.impacts import impacts
from citypact.model.left_out import LeftOut
from citypact.model.mix import Mix, mix
from citypact.model.money import KINDS, Money, money
from citypact.model.need import growths, own_need, supplied_need
from citypact.model.outcome import Counted, counted_in
from citypact.model.ramp import Ramp, ramps
from citypact.model.supply import in_order
from citypact.model.target import BoundaryTotals, Judged, judge
from citypact.model.term import Sheet, Term
from citypact.model.use import Uses, uses

__all__ = ["Compiled", "compile_city", "compiled"]


@dataclass(frozen=True)
class Compiled:
    """A city's program, and what is known of its outputs.

    Attributes:
        city: what it was made from.
        program: what to run.
        terms: what each output was made from, by name.
        reasons: why a target is not computed, by its id.
        left_out: what could not be counted.
    """

    city: City
    program: Program
    terms: Mapping[str, Term]
    reasons: Mapping[str, str]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def counted(self) -> Mapping[str, tuple[Counted, ...]]:
        """Outputs that each inventory counts."""
        return counted_in(self.city, self.program.rows)


@dataclass
class _Outputs:
    """Outputs on their way into the program."""

    terms: dict[str, Term] = field(default_factory=dict)
    reduce: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, term: Term, reduce: str = "yearly") -> None:
        self.terms[name] = term
        self.reduce[name] = reduce


def compile_city(city: City) -> Program:
    """Make the program of a city: inputs ``level/<measure>``, default 0, and every output.

    Raises:
        InputError: the city cannot be computed; the message says all that is wrong with it.
    """
    return assemble(city).program


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """A city as itself: two cities may be equal, but only one of them is this one."""

    city: City

    def __hash__(self) -> int:
        return id(self.city)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.city is other.city


def compiled(city: City) -> Compiled:
    """Like :func:`assemble`, made once for each of the last few cities."""
    return _remembered(_Same(city))


@lru_cache(maxsize=8)
def _remembered(same: _Same) -> Compiled:
    return assemble(same.city)


def assemble(city: City) -> Compiled:
    """Make a city's program, with what its outputs were made from.

    Raises:
        InputError: the city cannot be computed; the message says all that is wrong with it.
    """
    refuse_faults(city)
    builder = ProgramBuilder(first_year=city.base_year, last_year=city.last_year)
    sheet = Sheet(builder, range(city.base_year, city.last_year + 1))
    outputs = _Outputs()

    ramp_of = ramps(sheet, city)
    effects = gather(sheet, city, ramp_of)
    used = _activities(sheet, city, effects, outputs)
    emitted = emissions(sheet, city, used, effects)
    paid = money(sheet, city, used, ramp_of)
    impact_of = impacts(sheet, city, outputs.terms, used, paid.spent)
    totals = BoundaryTotals(sheet, emitted)
    judged = {target.id: judge(city, target, totals) for target in city.targets.values()}

    _name_drivers(sheet, city, ramp_of, outputs)
    _name_emissions(sheet, city, emitted, outputs)
    main = city.inventories[city.main_inventory]
    outputs.add(output.TOTAL, totals.within(main, removals=False))
    _name_impacts(sheet, city, impact_of, paid.society, outputs)
    _name_money(sheet, paid, outputs)
    _name_targets(judged, outputs)
    for name, term in outputs.terms.items():
        builder.output(name, term.operand, outputs.reduce[name])
    return Compiled(
        city,
        builder.build(),
        outputs.terms,
        {name: found.reason for name, found in judged.items() if found.reason},
        tuple(paid.left_out),
    )


def _activities(sheet: Sheet, city: City, effects: Effects, outputs: _Outputs) -> Uses:
    """Solve every activity, users before their suppliers, and name what was found."""
    growth = growths(sheet, city)
    used: Uses = {}
    supplied: dict[str, list[tuple[Term, float]]] = {}
    for name in in_order(city):
        activity = city.activities[name]
        if activity.amount is None:
            need = supplied_need(sheet, activity, supplied.get(name, ()), effects)
        else:
            need = own_need(sheet, activity, growth, effects)
        mixed = mix(sheet, activity, effects)
        found = uses(sheet, activity, need, mixed.share, effects)
        used.update(found)
        for (_, _, carrier), term in found.items():
            supplier = city.carriers[carrier].supplied_by
            if supplier:
                factor = _unit_factor(city, carrier, supplier)
                supplied.setdefault(supplier, []).append((term, factor))
        outputs.add(output.activity(name), need)
        _name_mix(mixed, outputs)
    for key, term in used.items():
        outputs.add(output.use(*key), term)
    # In the city's order of activities, whatever the order in which they were solved.
    place = {name: position for position, name in enumerate(city.activities)}
    return dict(sorted(used.items(), key=lambda item: place[item[0][0]]))


def _unit_factor(city: City, carrier: str, supplier: str) -> float:
    unit, other = city.carriers[carrier].unit, city.activities[supplier].unit
    return 1.0 if unit == other else units.factor_to(unit, other)


def _name_mix(mixed: Mix, outputs: _Outputs) -> None:
    for means, term in mixed.share.items():
        outputs.add(output.share(means), term)
    for means, term in mixed.purchase.items():
        outputs.add(output.purchase(means), term)


def _name_drivers(sheet: Sheet, city: City, ramp_of: Mapping[str, Ramp], outputs: _Outputs) -> None:
    if city.population:
        outputs.add(output.POPULATION, sheet.path(city.drivers[city.population].path))
    for measure, ramp in ramp_of.items():
        outputs.add(output.ramp(measure), ramp.reached)


def _name_emissions(sheet: Sheet, city: City, emitted: Emissions, outputs: _Outputs) -> None:
    """Name emissions by activity and by sector, and the sums within the main boundary."""
    main = city.inventories[city.main_inventory]
    by_sector: dict[tuple[str, str, str, str], list[Term]] = {}
    # A sector or authority without any activity is not modelled: it gets no figure, not 0.
    within_sector: dict[str, list[Term]] = {a.sector: [] for a in city.activities.values()}
    within_authority: dict[str, list[Term]] = {a.authority: [] for a in city.activities.values()}
    for (activity_id, scope, origin, gas), term in emitted.emitted.items():
        activity = city.activities[activity_id]
        outputs.add(output.emitted(activity_id, scope, origin, gas), term)
        by_sector.setdefault((activity.sector, scope, origin, gas), []).append(term)
        if counts(main, scope, origin, gas):
            within_sector[activity.sector].append(term)
            within_authority[activity.authority].append(term)
    for key, terms in by_sector.items():
        outputs.add(output.emissions(*key), sheet.total(terms))
    for sector, terms in within_sector.items():
        outputs.add(output.sector(sector), sheet.total(terms))
    for authority, terms in within_authority.items():
        outputs.add(output.authority(authority), sheet.total(terms))
    by_origin: dict[str, list[Term]] = {}
    for (_, origin), term in emitted.captured.items():
        by_origin.setdefault(origin, []).append(term)
    for origin, terms in by_origin.items():
        outputs.add(output.captured(origin), sheet.total(terms))
    if emitted.removed:
        outputs.add(output.REMOVED, sheet.total(emitted.removed.values()))


def _name_impacts(
    sheet: Sheet,
    city: City,
    impact_of: Mapping[str, Term],
    society: list[Term],
    outputs: _Outputs,
) -> None:
    """Name the impacts, and add to society's cost those that are valued."""
    for name, term in impact_of.items():
        impact = city.impacts[name]
        outputs.add(output.impact(name), term)
        if impact.value is not None:
            worth = sheet.multiply(term, sheet.quantity(impact.value))
            outputs.add(output.impact_value(name), worth)
            society.append(worth if impact.sense == "harm" else sheet.scale(worth, -1.0))


def _name_money(sheet: Sheet, paid: Money, outputs: _Outputs) -> None:
    by_kind: dict[str, list[Term]] = {}
    by_payer: dict[str, list[Term]] = {}
    by_beneficiary: dict[str, list[Term]] = {}
    for (kind, payer, beneficiary), term in paid.flows.items():
        outputs.add(output.money(kind, payer, beneficiary), term)
        by_kind.setdefault(kind, []).append(term)
        by_payer.setdefault(payer, []).append(term)
        by_beneficiary.setdefault(beneficiary, []).append(term)
    for kind in KINDS:
        if kind in by_kind:
            outputs.add(output.money_by("kind", kind), sheet.total(by_kind[kind]))
    for payer, terms in by_payer.items():
        outputs.add(output.money_by("payer", payer), sheet.total(terms))
    for beneficiary, terms in by_beneficiary.items():
        outputs.add(output.money_by("beneficiary", beneficiary), sheet.total(terms))
    if paid.society:
        outputs.add(output.SOCIETY, sheet.total(paid.society))


def _name_targets(judged: Mapping[str, Judged], outputs: _Outputs) -> None:
    for name, found in judged.items():
        if found.result is None or found.allowed is None or found.met is None:
            continue
        outputs.add(output.target(name), found.result)
        outputs.add(output.allowed(name), found.allowed)
        outputs.add(output.met(name), found.met, "sum")
