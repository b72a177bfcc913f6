"""A measure whose words count the same things twice and differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.checks.in_words import NUMBERS
from citypact.contract.checker.figure import shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Things that plans count, in Swedish and English, by one name for both.
_THINGS: Final = {
    "vehicles": r"vehicles?|fordon",
    "machines": r"machines?|maskiner|arbetsmaskiner",
    "buses": r"buses|bussar|elbussar",
    "routes": r"routes?|lines|linjer",
    "projects": r"projects?|projekt",
    "hubs": r"hubs?|hubbar|mobilitetshubbar|mikromobilitetshubbar",
    "km": r"km|kilomet\w+",
    "demonstrators": r"demonstrators?|demonstratorer|systemdemonstratorer",
    "buildings": r"buildings?|byggnader",
    "chargers": r"charg\w+ points?|chargers?|laddpunkter|laddare",
}


#: Columns that say what the measure as a whole is; early outcomes count only a beginning.
_WHOLE = ("title_en", "title_sv", "description_en", "scale", "substituted_energy_text")


@check(
    "count-words",
    severity="warning",
    looks=Words(
        en="a measure whose words count the same things twice and differ",
        sv="en åtgärd vars text räknar samma saker två gånger med olika tal",
    ),
    reference="one quantity has one value",
    mend=Words(
        en="keep one number, or name what each counts",
        sv="behåll ett tal, eller ange vad var och ett räknar",
    ),
    needs={"measures": ("measure_id",)},
)
def count_words(source: Source) -> Iterator[Found | Unchecked]:
    """Counts of one kind of thing in the title, description, scale and what is replaced."""
    for line in source.lines("measures"):
        told: dict[str, list[tuple[str, list[float], str]]] = defaultdict(list)
        for column in _WHOLE:
            for thing, counts, words in _counts(line[column]):
                told[thing].append((column, counts, words))
        for first, *rest in told.values():
            others = [each for each in rest if not _equal(first[1], each[1])]
            if not others:
                continue
            other = others[0]
            yield Found(
                (line.at(first[0]), line.at(other[0])),
                (first[2], other[2]),
                Words(
                    en=f"{line.key} counts {first[2]!r} and {other[2]!r}",
                    sv=f"{line.key} räknar {first[2]!r} och {other[2]!r}",
                ),
            )


def _counts(text: str) -> Iterator[tuple[str, list[float], str]]:
    """Every kind of thing that a cell counts: the numbers, and the words around them."""
    number = rf"(?<![\w.,%])(\d[\d ]*|{'|'.join(NUMBERS)})(?![.,]?\d|\s*%)"
    for thing, pattern in _THINGS.items():
        found = [
            (_number(match.group(1)), match.group())
            for match in re.finditer(
                rf"{number}\s+(?:[^\W\d]+[\s-]+){{0,3}}?(?:{pattern})\b", text, re.IGNORECASE
            )
        ]
        if found:
            yield thing, [each for each, _ in found], "; ".join(words for _, words in found)


def _number(text: str) -> float:
    plain = text.strip().lower()
    return float(NUMBERS.get(plain) or plain.replace(" ", ""))


def _equal(one: list[float], other: list[float]) -> bool:
    """Whether two cells may count the same: any number in common, or sums that round alike."""
    if set(one) & set(other):
        return True
    here, there = sum(one), sum(other)
    low, high = min(here, there), max(here, there)
    zeros = len(f"{low:.0f}") - len(f"{low:.0f}".rstrip("0"))
    near = 0.5 * 10**zeros if zeros > 1 else 0.0
    return shown(here) == shown(there) or (high - low <= near)
