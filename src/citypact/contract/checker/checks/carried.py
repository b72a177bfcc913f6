"""Measures that commitments carry: one carried twice, or by nobody's promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citypact.contract.checker.figure import read_figure, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

#: Levels are shares of what the measure can do at most.
_WHOLE = 1.0


@check(
    "carried-twice",
    severity="warning",
    looks=Words(
        en="a measure that the commitments of one version carry further than it goes, so that its "
        "tonnes are promised twice",
        sv="en åtgärd som åtagandena i en version tillsammans tar längre än den går, så att samma "
        "ton utlovas två gånger",
    ),
    reference="no tonne is promised twice: the levels of one measure add up to 1 at most",
    mend=Words(
        en="split the level between the commitments, or let one carry it",
        sv="dela upp nivån mellan åtagandena, eller låt ett bära den",
    ),
    needs={"commitment_measures": ("measure", "level")},
)
def carried_twice(source: Source) -> Iterator[Found | Unchecked]:
    """Levels of one measure, added over the commitments of a version."""
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in source.lines("commitment_measures"):
        groups[line["version"], line["measure"]].append(line)
    for (_, measure), lines in groups.items():
        levels = [each.value for line in lines if (each := read_figure(line["level"]))]
        if len(lines) < 2 or sum(levels) <= _WHOLE + 1e-9:  # noqa: PLR2004  one carries it alone
            continue
        yield Found(
            tuple(line.at("level") for line in lines),
            (shown(sum(levels)), "1"),
            Words(
                en=f"{measure} is carried to {shown(sum(levels))} by "
                f"{', '.join(line['commitment'] for line in lines)}",
                sv=f"{measure} bärs till {shown(sum(levels))} av "
                f"{', '.join(line['commitment'] for line in lines)}",
            ),
        )
