"""``citypact contract check``: what contradicts itself in a contract or a city's tables."""

from __future__ import annotations

import json

import click

from citypact.cli.check_words import CHECK_WORDS
from citypact.cli.options import form_option, language_option
from citypact.contract.checker import Finding, Report, check_contract

__all__ = ["check"]


@click.command()
@click.argument("source")
@click.option("--version", metavar="V", default="", help="Which version of a contract; the latest.")
@form_option("json", "table")
@language_option
def check(*, source: str, version: str, form: str, language: str) -> None:
    """Say what contradicts itself in SOURCE: sums, claims, targets, dates, promises.

    SOURCE is a packaged contract, a city whose book comes with Citypact, or a folder: of a
    contract, of a city book, or of tables taken from a city's Climate City Contract. A table that
    is absent is said to be absent.

    The answer ends with 0 whether or not something is found, and with 2 where SOURCE cannot be
    read.
    """
    report = check_contract(source, version)
    if form == "json":
        click.echo(json.dumps(report.to_json(language), ensure_ascii=False, allow_nan=False))
        return
    click.echo("\n".join(_told(report, language)))


def _told(report: Report, language: str) -> list[str]:
    words = CHECK_WORDS[language]
    lines = [words["head"].format(source=report.source.name, count=len(report.findings))]
    for severity in ("error", "warning", "note"):
        own = [each for each in report.findings if each.severity == severity]
        if own:
            lines += ["", f"{words[severity]} ({len(own)})"]
        for each in own:
            lines += _finding(each, words, language)
    if report.accepted:
        lines += ["", f"{words['accepted']} ({len(report.accepted)})"]
    for finding, accepted in report.accepted:
        reason = accepted.reason_sv if language == "sv" else accepted.reason_en
        lines += [*_finding(finding, words, language)[:-1], f"    {words['because']}: {reason}"]
    if report.not_checked:
        lines += ["", f"{words['not-checked']} ({len(report.not_checked)})"]
        lines += [f"  {each.check}: {each.reason.told(language)}" for each in report.not_checked]
    return lines


def _finding(finding: Finding, words: dict[str, str], language: str) -> list[str]:
    return [
        f"  {finding.where[0]}: {finding.message.told(language)} [{finding.check}]",
        *(f"    {words['and']} {place}" for place in finding.where[1:]),
        f"    {words['mend']}: {finding.mend.told(language)}",
    ]
