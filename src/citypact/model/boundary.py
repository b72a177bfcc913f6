"""Boundary: which emissions the total of an inventory counts.

Biogenic CO2 is carried beside the total, unless the inventory says that it counts it. The other
gases warm alike whatever they come from, so methane and nitrous oxide from burning wood or from
livestock count with the scope that they belong to.
"""

from __future__ import annotations

from typing import Final

from citypact.model.city import Inventory

__all__ = ["COMPUTABLE_BOUNDARIES", "counts", "is_carbon_dioxide"]

#: Boundaries that the model can follow: what is emitted in a place, and for its electricity.
COMPUTABLE_BOUNDARIES: Final = ("territorial", "gpc-basic")


def is_carbon_dioxide(gas: str) -> bool:
    """Say whether a gas is CO2, or CO2e where a source gives all gases together."""
    return gas in ("CO2", "CO2e")


def counts(inventory: Inventory, scope: str, origin: str, gas: str) -> bool:
    """Say whether the total of ``inventory`` counts emissions of this scope, origin and gas."""
    if scope not in inventory.scopes:
        return False
    if origin == "biogenic" and not is_carbon_dioxide(gas):
        return True
    return origin in inventory.origins
