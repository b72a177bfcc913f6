"""The checker's report: what was found, what of it is accepted, what could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citypact.contract.checker import checks  # noqa: F401  entering them into the list
from citypact.contract.checker.finding import Finding, Unchecked
from citypact.contract.checker.registry import run
from citypact.contract.checker.source import Source, open_source

__all__ = ["Report", "check_contract"]


@dataclass(frozen=True)
class Report:
    """What a run of all checks gave.

    Attributes:
        source: what was checked.
        findings: by place.
        not_checked: what could not be looked at, and why.
    """

    source: Source
    findings: tuple[Finding, ...]
    not_checked: tuple[Unchecked, ...]

    def to_json(self, language: str = "en") -> Mapping[str, Any]:
        """The report as JSON writes it."""
        return {
            "findings": [each.to_json(language) for each in self.findings],
            "not_checked": [each.to_json(language) for each in self.not_checked],
        }


def check_contract(name: str | Path) -> Report:
    """Run every check on a contract, a city book or a folder of tables.

    Args:
        name: as for :func:`citypact.contract.checker.source.open_source`.

    Raises:
        ContractError: there is nothing of that name, or a table cannot be read.
    """
    source = open_source(name)
    findings, unchecked = run(source)
    return Report(source, tuple(findings), tuple(unchecked))
