"""The model seen from a plan: cost, limits and their slopes at given levels.

Everything here is the model's own evaluation, many plans at once as lanes: nothing is
approximated but the slopes, which are differences of those evaluations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.household import outputs_of_costs
from citypact.choice.limit import (
    SPENDING,
    Limit,
    Reader,
    discounted,
    net_cost,
    payers,
    readers,
    spending,
)
from citypact.choice.neighbours import around
from citypact.choice.options import Options
from citypact.choice.portfolio import Portfolio
from citypact.choice.rows import Rows
from citypact.engine import Program, Values, evaluate
from citypact.engine.arrays import Floats
from citypact.model import output
from citypact.model.compile import compiled

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

#: Part of its greatest figure that a limit is at least measured in: a limit may be 0.
_LEAST_SCALE = 1e-3


@dataclass(frozen=True)
class Figures:
    """What the model says of one plan a lane.

    Attributes:
        cost: what is to be least, against no measures: net social cost or the payers' net cost,
            MSEK in present value, or emissions, kt over all years; shape ``(lanes,)``.
        excess: of every row over its limit, divided by the limit's scale; ``(rows, lanes)``.
    """

    cost: Floats
    excess: Floats


@dataclass(frozen=True)
class Linearisation:
    """The model at some levels, and its slopes there; see :class:`Neighbours` for what they are.

    Attributes:
        levels: of the options, each measure in one of them, shape ``(options,)``.
        cost: at the levels, as in :class:`Figures`.
        excess: at the levels, shape ``(rows,)``.
        cost_slope: cost per level, shape ``(options,)``.
        curved_slope: of the rows that overlap bends, which come first; ``(curved, options)``.
        straight_slope: of the others, the same everywhere; ``(rows - curved, options)``.
    """

    levels: Floats
    cost: float
    excess: Floats
    cost_slope: Floats
    curved_slope: Floats
    straight_slope: Floats

    @property
    def cost_scale(self) -> float:
        """What costs are divided by before they are solved for."""
        return float(np.abs(self.cost_slope).sum()) or 1.0

    @property
    def excess_slope(self) -> Floats:
        """Of every row, shape ``(rows, options)``."""
        return np.vstack([self.curved_slope, self.straight_slope])


@dataclass(frozen=True)
class Outlook:
    """A portfolio tied to the model.

    Attributes:
        portfolio: what is asked.
        limits: in the order targets, net costs, budgets, capacities.
        limit_of_row: which limit each row belongs to, shape ``(rows,)``.
        without: what is to be least, without any measure: discounted resource cost, or net cost
            of the payers, MSEK; or emissions over all years, kt.
        straight: how the rows of budgets and capacities grow with each option, in parts of
            their scale; shape ``(rows - curved, options)``.
        straight_rows: the same, of which only what is not zero is kept.
    """

    portfolio: Portfolio
    limits: tuple[Limit, ...]
    limit_of_row: npt.NDArray[np.int64]
    without: float
    straight: Floats
    straight_rows: Rows
    _fast: Program
    _whole: Program
    _discount: Floats
    _readers: tuple[Reader, ...]

    @property
    def options(self) -> Options:
        """What can be chosen."""
        return self.portfolio.options

    @property
    def curved(self) -> int:
        """How many rows overlap bends; they come first."""
        return len(self.limit_of_row) - len(self.straight)

    def figures(self, levels: Floats) -> Figures:
        """Evaluate plans; ``levels`` has the shape ``(options, lanes)``."""
        found = self.bent(levels)
        straight = self.straight @ levels - self.parts_allowed[self.curved :, None]
        return Figures(found.cost, np.concatenate([found.excess, straight]))

    def bent(self, levels: Floats) -> Figures:
        """Of plans the cost, and the excess of the curved rows alone, shape ``(curved, lanes)``."""
        values = run(self._fast, self.portfolio, levels)
        return self._read(values, [each for each in self._readers if each.curved])

    def in_draws(self, levels: Floats, draw_index: npt.ArrayLike, seed: int) -> Figures:
        """Evaluate plans, each lane in a draw of the uncertain figures, see :func:`run`.

        What a target allows may be uncertain too; the cost is against the nominal city without
        any measure.
        """
        values = run(self._whole, self.portfolio, levels, draw_index=draw_index, seed=seed)
        found, first = self.of_values(values), self.portfolio.city.base_year
        for row, name in enumerate(self.portfolio.targets):
            limit, year = self.limits[row], self.portfolio.city.targets[name].year - first
            if name not in self.portfolio.allowed:
                moved = values[output.allowed(name)][year] - limit.most
                found.excess[row] -= moved / limit.scale
        return found

    def of_values(self, values: Values) -> Figures:
        """What outputs of the model say, every row read from them; ``(years, lanes)`` each."""
        return self._read(values, list(self._readers))

    def _read(self, values: Values, read: list[Reader]) -> Figures:
        rows = [row for each in read for row in each.read(values)]
        scale = np.array([self.limits[index].scale for index in self.limit_of_row[: len(rows)]])
        allowed = self.parts_allowed[: len(rows), None]
        cost = _least_of(self.portfolio, values, self._discount) - self.without
        lanes = len(cost)
        figures = np.array(rows).reshape(len(rows), lanes) / scale[:, None]
        return Figures(cost=cost, excess=figures - allowed)

    @property
    def parts_allowed(self) -> Floats:
        """What each row may be, in parts of its limit's scale."""
        parts = np.array([limit.most / limit.scale for limit in self.limits])
        return parts[self.limit_of_row]

    def linearise(
        self,
        levels: Floats,
        movable: npt.NDArray[np.bool_] | None = None,
        *,
        far: bool = False,
    ) -> Linearisation:
        """The model at ``levels``, shape ``(options,)``, and its slopes, in one evaluation.

        Args:
            levels: of a plan; where they spread a measure over options, it is gathered first.
            movable: options that slopes are wanted for; all where it is None.
            far: whether a measure that is not taken is tried in full, or a little.
        """
        wanted = np.ones(len(levels), dtype=bool) if movable is None else movable
        near = around(self.options, levels, wanted, far=far)
        found = self.bent(near.lanes)
        straight = self.straight @ near.levels - self.parts_allowed[self.curved :]
        return Linearisation(
            levels=near.levels,
            cost=float(found.cost[0]),
            excess=np.concatenate([found.excess[:, 0], straight]),
            cost_slope=near.slopes(found.cost),
            curved_slope=near.slopes(found.excess),
            straight_slope=self.straight,
        )

    def excess_by_limit(self, excess: Floats) -> Floats:
        """How far each limit is exceeded in its worst year, in parts of its scale, 0 or more."""
        worst = np.zeros(len(self.limits))
        np.maximum.at(worst, self.limit_of_row, excess)
        return worst


def outlook(portfolio: Portfolio) -> Outlook:
    """Tie a portfolio to the program of its city."""
    made = compiled(portfolio.city)
    years = np.arange(len(made.program.years))
    discount = (1.0 + portfolio.discount_rate) ** -years.astype(float)
    read = readers(portfolio, discount)
    names = tuple(made.terms)
    whole = made.program.select(_needed(portfolio, names, straight=True))
    # No measure; each option alone, in full; all measures together, as stated.
    options = portfolio.options
    together = np.zeros(len(options))
    together[options.stated] = 1.0
    lanes = np.column_stack([np.zeros(len(options)), np.eye(len(options)), together])
    values = run(whole, portfolio, lanes)
    limits, places, straight = [], [], []
    for index, each in enumerate(read):
        rows = each.read(values)
        most = each.most(values)
        scale = max(abs(most), _LEAST_SCALE * float(np.abs(rows).max())) or 1.0
        limits.append(Limit(each.kind, each.subject, each.unit, most, scale, len(rows)))
        places += [index] * len(rows)
        if not each.curved:
            straight.append(rows[:, 1:-1] / scale)
    sums = np.concatenate([np.zeros((0, len(options))), *straight])
    return Outlook(
        portfolio=portfolio,
        limits=tuple(limits),
        limit_of_row=np.array(places, dtype=np.int64),
        without=float(_least_of(portfolio, values, discount)[0]),
        straight=sums,
        straight_rows=Rows.of(sums),
        _fast=made.program.select(_needed(portfolio, names, straight=False)),
        _whole=whole,
        _discount=discount,
        _readers=tuple(read),
    )


def run(
    program: Program,
    portfolio: Portfolio,
    levels: Floats,
    *,
    draw_index: npt.ArrayLike | None = None,
    seed: int = 0,
) -> Values:
    """Run plans, ``levels`` of shape ``(options, lanes)``, nominally or each lane in its draw."""
    return evaluate(
        program,
        portfolio.options.inputs(levels),
        draw_index=draw_index,
        seed=seed,
        city=portfolio.city.id,
    )


def _least_of(portfolio: Portfolio, values: Values, discount: Floats) -> Floats:
    """What is to be least: MSEK in present value, or kt over all years; shape ``(lanes,)``."""
    if portfolio.goal == "tonnes":
        total: Floats = values[output.TOTAL].sum(axis=0)
        return total
    if portfolio.goal == "payer cost":
        return discounted(discount, net_cost(values, portfolio.payers))
    return discounted(discount, values[output.SOCIETY])


def _needed(portfolio: Portfolio, names: tuple[str, ...], *, straight: bool) -> list[str]:
    """The outputs that are read, with or without those of limits that are sums over measures."""
    needed = [output.TOTAL if portfolio.goal == "tonnes" else output.SOCIETY]
    for target in portfolio.targets:
        needed += [output.target(target), output.allowed(target)]
    for actor in (*portfolio.payers, *portfolio.no_worse):
        both = (output.money_by("payer", actor), output.money_by("beneficiary", actor))
        needed += [name for name in both if name in names]
    households = [name for name in portfolio.no_worse if name not in portfolio.city.actors]
    needed += outputs_of_costs(portfolio.city, households, names)
    if straight:
        needed += [output.ramp(name) for name in portfolio.measures]
        payers = {budget.payer for budget in portfolio.budgets}
        for name in names:
            word, *rest = name.split("/")
            if word == "money" and rest[0] in SPENDING and rest[1] in payers:
                needed.append(name)
    return [name for name in dict.fromkeys(needed) if name in names]
