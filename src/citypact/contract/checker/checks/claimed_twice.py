"""The same tonnes or money claimed by two measures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from citypact.contract.checker.checks.claims import REDUCTION, outlines_of
from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

_TITLES = ("title_en", "title_sv")


#: How alike two titles must be to be of one action: shared words ÷ words of the shorter.
_ALIKE: Final = 0.6


#: From so many tonnes, and so many digits, two equal claims are one.
_LARGE: Final = 10_000.0


_EXACT: Final = 3


@check(
    "claimed-twice",
    severity="error",
    looks=Words(
        en="the same tonnes or money claimed by two measures",
        sv="samma ton eller pengar som utlovas av två åtgärder",
    ),
    reference="GHG Protocol Policy and Action Standard, chapter 8: overlap; no tonne is cut twice",
    mend=Words(
        en="count it in one place and refer to it from the other",
        sv="räkna det på ett ställe och hänvisa dit från det andra",
    ),
    needs={"measures": ("measure_id",)},
)
def claimed_twice(source: Source) -> Iterator[Found | Unchecked]:
    """Two outlines of equal figures that also name one action, or agree in tonnes and money."""
    costs = [
        name
        for name in source.sheets["measures"].columns
        if re.match(r"capex_\w*(low|high)|opex_", name)
    ]
    outlines = outlines_of(source)
    usual = _usual_words(outlines)
    for one, other in _candidates(outlines, [REDUCTION, *costs]):
        tonnes = _same(one, other, REDUCTION)
        money = [name for name in costs if _same(one, other, name)]
        linked = other["parent_id"] == one["measure_id"] or one["parent_id"] == other["measure_id"]
        same_action = linked or _alike(one, other, usual) or (tonnes and _telling(one))
        capital = any(name.startswith("capex") for name in money)
        if not (tonnes and capital) and not (same_action and (tonnes or money)):
            continue
        columns = [*([REDUCTION] if tonnes else []), *money]
        titles = (one.first("title_en", "title_sv"), other.first("title_en", "title_sv"))
        values = tuple(f"{name}: {one[name]}" for name in columns)
        yield Found(
            tuple(line.at(name) for name in columns for line in (one, other)),
            values,
            Words(
                en=f"{titles[0]!r} and {titles[1]!r} claim the same: {', '.join(values)}",
                sv=f"{titles[0]!r} och {titles[1]!r} utlovar samma: {', '.join(values)}",
            ),
        )


def _candidates(lines: list[Line], columns: list[str]) -> list[tuple[Line, Line]]:
    """Pairs that have a figure in common, in the order of the table; the others need no look."""
    groups: dict[tuple[str, float], list[Line]] = defaultdict(list)
    for line in lines:
        for name in columns:
            figure = read_figure(line[name])
            if figure is not None and figure.value:
                groups[name, figure.value].append(line)
    pairs = {
        (one.number, other.number): (one, other)
        for group in groups.values()
        for one, other in combinations(group, 2)
    }
    return [pairs[place] for place in sorted(pairs)]


def _telling(line: Line) -> bool:
    """Whether a reduction is so exact and so large that two measures do not share it by chance."""
    figure = read_figure(line[REDUCTION])
    digits = re.sub(r"\D", "", line[REDUCTION]).strip("0")
    return figure is not None and figure.value >= _LARGE and len(digits) >= _EXACT


def _same(one: Line, other: Line, column: str) -> bool:
    here, there = read_figure(one[column]), read_figure(other[column])
    return bool(here and there and here.value and here.value == there.value)


def _title_words(line: Line, column: str) -> set[str]:
    return set(re.findall(r"\w{4,}", line[column].lower()))


def _usual_words(lines: list[Line]) -> set[str]:
    """Words of more titles than two: they tell no action from another."""
    counts = Counter(
        word for line in lines for name in _TITLES for word in _title_words(line, name)
    )
    return {word for word, count in counts.items() if count > 2}  # noqa: PLR2004  more than two


def _alike(one: Line, other: Line, usual: set[str]) -> bool:
    for column in _TITLES:
        first, second = (_title_words(line, column) - usual for line in (one, other))
        if first and second and len(first & second) / min(len(first), len(second)) >= _ALIKE:
            return True
    return False
