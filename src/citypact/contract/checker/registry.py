"""The list of checks on a contract's figures and promises, and how one is added.

A check is a function from a source to what it finds, with a stable identifier::

    @check(
        "scope-sum",
        severity="error",
        looks=Words(en="A total that is not the sum of its scopes.", sv="…"),
        reference="GPC 1.1, section 4.2",
        mend=Words(en="Correct the scope or the total.", sv="…"),
        needs={"inventory": ("scope", "value")},
    )
    def scope_sum(source: Source) -> Iterator[Found | Unchecked]: ...

Where a table or a column that it needs is absent, the check is not run, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from citypact.contract.checker.finding import Finding, Found, Severity, Unchecked, Words
from citypact.contract.checker.source import Source

__all__ = ["CHECKS", "Check", "check", "run"]

Run = Callable[[Source], Iterator[Found | Unchecked]]


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        id: stable.
        severity: of its findings.
        looks: what it looks for.
        reference: the rule that it rests on.
        mend: what to do about a finding.
        needs: the tables without which it cannot run, each with the columns that it reads.
        run: the check itself.
    """

    id: str
    severity: Severity
    looks: Words
    reference: str
    mend: Words
    needs: Mapping[str, Sequence[str]]
    run: Run


#: Every check, by its identifier, in the order in which ``checks`` names their files.
CHECKS: dict[str, Check] = {}


def check(
    identifier: str,
    *,
    severity: Severity,
    looks: Words,
    reference: str,
    mend: Words,
    needs: Mapping[str, Sequence[str]],
) -> Callable[[Run], Run]:
    """Enter a function into the list of checks."""

    def enter(run: Run) -> Run:
        assert identifier not in CHECKS, identifier  # noqa: S101  a fault of this package
        CHECKS[identifier] = Check(identifier, severity, looks, reference, mend, needs, run)
        return run

    return enter


def run(source: Source) -> tuple[list[Finding], list[Unchecked]]:
    """Run every check; return the findings by place, and what could not be checked."""
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    for one in CHECKS.values():
        lacking = [*_lacking(source, one)]
        unchecked += [Unchecked(reason, one.id) for reason in lacking]
        if lacking:
            continue
        for found in one.run(source):
            if isinstance(found, Unchecked):
                unchecked.append(replace(found, check=one.id))
                continue
            what = (found.where, found.values, found.message)
            findings.append(Finding(one.id, one.severity, *what, one.mend))
    return sorted(findings, key=lambda each: (each.where, each.check)), unchecked


def _lacking(source: Source, check: Check) -> Iterator[Words]:
    for table, columns in check.needs.items():
        sheet = source.sheets.get(table)
        if sheet is None:
            yield Words(en=f"there is no table {table}", sv=f"tabellen {table} finns inte")
            continue
        if not sheet.lines:
            yield Words(en=f"{sheet.file} has no rows", sv=f"{sheet.file} har inga rader")
            continue
        absent = [name for name in columns if name not in sheet.columns]
        if absent:
            names = ", ".join(absent)
            yield Words(
                en=f"{sheet.file} has no column {names}", sv=f"{sheet.file} saknar kolumnen {names}"
            )
