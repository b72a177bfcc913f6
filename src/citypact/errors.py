"""The exceptions that Citypact raises on purpose, and nothing else.

::

    CitypactError
    ├── InputError          a value, option or file that a person can mend
    │   ├── BookError       a city book with problems; carries all of them
    │   └── ContractError   a contract with problems; carries all of them
    └── EnvironmentFault    the machine cannot do it: disk full, port taken, no way out

A message says what is wrong, where, both values, and how to mend it. All problems of one
kind are collected and raised once: see :class:`Problem`, :class:`BookError`
and :class:`ContractError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "BookError",
    "CitypactError",
    "ContractError",
    "EnvironmentFault",
    "InputError",
    "Problem",
]


class CitypactError(Exception):
    """Base of every exception that Citypact raises on purpose."""


class InputError(CitypactError):
    """A value, option or file that the person who gave it can mend."""


class EnvironmentFault(CitypactError):
    """The machine cannot do what was asked: full disk, occupied port, no network."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a city book or a contract, said so that it can be mended.

    Attributes:
        file: name of the file inside the folder, such as ``measures.csv``.
        row: line number as an editor shows it (the header is line 1); 0 for the whole file.
        column: name of the column; empty for the whole row.
        check: stable identifier of the check, such as ``unit-unknown``.
        message: what is wrong, in one sentence.
        found: the value found, as written; empty when there is none.
        allowed: what would be allowed there, in words.
        mend: what to do about it.
    """

    file: str
    row: int
    column: str
    check: str
    message: str
    found: str = ""
    allowed: str = ""
    mend: str = ""

    def __str__(self) -> str:
        """``measures.csv, row 7, authority: … (found 'x'; allowed: y). Mend: z``."""
        where = self.file
        if self.row:
            where += f", row {self.row}"
        if self.column:
            where += f", {self.column}"
        detail = []
        if self.found:
            detail.append(f"found {self.found!r}")
        if self.allowed:
            detail.append(f"allowed: {self.allowed}")
        text = f"{where}: {self.message}"
        if detail:
            text += f" ({'; '.join(detail)})"
        if self.mend:
            text += f". Mend: {self.mend}"
        return text


class BookError(InputError):
    """A city book that cannot be used. ``problems`` holds every one of them, in order."""

    def __init__(self, book: str, problems: Sequence[Problem]) -> None:
        """Collect the problems of ``book`` (its name or path) into one exception."""
        self.book = book
        self.problems = tuple(problems)
        super().__init__(_told(f"the city book {book}", self.problems))


class ContractError(InputError):
    """A contract that cannot be used. ``problems`` holds every one of them, in order."""

    def __init__(self, contract: str, problems: Sequence[Problem]) -> None:
        """Collect the problems of ``contract`` (its name or path) into one exception."""
        self.contract = contract
        self.problems = tuple(problems)
        super().__init__(_told(f"the contract {contract}", self.problems))


def _told(what: str, problems: tuple[Problem, ...]) -> str:
    lines = "\n".join(f"  - {problem}" for problem in problems)
    count = len(problems)
    noun = "problem" if count == 1 else "problems"
    return f"{what} has {count} {noun}:\n{lines}"
