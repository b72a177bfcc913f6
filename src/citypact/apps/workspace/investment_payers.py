"""The part of the investment plan's page on people: who is to pay, and what a household meets."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from citypact.apps.workspace.investment_parts import InvestmentParts
from citypact.apps.workspace.prepared import PreparedPart
from citypact.apps.workspace.tables import Line
from citypact.apps.workspace.vocabulary import value_title
from citypact.choice.gains import Gains
from citypact.choice.household import HouseholdView
from citypact.figures.table import Cell, Column

__all__ = ["PayersParts"]


class PayersParts(InvestmentParts):
    """Payers and households."""

    def by_payer(self) -> PreparedPart:
        """Uses by who pays, inside and outside the city's budget, by kind."""
        uses = self.plan.uses
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
            title = self.title(self.city.actors, payer)
            lines.append(Line((title, city, *by_kind, float(whole.sum())), f"actors/{payer}"))
        lines.sort(key=lambda line: -float(str(line.cells[-1])))
        columns = [
            Column("payer", gettext("Payer")),
            Column("city", gettext("City's own money")),
            *(Column(kind, value_title("choice", kind).capitalize()) for kind in kinds),
            Column("sum", gettext("Sum")),
        ]
        table = self.table("by-payer", gettext("Costs by payer, MSEK"), columns, lines)
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
        measures, impacts = self.city.measures, self.city.impacts
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
            titles = [self.title(things, name) for name in names]
            if titles:
                yield sentence % {"names": ", ".join(titles)}

    def households(self, found: tuple[HouseholdView, ...]) -> PreparedPart | None:
        """What types of households save, invest and emit."""
        if not found:
            return None
        place = len(self.plan.balance.years) - 1
        year = {"year": int(self.plan.balance.years[-1])}
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
                    self.title(self.city.households, view.id),
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
            titles = [self.title(self.city.measures, name) for name in unknown]
            sentences.append(
                gettext("What these cost the household itself is not known: %(names)s.")
                % {"names": ", ".join(titles)}
            )
        caption = gettext("Types of households under the contract")
        table = self.table("households-table", caption, columns, lines)
        title = gettext("What it means for a household")
        return PreparedPart("households", title, tuple(sentences), tables=(table,))
