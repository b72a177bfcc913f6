"""Payers: who bears a cost by which share, and what each may spend.

Owns the checks of budgets and shares before anything is computed with them. Every problem is
told at once.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from citypact.choice.amounts import CashFlow, checked_cash_flow
from citypact.errors import InputError

__all__ = ["Budget", "checked_budgets", "checked_shares", "divided"]

#: How far from one the shares may sum: shares are written with a few decimals.
_TOLERANCE: Final = 1e-5


@dataclass(frozen=True, slots=True)
class Budget:
    """What a payer may spend.

    Attributes:
        payer: id of the actor.
        amounts: by year, in millions of ``currency``; a year that is not named has no limit.
        currency: such as ``SEK``.
        total: over all years, in millions of ``currency``; None where only years are limited.
    """

    payer: str
    amounts: Mapping[int, float]
    currency: str
    total: float | None = None


def checked_budgets(
    budgets: Collection[Budget], *, payers: Collection[str], currency: str
) -> tuple[Budget, ...]:
    """Return the budgets if each can be kept to.

    >>> budget = Budget("municipality", {2026: 120.0, 2027: 120.0}, "SEK")
    >>> checked_budgets([budget], payers={"municipality"}, currency="SEK") == (budget,)
    True

    Args:
        budgets: at most one a payer.
        payers: who is known.
        currency: of the plan.

    Raises:
        InputError: an amount is below zero or not finite, a budget is in another currency than
            the plan, a payer is not known or has two budgets; all of them are told.
    """
    problems: list[str] = []
    seen: set[str] = set()
    for budget in budgets:
        name = f"the budget of {budget.payer!r}"
        if budget.payer not in payers:
            problems.append(_unknown(budget.payer, name, payers))
        if budget.payer in seen:
            problems.append(f"{name} is stated twice: state it once")
        seen.add(budget.payer)
        if budget.currency != currency:
            problems.append(
                f"{name} is in {budget.currency}, the plan in {currency}: convert it with a "
                "stated exchange rate"
            )
        amounts = {f"in {year}": amount for year, amount in sorted(budget.amounts.items())}
        if budget.total is not None:
            amounts["in all"] = budget.total
        problems.extend(
            f"{name} {when} is {amount!r} million {budget.currency}: it must be finite and not "
            "below zero; nothing to spend is 0, and income is a source of funds"
            for when, amount in amounts.items()
            if not (math.isfinite(amount) and amount >= 0.0)
        )
    if problems:
        raise InputError("\n".join(problems))
    return tuple(budgets)


def checked_shares(
    shares: Mapping[str, float], *, payers: Collection[str], what: str = "the cost"
) -> dict[str, float]:
    """Return the shares by payer (fractions) if they can be meant.

    >>> checked_shares({"city": 0.25, "state": 0.75}, payers={"city", "state", "region"})
    {'city': 0.25, 'state': 0.75}

    Args:
        shares: by payer, fraction from 0 to 1.
        payers: who is known.
        what: is shared, for messages.

    Raises:
        InputError: a payer is not known, a share lies outside 0 to 1, or they do not sum to 1
            (within 1e-5); all of it is told.
    """
    name = f"the shares of payers of {what}"
    problems = [_unknown(payer, name, payers) for payer in shares if payer not in payers]
    problems.extend(
        f"{name}: {payer!r} has {share!r}; allowed: a fraction from 0 to 1 (25 % is 0.25)"
        for payer, share in shares.items()
        if not 0.0 <= share <= 1.0
    )
    total = math.fsum(shares.values())
    if not abs(total - 1.0) <= _TOLERANCE:
        listed = ", ".join(f"{payer} {share!r}" for payer, share in shares.items()) or "none"
        problems.append(
            f"{name} sum to {total:g}, not to 1 ({listed}): {_mend(total)}; "
            "nothing is scaled to fit"
        )
    if problems:
        raise InputError("\n".join(problems))
    return dict(shares)


def divided(
    costs: CashFlow, shares: Mapping[str, float], *, payers: Collection[str]
) -> dict[str, dict[int, float]]:
    """Costs of each payer by year: ``C_p,t = s_p · C_t``. Unit: the costs'.

    >>> divided({2026: 80.0}, {"city": 0.25, "state": 0.75}, payers={"city", "state"})
    {'city': {2026: 20.0}, 'state': {2026: 60.0}}

    Raises:
        InputError: as for :func:`checked_shares`, or the costs cannot be used.
    """
    amounts = checked_cash_flow(costs, "the cash flow of costs")
    return {
        payer: {year: share * amount for year, amount in amounts.items()}
        for payer, share in checked_shares(shares, payers=payers).items()
    }


def _mend(total: float) -> str:
    """What to do about shares that sum to ``total``."""
    if not math.isfinite(total):
        return "write a finite number for each"
    if total < 1.0:
        return f"{1.0 - total:g} is paid by nobody: name who pays it"
    return f"{total - 1.0:g} is paid twice: lower a share"


def _unknown(payer: str, where: str, payers: Collection[str]) -> str:
    """Message of a payer that nobody knows."""
    known = ", ".join(sorted(payers)) or "none"
    return f"{where} names the payer {payer!r}, whom nobody knows; known: {known}"
