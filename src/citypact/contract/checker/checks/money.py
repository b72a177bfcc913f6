"""What the checks on money share."""

from __future__ import annotations

__all__ = ["NEEDS", "TEMPLATE"]

NEEDS = {"financing": ("msek_low", "msek_high")}


TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, C-3.1"
