"""What the parts of the investment plan's page have in common: the plan, its years, its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from citypact.apps.workspace.prepared import NamedTable
from citypact.apps.workspace.tables import Line, table_of
from citypact.choice.investment_plan import InvestmentPlan
from citypact.engine.arrays import Floats
from citypact.figures.table import Cell, Column
from citypact.figures.words import title_of
from citypact.model import City

__all__ = ["UNIT", "InvestmentParts"]

UNIT = "MSEK"


class InvestmentParts:
    """Parts of the page in one language."""

    def __init__(self, city: City, plan: InvestmentPlan, language: str) -> None:
        self.city = city
        self.plan = plan
        self.language = language
        balance = plan.balance
        needed = balance.total_uses + balance.total_sources
        used = [place for place, amount in enumerate(needed) if amount]
        self.first = used[0] if used else 0
        self.years = [int(year) for year in balance.years[self.first :]]

    def title(self, things: Mapping[str, object], name: str) -> str:
        """The title of one of the city's things."""
        return title_of(things[name], self.language)

    def table(
        self, name: str, caption: str, columns: Iterable[Column], lines: Iterable[Line]
    ) -> NamedTable:
        """A table of the page."""
        return NamedTable(name, caption, table_of(tuple(columns), tuple(lines), self.language))

    def yearly(self, row: Floats, *, summed: bool = True) -> tuple[Cell, ...]:
        """A series as cells: the years in which there is money, and the sum."""
        total = float(row.sum()) if summed else None
        return (*map(float, row[self.first :]), total)

    def year_columns(self, first: Column) -> list[Column]:
        """Columns of the years in which there is money, and of their sum."""
        years = [Column(str(year), str(year)) for year in self.years]
        return [first, *years, Column("sum", gettext("Sum"))]
