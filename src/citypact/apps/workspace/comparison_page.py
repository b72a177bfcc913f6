"""The page that sets the contract beside the computed plan: which measures, how far, what it takes.

Everything is picked from the two and written; nothing is computed but sums and differences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext, gettext_noop, ngettext

from citypact.apps.workspace.places import COMPARISON
from citypact.apps.workspace.prepared import KeyFigure, NamedTable, PreparedPart, PreparedReport
from citypact.apps.workspace.tables import JOINER, Line, exact, table_of
from citypact.choice.comparison import Comparison, Side
from citypact.choice.infeasibility import Mend
from citypact.choice.next_measure import NextMeasure
from citypact.figures.numbers import write_digits, write_number
from citypact.figures.table import Cell, Column
from citypact.figures.words import title_of
from citypact.model import City
from citypact.model.city import Measure, Scenario
from citypact.model.ramp import stated_years

__all__ = ["comparison_report"]

_UNIT = "MSEK"
_PER_CENT = 100.0
#: What is less than this part is rounding, and not written out.
_LEAST = 1e-6
#: So many measures that could be added are listed.
_MOST = 12

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
}

#: What a limit is called that would have to give way.
_LIMITS = {
    "target": gettext_noop("the target"),
    "budget": gettext_noop("a budget"),
    "yearly budget": gettext_noop("a budget of each year"),
    "capacity": gettext_noop("a capacity"),
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
    page = _Page(city, found, language)

    def drawn(figure: str, *sentences: str) -> PreparedPart:
        return PreparedPart(
            figure, "", tuple(sentences), figure=figure, lacking=lacking.get(figure, "")
        )

    parts = [
        drawn("plans", gettext(_STATUS[found.plan.status])),
        page.mends(),
        page.measures(),
        drawn("front", *page.about_front()),
        drawn("abatement"),
        drawn("abatement-last-in"),
        page.payers(),
        page.next_best(),
        page.search(),
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


class _Page:
    """The parts of the page in one language."""

    def __init__(self, city: City, found: Comparison, language: str) -> None:
        self._city = city
        self._found = found
        self._language = language
        self._year = city.targets[found.target].year
        self._place = self._year - city.base_year

    def _money(self, value: float) -> str:
        return write_number(value, _UNIT, self._language, size=1.0)

    def _kt(self, value: float) -> str:
        return write_number(value, "kt", self._language, size=1.0)

    def _title(self, things: Mapping[str, object], name: str) -> str:
        return title_of(things[name], self._language)

    def _table(
        self, name: str, caption: str, columns: Iterable[Column], lines: Iterable[Line]
    ) -> NamedTable:
        return NamedTable(name, caption, table_of(tuple(columns), tuple(lines), self._language))

    def key_figures(self) -> tuple[KeyFigure, ...]:
        """What the two cost, and what they differ by."""
        contract, computed = self._found.contract, self._found.computed
        method = gettext(
            "Net social cost against no measures: resources less benefits that are valued, without "
            "taxes and grants, present value at a rate of %(rate)s a year up to the last year of "
            "the model. Only measures whose effect can be computed are in it."
        ) % {
            "rate": write_number(
                _PER_CENT * self._found.portfolio.discount_rate, "%", self._language
            )
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
                value=f"{write_digits(value, self._language)} {gettext('MSEK')}",
                year=gettext("present value"),
                sentence=f"{sentence} {gain}" if value < 0.0 else sentence,
                exact=exact(value, _UNIT, self._language),
                method=method,
                figure="front",
            )
            for name, value, sentence in (
                (
                    "contract-cost",
                    contract.cost,
                    told % {"emissions": self._kt(contract.emissions), "year": self._year},
                ),
                (
                    "plan-cost",
                    computed.cost,
                    told % {"emissions": self._kt(computed.emissions), "year": self._year},
                ),
                (
                    "cost-difference",
                    contract.cost - computed.cost,
                    apart % {"less": self._kt(abs(less)), "year": self._year},
                ),
            )
        )

    def mends(self) -> PreparedPart | None:
        """What would have to give way for a plan to exist."""
        plan = self._found.plan
        if not plan.mends:
            return None
        sentence = gettext("Any one of these changes would be enough.")
        if plan.together:
            sentence = gettext("No single change is enough; all of these are needed.")
        columns = [
            Column("limit", gettext("What stands in the way")),
            Column("now", gettext("Allowed now")),
            Column("needed", gettext("Needed")),
            Column("unit", gettext("Unit")),
        ]
        lines = [self._mend(mend) for mend in plan.mends]
        table = self._table("mends-table", gettext("Least changes that mend it"), columns, lines)
        return PreparedPart(
            "mends", gettext("What stands in the way"), (sentence,), tables=(table,)
        )

    def _mend(self, mend: Mend) -> Line:
        known = {**self._city.targets, **self._city.actors}
        name = title_of(known[mend.subject], self._language) if mend.subject in known else ""
        limit = gettext(_LIMITS[mend.kind])
        return Line((f"{limit}: {name or mend.subject}", mend.most, mend.enough, mend.unit))

    def measures(self) -> PreparedPart:
        """Which measures, how far and when, what they cut and cost, in both."""
        sides = (self._found.contract, self._found.computed)
        shares = [self._shares(side) for side in sides]
        costs = [
            {name: float(row.sum()) for name, row in side.investment.uses.by("measure").items()}
            for side in sides
        ]
        names = sorted(
            self._found.portfolio.measures, key=lambda name: (-shares[0].get(name, 0.0), name)
        )
        lines = []
        for name in names:
            measure = self._city.measures[name]
            levels = [_PER_CENT * side.scenario.levels.get(name, 0.0) for side in sides]
            lines.append(
                Line(
                    (
                        title_of(measure, self._language),
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
                    gettext("Fair share %(year)s, %(side)s") % {"year": self._year, "side": side},
                    "kt",
                )
                for side in both
            ),
            *(
                Column(
                    f"cost-{side}",
                    gettext("Costs to %(year)s, %(side)s") % {"year": self._year, "side": side},
                    gettext("MSEK"),
                )
                for side in both
            ),
        ]
        table = self._table(
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
            effect.id: float(effect.share[self._place])
            for effect in side.result.measures
            if effect.computable
        }

    def _cost(self, name: str, costs: Mapping[str, float]) -> Cell:
        """What a measure costs; missing where the book states no money of it."""
        return costs.get(name, 0.0) if self._city.measures[name].flows else None

    def _about_measures(self, costs: Mapping[str, float]) -> Iterator[str]:
        """What the table leaves out, and what it takes for free."""
        others = {
            name: cost for name, cost in costs.items() if name not in self._found.portfolio.measures
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
                "cost": self._money(sum(others.values())),
                "year": self._year,
            }
        free = [self._title(self._city.measures, name) for name in self._found.plan.cost_not_stated]
        if free:
            yield gettext(
                "The city book states no cost of these, so in the plan they are free: %(names)s."
            ) % {"names": ", ".join(free)}

    def about_front(self) -> Iterator[str]:
        """What is missing of the front, where the time was not enough for it."""
        front = self._found.front
        if not front.whole:
            yield gettext(
                "The time for the search ran out: of %(asked)s plans those between the ends are "
                "not all here."
            ) % {"asked": front.asked}

    def payers(self) -> PreparedPart:
        """Who pays how much in both, up to the target's year."""
        chosen = set(self._found.portfolio.measures)
        whole: dict[str, list[float]] = {}
        for place, (side, within) in enumerate(
            (
                (self._found.contract, False),
                (self._found.contract, True),
                (self._found.computed, True),
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
            Line((self._title(self._city.actors, payer), *whole[payer]), f"actors/{payer}")
            for payer in ranked
        ]
        contract = float(self._found.contract.investment.balance.total_uses.sum())
        sums = [contract, *(sum(row[place] for row in whole.values()) for place in (1, 2))]
        lines.append(Line((gettext("Sum"), *sums)))
        caption = gettext("Costs of the measures up to %(year)s, MSEK") % {"year": self._year}
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
            tables=(self._table("payers-table", caption, columns, lines),),
        )

    def next_best(self) -> PreparedPart | None:
        """What could be added to the contract first."""
        found = self._found.next_best
        if not found.listed:
            return None
        columns = [
            Column("measure", gettext("Measure")),
            Column("value", gettext("Net value"), gettext("MSEK")),
            Column("cost", gettext("Cost per tonne"), gettext("SEK")),
            Column("cut", gettext("Cuts in %(year)s") % {"year": found.year}, "kt"),
            Column("stated", gettext("Its own cost")),
        ]
        lines = [self._next(each) for each in found.listed[:_MOST]]
        caption = gettext("What a measure adds to the contract, greatest net value first")
        return PreparedPart(
            "next-best",
            gettext("What to add to the contract next"),
            (
                gettext(
                    "Each measure is taken in full on top of the whole contract, one at a time, so "
                    "the rows do not sum. A measure that pays for itself has a net value and no "
                    "cost per tonne: the fewer tonnes it cut, the better that would look."
                ),
                gettext(
                    "Where the city book states no cost of a measure, it looks free, and its net "
                    "value is only what it saves. Such rows tell which costs to find out first."
                ),
            ),
            tables=(self._table("next-table", caption, columns, lines),),
        )

    def _next(self, each: NextMeasure) -> Line:
        stated = gettext("stated") if each.cost_stated else gettext("not stated")
        worth = each.abatement
        cells = (
            self._title(self._city.measures, each.id),
            worth.net_value,
            worth.cost_per_tonne,
            each.cut,
            stated,
        )
        return Line(cells, f"measures/{each.id}")

    def search(self) -> PreparedPart:
        """How sure the plan is."""
        plan = self._found.plan
        gap = gettext("Nothing was proved of how much cheaper another plan could be.")
        if plan.gap is not None:
            gap = gettext(
                "As far as the programme at the plan can tell, no other plan is more than %(gap)s "
                "of the total cost cheaper."
            ) % {"gap": self._percent(plan.gap)}
        return PreparedPart(
            "search",
            gettext("How the plan was sought"),
            (
                gettext(
                    "A sequence of %(count)s linear programmes led to the plan; the last of them "
                    "and the model differ by %(agreement)s at most. Every figure here is the "
                    "model's."
                )
                % {"count": plan.refinements, "agreement": self._percent(plan.agreement)},
                gap,
            ),
        )

    def _percent(self, fraction: float) -> str:
        least = write_number(_PER_CENT * _LEAST, "%", self._language)
        told = write_number(_PER_CENT * fraction, "%", self._language)
        return f"< {least}" if 0.0 < fraction < _LEAST else told


def _years(measure: Measure, scenario: Scenario) -> str:
    """The years in which a measure grows in a scenario; empty where it is not taken."""
    if not scenario.levels.get(measure.id):
        return ""
    first, last = stated_years(measure)
    later = scenario.postponed.get(measure.id, 0)
    return f"{first + later}–{JOINER}{last + later}"
