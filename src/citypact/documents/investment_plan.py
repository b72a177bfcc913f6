"""An investment plan as a workbook that a controller can follow: live sums, in both languages.

Sheets, in Swedish and then in English: uses flow by flow, sources, the balance, the tables of
the Climate City Contract's investment plan, and what the published plan states beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Literal

from xlsxwriter import Workbook

from citypact.book import Book
from citypact.choice.investment_plan import InvestmentPlan, investment_plan
from citypact.documents.investment_tables import contract_tables
from citypact.documents.investment_words import say, title_of
from citypact.documents.uses_sheet import PARTS, UsesSheet
from citypact.documents.worksheet import Formula, Page, column
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.result import Result

__all__ = ["write_investment_plan"]

#: Columns of words before the first year, the same on every sheet of years.
_FIRST = len(PARTS)
#: When every workbook says that it was made: the time of writing would change its bytes.
_MADE = datetime(2026, 1, 1, tzinfo=UTC)


def write_investment_plan(book: Book, city: City, result: Result, path: Path) -> None:
    """Write the investment plan of a scenario into a workbook, in Swedish and English.

    The same book gives the same workbook to the last byte.

    Args:
        book: whose indicators the contract's tables show.
        city: made of the book, on the background of the scenario.
        result: of one of its scenarios, with what each measure is worth.
        path: of an ``.xlsx`` file; what stands there is replaced.

    Raises:
        InputError: the result is not of this city.
    """
    plan = investment_plan(city, result)
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        properties = {"title": f"{city.title_en}: {plan.scenario}", "created": _MADE}
        workbook.set_properties(properties)
        for language in ("sv", "en"):
            pages = _Pages(workbook, city, plan, language)
            uses = pages.uses()
            sources = pages.sources()
            pages.balance(uses, sources)
            sheet = UsesSheet(uses.sheet, uses.first, uses.last, len(plan.balance.years))
            contract_tables(pages.page("contract"), book, city, (plan, result, sheet), language)
            pages.stated()


@dataclass(frozen=True)
class _Place:
    """Where a sheet has its rows of years: first and last as Excel counts, and their total."""

    sheet: str
    first: int
    last: int
    total: int


class _Pages:
    """The sheets of one language."""

    def __init__(self, workbook: Workbook, city: City, plan: InvestmentPlan, language: str) -> None:
        self._workbook = workbook
        self._city = city
        self._plan = plan
        self._language = language
        self._years = [int(year) for year in plan.balance.years]

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, key, **values)

    def _titled(self, things: Mapping[str, object], name: str) -> str:
        return title_of(things[name], self._language)

    def page(self, key: str) -> Page:
        """Add the sheet that ``key`` names."""
        scenario = self._titled(self._city.scenarios, self._plan.scenario)
        unit = self._say(
            "unit",
            year=self._plan.price_year,
            last=self._years[-1],
            book=self._plan.book_hash[:12],
        )
        remarks = {
            "contract": [unit, self._say("contract-remark")],
            "stated": [self._say("not-claims")],
        }
        title = self._say(key, scenario=scenario)
        return Page(self._workbook, self._say(f"{key}-sheet"), title, remarks.get(key, [unit]))

    def _head(self, page: Page, *words: str) -> None:
        names = [self._say(word) if word else "" for word in words]
        page.head([*names, *self._years, self._say("sum")])

    def uses(self) -> _Place:
        """Write what the measures cost, a row a flow."""
        page, uses = self.page("uses"), self._plan.uses
        self._head(page, *PARTS)
        rows = [
            (
                [
                    self._titled(self._city.areas, flow.area),
                    self._titled(self._city.measures, flow.measure),
                    self._say(flow.kind),
                    self._titled(self._city.actors, flow.payer),
                    self._say("yes" if flow.in_city_budget else "no"),
                ],
                flow.amount,
            )
            for flow in uses.flows
        ]
        place = self._summed(page, rows, uses.total)
        for key, names in (
            ("beside", [flow.measure for flow in uses.beside]),
            ("undated", uses.undated),
        ):
            titles = [self._titled(self._city.measures, name) for name in dict.fromkeys(names)]
            if titles:
                page.line([self._say(key, measures=", ".join(titles))])
        return place

    def sources(self) -> _Place:
        """Write what is promised, a row a source."""
        page, found = self.page("sources"), self._plan.balance
        self._head(page, "actor", "source", "kind", "bound", "certainty")
        rows = []
        for source in found.sources:
            bound = self._say("anything")
            if source.measure:
                bound = self._titled(self._city.measures, source.measure)
            elif source.area:
                bound = self._titled(self._city.areas, source.area)
            kind = "budget-kind" if source.kind == "budget" else source.kind.replace(" ", "-")
            words = [
                self._titled(self._city.actors, source.actor),
                self._titled(self._city.funding, source.id),
                self._say(kind),
                bound,
                self._say(source.certainty.replace(" ", "-")),
            ]
            rows.append((words, source.amount))
        place = self._summed(page, rows, found.total_sources)
        if not rows:
            page.line([self._say("no-sources")])
        return place

    def _summed(
        self, page: Page, rows: Sequence[tuple[list[str], Floats]], total: Floats
    ) -> _Place:
        """Write rows of years with their sums to the right, and the sum of all below."""
        first = page.row + 1
        for words, series in rows:
            page.line([*words, *map(float, series), self._across(page.row + 1, series)])
        last = page.row
        if not rows:
            # A sum of no rows is a plain zero: there is nothing to refer to.
            zeros = [0.0] * (len(self._years) + 1)
            return _Place(page.name, first, last, page.line(self._words("total", zeros)))
        sums = [
            Formula(f"=SUM({letter}{first}:{letter}{last})", float(value))
            for letter, value in zip(self._letters(), total, strict=True)
        ]
        across = self._across(page.row + 1, total)
        row = page.line(self._words("total", [*sums, across]), total=True)
        return _Place(page.name, first, last, row)

    def _words(self, key: str, cells: Sequence[float | Formula]) -> list[str | float | Formula]:
        return [self._say(key), *[""] * (_FIRST - 1), *cells]

    def _letters(self) -> list[str]:
        return [column(_FIRST + index) for index in range(len(self._years))]

    def _across(self, row: int, series: Floats) -> Formula:
        letters = self._letters()
        return Formula(f"=SUM({letters[0]}{row}:{letters[-1]}{row})", float(series.sum()))

    def balance(self, uses: _Place, sources: _Place) -> None:
        """Write uses against sources, with the gap, and what depends on what."""
        page, plan = self.page("balance"), self._plan
        found, letters = plan.balance, self._letters()
        self._head(page, *[""] * _FIRST)

        def line(key: str, formulas: Sequence[str], series: Floats, *, summed: bool = True) -> int:
            cells: list[float | Formula] = [
                Formula(text, float(value)) for text, value in zip(formulas, series, strict=True)
            ]
            if summed:
                cells.append(self._across(page.row + 1, series))
            return page.line(self._words(key, cells))

        needed = line(
            "uses-row", [f"='{uses.sheet}'!{one}{uses.total}" for one in letters], plan.uses.total
        )
        parts = plan.uses.by("in_city_budget")
        for key, budget, word in (("city-row", "city", "yes"), ("outside-row", "outside", "no")):
            if budget in parts:
                line(key, self._parted(uses, word), parts[budget])
        promised = line(
            "sources-row",
            [f"='{sources.sheet}'!{one}{sources.total}" for one in letters],
            found.total_sources,
        )
        surplus = line(
            "surplus-row",
            [f"={one}{promised}-{one}{needed}" for one in letters],
            found.total_sources - found.total_uses,
        )
        here = page.row + 1
        line(
            "liquidity-row",
            [
                f"={letters[0]}{surplus}",
                *[f"={before}{here}+{one}{surplus}" for before, one in pairwise(letters)],
            ],
            found.liquidity,
            summed=False,
        )
        sheet = UsesSheet(uses.sheet, uses.first, uses.last, len(self._years))
        self._parts(page, sheet, "area", self._city.areas)
        self._parts(page, sheet, "payer", self._city.actors)
        page.heading(self._say("gap-heading"))
        self._gaps(page)

    def _parts(
        self,
        page: Page,
        sheet: UsesSheet,
        part: Literal["area", "payer"],
        things: Mapping[str, object],
    ) -> None:
        """Write the uses by transition area or payer, summed from the sheet of uses."""
        found = self._plan.uses.by(part)
        if not found:
            return
        page.heading(self._say(f"by-{part}"))
        first = page.row + 1
        for name, series in found.items():
            row = page.row + 1
            cells: list[str | float | Formula] = [
                Formula(sheet.by(part, row, letter), float(value))
                for letter, value in zip(self._letters(), series, strict=True)
            ]
            words = [self._titled(things, name), *[""] * (_FIRST - 1)]
            page.line([*words, *cells, self._across(row, series)])
        sums = [
            Formula(f"=SUM({letter}{first}:{letter}{page.row})", float(value))
            for letter, value in zip(self._letters(), self._plan.uses.total, strict=True)
        ]
        whole = self._across(page.row + 1, self._plan.uses.total)
        page.line(self._words("total", [*sums, whole]), total=True)

    def _parted(self, uses: _Place, word: str) -> list[str]:
        """Sums of the uses whose column of the city's budget says ``word``."""
        budget = column(_FIRST - 1)
        said = f"'{uses.sheet}'!${budget}${uses.first}:${budget}${uses.last}"
        return [
            f'=SUMIF({said},"{self._say(word)}",'
            f"'{uses.sheet}'!{one}{uses.first}:{one}{uses.last})"
            for one in self._letters()
        ]

    def _gaps(self, page: Page) -> None:
        plan, found = self._plan, self._plan.balance
        rows = [
            ([self._titled(self._city.areas, name), *[""] * (_FIRST - 1)], series)
            for name, series in found.gap_by_area.items()
        ]
        self._summed(page, rows, found.total_gap)
        page.heading(self._say("certainty-heading"))
        for name, one in plan.by_certainty.items():
            self._plain(page, self._say(name.replace(" ", "-")), one.total_gap)
        page.heading(self._say("failure-heading"))
        for failure in plan.failures:
            self._plain(page, self._titled(self._city.funding, failure.source), failure.gap)
        if not plan.failures:
            page.line([self._say("no-sources")])

    def _plain(self, page: Page, title: str, series: Floats) -> None:
        """Write a row that the model alone can give, with its sum."""
        words = [title, *[""] * (_FIRST - 1)]
        page.line([*words, *map(float, series), self._across(page.row + 1, series)])

    def stated(self) -> None:
        """Write what the published plan states: what counts, and what does not and why."""
        page, stated = self.page("stated"), self._plan.stated
        page.head(["", "", self._say("low"), self._say("high")])
        for key, span in (
            ("counted-investment", stated.investment),
            ("counted-operation", stated.operation),
        ):
            words = [self._say(key), ""]
            page.line([*words, *(span or (self._say("not-stated"),) * 2)])
        page.heading(self._say("not-counted"))
        heads = ("measure", "why", "kind", "claimed", "claimed-unit")
        page.head([self._say(key) for key in heads])
        for one in stated.not_counted:
            page.line(
                [
                    self._titled(self._city.measures, one.measure),
                    one.note_sv if self._language == "sv" else one.note_en,
                    self._say(one.kind),
                    one.value,
                    self._say("msek-year" if one.yearly else "msek"),
                ]
            )
        if not stated.not_counted:
            page.line([self._say("no-data")])
