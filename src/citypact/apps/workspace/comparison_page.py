"""The page that sets the contract beside the computed plan: which measures, how far, what it takes.

Everything is picked from the two and written; nothing is computed but sums and differences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, gettext_noop, ngettext

from citypact.apps.workspace.comparison_parts import PER_CENT, UNIT, ComparisonParts
from citypact.apps.workspace.comparison_search import SearchParts
from citypact.apps.workspace.places import COMPARISON
from citypact.apps.workspace.prepared import KeyFigure, PreparedPart, PreparedReport
from citypact.apps.workspace.tables import Line, exact
from citypact.choice.comparison import Comparison, Side
from citypact.figures.numbers import write_digits, write_number
from citypact.figures.table import Cell, Column
from citypact.figures.words import title_of
from citypact.model import City
from citypact.model.city import Measure, Scenario
from citypact.model.timing import stated_years

__all__ = ["comparison_report"]

#: How the search for the plan ended.
_STATUS = {
    "optimal": gettext_noop(
        "The computed plan keeps every limit, and the method says how its cost was put to proof."
    ),
    "feasible": gettext_noop(
        "The computed plan keeps every limit; that none is cheaper has not been shown."
    ),
    "already-met": gettext_noop(
        "The target is met already: the computed plan takes no measure at all."
    ),
    "infeasible": gettext_noop(
        "No plan of these measures reaches the target. The computed plan is the one that comes "
        "nearest."
    ),
    "time-limit": gettext_noop(
        "The time for the search ran out; the computed plan is the best one found until then."
    ),
    "time-limit-nearest": gettext_noop(
        "The time for the search ran out before a plan was found that keeps every limit; the "
        "computed plan is the one that comes nearest."
    ),
}


def comparison_report(
    city: City,
    found: Comparison,
    lacking: Mapping[str, str],
    language: str,
    pages: tuple[str, ...],
) -> PreparedReport:
    """Write the page in ``language``, which is also the language that Django is told.

    Args:
        city: whose contract it is.
        found: the contract and the computed plan.
        lacking: by the id of a figure that cannot be drawn, why.
        language: ``sv`` or ``en``.
        pages: names of all pages of the city.
    """
    page = _PlansParts(city, found, language)
    nearest = found.plan.status == "time-limit" and found.plan.mends
    status = _STATUS["time-limit-nearest" if nearest else found.plan.status]
    search = SearchParts(city, found, language)

    def drawn(figure: str, *sentences: str) -> PreparedPart:
        return PreparedPart(
            figure, "", tuple(sentences), figure=figure, lacking=lacking.get(figure, "")
        )

    parts = [
        drawn("plans", gettext(status)),
        search.mends(),
        page.measures(),
        drawn("front", *search.about_front()),
        drawn("abatement"),
        drawn("abatement-last-in"),
        page.payers(),
        search.next_best(),
        search.search(),
    ]
    return PreparedReport(
        name=COMPARISON,
        language=language,
        title=gettext("Contract and computed plan"),
        lead=gettext(
            "What the contract promises, beside the plan of the same measures that reaches the "
            "target at least net social cost. Both are run through the same model."
        ),
        key_figures=page.key_figures(),
        parts=tuple(part for part in parts if part is not None),
        pages=pages,
    )


class _PlansParts(ComparisonParts):
    """The two plans side by side."""

    def key_figures(self) -> tuple[KeyFigure, ...]:
        """What the two cost, and what they differ by."""
        contract, computed = self.found.contract, self.found.computed
        method = gettext(
            "Net social cost against no measures: resources less benefits that are valued, without "
            "taxes and grants, present value at a rate of %(rate)s a year up to the last year of "
            "the model. Only measures whose effect can be computed are in it."
        ) % {
            "rate": write_number(PER_CENT * self.found.portfolio.discount_rate, "%", self.language)
        }
        told = gettext("It leads to %(emissions)s in %(year)s.")
        gain = gettext("Below zero it is a gain.")
        less = computed.emissions - contract.emissions
        apart = gettext("The contract costs so much more, and emits %(less)s less in %(year)s.")
        if less < 0:
            apart = gettext("The contract costs so much more, and emits %(less)s more in %(year)s.")
        return tuple(
            KeyFigure(
                id=name,
                value=f"{write_digits(value, self.language)} {gettext('MSEK')}",
                year=gettext("present value"),
                sentence=f"{sentence} {gain}" if value < 0.0 else sentence,
                exact=exact(value, UNIT, self.language),
                method=method,
                figure="front",
            )
            for name, value, sentence in (
                (
                    "contract-cost",
                    contract.cost,
                    told % {"emissions": self.kt(contract.emissions), "year": self.year},
                ),
                (
                    "plan-cost",
                    computed.cost,
                    told % {"emissions": self.kt(computed.emissions), "year": self.year},
                ),
                (
                    "cost-difference",
                    contract.cost - computed.cost,
                    apart % {"less": self.kt(abs(less)), "year": self.year},
                ),
            )
        )

    def measures(self) -> PreparedPart:
        """Which measures, how far and when, what they cut and cost, in both."""
        sides = (self.found.contract, self.found.computed)
        shares = [self._shares(side) for side in sides]
        costs = [
            {name: float(row.sum()) for name, row in side.investment.uses.by("measure").items()}
            for side in sides
        ]
        names = sorted(
            self.found.portfolio.measures, key=lambda name: (-shares[0].get(name, 0.0), name)
        )
        lines = []
        for name in names:
            measure = self.city.measures[name]
            levels = [PER_CENT * side.scenario.levels.get(name, 0.0) for side in sides]
            lines.append(
                Line(
                    (
                        title_of(measure, self.language),
                        *(_years(measure, side.scenario) for side in sides),
                        *levels,
                        *(each.get(name, 0.0) for each in shares),
                        *(self._cost(name, each) for each in costs),
                    ),
                    f"measures/{name}",
                )
            )
        both = [gettext("contract"), gettext("computed plan")]
        columns = [
            Column("measure", gettext("Measure")),
            *(
                Column(f"years-{side}", gettext("Grows, %(side)s") % {"side": side})
                for side in both
            ),
            *(
                Column(f"level-{side}", gettext("Level, %(side)s") % {"side": side}, "%")
                for side in both
            ),
            *(
                Column(
                    f"share-{side}",
                    gettext("Fair share %(year)s, %(side)s") % {"year": self.year, "side": side},
                    "kt",
                )
                for side in both
            ),
            *(
                Column(
                    f"cost-{side}",
                    gettext("Costs to %(year)s, %(side)s") % {"year": self.year, "side": side},
                    gettext("MSEK"),
                )
                for side in both
            ),
        ]
        table = self.table(
            "measures-table",
            gettext("The measures that can be chosen, in both plans"),
            columns,
            lines,
        )
        return PreparedPart(
            "measures-of-both",
            gettext("Which measures, how far and when"),
            tuple(self._about_measures(costs[0])),
            tables=(table,),
        )

    def _shares(self, side: Side) -> dict[str, float]:
        return {
            effect.id: float(effect.share[self.place])
            for effect in side.result.measures
            if effect.computable
        }

    def _cost(self, name: str, costs: Mapping[str, float]) -> Cell:
        """What a measure costs; missing where the book states no money of it."""
        return costs.get(name, 0.0) if self.city.measures[name].flows else None

    def _about_measures(self, costs: Mapping[str, float]) -> Iterator[str]:
        """What the table leaves out, and what it takes for free."""
        others = {
            name: cost for name, cost in costs.items() if name not in self.found.portfolio.measures
        }
        if others:
            yield ngettext(
                "The contract pays for %(count)s measure more whose effect cannot be computed: "
                "%(cost)s up to %(year)s. A plan cannot choose it.",
                "The contract pays for %(count)s measures more whose effect cannot be computed: "
                "%(cost)s up to %(year)s. A plan cannot choose them.",
                len(others),
            ) % {
                "count": len(others),
                "cost": self.money(sum(others.values())),
                "year": self.year,
            }
        free = [self.title(self.city.measures, name) for name in self.found.plan.cost_not_stated]
        if free:
            yield gettext(
                "The city book states no cost of these, so in the plan they are free: %(names)s."
            ) % {"names": ", ".join(free)}

    def payers(self) -> PreparedPart:
        """Who pays how much in both, up to the target's year."""
        chosen = set(self.found.portfolio.measures)
        whole: dict[str, list[float]] = {}
        for place, (side, within) in enumerate(
            (
                (self.found.contract, False),
                (self.found.contract, True),
                (self.found.computed, True),
            )
        ):
            for flow in side.investment.uses.flows:
                if not within or flow.measure in chosen:
                    row = whole.setdefault(flow.payer, [0.0, 0.0, 0.0])
                    row[place] += float(flow.amount.sum())
        ranked = sorted(whole, key=lambda payer: (-whole[payer][0], payer))
        columns = [
            Column("payer", gettext("Payer")),
            Column("contract", gettext("The contract")),
            Column("computable", gettext("Of it measures that can be computed")),
            Column("plan", gettext("The computed plan")),
        ]
        lines = [
            Line((self.title(self.city.actors, payer), *whole[payer]), f"actors/{payer}")
            for payer in ranked
        ]
        contract = float(self.found.contract.investment.balance.total_uses.sum())
        sums = [contract, *(sum(row[place] for row in whole.values()) for place in (1, 2))]
        lines.append(Line((gettext("Sum"), *sums)))
        caption = gettext("Costs of the measures up to %(year)s, MSEK") % {"year": self.year}
        return PreparedPart(
            "payers-of-both",
            gettext("Who pays"),
            (
                gettext(
                    "Investment, operation, energy and tax of the measures in the book's prices, "
                    "not discounted, before any grant. Years after the target's are not in it, so "
                    "a plant that is built late looks cheap here; the present value above counts "
                    "them."
                ),
            ),
            tables=(self.table("payers-table", caption, columns, lines),),
        )


def _years(measure: Measure, scenario: Scenario) -> str:
    """The years in which a measure grows in a scenario; empty where it is not taken."""
    if not scenario.levels.get(measure.id):
        return ""
    first, last = stated_years(measure)
    later = scenario.postponed.get(measure.id, 0)
    return f"{first + later}–{last + later}"
