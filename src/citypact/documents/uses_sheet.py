"""The sheet of uses as other sheets refer to it: sums of its rows by what stands in its columns.

A sum names its criteria by the cells that say them, so that a controller can follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from citypact.documents.worksheet import column

__all__ = ["PARTS", "UsesSheet"]

#: What the columns of words say, in their order.
PARTS: Final = ("area", "measure", "kind", "payer", "budget")


@dataclass(frozen=True)
class UsesSheet:
    """Where the sheet has its rows.

    Attributes:
        name: of the sheet.
        first: the first row of a flow, as Excel counts.
        last: the last one; before the first where nothing costs anything.
        years: how many years there are; the column after them is their sum.
    """

    name: str
    first: int
    last: int
    years: int

    def by(self, part: Literal["area", "payer"], row: int, letter: str) -> str:
        """Sum a year's column over the flows whose ``part`` is what cell A of ``row`` says."""
        return f"=SUMIF({self._words(part)},$A{row},{self._range(letter)})"

    def of_measure(self, row: int, part: Literal["kind", "budget"], word: str) -> str:
        """Sum all years of a measure's flows whose ``part`` says ``word``.

        The transition area and the measure stand in the cells A and B of ``row``.
        """
        return (
            f"=SUMIFS({self._range(column(len(PARTS) + self.years))},"
            f"{self._words('area')},$A{row},{self._words('measure')},$B{row},"
            f'{self._words(part)},"{word}")'
        )

    def _words(self, part: str) -> str:
        letter = column(PARTS.index(part))
        return f"'{self.name}'!${letter}${self.first}:${letter}${self.last}"

    def _range(self, letter: str) -> str:
        return f"'{self.name}'!{letter}${self.first}:{letter}${self.last}"
