"""The fifteen tables of a Climate City Contract's investment plan, as far as the book fills them.

A table for which the book has no data says so, as the template asks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from citypact.book import Book
from citypact.choice.abatement import MeasureAbatement
from citypact.choice.investment_plan import InvestmentPlan
from citypact.choice.scenario_abatement import scenario_abatement
from citypact.documents.investment_words import say, title_of
from citypact.documents.uses_sheet import UsesSheet
from citypact.documents.worksheet import Cell, Formula, Page, column
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.result import Result

__all__ = ["contract_tables"]

#: Kinds of decision-makers, in the order of the columns of the table by stakeholder.
_AUTHORITIES = ("board", "municipal company", "region", "state", "eu", "business", "household")
#: Those whose money is public.
_PUBLIC = ("board", "municipal company", "region", "state", "eu")
#: How pressing it is that a source may not come, by how sure it is.
_PRIORITIES = {"decided": "low-risk", "applied for": "medium-risk", "intended": "high-risk"}
#: How many of the largest investments are told as capital-intensive projects.
_LARGEST = 10
_TONNES = 1000.0
_PER_CENT = 100.0


def _worth(city: City, result: Result) -> dict[str, MeasureAbatement]:
    """What each measure cuts and costs by fair share; nothing where society has no rate."""
    society = next((one for one in city.perspectives.values() if one.kind == "society"), None)
    if society is None or society.rate is None or result.society is None:
        return {}
    rate = society.rate.value
    found = scenario_abatement(city, result.scenario, "fair-share", rate, seed=result.seed)
    steps = (*found.curve.saving, *found.curve.costly)
    return {one.id: one for one in (*(step.measure for step in steps), *found.curve.beside)}


def contract_tables(
    page: Page, book: Book, city: City, run: tuple[InvestmentPlan, Result, UsesSheet], language: str
) -> None:
    """Write the tables T1 to T15 below each other; ``run`` is a plan with its result and uses."""
    tables = _Tables(page, book, city, run, language)
    filled: dict[str, Callable[[], None]] = {
        "t4": tables.capital_sources,
        "t6": tables.costing,
        "t7": tables.projects,
        "t8": tables.by_stakeholder,
        "t9": tables.capital_planning,
        "t10": tables.indicators,
        "t11": tables.financial_indicators,
        "t13": tables.risks,
        "t14": tables.stakeholders,
    }
    for key in (f"t{number}" for number in range(1, 16)):
        page.heading(say(language, key))
        filled.get(key, tables.nothing)()


class _Tables:
    """The tables of one language; each row of a measure is one of :attr:`measures`."""

    def __init__(
        self,
        page: Page,
        book: Book,
        city: City,
        run: tuple[InvestmentPlan, Result, UsesSheet],
        language: str,
    ) -> None:
        plan, self._result, self._uses = run
        self._page, self._book, self._city, self._plan = page, book, city, plan
        self._language = language
        self._year = int(plan.balance.years[-1])
        self._needed = plan.uses.by("measure")
        self._measures = sorted(self._needed, key=lambda name: (plan.balance.areas[name], name))
        self._worth = _worth(city, self._result)

    def _say(self, key: str) -> str:
        return say(self._language, key, year=self._year)

    def _head(self, *keys: str) -> None:
        self._page.head([self._say(key) for key in keys])

    def nothing(self) -> None:
        """Say that the book has no data."""
        self._page.line([self._say("no-data")])

    def _named(self, measure: str) -> list[Cell]:
        area = self._city.areas[self._plan.balance.areas[measure]]
        return [
            title_of(area, self._language),
            title_of(self._city.measures[measure], self._language),
        ]

    def _paid(self, measure: str, *, kind: str = "", authority: str = "") -> Floats:
        """What a measure costs of one kind, or to one kind of payer, MSEK a year."""
        return sum(
            (
                flow.amount
                for flow in self._plan.uses.flows
                if flow.measure == measure
                and kind in ("", flow.kind)
                and authority in ("", self._city.actors[flow.payer].authority)
            ),
            np.zeros(len(self._plan.balance.years)),
        )

    def capital_sources(self) -> None:
        """T4: each source of funds with its size, level and conditions."""
        self._head("capital-type", "source", "level", "conditions", "size")
        funding = self._city.funding
        for source in self._plan.balance.sources:
            kind = "budget-kind" if source.kind == "budget" else source.kind.replace(" ", "-")
            found = funding[source.id]
            told = found.conditions_sv if self._language == "sv" else found.conditions_en
            public = self._city.actors[source.actor].authority in _PUBLIC
            self._page.line(
                [
                    self._say(kind),
                    title_of(found, self._language),
                    self._say("public" if public else "private"),
                    told or self._say("not-stated"),
                    float(source.amount.sum()),
                ]
            )
        if not self._plan.balance.sources:
            self.nothing()

    def costing(self) -> None:
        """T6: capex, opex, tonnes and co-benefits of every measure that costs something."""
        self._head("area", "measure", "capex", "opex", "impact", "effectiveness", "benefits")
        first = self._page.row + 1
        invested = yearly = 0.0
        for name in self._measures:
            capex, opex = self._costs(name)
            invested, yearly = invested + capex, yearly + opex
            self._page.line(
                [
                    *self._named(name),
                    self._invested(capex),
                    opex,
                    self._impact(name),
                    self._effectiveness(name),
                    self._benefit(name),
                ]
            )
        self._totals(first, [invested, yearly])

    def _costs(self, measure: str) -> tuple[float, float]:
        """Investment over the plan, and what else is paid in its last year."""
        capex = self._paid(measure, kind="investment")
        capital = capex + self._paid(measure, kind="replacement")
        return float(capex.sum()), float((self._needed[measure] - capital)[-1])

    def _invested(self, capex: float) -> Formula:
        """The investment of the measure of the next row, summed from the sheet of uses."""
        row, word = self._page.row + 1, self._say("investment")
        return Formula(self._uses.of_measure(row, "kind", word), capex)

    def _totals(self, first: int, sums: list[float]) -> None:
        """Write the sums of the columns after the two of words."""
        last = self._page.row
        if last < first:
            self.nothing()
            return
        cells = [
            Formula(f"=SUM({column(index)}{first}:{column(index)}{last})", value)
            for index, value in enumerate(sums, start=2)
        ]
        self._page.line([self._say("total"), "", *cells], total=True)

    def _impact(self, measure: str) -> Cell:
        place = self._result.years.tolist().index(self._year)
        for effect in self._result.measures:
            if effect.id == measure and effect.computable:
                return float(effect.share[place]) * _TONNES
        return self._say("not-computed")

    def _effectiveness(self, measure: str) -> Cell:
        """SEK a tonne by fair share; in words where a cost per tonne would mislead."""
        worth = self._worth.get(measure)
        if worth is None:
            return self._say("not-computed")
        if worth.abatement <= 0.0 or worth.divisor <= 0.0:
            return self._say("cuts-nothing")
        cost = worth.cost_per_tonne
        return self._say("pays") if cost is None else cost

    def _benefit(self, measure: str) -> Cell:
        found = [
            float(flow.amount[-1])
            for flow in self._plan.uses.beside
            if flow.measure == measure and flow.kind == "co-benefit"
        ]
        return sum(found) if found else self._say("not-stated")

    def projects(self) -> None:
        """T7: the largest investments, with who pays for them."""
        self._head("area", "measure", "capex", "opex", "effectiveness", "split")
        invested = {name: self._costs(name) for name in self._measures}
        largest = sorted(invested, key=lambda name: (-invested[name][0], name))[:_LARGEST]
        for name in (name for name in largest if invested[name][0] > 0.0):
            self._page.line(
                [
                    *self._named(name),
                    self._invested(invested[name][0]),
                    invested[name][1],
                    self._effectiveness(name),
                    ", ".join(self._payers(name)),
                ]
            )
        if not any(capex > 0.0 for capex, _ in invested.values()):
            self.nothing()

    def _payers(self, measure: str) -> list[str]:
        payers = dict.fromkeys(
            flow.payer
            for flow in self._plan.uses.flows
            if flow.measure == measure and flow.kind == "investment"
        )
        return [title_of(self._city.actors[name], self._language) for name in payers]

    def by_stakeholder(self) -> None:
        """T8: what each measure costs each kind of payer, over the plan."""
        keys = [authority.replace(" ", "-") for authority in _AUTHORITIES]
        self._head("area", "measure", *keys, "total")
        first = self._page.row + 1
        sums = np.zeros(len(_AUTHORITIES))
        left, right = column(2), column(1 + len(_AUTHORITIES))
        for name in self._measures:
            costs = [float(self._paid(name, authority=one).sum()) for one in _AUTHORITIES]
            sums += costs
            row = self._page.row + 1
            across = Formula(f"=SUM({left}{row}:{right}{row})", float(sum(costs)))
            self._page.line([*self._named(name), *costs, across])
        self._totals(first, [*map(float, sums), float(sums.sum())])

    def capital_planning(self) -> None:
        """T9: cost to the municipality and to others, and the share that is covered."""
        self._head("area", "measure", "city-cost", "other-cost", "covered", "share-covered")
        first = self._page.row + 1
        sums = np.zeros(3)
        for name in self._measures:
            whole = float(self._needed[name].sum())
            inside = float(
                sum(self._paid(name, authority=one).sum() for one in ("board", "municipal company"))
            )
            covered = float(self._plan.balance.covered[name].sum())
            sums += (inside, whole - inside, covered)
            row = self._page.row + 1
            share: Cell = self._say("not-stated")
            if whole > 0.0:
                share = Formula(f"=100*E{row}/(C{row}+D{row})", _PER_CENT * covered / whole)
            parts = [
                Formula(self._uses.of_measure(row, "budget", self._say(word)), value)
                for word, value in (("yes", inside), ("no", whole - inside))
            ]
            self._page.line([*self._named(name), *parts, covered, share])
        self._totals(first, [*map(float, sums)])

    def indicators(self) -> None:
        """T10: each indicator with its first outcome and its target for the plan's last year."""
        rows = self._book.tables["indicators"].rows
        if not rows:
            self.nothing()
            return
        self._head("area", "indicator", "indicator-unit", "baseline", "target")
        for row in rows:
            values = [
                one
                for one in self._book.tables["indicator_values"].rows
                if one.text("indicator") == row.key
            ]
            outcomes = sorted(
                (one.year("year") or 0, one.number("value") or 0.0)
                for one in values
                if one.text("kind") == "outcome"
            )
            targets = [
                one.number("value")
                for one in values
                if one.text("kind") == "target" and one.year("year") == self._year
            ]
            area = self._city.areas.get(row.text("area"))
            self._page.line(
                [
                    title_of(area, self._language) if area else self._say("not-stated"),
                    row.text(f"title_{self._language}"),
                    row.text(f"unit_text_{self._language}"),
                    outcomes[0][1] if outcomes else self._say("not-stated"),
                    targets[0] if targets else self._say("not-stated"),
                ]
            )

    def financial_indicators(self) -> None:
        """T11: of each area, which part of what it needs is promised; the target is all of it."""
        found = self._plan.balance
        areas = sorted(set(found.areas.values()))
        if not areas:
            self.nothing()
            return
        self._head("area", "indicator", "indicator-unit", "promised-now", "target")
        for area in areas:
            names = [name for name, of in found.areas.items() if of == area]
            needed = float(sum(found.uses[name].sum() for name in names))
            covered = float(sum(found.covered[name].sum() for name in names))
            self._page.line(
                [
                    title_of(self._city.areas[area], self._language),
                    self._say("covered-indicator"),
                    "%",
                    _PER_CENT * covered / needed if needed > 0.0 else self._say("not-stated"),
                    _PER_CENT,
                ]
            )

    def risks(self) -> None:
        """T13: of each source of funds, what it means that it does not come, and how sure it is."""
        if not self._plan.failures:
            self.nothing()
            return
        self._head("area", "source", "risk", "gap-grows", "priority", "mitigation")
        for failure in self._plan.failures:
            source = self._city.funding[failure.source]
            measure = self._city.measures.get(source.measure)
            area = self._city.areas.get(source.area or (measure.area if measure else ""))
            self._page.line(
                [
                    title_of(area, self._language) if area else self._say("all-areas"),
                    title_of(source, self._language),
                    self._say("does-not-come"),
                    float(failure.gap.sum()),
                    self._say(_PRIORITIES[source.certainty]),
                    self._say("not-stated"),
                ]
            )

    def stakeholders(self) -> None:
        """T14: what each payer is to invest; how it is to be engaged the book does not say."""
        self._head("stakeholder", "network", "required")
        payers = sorted({flow.payer for flow in self._plan.uses.flows})
        first, total = self._page.row + 1, 0.0
        for payer in payers:
            invested = float(
                sum(
                    flow.amount.sum()
                    for flow in self._plan.uses.flows
                    if flow.payer == payer and flow.kind == "investment"
                )
            )
            total += invested
            title = title_of(self._city.actors[payer], self._language)
            self._page.line([title, self._say("not-stated"), invested])
        self._totals(first, [total])
