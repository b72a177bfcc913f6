"""The question that a plan answers: which measures may be chosen, for what, within which limits.

A :class:`Portfolio` is data. It is checked when it is made, and all that is wrong with it is said
at once; nothing here computes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from citypact.errors import InputError
from citypact.model import output
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.ramp import has_ramp, takes_part

__all__ = ["HIGHEST_RATE", "Budget", "Capacity", "Portfolio", "rate_problems"]

#: A rate above this is taken for one written in percent.
HIGHEST_RATE = 0.25


@dataclass(frozen=True, slots=True)
class Budget:
    """What a payer may spend on measures, MSEK in the book's price year, not discounted.

    Spending is the investment, operation and subsidies that the payer pays, before any grant.
    ``yearly``: in each single year; otherwise over all years of the model.
    """

    payer: str
    amount: float
    yearly: bool = False

    @property
    def kind(self) -> str:
        """``yearly budget`` or ``budget``."""
        return "yearly budget" if self.yearly else "budget"

    @property
    def name(self) -> str:
        """How it is named in what is said of it."""
        return f"{self.kind} {self.payer}"


@dataclass(frozen=True, slots=True)
class Capacity:
    """How fast a group of measures can grow together: the sum of their ramps' growth in a year."""

    id: str
    measures: tuple[str, ...]
    growth: float

    @property
    def name(self) -> str:
        """How it is named in what is said of it."""
        return f"capacity {self.id}"


@dataclass(frozen=True)
class Portfolio:
    """Measures to choose among, the targets to reach, and the limits to keep.

    Attributes:
        city: made for the background that the plan stands on.
        measures: to choose among; those of the contract, else all, when empty.
        targets: to reach, each in its year; the main target when empty.
        discount_rate: of society, a fraction a year.
        budgets: limits on what payers spend on measures.
        capacities: limits on growth in a year.
        minimum: least level of a measure, if it is taken at all.
        decided: levels already decided on, which no plan goes below.
        requires: pairs; the first goes no further than the second.
        excludes: pairs; at most one of the two is taken.

    Raises:
        InputError: an unknown name, an amount out of its range, decisions that exclude each other.
    """

    city: City
    measures: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    discount_rate: float = 0.035
    budgets: tuple[Budget, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    minimum: Mapping[str, float] = field(default_factory=dict)
    decided: Mapping[str, float] = field(default_factory=dict)
    requires: tuple[tuple[str, str], ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Fill in what was left empty, bring names into order, and check."""
        chosen = self.measures or _usual_measures(self.city)
        known = {*chosen, *self.decided}
        object.__setattr__(self, "measures", tuple(sorted(known)))
        main = (self.city.main_target,) if self.city.main_target else ()
        object.__setattr__(self, "targets", tuple(sorted(set(self.targets or main))))
        problems = [*_name_problems(self), *_number_problems(self)]
        if not problems:
            problems = [*_target_problems(self), *_decision_problems(self)]
        if problems:
            raise InputError("; ".join(problems))

    @property
    def least(self) -> dict[str, float]:
        """What no plan goes below: what is decided, and what that requires."""
        levels = {name: self.decided.get(name, 0.0) for name in self.measures}
        for _ in self.requires:  # a chain of dependencies is at most as long as their number
            for first, second in self.requires:
                levels[second] = max(levels[second], levels[first])
        return levels

    @property
    def switched(self) -> bool:
        """Whether it matters that a measure is taken at all, and not only how far."""
        return bool(self.minimum or self.excludes)


def _usual_measures(city: City) -> tuple[str, ...]:
    """Computable measures of the contract; of the whole book where there is no contract."""
    contract = city.scenarios.get(city.contract)
    names = city.measures if contract is None else contract.levels
    return tuple(name for name in names if takes_part(city.measures[name]))


def _unknown(kind: str, names: Iterable[str], known: Collection[str]) -> list[str]:
    there = ", ".join(sorted(known)) or "none"
    return [
        f"there is no {kind} {name!r}; there are: {there}"
        for name in sorted(set(names) - set(known))
    ]


def _name_problems(given: Portfolio) -> list[str]:
    city = given.city
    pairs = [name for pair in (*given.requires, *given.excludes) for name in pair]
    grouped = [name for capacity in given.capacities for name in capacity.measures]
    problems = _unknown("measure", given.measures, city.measures)
    if not problems:
        others = {*pairs, *grouped, *given.minimum}
        problems += _unknown("measure to choose among called", others, given.measures)
        problems += [
            f"the measure {name!r} cannot be chosen: "
            + (city.measures[name].reason_en or "it repeats another or is not dated")
            for name in given.measures
            if not _may_be_chosen(given, name)
        ]
    problems += _unknown("target", given.targets, city.targets)
    problems += _unknown("payer", [budget.payer for budget in given.budgets], city.actors)
    seen = [budget.name for budget in given.budgets]
    problems += [f"the {name} is given twice" for name in sorted(set(seen)) if seen.count(name) > 1]
    return problems


def _may_be_chosen(given: Portfolio, name: str) -> bool:
    measure = given.city.measures[name]
    return takes_part(measure) or (name in given.decided and has_ramp(measure))


def rate_problems(rate: float) -> list[str]:
    """What is wrong with a discount rate of society; most often it is written in percent."""
    if 0.0 <= rate <= HIGHEST_RATE:
        return []
    allowed = f"a fraction a year, such as 0.035, from 0 to {HIGHEST_RATE}"
    return [f"the discount rate is {allowed}; found {rate:g}"]


def _number_problems(given: Portfolio) -> list[str]:
    problems = rate_problems(given.discount_rate)
    problems += [
        f"the {budget.name} is an amount in MSEK, 0 or more; found {budget.amount:g}"
        for budget in given.budgets
        if not (math.isfinite(budget.amount) and budget.amount >= 0.0)
    ]
    problems += [
        f"the {capacity.name} is 0 or more; found {capacity.growth:g}"
        for capacity in given.capacities
        if not (math.isfinite(capacity.growth) and capacity.growth >= 0.0)
    ]
    for word, levels in (("least", given.minimum), ("decided", given.decided)):
        problems += [
            f"the {word} level of {name!r} is from 0 to 1; found {level:g}"
            for name, level in sorted(levels.items())
            if not 0.0 <= level <= 1.0
        ]
    return problems


def _target_problems(given: Portfolio) -> list[str]:
    made = compiled(given.city)
    problems = [
        f"the target {name!r} cannot be computed: {made.reasons[name]}"
        for name in given.targets
        if name in made.reasons
    ]
    if not given.targets:
        problems.append("the book names no main target: say which target to reach")
    if not given.measures:
        problems.append("there is no computable measure to choose")
    if output.SOCIETY not in made.terms:
        problems.append("the book states no price and no cost, so no plan is cheaper than another")
    return problems


def _decision_problems(given: Portfolio) -> list[str]:
    taken = {name for name, level in given.least.items() if level > 0.0}
    return [
        f"{first!r} and {second!r} exclude each other, and what is decided takes both"
        for first, second in given.excludes
        if first in taken and second in taken
    ]
