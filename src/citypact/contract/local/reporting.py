"""Reporting: what a company says is done of a quantity, checked, and the version with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from citypact.contract.contract import Contract
from citypact.contract.local.action import Report
from citypact.contract.local.texts import text_fault
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.version import Version
from citypact.errors import ContractError, Problem
from citypact.said import Said

__all__ = ["report_problems", "reported"]

#: The name that problems of a report are told under, in the place of a file.
_FORM: Final = "report"


def report_problems(
    version: Version, commitment: str, report: Report, yardstick: Yardstick | None, *, today: int
) -> tuple[Problem, ...]:
    """Everything that is wrong with a report.

    Args:
        version: that the commitment stands in.
        commitment: its id.
        report: what is said of it.
        yardstick: of the commitment's kind; None where the city's quantity is not to be looked at.
        today: the year that it is.
    """
    made = version.commitment.get(commitment)
    if made is None or made.action is None:
        return (
            Problem(
                _FORM,
                0,
                "commitment",
                "report",
                Said("it promises no quantity that could be reported"),
                commitment,
                mend=Said("report on a commitment with a quantity"),
            ),
        )
    return tuple(_wrong(version, report, yardstick, today))


def reported(
    contract: Contract,
    version: Version,
    commitment: str,
    report: Report,
    yardstick: Yardstick | None,
    *,
    today: int,
) -> Version:
    """The version with a report in the place of that of the same year, if there is one.

    Raises:
        ContractError: something is wrong with the report; it carries all of it.
    """
    problems = report_problems(version, commitment, report, yardstick, today=today)
    if problems:
        raise ContractError(contract.id, problems)
    return replace(
        version,
        commitments=tuple(
            replace(each, action=replace(each.action, reports=_with(each.action.reports, report)))
            if each.id == commitment and each.action is not None
            else each
            for each in version.commitments
        ),
    )


def _with(reports: tuple[Report, ...], report: Report) -> tuple[Report, ...]:
    others = [each for each in reports if each.year != report.year]
    return tuple(sorted([*others, report], key=lambda each: each.year))


def _wrong(
    version: Version, report: Report, yardstick: Yardstick | None, today: int
) -> Iterator[Problem]:
    if not version.year <= report.year <= today:
        yield Problem(
            _FORM,
            0,
            "year",
            "report",
            Said("the year is none that can be reported on"),
            str(report.year),
            Said("%(year)s to %(today)s", year=version.year, today=today),
            Said("report on a year that has begun since the promise was made"),
        )
    # What is not a number is neither above nor below nothing.
    if not 0.0 <= report.done < float("inf"):
        yield Problem(
            _FORM,
            0,
            "done",
            "report",
            Said("what is done is a number, 0 or above"),
            f"{report.done:g}",
            Said("0 or above"),
            Said("state how much is done since the promise was made"),
        )
    elif yardstick is not None and report.done > yardstick.city:
        yield Problem(
            _FORM,
            0,
            "done",
            "report",
            Said(
                "it is more than the whole city had in %(city_year)s", city_year=yardstick.city_year
            ),
            f"{report.done:.15g}",
            Said("at most %(city).0f", city=yardstick.city),
            Said("look at the unit"),
        )
    for evidence in dict.fromkeys((report.evidence_sv, report.evidence_en)):
        fault = text_fault("action_reports", "evidence_sv", evidence)
        if fault is not None:
            yield Problem(
                _FORM, 0, "evidence", "text", fault.message, evidence, fault.allowed, fault.mend
            )
    if report.done > 0.0 and not (report.evidence_sv.strip() or report.evidence_en.strip()):
        yield Problem(
            _FORM,
            0,
            "evidence",
            "report",
            Said("nothing says what the figure rests on"),
            mend=Said("name the meter, the invoice or the register"),
        )
