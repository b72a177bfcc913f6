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

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from citypact.said import NOTHING, Said, as_written, joined

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

    @property
    def said(self) -> Said:
        """The message, as it can be told in other languages where it was said so."""
        first = self.args[0] if len(self.args) == 1 else str(self)
        return first if isinstance(first, Said) else as_written(first)

    def __reduce__(self) -> tuple[Callable[..., CitypactError], tuple[Any, ...], dict[str, Any]]:
        """Copied, and sent to another process, as its message and what it carries.

        Python would call the class with the message, which a class that collects problems does
        not take.
        """
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[CitypactError], message: tuple[object, ...]) -> CitypactError:
    """An error with its message; what else it carries is set by whoever copies it."""
    error = kind.__new__(kind)
    error.args = message
    return error


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
        found: the value found, as written, or said in words; empty when there is none.
        allowed: what would be allowed there, in words.
        mend: what to do about it.

    What is said reads as English, and can be told in other languages: see
    :class:`~citypact.said.Said`.
    """

    file: str
    row: int
    column: str
    check: str
    message: Said
    found: str = ""
    allowed: Said = NOTHING
    mend: Said = NOTHING

    @property
    def said(self) -> Said:
        """``measures.csv, row 7, authority: … (found 'x'; allowed: y). Mend: z``."""
        told = Said("%(where)s: %(message)s", where=self._where, message=self.message)
        if self._detail:
            told = Said("%(told)s (%(detail)s)", told=told, detail=self._detail)
        if self.mend:
            told = Said("%(told)s. Mend: %(mend)s", told=told, mend=self.mend)
        return told

    @property
    def _where(self) -> Said:
        row = Said("row %(row)d", row=self.row) if self.row else NOTHING
        return joined(part for part in (self.file, row, self.column) if part)

    @property
    def _detail(self) -> Said:
        allowed = Said("allowed: %(allowed)s", allowed=self.allowed) if self.allowed else NOTHING
        return joined((part for part in (self._found, allowed) if part), between="; ")

    @property
    def _found(self) -> Said:
        """A value in quotation marks, as it is written; what is said in words without."""
        if not self.found:
            return NOTHING
        if isinstance(self.found, Said):
            return Said("found: %(found)s", found=self.found)
        return Said("found %(found)r", found=self.found)

    def __str__(self) -> str:
        """As it is said, in English."""
        return str(self.said)


class BookError(InputError):
    """A city book that cannot be used. ``problems`` holds every one of them, in order."""

    def __init__(self, book: str, problems: Sequence[Problem]) -> None:
        """Collect the problems of ``book`` (its name or path) into one exception."""
        self.book = book
        self.problems = tuple(problems)
        super().__init__(_told(Said("the city book %(name)s", name=book), self.problems))


class ContractError(InputError):
    """A contract that cannot be used. ``problems`` holds every one of them, in order."""

    def __init__(self, contract: str, problems: Sequence[Problem]) -> None:
        """Collect the problems of ``contract`` (its name or path) into one exception."""
        self.contract = contract
        self.problems = tuple(problems)
        super().__init__(_told(Said("the contract %(name)s", name=contract), self.problems))


def _told(what: Said, problems: tuple[Problem, ...]) -> Said:
    lines = joined(["", *(problem.said for problem in problems)], between="\n  - ")
    if len(problems) == 1:
        return Said("%(what)s has 1 problem:%(lines)s", what=what, lines=lines)
    return Said(
        "%(what)s has %(count)d problems:%(lines)s", what=what, count=len(problems), lines=lines
    )
