"""Abatement: what a tonne costs, and measures in an order that can be defended.

A cost per tonne says how dear it is to abate. Where a measure pays for itself it says nothing:
the same saving over fewer tonnes gives a "better" figure, so that a measure which abates less
ranks higher. No other ratio mends that (Taylor 2012). So measures of negative net cost are ranked
by their net value, and have no cost per tonne here.

What a measure abates depends on what else is done. A curve therefore names its *basis*:
``last-in`` (each measure after all others; the tonnes do not sum to the plan's) or ``fair-share``
(Shapley; they do). What a measure would do alone is no basis: side by side it counts the same
tonnes more than once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from citypact.choice.amounts import CashFlow, checked_cash_flow, checked_finite
from citypact.choice.discounting import net_present_value
from citypact.errors import InputError
from citypact.units import factor_to

__all__ = [
    "AbatementCurve",
    "Basis",
    "MeasureAbatement",
    "Step",
    "abatement_curve",
    "levelised_cost_of_abatement",
    "ranked_by_cost_per_tonne",
    "ranked_by_net_value",
]

#: On which basis the tonnes of a measure are counted.
Basis: TypeAlias = Literal["last-in", "fair-share"]

_SEK_A_TONNE: Final = factor_to("MSEK/kt", "SEK/t")


@dataclass(frozen=True, slots=True)
class MeasureAbatement:
    """What a measure abates and costs over the years of a plan.

    Attributes:
        id: of the measure.
        abatement: tonnes on the curve's basis, kt CO2e over all years.
        net_cost: present value of costs less savings and other gains, MSEK; below zero where it
            pays for itself.
        discounted: its tonnes in present value, kt, by which the cost is divided; None where the
            plain sum is.
    """

    id: str
    abatement: float
    net_cost: float
    discounted: float | None = None

    def __post_init__(self) -> None:
        checked_finite(self.abatement, f"the abatement of {self.id}")
        checked_finite(self.net_cost, f"the net cost of {self.id}")
        checked_finite(self.divisor, f"the discounted abatement of {self.id}")

    @property
    def divisor(self) -> float:
        """What the net cost is divided by, kt."""
        return self.abatement if self.discounted is None else self.discounted

    @property
    def net_value(self) -> float:
        """What it is worth net, MSEK: the net cost with the other sign."""
        return 0.0 - self.net_cost

    @property
    def cost_per_tonne(self) -> float | None:
        """SEK per tonne: ``net cost / abatement``. None where it is negative or nothing abated."""
        if self.abatement <= 0.0 or self.divisor <= 0.0 or self.net_cost < 0.0:
            return None
        return self.net_cost / self.divisor * _SEK_A_TONNE


@dataclass(frozen=True, slots=True)
class Step:
    """One measure on the curve.

    Attributes:
        measure: what it abates and costs.
        start: kt abated by the measures before it.
        end: ``start`` and its own abatement, kt.
    """

    measure: MeasureAbatement
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class AbatementCurve:
    """An abatement curve as data, from left to right: ``saving`` and then ``costly``.

    Attributes:
        basis: on which the tonnes are counted.
        saving: measures of negative net cost, greatest net value first; to be drawn with their
            net value, MSEK, and not with a cost per tonne.
        costly: the other measures, least cost per tonne first.
        beside: measures that abate nothing or add emissions; they have no place on the curve.
    """

    basis: Basis
    saving: tuple[Step, ...]
    costly: tuple[Step, ...]
    beside: tuple[MeasureAbatement, ...]

    @property
    def sums_to_plan(self) -> bool:
        """Whether the tonnes of all measures, those beside included, sum to what the plan abates.

        True for fair shares. Last-in tonnes sum to less where measures overlap.
        """
        return self.basis == "fair-share"


def levelised_cost_of_abatement(
    costs: CashFlow, abatement: CashFlow, rate: float, base_year: int
) -> float:
    """Levelised cost of abatement: ``Σ C_t v^t / Σ E_t v^t`` with ``v = 1 / (1 + r)``. SEK/t CO2e.

    It is the constant price of a tonne at which the measure is worth nothing net. Both sums are
    discounted from ``base_year``, whose choice does not change the ratio. At rate zero, or with
    costs already summed to a present value in one year and tonnes in that year, it is the plain
    ratio.

    >>> costs = {2026: 100.0, 2027: 0.0, 2028: 0.0}
    >>> kilotonnes = {2026: 0.0, 2027: 55.0, 2028: 60.5}
    >>> round(levelised_cost_of_abatement(costs, kilotonnes, rate=0.1, base_year=2026), 6)
    1000.0

    Args:
        costs: costs less gains, MSEK, by year; costs positive.
        abatement: kt CO2e abated, by year; positive where emissions fall.
        rate: discount rate, fraction a year.
        base_year: to which both are discounted.

    Raises:
        InputError: the discounted abatement is not greater than zero; the discounted cost is
            negative, so that a cost per tonne would mislead; or a flow cannot be used.

    Source: IPCC (2014), AR5 Working Group III, Annex II, section A.II.3.1, levelised cost of
    conserved carbon; on negative costs Taylor (2012), *Energy Policy* 48, 430-438.
    """
    paid = net_present_value(checked_cash_flow(costs, "the cash flow of costs"), rate, base_year)
    abated = net_present_value(
        checked_cash_flow(abatement, "the series of abatement"), rate, base_year
    )
    if abated <= 0.0:
        message = (
            f"the discounted abatement is {abated:g} kt: what abates nothing has no cost per "
            "tonne; show its net cost alone"
        )
        raise InputError(message)
    if paid < 0.0:
        message = (
            f"the discounted net cost is {paid:g} MSEK: a measure that pays for itself has no "
            f"cost per tonne that could be compared; show its net value, {-paid:g} MSEK, beside "
            f"its abatement, {abated:g} kt"
        )
        raise InputError(message)
    return paid / abated * _SEK_A_TONNE


def ranked_by_cost_per_tonne(measures: Iterable[MeasureAbatement]) -> tuple[MeasureAbatement, ...]:
    """The measures, least cost per tonne first; equals by id.

    Raises:
        InputError: a measure has a negative net cost or abates nothing; all of them are named.

    Source: Taylor (2012); Kesicki and Ekins (2012), *Climate Policy* 12(2).
    """
    costs: dict[MeasureAbatement, float] = {}
    saving: list[str] = []
    idle: list[str] = []
    for measure in measures:
        cost = measure.cost_per_tonne
        if measure.abatement <= 0.0 or measure.divisor <= 0.0:
            idle.append(f"{measure.id} ({measure.abatement:g} kt)")
        elif cost is None:
            saving.append(f"{measure.id} ({measure.net_cost:g} MSEK)")
        else:
            costs[measure] = cost
    reasons = []
    if saving:
        reasons.append(
            f"these pay for themselves: {', '.join(sorted(saving))}. Rank them by net value "
            "(ranked_by_net_value), where fewer tonnes cannot place a measure higher"
        )
    if idle:
        reasons.append(
            f"these abate nothing: {', '.join(sorted(idle))}. Leave them out, and show their cost"
        )
    if reasons:
        raise InputError("measures cannot be ranked by cost per tonne; " + "; ".join(reasons))
    return tuple(sorted(costs, key=lambda measure: (costs[measure], measure.id)))


def ranked_by_net_value(measures: Iterable[MeasureAbatement]) -> tuple[MeasureAbatement, ...]:
    """The measures, greatest net value (MSEK) first; equals by id. Any sign of cost is allowed."""
    return tuple(sorted(measures, key=lambda measure: (measure.net_cost, measure.id)))


def abatement_curve(measures: Iterable[MeasureAbatement], basis: Basis) -> AbatementCurve:
    """Abatement curve of the measures, whose tonnes are counted on ``basis``.

    >>> curve = abatement_curve(
    ...     [
    ...         MeasureAbatement("dear", 10.0, 30.0),
    ...         MeasureAbatement("cheap", 20.0, 20.0),
    ...         MeasureAbatement("pays", 5.0, -40.0),
    ...     ],
    ...     "fair-share",
    ... )
    >>> [(step.measure.id, step.measure.net_value, step.end) for step in curve.saving]
    [('pays', 40.0, 5.0)]
    >>> [(step.measure.id, step.measure.cost_per_tonne, step.end) for step in curve.costly]
    [('cheap', 1000.0, 25.0), ('dear', 3000.0, 35.0)]

    Raises:
        InputError: the basis is not known, or a measure is given twice.

    Source: as for :func:`ranked_by_cost_per_tonne`.
    """
    if basis not in get_args(Basis):
        message = (
            f"the basis of the abatement curve is {basis!r}; allowed: "
            f"{', '.join(get_args(Basis))}. Tonnes of measures taken alone overlap"
        )
        raise InputError(message)
    given = tuple(measures)
    twice = sorted({one.id for one in given if sum(other.id == one.id for other in given) > 1})
    if twice:
        raise InputError(f"measures given twice: {', '.join(twice)}. Give each once")
    abating = [one for one in given if one.abatement > 0.0 and one.divisor > 0.0]
    saving = ranked_by_net_value(measure for measure in abating if measure.net_cost < 0.0)
    costly = ranked_by_cost_per_tonne(measure for measure in abating if measure.net_cost >= 0.0)
    steps = _steps((*saving, *costly))
    beside = ranked_by_net_value(measure for measure in given if measure not in abating)
    return AbatementCurve(basis, steps[: len(saving)], steps[len(saving) :], beside)


def _steps(measures: tuple[MeasureAbatement, ...]) -> tuple[Step, ...]:
    """The measures side by side, each beginning where the one before it ends."""
    ends = [
        math.fsum(measure.abatement for measure in measures[:count])
        for count in range(len(measures) + 1)
    ]
    return tuple(
        Step(measure, start, end)
        for measure, start, end in zip(measures, ends, ends[1:], strict=False)
    )
