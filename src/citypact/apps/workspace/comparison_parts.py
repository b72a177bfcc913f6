"""What the parts of the page that compares plans have in common: the two plans, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citypact.apps.workspace.prepared import NamedTable
from citypact.apps.workspace.tables import Line, table_of
from citypact.choice.comparison import Comparison
from citypact.figures.numbers import write_number
from citypact.figures.table import Column
from citypact.figures.words import title_of
from citypact.model import City

__all__ = ["PER_CENT", "UNIT", "ComparisonParts"]

UNIT = "MSEK"
PER_CENT = 100.0
#: What is less than this part is rounding, and not written out.
_LEAST = 1e-6


class ComparisonParts:
    """Parts of the page in one language."""

    def __init__(self, city: City, found: Comparison, language: str) -> None:
        self.city = city
        self.found = found
        self.language = language
        self.year = city.targets[found.target].year
        self.place = self.year - city.base_year

    def money(self, value: float) -> str:
        """Write an amount of money."""
        return write_number(value, UNIT, self.language, size=1.0)

    def kt(self, value: float) -> str:
        """Write an amount of emissions."""
        return write_number(value, "kt", self.language, size=1.0)

    def title(self, things: Mapping[str, object], name: str) -> str:
        """The title of one of the city's things."""
        return title_of(things[name], self.language)

    def table(
        self, name: str, caption: str, columns: Iterable[Column], lines: Iterable[Line]
    ) -> NamedTable:
        """A table of the page."""
        return NamedTable(name, caption, table_of(tuple(columns), tuple(lines), self.language))

    def percent(self, fraction: float) -> str:
        """Write a part in per cent; what is rounding is not written out."""
        least = write_number(PER_CENT * _LEAST, "%", self.language)
        told = write_number(PER_CENT * fraction, "%", self.language)
        return f"< {least}" if 0.0 < fraction < _LEAST else told
