"""The model seen from a plan: cost, limits and their slopes at given levels.

Everything here is the model's own evaluation, many plans at once as lanes: nothing is
approximated but the slopes, which are central differences of those evaluations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.portfolio import Budget, Capacity, Portfolio
from citypact.engine import Program, Values, evaluate
from citypact.engine.arrays import Floats
from citypact.model import output
from citypact.model.compile import compiled
from citypact.model.ramp import level_input

__all__ = [
    "SPENDING",
    "Figures",
    "Limit",
    "Linearisation",
    "Outlook",
    "around",
    "outlook",
    "payers",
    "run",
    "spending",
]

#: Kinds of money that a payer spends on measures; what carriers cost is of other kinds.
SPENDING = ("investment", "replacement", "operation", "subsidy")
#: Half the distance, in level, between the two evaluations that a slope rests on.
_STEP = 1e-4
#: Part of its greatest figure that a limit is at least measured in: a limit may be 0.
_LEAST_SCALE = 1e-3


@dataclass(frozen=True)
class Limit:
    """A limit that a plan keeps: its figures, one a year where it is yearly, are at most that.

    Attributes:
        kind: ``target``, ``budget``, ``yearly budget`` or ``capacity``.
        subject: the target, the payer, or the name of the capacity.
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
class Figures:
    """What the model says of one plan a lane.

    Attributes:
        cost: net social cost, MSEK in present value, shape ``(lanes,)``.
        excess: of every row over its limit, divided by the limit's scale; ``(rows, lanes)``.
    """

    cost: Floats
    excess: Floats


@dataclass(frozen=True)
class Linearisation:
    """The model at some levels, and its slopes there.

    Attributes:
        levels: of the measures, shape ``(measures,)``.
        cost: at the levels, MSEK.
        excess: at the levels, shape ``(rows,)``.
        cost_slope: MSEK per level, shape ``(measures,)``.
        excess_slope: shape ``(rows, measures)``.
    """

    levels: Floats
    cost: float
    excess: Floats
    cost_slope: Floats
    excess_slope: Floats


@dataclass(frozen=True)
class Outlook:
    """A portfolio tied to the model.

    Attributes:
        portfolio: what is asked.
        limits: in the order targets, budgets, capacities.
        limit_of_row: which limit each row belongs to, shape ``(rows,)``.
        without: discounted resource cost without any measure, MSEK.
    """

    portfolio: Portfolio
    limits: tuple[Limit, ...]
    limit_of_row: npt.NDArray[np.int64]
    without: float
    _program: Program
    _discount: Floats

    def figures(self, levels: Floats) -> Figures:
        """Evaluate plans; ``levels`` has the shape ``(measures, lanes)``."""
        return self._read(run(self._program, self.portfolio, levels))

    def in_draws(self, levels: Floats, draw_index: npt.ArrayLike, seed: int) -> Figures:
        """Evaluate plans, each lane in a draw of the uncertain figures, see :func:`run`.

        What a target allows may be uncertain too; the cost is against the nominal city without
        any measure.
        """
        values = run(self._program, self.portfolio, levels, draw_index=draw_index, seed=seed)
        found, first = self._read(values), self.portfolio.city.base_year
        for row, name in enumerate(self.portfolio.targets):
            limit, year = self.limits[row], self.portfolio.city.targets[name].year - first
            found.excess[row] -= (values[output.allowed(name)][year] - limit.most) / limit.scale
        return found

    def _read(self, values: Values) -> Figures:
        rows = [row for read, _, _, _ in _readers(self.portfolio) for row in read(values)]
        most = np.array([self.limits[index].most for index in self.limit_of_row])
        scale = np.array([self.limits[index].scale for index in self.limit_of_row])
        return Figures(
            cost=self._discount @ values[output.SOCIETY] - self.without,
            excess=(np.array(rows) - most[:, None]) / scale[:, None],
        )

    def linearise(self, levels: Floats) -> Linearisation:
        """The model at ``levels``, shape ``(measures,)``, and its slopes, in one evaluation.

        A slope is ``(f(x + h) - f(x - h)) / 2h``, one-sided where a level is at its end.
        """
        count = len(levels)
        lanes, width = around(levels)
        found = self.figures(lanes)
        return Linearisation(
            levels=levels,
            cost=float(found.cost[0]),
            excess=found.excess[:, 0],
            cost_slope=(found.cost[1 : count + 1] - found.cost[count + 1 :]) / width,
            excess_slope=(found.excess[:, 1 : count + 1] - found.excess[:, count + 1 :]) / width,
        )

    def excess_by_limit(self, excess: Floats) -> Floats:
        """How far each limit is exceeded in its worst year, in parts of its scale, 0 or more."""
        worst = np.zeros(len(self.limits))
        np.maximum.at(worst, self.limit_of_row, excess)
        return worst


#: How figures are read, and the kind, the subject and the unit of their limit.
_Reader = tuple[Callable[[Values], Floats], str, str, str]


def outlook(portfolio: Portfolio) -> Outlook:
    """Tie a portfolio to the program of its city."""
    made = compiled(portfolio.city)
    first = portfolio.city.base_year
    program = made.program.select(_needed(portfolio, tuple(made.terms)))
    ends = np.repeat(np.array([[0.0, 1.0]]), len(portfolio.measures), axis=0)
    values = run(program, portfolio, ends)
    years = np.arange(len(program.years))
    discount = (1.0 + portfolio.discount_rate) ** -years.astype(float)
    limits, places = [], []
    for index, (read, kind, subject, unit) in enumerate(_readers(portfolio)):
        rows = read(values)
        most = _most(portfolio, index, values, first)
        scale = max(abs(most), _LEAST_SCALE * float(np.abs(rows).max())) or 1.0
        limits.append(Limit(kind, subject, unit, most, scale, len(rows)))
        places += [index] * len(rows)
    without = float((discount @ values[output.SOCIETY])[0])
    place = np.array(places, dtype=np.int64)
    return Outlook(portfolio, tuple(limits), place, without, program, discount)


def spending(values: Values, payer: str) -> Floats:
    """What a payer spends on measures, MSEK a year; the shape of the outputs of ``values``.

    What carriers cost is of other kinds, so every flow of these kinds is a measure's.
    """
    paid = np.zeros_like(values[output.SOCIETY])
    for name in values:
        word, *rest = name.split("/")
        if word == "money" and rest[0] in SPENDING and rest[1] == payer:
            paid = paid + values[name]
    return paid


def payers(values: Values) -> list[str]:
    """Who would pay for some measure of the book."""
    words = [name.split("/") for name in values]
    return sorted({word[2] for word in words if word[0] == "money" and word[1] in SPENDING})


def _needed(portfolio: Portfolio, names: tuple[str, ...]) -> list[str]:
    needed = [output.SOCIETY, *(output.ramp(name) for name in portfolio.measures)]
    for target in portfolio.targets:
        needed += [output.target(target), output.allowed(target)]
    payers = {budget.payer for budget in portfolio.budgets}
    for name in names:
        word, *rest = name.split("/")
        if word == "money" and rest[0] in SPENDING and rest[1] in payers:
            needed.append(name)
    return needed


def run(
    program: Program,
    portfolio: Portfolio,
    levels: Floats,
    *,
    draw_index: npt.ArrayLike | None = None,
    seed: int = 0,
) -> Values:
    """Run plans, ``levels`` of shape ``(measures, lanes)``, nominally or each lane in its draw."""
    return evaluate(
        program,
        {level_input(name): levels[row] for row, name in enumerate(portfolio.measures)},
        draw_index=draw_index,
        seed=seed,
        city=portfolio.city.id,
    )


def around(levels: Floats) -> tuple[Floats, Floats]:
    """What a slope at ``levels`` is made of: lanes, and how far apart their ends are.

    The lanes are the levels themselves, then each level in turn moved up, then each moved down;
    shape ``(measures, 2 · measures + 1)``. The distances have the shape ``(measures,)``.
    """
    count = len(levels)
    up, down = np.minimum(levels + _STEP, 1.0), np.maximum(levels - _STEP, 0.0)
    lanes = np.repeat(levels[:, None], 2 * count + 1, axis=1)
    place = np.arange(count)
    lanes[place, 1 + place], lanes[place, 1 + count + place] = up, down
    return lanes, up - down


def _readers(portfolio: Portfolio) -> list[_Reader]:
    """Of every limit: how its figures ``(rows, lanes)`` are read, its name and its unit."""
    first = portfolio.city.base_year
    readers: list[_Reader] = []
    for target in portfolio.targets:
        year = portfolio.city.targets[target].year - first
        readers.append((_row(output.target(target), year), "target", target, "kt"))
    readers += [(_spent(each), each.kind, each.payer, "MSEK") for each in portfolio.budgets]
    readers += [
        (_growth(each), "capacity", each.id, "level a year") for each in portfolio.capacities
    ]
    return readers


def _row(name: str, year: int) -> Callable[[Values], Floats]:
    return lambda values: values[name][year : year + 1]


def _spent(budget: Budget) -> Callable[[Values], Floats]:
    def read(values: Values) -> Floats:
        paid = spending(values, budget.payer)
        return paid if budget.yearly else paid.sum(axis=0, keepdims=True)

    return read


def _growth(capacity: Capacity) -> Callable[[Values], Floats]:
    def read(values: Values) -> Floats:
        grown = [np.diff(values[output.ramp(name)], axis=0) for name in capacity.measures]
        total: Floats = np.maximum(np.array(grown), 0.0).sum(axis=0)
        return total

    return read


def _most(portfolio: Portfolio, index: int, values: Values, first: int) -> float:
    if index < len(portfolio.targets):
        target = portfolio.city.targets[portfolio.targets[index]]
        return float(values[output.allowed(target.id)][target.year - first, 0])
    index -= len(portfolio.targets)
    if index < len(portfolio.budgets):
        return portfolio.budgets[index].amount
    return portfolio.capacities[index - len(portfolio.budgets)].growth
