"""The page of the investment plan: what the contract costs, who pays, what is promised, what fails.

Everything is picked from the plan and written; nothing is computed but sums of its series.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from citypact.apps.workspace.investment_parts import UNIT, InvestmentParts
from citypact.apps.workspace.investment_payers import PayersParts
from citypact.apps.workspace.investment_sources import SourcesParts
from citypact.apps.workspace.places import INVESTMENT, WORKBOOK
from citypact.apps.workspace.prepared import KeyFigure, NamedTable, PreparedPart, PreparedReport
from citypact.apps.workspace.tables import Line, exact
from citypact.choice.decision_basis import DecisionBasis
from citypact.figures.numbers import write_digits
from citypact.figures.table import Column
from citypact.figures.words import title_of
from citypact.model import City

__all__ = ["investment_report"]


def investment_report(
    city: City,
    basis: DecisionBasis,
    lacking: Mapping[str, str],
    language: str,
    pages: tuple[str, ...],
) -> PreparedReport:
    """Write the page in ``language``, which is also the language that Django is told.

    Args:
        city: whose plan it is.
        basis: with the plan of its contract.
        lacking: by the id of a figure that cannot be drawn, why.
        language: ``sv`` or ``en``.
        pages: names of all pages of the city.
    """
    plan = basis.investment
    page = _UsesParts(city, plan, language)
    payers = PayersParts(city, plan, language)
    sources = SourcesParts(city, plan, language)
    parts = [
        _with_figure("funding", lacking, (page.by_year(),)),
        page.by_area(),
        payers.by_payer(),
        _with_figure("payers", lacking, sentences=payers.not_seen(basis.gains)),
        payers.households(basis.households),
        page.by_measure(),
        sources.sources(),
        sources.failures(),
        sources.stated(),
        page.file(),
    ]
    scenario = title_of(city.scenarios[plan.scenario], language)
    return PreparedReport(
        name=INVESTMENT,
        language=language,
        title=gettext("Investment plan"),
        lead=gettext(
            "%(scenario)s: what the measures cost year by year, who is to pay, what money is "
            "promised, and what is short. Million kronor in prices of %(year)s."
        )
        % {"scenario": scenario, "year": plan.price_year},
        key_figures=page.key_figures(),
        parts=tuple(part for part in parts if part is not None),
        pages=pages,
    )


def _with_figure(
    figure: str,
    lacking: Mapping[str, str],
    tables: tuple[NamedTable, ...] = (),
    sentences: Iterable[str] = (),
) -> PreparedPart:
    """The part that shows a figure; its heading is the figure's own."""
    return PreparedPart(
        figure,
        "",
        tuple(sentences),
        figure=figure,
        lacking=lacking.get(figure, ""),
        tables=tables,
    )


class _UsesParts(InvestmentParts):
    """What the measures cost, and when."""

    def key_figures(self) -> tuple[KeyFigure, ...]:
        """Cost, promise and shortfall over the plan."""
        balance = self.plan.balance
        cost, promised, short = (
            float(row.sum())
            for row in (balance.total_uses, balance.total_sources, balance.total_gap)
        )
        words = {
            "first": self.years[0],
            "last": self.years[-1],
            "flows": len(self.plan.uses.flows),
            "sources": len(balance.sources),
        }
        found = (
            (
                "cost",
                cost,
                gettext("What the measures cost from %(first)s to %(last)s."),
                gettext("The sum of %(flows)s flows of money, laid out as each measure grows."),
            ),
            (
                "money-promised",
                promised,
                gettext("What somebody has decided, applied for or intends to bring."),
                gettext("The sum of %(sources)s sources, each spread evenly over its years."),
            ),
            (
                "short",
                short,
                gettext("What nobody has promised for the year in which it is needed."),
                gettext("What the measures need in a year less what the sources can pay then."),
            ),
        )
        return tuple(
            KeyFigure(
                id=name,
                value=f"{write_digits(value, self.language)} {gettext('MSEK')}",
                year=f"{self.years[0]}–{self.years[-1]}",
                sentence=sentence % words,
                exact=exact(value, UNIT, self.language),
                method=method % words,
                figure="funding",
            )
            for name, value, sentence, method in found
        )

    def by_year(self) -> NamedTable:
        """The balance of each year."""
        plan, balance = self.plan, self.plan.balance
        parts = plan.uses.by("in_city_budget")
        rows = [
            (gettext("Costs of the city's boards and companies"), parts.get("city"), True),
            (gettext("Costs of others"), parts.get("outside"), True),
            (gettext("Costs in all"), balance.total_uses, True),
            (gettext("Promised in all"), balance.total_sources, True),
            (gettext("Short in the year"), balance.total_gap, True),
            (gettext("Promised less costs, so far"), balance.liquidity, False),
        ]
        return self.table(
            "by-year",
            gettext("Costs against promised money, year by year, MSEK"),
            self.year_columns(Column("what", gettext("Balance"))),
            [
                Line((title, *self.yearly(row, summed=summed)))
                for title, row, summed in rows
                if row is not None
            ],
        )

    def by_area(self) -> PreparedPart:
        """Uses by transition area, and what is short of each."""
        short = self.plan.balance.gap_by_area
        columns = self.year_columns(Column("area", gettext("Transition area")))
        table = self.table(
            "by-area",
            gettext("Costs by transition area, MSEK"),
            [*columns, Column("short", gettext("Short"))],
            [
                Line(
                    (
                        self.title(self.city.areas, name),
                        *self.yearly(row),
                        float(short[name].sum()),
                    ),
                    f"transition_areas/{name}",
                )
                for name, row in self.plan.uses.by("area").items()
            ],
        )
        return PreparedPart("areas", gettext("What each transition area costs"), tables=(table,))

    def by_measure(self) -> PreparedPart:
        """When each measure needs its money, and from when it is short."""
        columns = [
            Column("measure", gettext("Measure")),
            Column("area", gettext("Transition area")),
            Column("years", gettext("Years")),
            Column("needed", gettext("Needs")),
            Column("promised", gettext("Promised")),
            Column("short", gettext("Short")),
            Column("from", gettext("Short from")),
        ]
        areas = self.plan.balance.areas
        lines = [
            Line(
                (
                    self.title(self.city.measures, stage.measure),
                    self.title(self.city.areas, areas[stage.measure]),
                    f"{stage.first_year}–{stage.last_year}",
                    stage.needed,
                    stage.promised,
                    stage.needed - stage.promised,
                    "" if stage.short_from is None else str(stage.short_from),
                ),
                f"measures/{stage.measure}",
            )
            for stage in self.plan.stages
        ]
        table = self.table(
            "by-measure", gettext("Needs and promises by measure, MSEK"), columns, lines
        )
        return PreparedPart(
            "stages",
            gettext("When each measure needs its money"),
            tuple(self._outside_the_sums()),
            tables=(table,),
        )

    def _outside_the_sums(self) -> Iterable[str]:
        """What is in no sum, and why."""
        uses = self.plan.uses
        for names, sentence in (
            (
                [flow.measure for flow in uses.beside],
                gettext(
                    "Subsidies, co-benefits and the price of carbon stand beside, as no funds are "
                    "used for them: %(measures)s."
                ),
            ),
            (
                uses.undated,
                gettext("In no sum, since the book states no years for it: %(measures)s."),
            ),
        ):
            titles = [self.title(self.city.measures, name) for name in dict.fromkeys(names)]
            if titles:
                yield sentence % {"measures": ", ".join(titles)}

    def file(self) -> PreparedPart:
        """The workbook."""
        return PreparedPart(
            "workbook",
            gettext("Take it along"),
            (
                gettext(
                    "The workbook has every flow and every source with formulas that a controller "
                    "can follow, and the tables of the Climate City Contract's investment plan."
                ),
            ),
            file=WORKBOOK,
        )
