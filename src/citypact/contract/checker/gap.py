"""The emissions gap table of a Climate City Contract, its columns told by what they hold.

Cities name the columns with the years of their own plan, and the two forms of the table have
different ones; each is found by a pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from citypact.contract.checker.figure import Figure, read_figure
from citypact.contract.checker.inventory import is_whole
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

__all__ = ["GapTable", "gap_table"]

_PATTERNS: Final = {
    "baseline": r"baseline(_emissions)?(_\d{4})?",
    "baseline_share": r"baseline_share_pct\w*",
    "residual": r"residual(_emissions)?(_\d{4})?(_target)?",
    "residual_share": r"residual_share_pct\w*",
    "required": r"(required_reduction|(emissions_)?reduction_target)(_\d{4})?",
    "existing": r"reduction_(in|through)_(existing_strategies|other_(action_)?plans)(_\d{4})?",
    "existing_share": r"printed_pct_of_reduction_column|reduction_share_pct\w*",
    "plan": r"reduction_(in|through)_(the_)?(ccc|action_plan)\w*",
    "remaining": r"remaining(_\d{4})?\w*",
    "gap": r"emissions_gap",
}


@dataclass(frozen=True, slots=True)
class GapTable:
    """The table.

    Attributes:
        columns: by what they hold, the name of the column; those that are there.
        sectors: its rows but the total.
        total: its total, where there is one.
        year: of the baseline, where the column names it.
    """

    columns: dict[str, str]
    sectors: tuple[Line, ...]
    total: Line | None
    year: str

    def figure(self, line: Line, what: str) -> Figure | None:
        """What a row states of ``what``; None where it states no number."""
        column = self.columns.get(what)
        return read_figure(line[column]) if column else None


def gap_table(source: Source) -> GapTable:
    """The gap table of a source that has one."""
    sheet = source.sheets["emissions_gap"]
    columns = {what: sheet.like(pattern) for what, pattern in _PATTERNS.items()}
    columns = {what: column for what, column in columns.items() if column}
    wholes = [line for line in sheet.lines if is_whole(line.first("sector_en", "sector"))]
    sectors = tuple(line for line in sheet.lines if line not in wholes)
    year = re.search(r"\d{4}", columns.get("baseline", ""))
    total = wholes[0] if len(wholes) == 1 else None
    return GapTable(columns, sectors, total, year.group() if year else "")
