"""The question that a plan answers: which measures may be chosen, for what, within which limits.

A :class:`Portfolio` is data. It is checked when it is made, and all that is wrong with it is said
at once; nothing here computes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from citypact.choice.constraint import Budget, Capacity
from citypact.choice.options import Options, first_open_year
from citypact.choice.question import problems_of, rate_problems
from citypact.choice.rules import Rules, rules_of
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model.city import City
from citypact.model.timing import stated_years, takes_part

__all__ = ["Budget", "Capacity", "Goal", "Portfolio", "rate_problems"]

#: ``social cost``: least net social cost; ``payer cost``: least net cost to :attr:`payers`, as a
#: group; ``tonnes``: least emissions over all years of the model.
Goal: TypeAlias = Literal["social cost", "payer cost", "tonnes"]


@dataclass(frozen=True)
class Portfolio:
    """Measures to choose among, the targets to reach, and the limits to keep.

    Attributes:
        city: made for the background that the plan stands on.
        measures: to choose among; those of the contract, else all, when empty.
        targets: to reach, each in its year; the main target when empty, and none where the goal
            is tonnes.
        discount_rate: of society, or of the payers where the goal is their cost, a fraction a year.
        budgets: limits on what payers spend on measures.
        capacities: limits on growth in a year.
        minimum: least level of a measure, if it is taken at all.
        decided: levels already decided on, which no plan goes below. What is decided begins as it
            is stated to, or as ``begins`` says.
        requires: pairs; the first goes no further than the second, and begins no earlier.
        excludes: pairs; at most one of the two is taken.
        goal: what is sought.
        payers: whose cost is sought to be least, money within the group left out.
        no_worse: actors whose discounted balance, and types of household whose discounted costs,
            are not to be worse than without measures.
        starts: years in which a measure may begin, besides the one that is stated. Where it is
            None, from :func:`~citypact.choice.options.first_open_year` to the year of the latest
            target, or the last year of the model without one, but no earlier than the book says
            that it can, or is stated to where the book does not say; empty for levels alone. Years
            that are named hold whatever is stated, but for the earliest start of a measure. To
            begin in a year is to have the last year without effect in it.
        begins: years in which some measures begin, if they are taken.
        allowed: of some targets, what they allow instead of what the book says, kt.

    Raises:
        InputError: an unknown name, an amount out of its range, decisions that exclude each
            other, a goal that means nothing.
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
    goal: Goal = "social cost"
    payers: tuple[str, ...] = ()
    no_worse: tuple[str, ...] = ()
    starts: tuple[int, ...] | None = None
    begins: Mapping[str, int] = field(default_factory=dict)
    allowed: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fill in what was left empty, bring names into order, and check."""
        chosen = self.measures or _usual_measures(self.city)
        known = {*chosen, *self.decided}
        object.__setattr__(self, "measures", tuple(sorted(known)))
        main = (self.city.main_target,) if self.city.main_target else ()
        usual = () if self.goal == "tonnes" else main
        object.__setattr__(self, "targets", tuple(sorted(set(self.targets or usual))))
        for name in ("payers", "no_worse", "budgets", "capacities", "requires", "excludes"):
            object.__setattr__(self, name, _in_order(getattr(self, name)))
        problems = problems_of(self)
        if problems:
            raise InputError("; ".join(problems))

    @property
    def years(self) -> tuple[int, ...]:
        """Years in which measures may begin, besides the one that each is stated to."""
        if self.starts is not None:
            return self.starts
        city = self.city
        last = max((city.targets[name].year for name in self.targets), default=city.last_year)
        return tuple(range(first_open_year(city), min(last, city.last_year) + 1))

    @cached_property
    def options(self) -> Options:
        """What can be chosen of each measure."""
        fixed = {
            name: stated_years(self.city.measures[name])[0]
            for name, level in self.decided.items()
            if level > 0.0
        }
        return Options.of_measures(
            self.city,
            self.measures,
            self.years,
            {**fixed, **self.begins},
            earlier=self.starts is not None,
        )

    @property
    def least(self) -> dict[str, float]:
        """What no plan goes below: what is decided, and what that requires."""
        levels = {name: self.decided.get(name, 0.0) for name in self.measures}
        for _ in self.requires:  # a chain of dependencies is at most as long as their number
            for first, second in self.requires:
                levels[second] = max(levels[second], levels[first])
        return levels

    @property
    def settled(self) -> Floats:
        """The levels of options where nothing is chosen but what is decided, and what it requires.

        What is required begins as stated, or as late before as what requires it begins.
        """
        options, least = self.options, self.least
        place = {name: int(options.stated[row]) for row, name in enumerate(options.measures)}
        for _ in self.requires:
            for first, second in self.requires:
                if least[first] > 0.0:
                    by = options.start[place[first]]
                    ahead = [at for at in options.of(second) if options.start[at] <= by]
                    if ahead and place[second] not in ahead:
                        place[second] = ahead[-1]
        levels = np.zeros(len(options))
        levels[[place[name] for name in self.measures]] = [least[name] for name in self.measures]
        return levels

    @cached_property
    def rules(self) -> Rules:
        """What every plan keeps, whatever the model says."""
        return rules_of(
            self.options,
            requires=self.requires,
            excludes=self.excludes,
            minimum=self.minimum,
            least=self.least,
        )

    @property
    def switched(self) -> bool:
        """Whether it matters that an option is taken at all, and not only how far."""
        several = len(self.options) > len(self.measures)
        return several or bool(self.minimum or self.excludes)


def _in_order(items: Iterable[object]) -> tuple[object, ...]:
    """The same, so that the order in which something is asked changes no plan."""
    return tuple(sorted(items, key=repr))


def _usual_measures(city: City) -> tuple[str, ...]:
    """Computable measures of the contract; of the whole book where there is no contract."""
    contract = city.scenarios.get(city.contract)
    names = city.measures if contract is None else contract.levels
    return tuple(name for name in names if takes_part(city.measures[name]))
