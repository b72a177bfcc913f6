"""What the checks on indicators share."""

from __future__ import annotations

import re

from citypact.contract.checker.sheet import Sheet

__all__ = ["TEMPLATE", "target_columns"]

TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, B-3.1 and B-3.2"


def target_columns(sheet: Sheet) -> list[str]:
    """The columns ``target_2025`` and so on, by year."""
    return sorted(name for name in sheet.columns if re.fullmatch(r"target_\d{4}", name))
