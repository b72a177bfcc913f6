"""What the checks on emission factors share."""

from __future__ import annotations

from citypact.contract.checker.sheet import Line

__all__ = ["NEEDS", "carrier_words"]

NEEDS = {"emission_factors": ("value_raw", "unit_raw")}


def carrier_words(line: Line) -> str:
    """What a carrier is called, in both languages."""
    return f"{line['name_en']} {line['name_sv']}".lower()
