"""The page on which a contract is signed: place and date, and a line for each who signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citypact.contract.text.line import Kind, Line

__all__ = ["PLACE_AND_DATE", "Signature", "mark_signatures", "signatures"]

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october)"
)
#: Such as ``Stockholm 2023-12-08`` or ``Lund den 8 december 2023``.
PLACE_AND_DATE = re.compile(
    rf"[^\W\d_][^\W\d_]+(?:[ -][^\W\d_]+)?,?[ ]+(?:den[ ]+)?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[ ]+{_MONTH}[ ]+\d{{4}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A line of the page of signatures: for which party somebody signs. It keeps no person."""

    party: str
    line: int


#: A line of who signs is no longer.
LONGEST_SIGNATURE = 120


def mark_signatures(lines: Sequence[Line], numbers: Sequence[str]) -> None:
    """Mark the signatures: the short lines after place and date in the last numbered clause."""
    last = next((number for number in reversed(numbers) if number[0].isdigit()), "")
    dated = False
    for line in lines:
        if line.clause != last or line.kind is not Kind.BODY:
            continue
        text = line.bare
        found = PLACE_AND_DATE.match(text)
        if found is not None:
            dated = True
            if found.end() == len(text):
                line.kind = Kind.SIGNATURE
        elif dated and len(text) <= LONGEST_SIGNATURE and not text.endswith((".", ":", ";")):
            line.kind = Kind.SIGNATURE


def signatures(lines: Iterable[Line], names: Sequence[str]) -> tuple[Signature, ...]:
    """Who signs, line by line.

    Args:
        lines: of the text, the signatures among them marked.
        names: of the parties; where there are none, what stands behind the last comma is one.
    """
    return tuple(
        Signature(party, line.number)
        for line in lines
        if line.kind is Kind.SIGNATURE and (party := _signing(line.bare, names))
    )


def _signing(text: str, names: Sequence[str]) -> str:
    if PLACE_AND_DATE.fullmatch(text):
        return ""
    ending = [name for name in names if text.casefold().endswith(name.casefold())]
    if ending:
        return max(ending, key=len)
    head, comma, party = text.rpartition(",")
    return party.strip() if comma and head else ""
