"""Statuses of one thing that contradict each other, and policies that have run out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Stages of work by the words that tell them, the furthest first: one word decides.
_STAGES: Final = (
    (4, r"being implemented|implementation|in operation|operational|genomför|i drift"),
    (3, r"complete|finished|adopted|klar\b|färdig|antagen|beslutad"),
    (2, r"draft|finalising|finalizing|first iteration|under revision|utkast|slutför"),
    (1, r"early|started|initiated|begun|tidig|påbörjad"),
    (0, r"not started|planned|idea|ej påbörjad|planerad"),
)
#: Words that put a stage off: what is due, or not yet, is no further than a draft.
_AHEAD = re.compile(r"\b(due|not yet|expected|will be|before end|ska vara|väntas)\b", re.IGNORECASE)
#: Stages so far apart cannot be two words for one.
_APART = 2


def stage(text: str) -> int | None:
    """How far a status says that work has come, 0 to 4; None where no word tells it."""
    if _AHEAD.search(text):
        return None
    for level, pattern in _STAGES:
        if re.search(pattern, text, re.IGNORECASE):
            return level
    return None


@check(
    "status-conflict",
    severity="warning",
    looks=Words(
        en="statuses of one thing that contradict each other",
        sv="uppgifter om läget för en och samma sak som motsäger varandra",
    ),
    reference="one thing has one status at a time",
    mend=Words(en="state one status, with its date", sv="ange ett läge, med datum"),
    needs={},
)
def status_conflict(source: Source) -> Iterator[Found | Unchecked]:
    """Columns of one row whose names begin alike and hold ``status``."""
    for table, sheet in source.sheets.items():
        columns = [name for name in sheet.columns if re.match(r"\w*status_", name)]
        columns = [name for name in columns if not name.endswith(("_sv", "_en"))]
        if len(columns) < 2:  # noqa: PLR2004  one status contradicts nothing
            continue
        for line in source.lines(table):
            staged = [(level, name) for name in columns if (level := stage(line[name])) is not None]
            if not staged or max(staged)[0] - min(staged)[0] < _APART:
                continue
            low, high = min(staged), max(staged)
            yield Found(
                tuple(line.at(name) for _, name in staged),
                tuple(line[name] for _, name in staged),
                Words(
                    en=f"{line.key} is {line[low[1]]!r} and {line[high[1]]!r}",
                    sv=f"{line.key} är {line[low[1]]!r} och {line[high[1]]!r}",
                ),
            )


@check(
    "policy-expired",
    severity="note",
    looks=Words(
        en="a policy that has run out before the year of the document that relies on it",
        sv="ett styrdokument som har löpt ut före året för det dokument som stöder sig på det",
    ),
    reference="NetZeroCities, Climate City Contract: Action Plan, A-2.1",
    mend=Words(
        en="name what replaces it, or say that it is history",
        sv="ange vad som ersätter det, eller säg att det är historik",
    ),
    needs={"policies": ("year_or_period",)},
)
def policy_expired(source: Source) -> Iterator[Found | Unchecked]:
    """The last year of a stated period against the document's year."""
    year = source.year
    if year is None:
        yield Unchecked(
            Words(en="the document's year is not told", sv="dokumentets år framgår inte")
        )
        return
    for line in source.lines("policies"):
        match = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{2,4})", line["year_or_period"])
        if not match:
            continue
        last = int(match.group(1)[: 4 - len(match.group(2))] + match.group(2))
        if int(match.group(1)) < last < year:
            name = line.first("name_en", "name_sv")
            yield Found(
                (line.at("year_or_period"),),
                (line["year_or_period"], str(year)),
                Words(
                    en=f"{name} ran out in {last}, before {year}",
                    sv=f"{line.first('name_sv', 'name_en')} löpte ut {last}, före {year}",
                ),
            )
