"""What the checks on measures share."""

from __future__ import annotations

__all__ = ["TEMPLATE", "is_nobody"]

TEMPLATE = "NetZeroCities, Climate City Contract: Action Plan, B-2.2"


def is_nobody(text: str) -> bool:
    """Whether a cell names no one."""
    return text.strip().upper() in {"", "TBD", "N/A", "-", "–", "?"}
