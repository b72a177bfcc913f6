"""Assets: when they are replaced, and what is left of them at the end of the years looked at.

An asset bought in year ``y`` with lifetime ``L`` serves the years ``y … y + L - 1`` and is
replaced in ``y + L``. The years looked at end with ``last_year``, itself included.
"""

from __future__ import annotations

from collections.abc import Mapping

from citypact.choice.amounts import checked_finite, checked_lifetime
from citypact.errors import InputError

__all__ = ["asset_costs", "purchase_years", "replacement_years", "residual_value"]


def purchase_years(first_year: int, lifetime: int, last_year: int) -> tuple[int, ...]:
    """Years in which the asset is bought: ``y, y + L, y + 2L …`` up to ``last_year``.

    >>> purchase_years(2026, 15, 2050)
    (2026, 2041)

    Args:
        first_year: when it is first bought.
        lifetime: whole years, at least one.
        last_year: last of the years looked at; not before ``first_year``.

    Raises:
        InputError: the lifetime is no positive whole number, or the years are the wrong way.

    Source: European Commission (2014), *Guide to Cost-Benefit Analysis of Investment Projects*,
    section 2.7.2, replacement costs.
    """
    life = checked_lifetime(lifetime)
    if last_year < first_year:
        message = (
            f"the asset is bought in {first_year}, after the last year that is looked at, "
            f"{last_year}: give a later last year, or leave the asset out"
        )
        raise InputError(message)
    return tuple(range(first_year, last_year + 1, life))


def replacement_years(first_year: int, lifetime: int, last_year: int) -> tuple[int, ...]:
    """Years in which the asset is bought again: :func:`purchase_years` without the first.

    Special case: none where it outlives the years looked at.

    >>> replacement_years(2026, 10, 2050)
    (2036, 2046)
    >>> replacement_years(2026, 25, 2050)
    ()

    Raises:
        InputError: as for :func:`purchase_years`.
    """
    return purchase_years(first_year, lifetime, last_year)[1:]


def residual_value(cost: float, lifetime: int, bought: int, last_year: int) -> float:
    """Linear residual value at the end of ``last_year``: ``C · (L - served) / L``.

    ``served = last_year - bought + 1`` years. Unit: the cost's, not discounted. Special case: 0
    for an asset that is worn out by then and not replaced.

    >>> residual_value(90.0, 30, 2041, 2050)
    60.0
    >>> residual_value(90.0, 10, 2030, 2050)
    0.0

    Args:
        cost: what it cost, not below zero.
        lifetime: whole years, at least one.
        bought: year of purchase, not after ``last_year``.
        last_year: last of the years looked at.

    Raises:
        InputError: the lifetime is no positive whole number, the cost is below zero, or it is
            bought after the last year.

    Source: European Commission (2014), section 2.7.2, residual value by depreciation. ASEK 5 and
    later take the benefits that are left instead, where they are known.
    """
    _checked_cost(cost, bought)
    purchase_years(bought, lifetime, last_year)
    left = max(0, lifetime - (last_year - bought + 1))
    return cost * left / lifetime


def asset_costs(
    cost: float | Mapping[int, float], lifetime: int, first_year: int, last_year: int
) -> dict[int, float]:
    """What the asset costs in each year: purchase, replacements, less what is left at the end.

    ``C_t = cost_t`` in each of :func:`purchase_years` and 0 in the other years; in ``last_year``
    the :func:`residual_value` of the last purchase is taken off. Unit: the cost's, positive for a
    cost, not discounted. At rate zero and an unchanging cost it sums to ``C · served / L``.

    >>> asset_costs(90.0, 3, 2026, 2029)
    {2026: 90.0, 2027: 0.0, 2028: 0.0, 2029: 30.0}

    Args:
        cost: of one purchase, not below zero; or by year of purchase, where it changes (as on a
            learning curve).
        lifetime: whole years, at least one.
        first_year: of the first purchase.
        last_year: last of the years looked at.

    Raises:
        InputError: as for :func:`residual_value`, or there is no cost for a year of purchase.

    Source: as for :func:`residual_value`.
    """
    bought = purchase_years(first_year, lifetime, last_year)
    costs = dict.fromkeys(range(first_year, last_year + 1), 0.0)
    for year in bought:
        costs[year] = _cost_in(cost, year)
    costs[last_year] -= residual_value(_cost_in(cost, bought[-1]), lifetime, bought[-1], last_year)
    return costs


def _cost_in(cost: float | Mapping[int, float], year: int) -> float:
    """Cost of a purchase in ``year``."""
    if not isinstance(cost, Mapping):
        return _checked_cost(cost, year)
    if year not in cost:
        stated = ", ".join(str(known) for known in sorted(cost)) or "none"
        message = (
            f"the asset is bought in {year}, for which there is no cost; years with a cost: "
            f"{stated}. Add the cost of {year}"
        )
        raise InputError(message)
    return _checked_cost(cost[year], year)


def _checked_cost(cost: float, year: int) -> float:
    """The cost, if it is finite and not below zero."""
    if checked_finite(cost, f"the cost of the asset in {year}") < 0.0:
        message = (
            f"the cost of the asset in {year} is {cost!r}: it must not be below zero; "
            "what it saves is a benefit of its own"
        )
        raise InputError(message)
    return cost
