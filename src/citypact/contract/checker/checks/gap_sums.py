"""What the checks on the emissions gap table share."""

from __future__ import annotations

__all__ = ["NEEDS", "TEMPLATE"]

NEEDS = {"emissions_gap": ()}


TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, emissions gap table (A-2.3 or A-2.1)"
