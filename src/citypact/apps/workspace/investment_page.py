"""The page of the investment plan: what the contract costs, who pays, what is promised, what fails.

Everything is picked from the plan and written; nothing is computed but sums of its series.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext

from citypact.apps.workspace.places import INVESTMENT, WORKBOOK
from citypact.apps.workspace.prepared import KeyFigure, NamedTable, PreparedPart, PreparedReport
from citypact.apps.workspace.tables import JOINER, Line, exact, table_of
from citypact.apps.workspace.vocabulary import value_title
from citypact.choice.decision_basis import DecisionBasis
from citypact.choice.gains import Gains
from citypact.choice.household import HouseholdView
from citypact.choice.investment_plan import InvestmentPlan
from citypact.choice.stated import NotCounted
from citypact.engine.arrays import Floats
from citypact.figures.numbers import write_digits, write_number
from citypact.figures.table import Cell, Column
from citypact.figures.words import title_of
from citypact.model import City

__all__ = ["investment_report"]

_UNIT = "MSEK"


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
    page = _Page(city, plan, language)
    parts = [
        _with_figure("funding", lacking, (page.by_year(),)),
        page.by_area(),
        page.by_payer(),
        _with_figure("payers", lacking, sentences=page.not_seen(basis.gains)),
        page.households(basis.households),
        page.by_measure(),
        page.sources(),
        page.failures(),
        page.stated(),
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


class _Page:
    """The parts of the page in one language."""

    def __init__(self, city: City, plan: InvestmentPlan, language: str) -> None:
        self._city = city
        self._plan = plan
        self._language = language
        balance = plan.balance
        needed = balance.total_uses + balance.total_sources
        used = [place for place, amount in enumerate(needed) if amount]
        self._first = used[0] if used else 0
        self._years = [int(year) for year in balance.years[self._first :]]

    def _title(self, things: Mapping[str, object], name: str) -> str:
        return title_of(things[name], self._language)

    def _table(
        self, name: str, caption: str, columns: Iterable[Column], lines: Iterable[Line]
    ) -> NamedTable:
        return NamedTable(name, caption, table_of(tuple(columns), tuple(lines), self._language))

    def _yearly(self, row: Floats, *, summed: bool = True) -> tuple[Cell, ...]:
        """A series as cells: the years in which there is money, and the sum."""
        total = float(row.sum()) if summed else None
        return (*map(float, row[self._first :]), total)

    def _year_columns(self, first: Column) -> list[Column]:
        years = [Column(str(year), str(year)) for year in self._years]
        return [first, *years, Column("sum", gettext("Sum"))]

    def key_figures(self) -> tuple[KeyFigure, ...]:
        """Cost, promise and shortfall over the plan."""
        balance = self._plan.balance
        cost, promised, short = (
            float(row.sum())
            for row in (balance.total_uses, balance.total_sources, balance.total_gap)
        )
        words = {
            "first": self._years[0],
            "last": self._years[-1],
            "flows": len(self._plan.uses.flows),
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
                value=f"{write_digits(value, self._language)} {gettext('MSEK')}",
                year=f"{self._years[0]}–{JOINER}{self._years[-1]}",
                sentence=sentence % words,
                exact=exact(value, _UNIT, self._language),
                method=method % words,
                figure="funding",
            )
            for name, value, sentence, method in found
        )

    def by_year(self) -> NamedTable:
        """The balance of each year."""
        plan, balance = self._plan, self._plan.balance
        parts = plan.uses.by("in_city_budget")
        rows = [
            (gettext("Costs of the city's boards and companies"), parts.get("city"), True),
            (gettext("Costs of others"), parts.get("outside"), True),
            (gettext("Costs in all"), balance.total_uses, True),
            (gettext("Promised in all"), balance.total_sources, True),
            (gettext("Short in the year"), balance.total_gap, True),
            (gettext("Promised less costs, so far"), balance.liquidity, False),
        ]
        return self._table(
            "by-year",
            gettext("Costs against promised money, year by year, MSEK"),
            self._year_columns(Column("what", gettext("Balance"))),
            [
                Line((title, *self._yearly(row, summed=summed)))
                for title, row, summed in rows
                if row is not None
            ],
        )

    def by_area(self) -> PreparedPart:
        """Uses by transition area, and what is short of each."""
        short = self._plan.balance.gap_by_area
        columns = self._year_columns(Column("area", gettext("Transition area")))
        table = self._table(
            "by-area",
            gettext("Costs by transition area, MSEK"),
            [*columns, Column("short", gettext("Short"))],
            [
                Line(
                    (
                        self._title(self._city.areas, name),
                        *self._yearly(row),
                        float(short[name].sum()),
                    ),
                    f"transition_areas/{name}",
                )
                for name, row in self._plan.uses.by("area").items()
            ],
        )
        return PreparedPart("areas", gettext("What each transition area costs"), tables=(table,))

    def by_payer(self) -> PreparedPart:
        """Uses by who pays, inside and outside the city's budget, by kind."""
        uses = self._plan.uses
        kinds = list(uses.by("kind"))
        inside = {flow.payer for flow in uses.flows if flow.in_city_budget}
        lines = []
        for payer, whole in uses.by("payer").items():
            by_kind: list[Cell] = [
                sum(
                    float(flow.amount.sum())
                    for flow in uses.flows
                    if flow.payer == payer and flow.kind == kind
                )
                for kind in kinds
            ]
            city = gettext("yes") if payer in inside else gettext("no")
            title = self._title(self._city.actors, payer)
            lines.append(Line((title, city, *by_kind, float(whole.sum())), f"actors/{payer}"))
        lines.sort(key=lambda line: -float(str(line.cells[-1])))
        columns = [
            Column("payer", gettext("Payer")),
            Column("city", gettext("City's own money")),
            *(Column(kind, value_title("choice", kind).capitalize()) for kind in kinds),
            Column("sum", gettext("Sum")),
        ]
        table = self._table("by-payer", gettext("Costs by payer, MSEK"), columns, lines)
        return PreparedPart(
            "payers-of-costs",
            gettext("Who is to pay"),
            (
                gettext(
                    "The city's own money is that of its boards and its companies. Who is named as "
                    "payer bears the cost unless a source below brings the money."
                ),
            ),
            tables=(table,),
        )

    def not_seen(self, found: Gains | None) -> Iterator[str]:
        """What the balances of the actors leave out."""
        if found is None:
            return
        measures, impacts = self._city.measures, self._city.impacts
        for names, things, sentence in (
            (
                found.views.without_cost,
                measures,
                gettext(
                    "The city book states no cost of these, so nobody pays for them: %(names)s."
                ),
            ),
            (
                found.views.without_lifetime,
                measures,
                gettext(
                    "How long these last is not stated, so they are bought once and leave "
                    "nothing: %(names)s."
                ),
            ),
            (
                found.views.not_valued,
                impacts,
                gettext("Counted and not valued in money: %(names)s."),
            ),
        ):
            titles = [self._title(things, name) for name in names]
            if titles:
                yield sentence % {"names": ", ".join(titles)}

    def households(self, found: tuple[HouseholdView, ...]) -> PreparedPart | None:
        """What types of households save, invest and emit."""
        if not found:
            return None
        place = len(self._plan.balance.years) - 1
        year = {"year": int(self._plan.balance.years[-1])}
        columns = [
            Column("household", gettext("Household")),
            Column("invested", gettext("Invests to %(year)s") % year, gettext("SEK")),
            Column("saved", gettext("Pays less in %(year)s") % year, gettext("SEK a year")),
            Column("net", gettext("Gains over all years"), gettext("SEK")),
            Column("present-value", gettext("Present value"), gettext("SEK")),
            Column("cut", gettext("Emits less in %(year)s") % year, gettext("t a year")),
        ]
        lines = [
            Line(
                (
                    self._title(self._city.households, view.id),
                    float(view.invested[: place + 1].sum()),
                    float(view.saved[place]),
                    float(view.net.sum()),
                    view.present_value,
                    float(view.cut[place]),
                ),
                f"households/{view.id}",
            )
            for view in found
        ]
        unknown = dict.fromkeys(
            name for view in found for name in view.with_scenario.without_investment
        )
        sentences = [
            gettext(
                "One household of each type under the contract against decided policy. What "
                "somebody else invests for it is not in its own money."
            )
        ]
        if unknown:
            titles = [self._title(self._city.measures, name) for name in unknown]
            sentences.append(
                gettext("What these cost the household itself is not known: %(names)s.")
                % {"names": ", ".join(titles)}
            )
        caption = gettext("Types of households under the contract")
        table = self._table("households-table", caption, columns, lines)
        title = gettext("What it means for a household")
        return PreparedPart("households", title, tuple(sentences), tables=(table,))

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
        areas = self._plan.balance.areas
        lines = [
            Line(
                (
                    self._title(self._city.measures, stage.measure),
                    self._title(self._city.areas, areas[stage.measure]),
                    f"{stage.first_year}–{JOINER}{stage.last_year}",
                    stage.needed,
                    stage.promised,
                    stage.needed - stage.promised,
                    "" if stage.short_from is None else str(stage.short_from),
                ),
                f"measures/{stage.measure}",
            )
            for stage in self._plan.stages
        ]
        table = self._table(
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
        uses = self._plan.uses
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
            titles = [self._title(self._city.measures, name) for name in dict.fromkeys(names)]
            if titles:
                yield sentence % {"measures": ", ".join(titles)}

    def sources(self) -> PreparedPart:
        """Every source with its conditions, and how much is how sure."""
        heading = gettext("What money is promised")
        if not self._plan.balance.sources:
            sentence = gettext(
                "The city book names no source of funds. Add those that are decided, applied for "
                "or intended to funding.csv: a budget line, a grant, a loan, private money."
            )
            return PreparedPart("sources", heading, (sentence,))
        columns = [
            Column("source", gettext("Source")),
            Column("actor", gettext("Who brings it")),
            Column("kind", gettext("Kind")),
            Column("bound", gettext("May pay for")),
            Column("certainty", gettext("How sure")),
            Column("conditions", gettext("Conditions")),
            Column("sum", gettext("Sum")),
        ]
        lines = []
        for source in self._plan.balance.sources:
            funding = self._city.funding[source.id]
            told = (
                funding.conditions_sv if self._language == "sv" else funding.conditions_en
            ) or None
            cells = (
                title_of(funding, self._language),
                self._title(self._city.actors, source.actor),
                value_title("choice", source.kind),
                self._bound(source.measure, source.area),
                value_title("choice", source.certainty),
                told,
                float(source.amount.sum()),
            )
            lines.append(Line(cells, f"funding/{source.id}"))
        caption = gettext("Sources of funds, MSEK up to the plan's last year")
        return PreparedPart(
            "sources",
            heading,
            tables=(self._table("sources-table", caption, columns, lines), self._certainty()),
        )

    def _bound(self, measure: str, area: str) -> str:
        if measure:
            return self._title(self._city.measures, measure)
        return self._title(self._city.areas, area) if area else gettext("any measure")

    def _certainty(self) -> NamedTable:
        columns = [
            Column("certainty", gettext("With money at least so sure")),
            Column("promised", gettext("Promised")),
            Column("short", gettext("Short")),
        ]
        lines = [
            Line(
                (
                    value_title("choice", name),
                    float(found.total_sources.sum()),
                    float(found.total_gap.sum()),
                )
            )
            for name, found in self._plan.by_certainty.items()
        ]
        return self._table(
            "by-certainty",
            gettext("What is short if only the surer money comes, MSEK"),
            columns,
            lines,
        )

    def failures(self) -> PreparedPart | None:
        """What it means that a source does not come."""
        if not self._plan.failures:
            return None
        columns = [
            Column("source", gettext("Should this not come")),
            Column("short", gettext("Short besides")),
            Column("measures", gettext("Falls on")),
        ]
        lines = [
            Line(
                (
                    self._title(self._city.funding, failure.source),
                    float(failure.gap.sum()),
                    ", ".join(
                        f"{self._title(self._city.measures, name)} "
                        f"({write_number(value, _UNIT, self._language, size=1.0, signed=True)})"
                        for name, value in failure.by_measure.items()
                    )
                    or gettext("nothing: other money covers it"),
                ),
                f"funding/{failure.source}",
            )
            for failure in self._plan.failures
        ]
        table = self._table(
            "failures-table", gettext("What is short if one source fails, MSEK"), columns, lines
        )
        return PreparedPart(
            "failures",
            gettext("If a grant does not come"),
            (
                gettext(
                    "One source at a time is taken away, and the others pay again what they may."
                ),
            ),
            tables=(table,),
        )

    def stated(self) -> PreparedPart | None:
        """What the published plan says itself, beside."""
        stated = self._plan.stated
        sentences = [
            sentence % {"span": self._span(span)}
            for span, sentence in (
                (stated.investment, gettext("Investments that count: %(span)s.")),
                (stated.operation, gettext("Yearly costs that count: %(span)s a year.")),
            )
            if span is not None
        ]
        if not sentences and not stated.not_counted:
            return None
        sentences.insert(
            0,
            gettext(
                "The sums as the published plan writes them, each once. They stand beside the "
                "computed plan and are never computed with."
            ),
        )
        return PreparedPart(
            "stated",
            gettext("What the plan itself says"),
            tuple(sentences),
            tables=(self._not_counted(stated.not_counted),) if stated.not_counted else (),
        )

    def _span(self, span: tuple[float, float]) -> str:
        low, high = (write_number(end, _UNIT, self._language, size=1.0) for end in span)
        return low if low == high else f"{low} – {high}"

    def _not_counted(self, claims: tuple[NotCounted, ...]) -> NamedTable:
        columns = [
            Column("measure", gettext("Measure")),
            Column("stated", gettext("Stated")),
            Column("unit", gettext("Unit")),
            Column("why", gettext("Why it is not counted")),
        ]
        lines = [
            Line(
                (
                    self._title(self._city.measures, one.measure),
                    one.value,
                    gettext("MSEK a year") if one.yearly else gettext("MSEK"),
                    one.note_sv if self._language == "sv" else one.note_en,
                ),
                f"claims/{one.claim}",
            )
            for one in claims
        ]
        caption = gettext("Stated in the plan and not counted")
        table = table_of(tuple(columns), tuple(lines), self._language)
        return NamedTable("not-counted", caption, table, folded=True)

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
