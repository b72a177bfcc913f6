"""Limits of a plan: what is held against them, and how it is read from the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from citypact.choice.constraint import Budget, Capacity
from citypact.choice.household import household_costs
from citypact.engine import Values
from citypact.engine.arrays import Floats
from citypact.model import output
from citypact.model.city import City

if TYPE_CHECKING:
    from citypact.choice.portfolio import Portfolio

__all__ = [
    "SPENDING",
    "Limit",
    "Reader",
    "discounted",
    "net_cost",
    "payers",
    "readers",
    "spending",
]

#: Kinds of money that a payer spends on measures; what carriers cost is of other kinds.
SPENDING: Final = ("investment", "replacement", "operation", "subsidy")


@dataclass(frozen=True)
class Limit:
    """A limit that a plan keeps: its figures, one a year where it is yearly, are at most that.

    Attributes:
        kind: ``target``, ``net cost``, ``budget``, ``yearly budget`` or ``capacity``.
        subject: the target, the actor or household, or the name of the capacity; and its years,
            if stated.
        unit: of its figures.
        most: what is allowed, in the unit.
        scale: what its figures are divided by, so that limits can be compared.
        rows: how many figures it has.
    """

    kind: str
    subject: str
    unit: str
    most: float
    scale: float
    rows: int

    @property
    def name(self) -> str:
        """How it is named in what is said of it."""
        return f"{self.kind} {self.subject}"


@dataclass(frozen=True)
class Reader:
    """How the figures of a limit are read.

    Attributes:
        kind: of the limit.
        subject: of the limit.
        unit: of the figures.
        read: from outputs, the figures ``(rows, lanes)``.
        most: what is allowed, from the outputs of no measures at all, one lane.
        curved: whether overlap bends it; the others are sums over measures.
    """

    kind: str
    subject: str
    unit: str
    read: Callable[[Values], Floats]
    most: Callable[[Values], float]
    curved: bool


def readers(portfolio: Portfolio, discount: Floats) -> list[Reader]:
    """Of every limit how it is read: targets, net costs, budgets, capacities.

    Args:
        portfolio: whose limits.
        discount: factor of each year, shape ``(years,)``.
    """
    return [*_targets(portfolio), *_net_costs(portfolio, discount), *_straight(portfolio)]


@dataclass
class _Households:
    """What types of household pay, read once for all of them from the outputs of one run."""

    city: City
    names: tuple[str, ...]
    _run: Values | None = None
    _costs: dict[str, Floats] = field(default_factory=dict)

    def reader(self, name: str) -> Callable[[Values], Floats]:
        """How the discounted cost of one is read, SEK, ``(1, lanes)``."""

        def read(values: Values) -> Floats:
            if self._run is not values:
                self._run, self._costs = values, household_costs(self.city, values, self.names)
            return self._costs[name][None]

        return read


def _targets(portfolio: Portfolio) -> Iterator[Reader]:
    city = portfolio.city
    for name in portfolio.targets:
        year = city.targets[name].year - city.base_year
        stated = _number(output.allowed(name), year)
        most = _constant(portfolio.allowed[name]) if name in portfolio.allowed else stated
        yield Reader("target", name, "kt", _row(output.target(name), year), most, curved=True)


def _net_costs(portfolio: Portfolio, discount: Floats) -> Iterator[Reader]:
    city = portfolio.city
    households = _Households(
        city, tuple(name for name in portfolio.no_worse if name not in city.actors)
    )
    for name in portfolio.no_worse:
        if name in city.actors:
            read, unit = _net_cost_of(name, discount), "MSEK"
        else:
            read, unit = households.reader(name), "SEK"
        yield Reader("net cost", name, unit, read, _first(read), curved=True)


def _straight(portfolio: Portfolio) -> Iterator[Reader]:
    first, last = portfolio.city.base_year, portfolio.city.last_year
    for budget in portfolio.budgets:
        span = _span(budget.years, first, last)
        most = _constant(budget.amount)
        yield Reader(budget.kind, budget.subject, "MSEK", _spent(budget, span), most, curved=False)
    for group in portfolio.capacities:
        years = _span(group.years, first + 1, last)
        unit = "work a year" if group.work else "level a year"
        most = _constant(group.growth)
        yield Reader("capacity", group.subject, unit, _growth(group, years), most, curved=False)


def spending(values: Values, payer: str) -> Floats:
    """What a payer spends on measures, MSEK a year; the shape of the outputs of ``values``.

    What carriers cost is of other kinds, so every flow of these kinds is a measure's.
    """
    paid = np.zeros_like(values[next(iter(values))])
    for name in values:
        word, *rest = name.split("/")
        if word == "money" and rest[0] in SPENDING and rest[1] == payer:
            paid = paid + values[name]
    return paid


def payers(values: Values) -> list[str]:
    """Who would pay for some measure of the book."""
    words = [name.split("/") for name in values]
    return sorted({word[2] for word in words if word[0] == "money" and word[1] in SPENDING})


def net_cost(values: Values, actors: Sequence[str]) -> Floats:
    """What actors pay less what they receive, as a group, MSEK a year."""
    total = np.zeros_like(values[next(iter(values))])
    for actor in actors:
        for part, sign in (("payer", 1.0), ("beneficiary", -1.0)):
            name = f"money-by-{part}/{actor}"
            if name in values:
                total = total + sign * values[name]
    return total


def discounted(discount: Floats, values: Floats) -> Floats:
    """``Σ values_t · discount_t``, year by year; ``(years, lanes)`` to ``(lanes,)``.

    A product of matrices would round otherwise with other lanes beside it, and on other machines.
    """
    total = np.zeros(values.shape[1])
    for factor, row in zip(discount, values, strict=True):
        total += factor * row
    return total


def _span(years: tuple[int, int] | None, first: int, last: int) -> slice:
    start, end = years or (first, last)
    return slice(max(start, first) - first, end - first + 1)


def _row(name: str, year: int) -> Callable[[Values], Floats]:
    return lambda values: values[name][year : year + 1]


def _number(name: str, year: int) -> Callable[[Values], float]:
    return lambda values: float(values[name][year, 0])


def _constant(number: float) -> Callable[[Values], float]:
    return lambda _: number


def _first(read: Callable[[Values], Floats]) -> Callable[[Values], float]:
    return lambda values: float(read(values)[0, 0])


def _net_cost_of(actor: str, discount: Floats) -> Callable[[Values], Floats]:
    return lambda values: discounted(discount, net_cost(values, [actor]))[None]


def _spent(budget: Budget, span: slice) -> Callable[[Values], Floats]:
    def read(values: Values) -> Floats:
        paid = spending(values, budget.payer)[span]
        return paid if budget.yearly else paid.sum(axis=0, keepdims=True)

    return read


def _growth(capacity: Capacity, span: slice) -> Callable[[Values], Floats]:
    def read(values: Values) -> Floats:
        grown = [
            work * np.maximum(np.diff(values[output.ramp(name)], axis=0)[span], 0.0)
            for name, work in capacity.weights.items()
        ]
        total: Floats = np.sum(grown, axis=0)
        return total

    return read
