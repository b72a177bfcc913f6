"""Returns: how soon an outlay is earned back, and what each krona of it gives.

Payback looks at cash flows; the ratios look at present values, all of the same base year and in
the same price year. A payback time says nothing of what comes after it, and a ratio nothing of
size: the net present value decides whether, these help to say in which order and how safely.
"""

from __future__ import annotations

from citypact.choice.amounts import CashFlow, checked_cash_flow, checked_finite, checked_positive
from citypact.choice.discounting import discount_factor
from citypact.errors import InputError

__all__ = ["benefit_cost_ratio", "nnk_i", "nnk_idu", "payback_time"]


def payback_time(flow: CashFlow, rate: float = 0.0) -> float | None:
    """Years from the first year until the discounted sum of the flow has come back to zero.

    With the cumulative sum ``S_t = Σ_{s≤t} A_s (1 + r)^-(s - first)``, the time is ``t - first -
    S_t / (S_t - S_{t-1})`` for the first year ``t`` in which ``S`` comes back to zero from below:
    within a year the discounted amount is spread evenly. At rate zero it is the simple payback
    time, and ``I / a`` for an outlay ``I`` followed by ``a`` a year.

    Special cases: None where it never comes back within the flow; 0 where the sum is never below
    zero, so that nothing is to be earned back. A later outlay, such as a replacement, can take
    the sum below zero again, which a payback time does not see.

    >>> flow = {2025: -100.0, 2026: 40.0, 2027: 40.0, 2028: 40.0}
    >>> payback_time(flow)
    2.5
    >>> round(payback_time(flow, rate=0.035), 3)
    2.666
    >>> payback_time(flow, rate=0.2) is None
    True

    Args:
        flow: gains positive, outlays negative; any unit.
        rate: fraction a year; 0 gives the simple payback time, any other the discounted one.

    Raises:
        InputError: the flow cannot be used, or the rate is not a fraction a year.

    Source: Brealey, Myers and Allen, *Principles of Corporate Finance* (10th ed., 2011), chapter
    5, payback and discounted payback.
    """
    amounts = checked_cash_flow(flow)
    first = min(amounts)
    total = 0.0
    was_below = False
    for year, amount in amounts.items():
        discounted = amount * discount_factor(rate, year - first)
        before, total = total, total + discounted
        if before < 0.0 <= total:
            return year - first - total / discounted
        was_below = was_below or total < 0.0
    return None if was_below else 0.0


def benefit_cost_ratio(benefits: float, costs: float) -> float:
    """Benefit-cost ratio: present value of benefits over that of costs, ``B / C``. No unit.

    Worth doing where at least 1. What counts as a cost and what as a lost benefit changes the
    ratio, though never on which side of 1 it lies: say what is counted where.

    >>> benefit_cost_ratio(150.0, 100.0)
    1.5

    Args:
        benefits: present value; may be below zero.
        costs: present value, greater than zero, in the same unit.

    Raises:
        InputError: the costs are not greater than zero, or a number is not finite.

    Source: Boardman et al. (2011), *Cost-Benefit Analysis*, chapter 2, benefit-cost ratios.
    """
    return checked_finite(benefits, "the present value of the benefits") / checked_positive(
        costs, "the present value of the costs"
    )


def nnk_i(net_present_value: float, investment: float) -> float:
    """*Nettonuvärdeskvot* over investment: ``NNK-i = NNV / I``. No unit.

    What society gains net for each krona invested; worth doing where at least 0. For ranking
    under a budget for investment.

    >>> nnk_i(50.0, 100.0)
    0.5

    Args:
        net_present_value: NNV, of all benefits less all costs (investment, operation and
            maintenance among them).
        investment: present value, same unit; with the tax factor where taxes pay and the method
            in use has one, then in NNV too.

    Raises:
        InputError: the investment is not greater than zero, or a number is not finite.

    Source: Swedish Transport Administration, ASEK 5.1, chapter 3; ASEK 7.0 (2020), chapter 5,
    section 5.1.5, *Lönsamhetskriterium för investeringskalkyler*.
    """
    value = checked_finite(net_present_value, "the net present value")
    return value / checked_positive(investment, "the investment cost")


def nnk_idu(net_present_value: float, investment: float, operation_and_maintenance: float) -> float:
    """*Nettonuvärdeskvot* over all costs of the payer: ``NNK-idu = NNV / (I + DoU)``. No unit.

    ``DoU`` is the present value of operation and maintenance (*drift och underhåll*). Worth doing
    where at least 0. For ranking where a budget bears operation too. It is the benefit-cost ratio
    less one, where investment, operation and maintenance are all that is counted as cost.

    Special case: ``DoU`` is below zero where a measure saves operation and maintenance.

    >>> nnk_idu(50.0, 100.0, 25.0)
    0.4

    Args:
        net_present_value: NNV, as for :func:`nnk_i`.
        investment: present value, same unit.
        operation_and_maintenance: present value, same unit; the change that the measure brings.

    Raises:
        InputError: the investment is not greater than zero; investment, operation and maintenance
            together are not; or a number is not finite.

    Source: as for :func:`nnk_i`.
    """
    value = checked_finite(net_present_value, "the net present value")
    checked_positive(investment, "the investment cost")
    running = checked_finite(operation_and_maintenance, "the operation and maintenance cost")
    costs = investment + running
    if costs <= 0.0:
        message = (
            f"investment {investment!r} and operation and maintenance {running!r} sum to "
            f"{costs!r}: where what is saved pays the whole investment there is no ratio to it; "
            "use the net present value"
        )
        raise InputError(message)
    return value / costs
