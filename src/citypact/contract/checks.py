"""What a contract's tables must be beyond their form: each check a small function.

The references between tables, the keys and the languages are checked as in a city book. Whether
the measures, targets and indicators are in the city's book is checked where the two meet, in
:mod:`citypact.contract.link`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from citypact.book.checks.keys import key_twice
from citypact.book.checks.references import reference
from citypact.book.checks.texts import missing_texts, one_language
from citypact.book.contents import Contents
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Row
from citypact.contract.form import contract_form
from citypact.contract.organisation_number import organisation_number
from citypact.contract.strength import STRENGTHS
from citypact.errors import InputError, Problem
from citypact.said import Said, as_written

__all__ = ["CONTRACT_CHECKS", "CONTRACT_WARNINGS", "run_contract_checks"]

_Check = Callable[[Contents], Iterator[Problem]]


def run_contract_checks(contents: Contents) -> tuple[list[Problem], list[Problem]]:
    """Run every check; return all problems and all warnings, each sorted."""
    problems = [
        replace(problem, check=name)
        for name, check in CONTRACT_CHECKS.items()
        for problem in check(contents)
    ]
    warnings = [
        replace(warning, check=name)
        for name, check in CONTRACT_WARNINGS.items()
        for warning in check(contents)
    ]
    return sorted(problems), sorted(warnings)


def _format(contents: Contents) -> Iterator[Problem]:
    known, written = contract_form().format, contents.settings.number("format")
    if written is not None and written != known:
        yield contents.settings.problem(
            "format",
            Said("the contract is written in another version of the form"),
            allowed=as_written(known),
            mend=Said("use the version of Citypact that wrote it, or bring it to this form"),
        )


def _same_version(contents: Contents) -> Iterator[Problem]:
    """Parents of clauses, clauses of commitments, commitments of what they carry."""
    pointing = {
        "clauses": ("parent", "clauses"),
        "commitments": ("clause", "clauses"),
        "commitment_measures": ("commitment", "commitments"),
        "commitment_indicators": ("commitment", "commitments"),
        "commitment_funding": ("commitment", "commitments"),
        "commitment_actions": ("commitment", "commitments"),
        "action_reports": ("commitment", "commitment_actions"),
    }
    for table, (column, other) in pointing.items():
        target = contents.tables[other]
        for row in contents.rows(table):
            name, version = row.text(column), row.text("version")
            if not name or not target.readable or f"{version}:{name}" in target.by_key:
                continue
            name_of = target.form.key[-1]
            own = [each.text(name_of) for each in target.rows if each.text("version") == version]
            yield row.problem(
                column,
                Said(
                    "the version %(version)s has no %(name)r in %(file)s",
                    version=version,
                    name=name,
                    file=target.form.file,
                ),
                allowed=listed(own)
                or Said("%(file)s has no rows of this version", file=target.form.file),
                mend=did_you_mean(name, own) or Said("add it to %(file)s", file=target.form.file),
            )


def _circle(contents: Contents) -> Iterator[Problem]:
    """A clause that stands under itself, near or far."""
    clauses = contents.tables["clauses"].by_key
    for row in contents.rows("clauses"):
        version, seen, above = row.text("version"), {row.text("id")}, row.text("parent")
        while above and above not in seen:
            seen.add(above)
            parent = clauses.get(f"{version}:{above}")
            above = parent.text("parent") if parent else ""
        if above:
            yield row.problem(
                "parent",
                Said("the clause stands under %(above)r, and that again under it", above=above),
                allowed=Said("a clause that does not stand under this one"),
                mend=Said("name the clause above it, or leave the cell empty at the top"),
            )


def _number_twice(contents: Contents) -> Iterator[Problem]:
    first: dict[tuple[str, str], Row] = {}
    for row in sorted(contents.rows("clauses"), key=lambda one: one.line):
        number = row.text("number")
        known = first.setdefault((row.text("version"), number), row)
        if number and known is not row:
            yield row.problem(
                "number",
                Said(
                    "two clauses of one version have this number, the other in row %(line)s",
                    line=known.line,
                ),
                allowed=Said("each number once in a version"),
                mend=Said("renumber one of them; the identifier stays"),
            )


def _group(contents: Contents) -> Iterator[Problem]:
    for row in contents.rows("parties"):
        members = row.items("members")
        if (row.text("kind") == "group") != bool(members):
            yield row.problem(
                "members",
                Said("a group names its members, and no other party has any"),
                mend=Said("name the parties that promise together, or give the party its own kind"),
            )
        for name in members:
            other = contents.find("parties", name)
            if other is not None and other.text("kind") == "group":
                yield row.problem(
                    "members",
                    Said("the member %(name)r is a group itself", name=name),
                    mend=Said("name the parties that it stands for"),
                )


def _organisation_number(contents: Contents) -> Iterator[Problem]:
    for row in contents.rows("parties"):
        written = row.text("number")
        if not written:
            continue
        try:
            usual = organisation_number(written)
        except InputError as error:
            yield row.problem(
                "number", error.said, mend=Said("look it up in the register of companies")
            )
            continue
        if usual != written:
            yield row.problem(
                "number",
                Said("the number is not in its usual form"),
                allowed=as_written(usual),
                mend=Said("write it so"),
            )


def _dates(contents: Contents) -> Iterator[Problem]:
    for row in contents.rows("versions"):
        written = row.text("signed")
        try:
            signed = date.fromisoformat(written) if written else None
        except ValueError:
            yield row.problem(
                "signed",
                Said("this is not a date that the calendar has"),
                allowed=Said("a date as year-month-day, such as 2024-12-06"),
                mend=Said("write four digits, two and two, with hyphens between"),
            )
            continue
        state = row.text("state")
        if (state in {"in force", "superseded"}) != (signed is not None):
            yield row.problem(
                "signed",
                Said("a version that is %(state)s has a last signature", state=state)
                if signed is None
                else Said("a version that is %(state)s is not signed yet", state=state),
                mend=Said("state the date, or correct the state"),
            )


def _in_force(contents: Contents) -> Iterator[Problem]:
    rows = [row for row in contents.rows("versions") if row.text("state") == "in force"]
    for row in rows[1:]:
        yield row.problem(
            "state",
            Said("the version %(key)s is in force too", key=rows[0].key),
            allowed=Said("one version in force"),
            mend=Said("what a later version replaces is superseded"),
        )


def _previous(contents: Contents) -> Iterator[Problem]:
    for row in contents.rows("versions"):
        before = contents.find("versions", row.text("previous"))
        year, other = row.year("year"), before.year("year") if before else None
        if year is not None and other is not None and other >= year:
            yield row.problem(
                "previous",
                Said(
                    "the version that it was drawn up from holds for %(other)s, not before "
                    "%(year)s",
                    other=other,
                    year=year,
                ),
                allowed=Said("a version of an earlier year"),
                mend=Said("check both years"),
            )


def _due(contents: Contents) -> Iterator[Problem]:
    for row in contents.rows("commitments"):
        version = contents.find("versions", row.text("version"))
        due, year = row.year("due"), version.year("year") if version else None
        if due is not None and year is not None and due < year:
            yield row.problem(
                "due",
                Said("it is due before the year that the version holds for, %(year)s", year=year),
                allowed=Said("%(year)s or later, or nothing", year=year),
                mend=Said("correct the year, or leave out what is over"),
            )


def _strengths(contents: Contents) -> Iterator[Problem]:
    known = contents.tables["strengths"]
    missing = [name for name in STRENGTHS if name not in known.by_key]
    if known.readable and missing:
        yield Problem(
            known.form.file,
            0,
            "strength",
            "",
            Said(
                "how sure a promise is by its wording is not stated of: %(names)s",
                names=", ".join(missing),
            ),
            allowed=Said("one row each for %(names)s", names=", ".join(STRENGTHS)),
            mend=Said("add the rows; an own estimate is an assumption, and its note says why"),
        )


def _worth(contents: Contents) -> Iterator[Problem]:
    """What one unit of a kind is worth is a number with a unit, or nothing."""
    for row in contents.rows("kinds"):
        if (row.number("worth") is None) != (not row.text("worth_unit")):
            yield row.problem(
                "worth",
                Said("what one unit is worth is a number and its unit together"),
                mend=Said("state both, or neither where the units alone tell"),
            )


def _quantity(contents: Contents) -> Iterator[Problem]:
    for row in contents.rows("commitment_actions"):
        if row.number("quantity") == 0.0:
            yield row.problem(
                "quantity",
                Said("a promise of nothing is no promise"),
                allowed=Said("a number above 0"),
                mend=Said("state how much, or take the row away"),
            )


def _notes(contents: Contents) -> Iterator[Problem]:
    for table in ("strengths", "commitment_measures", "kinds"):
        for row in contents.rows(table):
            if row.text("quality") in {"assumption", "derived", "default"}:
                yield from missing_texts(row, "note", partial(_without_note, row.text("quality")))


def _without_note(quality: str, language: str) -> tuple[Said, Said]:
    if language == "sv":
        return (
            Said("what is stated is %(quality)s and has no note in Swedish", quality=quality),
            Said("say why, in Swedish"),
        )
    return (
        Said("what is stated is %(quality)s and has no note in English", quality=quality),
        Said("say why, in English"),
    )


#: Every check, by its identifier.
CONTRACT_CHECKS: Final[dict[str, _Check]] = {
    "format": _format,
    "key-twice": key_twice,
    "reference": reference,
    "same-version": _same_version,
    "clause-circle": _circle,
    "number-twice": _number_twice,
    "group": _group,
    "organisation-number": _organisation_number,
    "signed": _dates,
    "one-in-force": _in_force,
    "previous": _previous,
    "strengths": _strengths,
    "worth": _worth,
    "quantity": _quantity,
    "note-missing": _notes,
}

#: Every check that only warns, by its identifier.
CONTRACT_WARNINGS: Final[dict[str, _Check]] = {"one-language": one_language, "due": _due}
