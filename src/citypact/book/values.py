"""From the text of a cell to its value, or to what is wrong with it.

Owns the form of numbers, years, identifiers, choices and lists. What a value means beside
others (a unit that fits, a reference that leads somewhere) is for
:mod:`citypact.book.checks`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from citypact.book.form import Column
from citypact.book.suggestion import did_you_mean, listed
from citypact.book.table import Value
from citypact.said import Said, as_written

__all__ = ["FIRST_YEAR", "LAST_YEAR", "SEPARATOR", "CellFault", "is_number", "read_cell"]

FIRST_YEAR, LAST_YEAR = 1900, 2100
#: Between the members of a list.
SEPARATOR = " | "

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:[ ,.\u00a0\u2009\u202f']\d{3})+(?:[.,]\d+)?")
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass
class CellFault(Exception):  # noqa: N818  a fault of form, caught by the reader and collected
    """What is wrong with one cell: check, sentence, what is allowed, how to mend it."""

    check: str
    message: Said
    allowed: Said
    mend: Said


def is_number(text: str) -> bool:
    """Say whether ``text`` is a number as a book writes it."""
    return _NUMBER.fullmatch(text) is not None


def read_cell(column: Column, text: str) -> Value:
    """Value of a cell that is not empty.

    Args:
        column: the column that the cell stands in.
        text: the cell as written.

    Returns:
        str for text, id, choice, reference and unit; float for a number; int for a year;
        bool for yes and no; a tuple of str for a list.

    Raises:
        CellFault: the text does not have the form of its column.
    """
    return _READERS[column.type](column, text)


def _text(column: Column, text: str) -> str:  # noqa: ARG001  every reader has one shape
    return text


def _id(column: Column, text: str) -> str:
    if _ID.fullmatch(text):
        return text
    plain = re.sub(r"[^a-z0-9.-]+", "-", text.lower().translate(_PLAIN)).strip("-.")
    raise CellFault(
        "id-form",
        Said("%(title)s does not have the form of an identifier", title=column.said),
        Said(
            "lower-case letters a to z, digits, hyphen and full stop, the first a letter or digit"
        ),
        Said("write it as %(plain)r, here and wherever it is referred to", plain=plain)
        if plain
        else Said("choose one"),
    )


_PLAIN = str.maketrans("åäöéüæø", "aaoeuao")


def _number(column: Column, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise _number_fault(text)
    value = float(text)
    if not math.isfinite(value):
        raise CellFault(
            "not-finite",
            Said("the number is too large to compute with"),
            Said("a finite number"),
            Said("check it"),
        )
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise CellFault(
            "bounds",
            Said("%(title)s is outside what it can be", title=column.said),
            _bounds(low, high),
            Said("check the number and its unit"),
        )
    return value


def _bounds(low: float | None, high: float | None) -> Said:
    if high is None:
        return Said("at least %(low)g", low=low or 0.0)
    if low is None:
        return Said("at most %(high)g", high=high)
    return Said("%(low)g to %(high)g", low=low, high=high)


def _number_fault(text: str) -> CellFault:
    allowed = Said("a number such as 1250.5 or -0.7 or 3e-4")
    if text.lower().lstrip("-") in {"nan", "inf", "infinity"}:
        return CellFault(
            "not-finite",
            Said("this is no number that can be computed with"),
            allowed,
            Said("leave the cell empty where there is no figure"),
        )
    if _DECIMAL_COMMA.fullmatch(text):
        return CellFault(
            "decimal-comma",
            Said("the number is written with a decimal comma"),
            allowed,
            Said("write %(text)s", text=text.replace(",", ".")),
        )
    if _GROUPED.fullmatch(text):
        return CellFault(
            "number-form",
            Said("the number is written in groups"),
            allowed,
            Said("write the digits together"),
        )
    return CellFault(
        "number-form",
        Said("this is not a number"),
        allowed,
        Said("write the number alone: the unit has its own column, remarks belong in a note"),
    )


def _year(column: Column, text: str) -> int:
    allowed = Said(
        "a year from %(first)s to %(last)s, in four digits", first=FIRST_YEAR, last=LAST_YEAR
    )
    if not _YEAR.fullmatch(text):
        raise CellFault(
            "year-form",
            Said("%(title)s is not a year", title=column.said),
            allowed,
            Said("write four digits"),
        )
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellFault(
            "year-range",
            Said("%(title)s is an impossible year", title=column.said),
            allowed,
            Said("check the year"),
        )
    return year


def _yes_no(column: Column, text: str) -> bool:
    if text in {"yes", "no"}:
        return text == "yes"
    raise CellFault(
        "yes-no",
        Said("%(title)s is neither yes nor no", title=column.said),
        as_written("yes, no"),
        Said("write yes or no"),
    )


def _choice(column: Column, text: str) -> str:
    if text in column.allowed:
        return text
    raise _choice_fault(column, text)


def _choice_fault(column: Column, text: str) -> CellFault:
    return CellFault(
        "choice",
        Said("%(title)s is not one of the values allowed", title=column.said),
        listed(column.allowed),
        did_you_mean(text, column.allowed) or Said("choose one of the values allowed"),
    )


def _list(column: Column, text: str) -> tuple[str, ...]:
    members = tuple(text.split(SEPARATOR))
    for member in members:
        if column.allowed and member not in column.allowed:
            raise _choice_fault(column, member)
        if not member or member != member.strip() or "|" in member:
            raise CellFault(
                "list-form",
                Said("%(title)s is not a list", title=column.said),
                Said("values separated by ' | ', a bar with one space on either side"),
                Said("write for example: first | second"),
            )
    if len(set(members)) != len(members):
        raise CellFault(
            "list-form",
            Said("the list names a value twice"),
            Said("each value once"),
            Said("name it once"),
        )
    return members


_READERS: dict[str, Callable[[Column, str], Value]] = {
    "id": _id,
    "text": _text,
    "number": _number,
    "year": _year,
    "yes-no": _yes_no,
    "choice": _choice,
    "reference": _text,
    "references": _list,
    "list": _list,
    "unit": _text,
}
