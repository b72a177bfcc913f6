"""The checker's report: what was found, what of it is accepted, what could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citypact.book import Book
from citypact.contract.accepted import AcceptedFinding
from citypact.contract.checker import checks  # noqa: F401  entering them into the list
from citypact.contract.checker.finding import Finding, Unchecked, Words
from citypact.contract.checker.opening import open_source, source_of
from citypact.contract.checker.registry import run
from citypact.contract.checker.source import Source
from citypact.contract.contract import Contract

__all__ = ["Report", "check_contract", "check_version"]


@dataclass(frozen=True)
class Report:
    """What a run of all checks gave.

    Attributes:
        source: what was checked.
        findings: neither mended nor accepted, by place; how many there are decides whether a
            version may go to signing.
        accepted: what was found and stands with a reason.
        not_checked: what could not be looked at, and why.
    """

    source: Source
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, AcceptedFinding], ...]
    not_checked: tuple[Unchecked, ...]

    def to_json(self, language: str = "en") -> Mapping[str, Any]:
        """The report as JSON writes it; ``accepted`` has the reason beside each finding."""
        return {
            "findings": [each.to_json(language) for each in self.findings],
            "accepted": [
                {
                    **finding.to_json(language),
                    "reason": each.reason_sv if language == "sv" else each.reason_en,
                }
                for finding, each in self.accepted
            ],
            "not_checked": [each.to_json(language) for each in self.not_checked],
        }


def check_contract(name: str | Path, version: str = "") -> Report:
    """Run every check on a contract, a city book or a folder of tables.

    Args:
        name: as for :func:`citypact.contract.checker.opening.open_source`.
        version: of a contract; empty for the latest.

    Raises:
        ContractError: there is nothing of that name, or a table cannot be read.
        InputError: there is no such version.
    """
    return _report(open_source(name, version))


def check_version(contract: Contract, version: str = "", book: Book | None = None) -> Report:
    """Run every check on one version of a contract in memory; empty for the latest.

    Args:
        contract: that the version belongs to.
        version: as for :func:`check_contract`.
        book: of its city; where none is given, the one that comes with Citypact.

    Raises:
        InputError: there is no such version.
    """
    return _report(source_of(contract, version, book))


def _report(source: Source) -> Report:
    found, unchecked = run(source)
    known = {
        (line["check"], line["place"]): AcceptedFinding(
            line["check"], line["place"], line["reason_sv"], line["reason_en"]
        )
        for line in source.lines("accepted_findings")
    }
    accepted = [(each, known[each.name]) for each in found if each.name in known]
    gone = set(known) - {each.name for each, _ in accepted}
    unchecked += [
        Unchecked(
            Words(
                en=f"an accepted finding is not found any more: {place}",
                sv=f"ett godtaget fynd finns inte längre: {place}",
            ),
            check,
        )
        for check, place in sorted(gone)
    ]
    still = tuple(each for each in found if each.name not in known)
    return Report(source, still, tuple(accepted), tuple(unchecked))
