"""Footnotes: the number behind a word, and the line further down that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citypact.contract.text.line import Kind, Line, ends_sentence

__all__ = ["Footnote", "find_footnotes", "markers"]

#: Behind a word, a bracket, a quotation mark or a full stop, and before no word or figure.
_MARKER = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)”\"’])|(?<=[”\"’)][,.])|(?<=[^\W\d_][,.]))([1-9]\d?)(?![\w%])"
)
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
#: What is written with a figure behind it and is no footnote.
_WORDS_WITH_FIGURE = re.compile(r"\b(?:CO2e?|N2O|CH4|H2|NO2|PM\d|[kcdm]?m[23]|COVID-?19)\b")
_NOTE = re.compile(r"([1-9]\d?)[ \t]+(\S.*)")
#: A footnote's number is at most so much above the last one that the copy has.
LARGEST_STEP = 3


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote.

    Attributes:
        number: as printed.
        text: what it says.
        line: its first line.
        clause: number of the clause whose text leads to it; empty where the copy lost the mark.
        marker: line of the text that leads to it; 0 where the copy lost the mark.
    """

    number: int
    text: str
    line: int
    clause: str
    marker: int


def markers(text: str) -> Iterator[int]:
    """The numbers of footnotes that a line of text leads to.

    >>> list(markers("the programme2 cuts CO2 by 2030."))
    [2]
    """
    plain = _WORDS_WITH_FIGURE.sub(lambda found: " " * len(found.group()), text)
    for found in _MARKER.finditer(plain.translate(_SUPERSCRIPT)):
        yield int(found[1])


def find_footnotes(lines: Sequence[Line]) -> tuple[list[Footnote], list[tuple[int, int]]]:
    """Mark the lines of footnotes; lines of headings, contents and furniture are known.

    Returns:
        The footnotes in order; and each number that the text leads to and that the copy has no
        footnote for, with the line that leads there.
    """
    body = [line for line in lines if line.kind is Kind.BODY]
    led: dict[int, Line] = {}
    notes: list[tuple[int, list[Line], Line | None]] = []
    last, unfinished = 0, False
    for place, line in enumerate(body):
        found = _NOTE.fullmatch(line.bare.translate(_SUPERSCRIPT))
        number = int(found[1]) if found else 0
        if found and number in led and last < number <= last + LARGEST_STEP:
            line.kind = Kind.FOOTNOTE
            notes.append((number, [line], led[number]))
            last = number
            continue
        before = body[place - 1] if place else None
        if not unfinished and _goes_on(notes, line, before):
            line.kind = Kind.FOOTNOTE
            notes[-1][1].append(line)
            continue
        unfinished = not ends_sentence(line.bare)
        for marker in markers(line.text):
            led.setdefault(marker, line)
    have = {number for number, _, _ in notes}
    lost = [
        (number, line.number)
        for number, line in sorted(led.items())
        if number not in have and number < last
    ]
    return [_footnote(*note) for note in notes], lost


def _goes_on(
    notes: Sequence[tuple[int, list[Line], Line | None]], line: Line, before: Line | None
) -> bool:
    """Whether ``line`` is the rest of the footnote that ``before`` belongs to."""
    return (
        before is not None
        and bool(notes)
        and notes[-1][1][-1] is before
        and line.bare[:1].islower()
        and not ends_sentence(before.bare)
    )


def _footnote(number: int, lines: Sequence[Line], marker: Line | None) -> Footnote:
    text = " ".join(line.bare for line in lines)
    text = re.sub(r"^\S+[ \t]+", "", text)
    return Footnote(
        number,
        text,
        lines[0].number,
        marker.clause if marker else "",
        marker.number if marker else 0,
    )
