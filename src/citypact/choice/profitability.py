"""Profitability: what society gains net for each krona that a scenario invests.

The ratios of the Swedish Transport Administration, of society's view of a scenario against another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from citypact.choice.perspective import Views
from citypact.choice.returns import nnk_i, nnk_idu
from citypact.errors import InputError
from citypact.model.result import Json

__all__ = ["Profitability", "profitability"]


@dataclass(frozen=True, slots=True)
class Profitability:
    """Society's ratios; every amount is MSEK in present value at society's rate.

    Attributes:
        net_present_value: NNV: all that society gains less all that it uses up.
        investment: I: investment and replacement less residual values, with the tax factor on what
            taxes pay of them.
        operation: DoU: operation, likewise; below zero where it is saved.
        nnk_i: NNV / I; None where nothing is invested net.
        nnk_idu: NNV / (I + DoU); None where nothing is spent net.
    """

    net_present_value: float
    investment: float
    operation: float
    nnk_i: float | None
    nnk_idu: float | None

    def to_json(self) -> dict[str, Json]:
        """The ratios as JSON says them."""
        return {
            "net_present_value": self.net_present_value,
            "investment": self.investment,
            "operation": self.operation,
            "nnk_i": self.nnk_i,
            "nnk_idu": self.nnk_idu,
        }


def profitability(found: Views) -> Profitability | None:
    """Return the ratios of society's view; None where it has no discount rate.

    ``I = PV(investment + replacement - residual) + (f - 1) * PV(what taxes pay of the first two)``
    and ``DoU`` alike, with ``f`` the tax factor, 1 where none is stated.
    """
    net = found.society.present_value
    if net is None:
        return None
    investment = _spent(found, ("investment", "replacement"), ("residual",))
    operation = _spent(found, ("operation",))
    return Profitability(
        net_present_value=net,
        investment=investment,
        operation=operation,
        nnk_i=nnk_i(net, investment) if investment > 0.0 else None,
        nnk_idu=_whole_ratio(net, investment, operation),
    )


def _whole_ratio(net: float, investment: float, operation: float) -> float | None:
    try:
        return nnk_idu(net, investment, operation)
    except InputError:
        return None


def _spent(found: Views, kinds: tuple[str, ...], left: tuple[str, ...] = ()) -> float:
    """Present value of what is spent on some kinds, less what is left, with the tax factor."""
    none = np.zeros(len(found.years))
    spent = sum((found.society.lines.get(kind, none) for kind in (*kinds, *left)), none)
    by_taxes = sum((found.by_taxes.get(kind, none) for kind in kinds), none)
    dear = spent + ((found.tax_factor or 1.0) - 1.0) * by_taxes
    value = found.society.discounted(dear)
    return 0.0 - (value or 0.0)
