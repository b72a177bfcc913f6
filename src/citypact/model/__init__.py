"""The model: what a city is, how it becomes a program, what a result means.

Pure Python and NumPy: it knows no database and no web. A :class:`City` becomes a program of the
engine by :func:`compile_city`; :func:`run_scenario` runs it and gives a :class:`Result`;
:class:`Session` answers while levels are moved;
:func:`reconcile` holds it against inventories; :mod:`citypact.model.dependencies` finds the way
back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citypact.lazily import lazily

if TYPE_CHECKING:
    from citypact.model.appraisal import (
        Asset,
        Household,
        HouseholdChange,
        HouseholdNeed,
        Impact,
        ImpactRate,
        Perspective,
    )
    from citypact.model.band import Band
    from citypact.model.city import (
        Activity,
        Actor,
        Carrier,
        City,
        Claim,
        Driver,
        Effect,
        Factor,
        Flow,
        Funding,
        Inventory,
        InventoryRow,
        Means,
        Measure,
        Price,
        Scenario,
        Sector,
        Target,
        TransitionArea,
        Use,
    )
    from citypact.model.compile import compile_city
    from citypact.model.outcome import MeasureEffect, TargetOutcome
    from citypact.model.quantity import Path, Quantity
    from citypact.model.reconciliation import (
        Distance,
        Reconciliation,
        ReconciliationRow,
        base_year_distance,
        reconcile,
    )
    from citypact.model.result import Result
    from citypact.model.scenario import run_scenario
    from citypact.model.session import Figures, Session
else:
    __getattr__ = lazily(
        __name__,
        {
            "appraisal": (
                "Asset",
                "Household",
                "HouseholdChange",
                "HouseholdNeed",
                "Impact",
                "ImpactRate",
                "Perspective",
            ),
            "band": ("Band",),
            "city": (
                "Activity",
                "Actor",
                "Carrier",
                "City",
                "Claim",
                "Driver",
                "Effect",
                "Factor",
                "Flow",
                "Funding",
                "Inventory",
                "InventoryRow",
                "Means",
                "Measure",
                "Price",
                "Scenario",
                "Sector",
                "Target",
                "TransitionArea",
                "Use",
            ),
            "compile": ("compile_city",),
            "outcome": ("MeasureEffect", "TargetOutcome"),
            "quantity": ("Path", "Quantity"),
            "reconciliation": (
                "Distance",
                "Reconciliation",
                "ReconciliationRow",
                "base_year_distance",
                "reconcile",
            ),
            "result": ("Result",),
            "scenario": ("run_scenario",),
            "session": ("Figures", "Session"),
        },
    )

__all__ = [
    "Activity",
    "Actor",
    "Asset",
    "Band",
    "Carrier",
    "City",
    "Claim",
    "Distance",
    "Driver",
    "Effect",
    "Factor",
    "Figures",
    "Flow",
    "Funding",
    "Household",
    "HouseholdChange",
    "HouseholdNeed",
    "Impact",
    "ImpactRate",
    "Inventory",
    "InventoryRow",
    "Means",
    "Measure",
    "MeasureEffect",
    "Path",
    "Perspective",
    "Price",
    "Quantity",
    "Reconciliation",
    "ReconciliationRow",
    "Result",
    "Scenario",
    "Sector",
    "Session",
    "Target",
    "TargetOutcome",
    "TransitionArea",
    "Use",
    "base_year_distance",
    "compile_city",
    "reconcile",
    "run_scenario",
]
