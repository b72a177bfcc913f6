"""The list of checks that a book must pass, and how one is added.

A check is a function from the contents of a book to problems, with an identifier and a
sentence that says what holds when it finds nothing::

    @check("mix-sum", "The shares of an activity's means sum to one in every stated year.")
    def mix_sum(contents: Contents) -> Iterator[Problem]: ...

A check never raises: a cell whose form is wrong has no value, has been reported already,
and is passed over. A row that does not exist is the business of the check on references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from citypact.book.contents import Contents
from citypact.errors import Problem

__all__ = ["CHECKS", "Check", "check", "run_checks"]

Run = Callable[[Contents], Iterator[Problem]]


@dataclass(frozen=True)
class Check:
    """One check: its stable identifier, what holds when it passes, and whether it only warns."""

    id: str
    sentence: str
    warning: bool
    run: Run


#: Every check, by its identifier, in the order in which the files of this folder name them.
CHECKS: dict[str, Check] = {}


def check(identifier: str, sentence: str, *, warning: bool = False) -> Callable[[Run], Run]:
    """Enter a function into the list of checks; the problems it yields carry ``identifier``."""

    def enter(run: Run) -> Run:
        assert identifier not in CHECKS, identifier  # noqa: S101  a fault of this package
        CHECKS[identifier] = Check(identifier, sentence, warning, run)
        return run

    return enter


def run_checks(contents: Contents) -> tuple[list[Problem], list[Problem]]:
    """Run every check; return all problems and all warnings, each sorted."""
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for one in CHECKS.values():
        found = warnings if one.warning else problems
        found.extend(replace(problem, check=one.id) for problem in one.run(contents))
    return sorted(problems), sorted(warnings)
