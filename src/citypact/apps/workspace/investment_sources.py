"""The part of the investment plan's page on money: what is promised, what fails, what is stated."""

from __future__ import annotations

from django.utils.translation import gettext

from citypact.apps.workspace.investment_parts import UNIT, InvestmentParts
from citypact.apps.workspace.prepared import NamedTable, PreparedPart
from citypact.apps.workspace.tables import Line, table_of
from citypact.apps.workspace.vocabulary import value_title
from citypact.choice.stated import NotCounted
from citypact.figures.numbers import write_number
from citypact.figures.table import Column
from citypact.figures.words import title_of

__all__ = ["SourcesParts"]


class SourcesParts(InvestmentParts):
    """Sources of funds, and what the published plan itself says."""

    def sources(self) -> PreparedPart:
        """Every source with its conditions, and how much is how sure."""
        heading = gettext("What money is promised")
        if not self.plan.balance.sources:
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
        for source in self.plan.balance.sources:
            funding = self.city.funding[source.id]
            told = (
                funding.conditions_sv if self.language == "sv" else funding.conditions_en
            ) or None
            cells = (
                title_of(funding, self.language),
                self.title(self.city.actors, source.actor),
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
            tables=(self.table("sources-table", caption, columns, lines), self._certainty()),
        )

    def _bound(self, measure: str, area: str) -> str:
        if measure:
            return self.title(self.city.measures, measure)
        return self.title(self.city.areas, area) if area else gettext("any measure")

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
            for name, found in self.plan.by_certainty.items()
        ]
        return self.table(
            "by-certainty",
            gettext("What is short if only the surer money comes, MSEK"),
            columns,
            lines,
        )

    def failures(self) -> PreparedPart | None:
        """What it means that a source does not come."""
        if not self.plan.failures:
            return None
        columns = [
            Column("source", gettext("Should this not come")),
            Column("short", gettext("Short besides")),
            Column("measures", gettext("Falls on")),
        ]
        lines = [
            Line(
                (
                    self.title(self.city.funding, failure.source),
                    float(failure.gap.sum()),
                    ", ".join(
                        f"{self.title(self.city.measures, name)} "
                        f"({write_number(value, UNIT, self.language, size=1.0, signed=True)})"
                        for name, value in failure.by_measure.items()
                    )
                    or gettext("nothing: other money covers it"),
                ),
                f"funding/{failure.source}",
            )
            for failure in self.plan.failures
        ]
        table = self.table(
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
        stated = self.plan.stated
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
        low, high = (write_number(end, UNIT, self.language, size=1.0) for end in span)
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
                    self.title(self.city.measures, one.measure),
                    one.value,
                    gettext("MSEK a year") if one.yearly else gettext("MSEK"),
                    one.note_sv if self.language == "sv" else one.note_en,
                ),
                f"claims/{one.claim}",
            )
            for one in claims
        ]
        caption = gettext("Stated in the plan and not counted")
        table = table_of(tuple(columns), tuple(lines), self.language)
        return NamedTable("not-counted", caption, table, folded=True)
