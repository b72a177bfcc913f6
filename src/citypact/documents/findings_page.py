"""The page of a contract's document that tells what the checker finds, and what of it stands."""

from __future__ import annotations

from citypact.contract.checker import Finding
from citypact.contract.checker.finding import Place
from citypact.contract.checker.registry import CHECKS
from citypact.documents.contract_words import say
from citypact.documents.frozen import FrozenVersion
from citypact.documents.told import Cell, Data, head, lines, told

__all__ = ["findings_page"]


def findings_page(frozen: FrozenVersion) -> Data:
    """Sentences and tables as the template reads them; nothing that was found is left out."""
    language, report = frozen.manifest.language, frozen.report
    undone = {each.check for each in report.not_checked} & CHECKS.keys()
    counts = {"all": len(CHECKS), "undone": len(undone)}
    sentences = [say(language, "checks-run", **counts)]
    sentences.append(_counted(language, "findings-open", len(report.findings)))
    sentences.append(_counted(language, "findings-accepted", len(frozen.version.accepted_findings)))
    parts = {"open-findings": (_open(frozen), 16), "accepted-findings": (_accepted(frozen), 36)}
    return {
        "sentences": sentences,
        "parts": [
            {"title": say(language, key), "table": table, "width": percent}
            for key, (table, percent) in parts.items()
            if table["rows"]
        ],
    }


def _counted(language: str, key: str, count: int) -> str:
    return say(language, key, count=count) if count else say(language, f"no-{key}")


def _open(frozen: FrozenVersion) -> Data:
    language = frozen.manifest.language
    rows: list[list[Cell]] = [
        [_found(each, language), say(language, f"severity-{each.severity}")]
        for each in frozen.report.findings
    ]
    return {"head": head(frozen, "finding", "severity"), "rows": rows}


def _accepted(frozen: FrozenVersion) -> Data:
    """Every finding that the version accepts, also one that is not found any more."""
    language = frozen.manifest.language
    found = {each.name: each for each, _ in frozen.report.accepted}
    rows: list[list[Cell]] = []
    for each in frozen.version.accepted_findings:
        own = found.get((each.check, each.place))
        gone = [say(language, "not-found-any-more"), f"{each.check}: {each.place}"]
        cell = lines(gone, language) if own is None else _found(own, language)
        rows.append([cell, told(each, "reason", language)])
    return {"head": head(frozen, "finding", "reason"), "rows": rows}


def _found(finding: Finding, language: str) -> Data:
    """What the check looks for, what it says, the values and every place."""
    said: list[Cell] = [
        CHECKS[finding.check].looks.told(language),
        finding.message.told(language),
    ]
    values = [each for each in finding.values if each != "–"]
    if values:
        said.append(say(language, "values", values="; ".join(values)))
    places = "; ".join(_place(each, language) for each in finding.where)
    return lines([*said, say(language, "places", places=places)], language)


def _place(place: Place, language: str) -> str:
    row = say(language, "row", row=place.row) if place.row else ""
    return ", ".join(part for part in (place.file, row, place.column) if part)
