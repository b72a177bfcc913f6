"""The part of the page on the search: what stands in the way, what comes next, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from citypact.apps.workspace.comparison_parts import ComparisonParts
from citypact.apps.workspace.prepared import PreparedPart
from citypact.apps.workspace.tables import Line
from citypact.choice.infeasibility import Mend
from citypact.choice.next_measure import NextMeasure
from citypact.figures.table import Column
from citypact.figures.words import title_of

__all__ = ["SearchParts"]

#: So many measures that could be added are listed.
_MOST = 12

#: What a limit is called that would have to give way.
_LIMITS = {
    "target": gettext_noop("the target"),
    "budget": gettext_noop("a budget"),
    "yearly budget": gettext_noop("a budget of each year"),
    "capacity": gettext_noop("a capacity"),
}


class SearchParts(ComparisonParts):
    """The search for plans."""

    def mends(self) -> PreparedPart | None:
        """What would have to give way for a plan to exist."""
        plan = self.found.plan
        if not plan.mends:
            return None
        sentence = gettext("Any one of these changes would be enough.")
        if plan.status == "time-limit":
            sentence = gettext(
                "With these changes the computed plan keeps every limit; less may be enough."
            )
        elif plan.together:
            sentence = gettext("No single change is enough; all of these are needed.")
        columns = [
            Column("limit", gettext("What stands in the way")),
            Column("now", gettext("Allowed now")),
            Column("needed", gettext("Needed")),
            Column("unit", gettext("Unit")),
        ]
        lines = [self._mend(mend) for mend in plan.mends]
        table = self.table("mends-table", gettext("Least changes that mend it"), columns, lines)
        return PreparedPart(
            "mends", gettext("What stands in the way"), (sentence,), tables=(table,)
        )

    def _mend(self, mend: Mend) -> Line:
        known = {**self.city.targets, **self.city.actors}
        name = title_of(known[mend.subject], self.language) if mend.subject in known else ""
        limit = gettext(_LIMITS[mend.kind])
        return Line((f"{limit}: {name or mend.subject}", mend.most, mend.enough, mend.unit))

    def about_front(self) -> Iterator[str]:
        """What is missing of the front, where the time was not enough for it."""
        front = self.found.front
        if not front.whole:
            yield gettext(
                "The time for the search ran out: of %(asked)s plans those between the ends are "
                "not all here."
            ) % {"asked": front.asked}

    def next_best(self) -> PreparedPart | None:
        """What could be added to the contract first."""
        found = self.found.next_best
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
            tables=(self.table("next-table", caption, columns, lines),),
        )

    def _next(self, each: NextMeasure) -> Line:
        stated = gettext("stated") if each.cost_stated else gettext("not stated")
        worth = each.abatement
        cells = (
            self.title(self.city.measures, each.id),
            worth.net_value,
            worth.cost_per_tonne,
            each.cut,
            stated,
        )
        return Line(cells, f"measures/{each.id}")

    def search(self) -> PreparedPart:
        """How sure the plan is."""
        plan = self.found.plan
        gap = gettext("Nothing was proved of how much cheaper another plan could be.")
        if plan.gap is not None:
            gap = gettext(
                "As far as the programmes of the search can tell, no other plan is more than "
                "%(gap)s of the total cost cheaper."
            ) % {"gap": self.percent(plan.gap)}
        return PreparedPart(
            "search",
            gettext("How the plan was sought"),
            (
                gettext(
                    "A sequence of %(count)s linear programmes led to the plan; the last of them "
                    "and the model differ by %(agreement)s at most. Every figure here is the "
                    "model's."
                )
                % {"count": plan.refinements, "agreement": self.percent(plan.agreement)},
                gap,
            ),
        )
