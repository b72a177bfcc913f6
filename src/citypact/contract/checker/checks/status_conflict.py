"""Statuses of one thing that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citypact.contract.checker.checks.status import stage
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.registry import check
from citypact.contract.checker.source import Source

#: Stages so far apart cannot be two words for one.
_APART = 2


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
