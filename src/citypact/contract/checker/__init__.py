"""The checker: what contradicts itself in a contract, a city book or a folder of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citypact.lazily import lazily

if TYPE_CHECKING:
    from citypact.contract.checker.finding import Finding, Place, Unchecked
    from citypact.contract.checker.registry import CHECKS, Check
    from citypact.contract.checker.report import Report, check_contract, check_version
else:
    __getattr__ = lazily(
        __name__,
        {
            "finding": ("Finding", "Place", "Unchecked"),
            "registry": ("CHECKS", "Check"),
            "report": ("Report", "check_contract", "check_version"),
        },
    )

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Place",
    "Report",
    "Unchecked",
    "check_contract",
    "check_version",
]
