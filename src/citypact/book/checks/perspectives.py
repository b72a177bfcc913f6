"""Checks on perspectives and what they reckon with."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.appraisal import RATE_UNITS
from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import Said
from citypact.units import factor_to, same_dimension

#: What each kind of rate may be, as a fraction (a year): from and to. A discount rate above a
#: quarter is taken for one that was written in the wrong unit.
BOUNDS = {"discount": (0.0, 0.25), "tax-factor": (1.0, 2.0), "value-added-tax": (0.0, 1.0)}


@check("perspective-society", "One perspective at most is society's, and it names no actors.")
def perspective_society(contents: Contents) -> Iterator[Problem]:
    """A second society, a society with members, or a group without."""
    seen = ""
    for row in contents.rows("perspectives"):
        if row.text("kind") == "society":
            if seen:
                yield row.problem(
                    "kind",
                    Said("society is there already, as %(seen)r", seen=seen),
                    allowed=Said("one society"),
                    mend=Said("take one away"),
                )
            seen = seen or row.key
        wrong = {"society": bool(row.texts.get("actors")), "actors": not row.texts.get("actors")}
        if wrong.get(row.text("kind")):
            society = row.text("kind") == "society"
            yield row.problem(
                "actors",
                Said("society is everybody")
                if society
                else Said("nobody belongs to the perspective"),
                allowed=Said("nothing")
                if society
                else Said("rows of actors.csv, separated by a bar"),
                mend=Said("empty the cell") if society else Said("name who belongs to it"),
            )


@check("perspective-actor", "An actor belongs to one perspective at most.")
def perspective_actor(contents: Contents) -> Iterator[Problem]:
    """Actors whose money would be counted in two perspectives."""
    owner: dict[str, str] = {}
    groups = (row for row in contents.rows("perspectives") if row.text("kind") != "society")
    for row in groups:
        for actor in row.items("actors"):
            if actor in owner:
                yield row.problem(
                    "actors",
                    Said(
                        "%(actor)r belongs to %(owner)r already, so that its money would be "
                        "counted twice",
                        actor=actor,
                        owner=owner[actor],
                    ),
                    allowed=Said("actors of no other perspective"),
                    mend=Said("name it in one of the two"),
                )
            owner.setdefault(actor, row.key)


@check("rate-bounds", "Every rate of a perspective can be meant.")
def rate_bounds(contents: Contents) -> Iterator[Problem]:
    """A discount rate of 35, a tax factor below one, a tax above the price."""
    for row in contents.rows("rates"):
        bounds, unit = BOUNDS.get(row.text("kind")), known_unit(row)
        wanted = RATE_UNITS.get(row.text("kind"), "")
        if bounds is None or not unit or not same_dimension(unit, wanted):
            continue
        factor = factor_to(unit, wanted)
        for column in ("value", "low", "high"):
            value = row.number(column)
            if value is not None and not bounds[0] <= value * factor <= bounds[1]:
                low, high = (bound / factor for bound in bounds)
                yield row.problem(
                    column,
                    Said(
                        "%(column)s is %(value)g %%, outside what a rate of this kind can be",
                        column=column,
                        value=100 * value * factor,
                    ),
                    allowed=Said("%(low)g to %(high)g %(unit)s", low=low, high=high, unit=unit),
                    mend=_mend(row, value),
                )


def _mend(row: Row, value: float) -> Said:
    """How the rate that was meant is written, where it can be guessed; else what to look at."""
    if row.text("kind") == "discount" and row.text("unit").startswith("fraction"):
        return Said(
            "a rate is a share a year: write %(percent)s %%/year for %(percent)s %%, or "
            "%(tenth)s %%/year for %(tenth)s %%",
            percent=f"{value:g}",
            tenth=f"{value / 10:g}",
        )
    return Said("check the value and its unit")


@check("rate-place", "A tax factor is society's, and value-added tax is a group's.")
def rate_place(contents: Contents) -> Iterator[Problem]:
    """Rates that their perspective has no use for."""
    for row in contents.rows("rates"):
        perspective = contents.find("perspectives", row.text("perspective"))
        of = perspective.text("kind") if perspective else ""
        wanted = {"tax-factor": "society", "value-added-tax": "actors"}.get(row.text("kind"))
        if of and wanted and of != wanted:
            yield row.problem(
                "kind",
                Said("a perspective of kind %(of)s has no %(kind)s", of=of, kind=row.text("kind")),
                allowed=Said("a perspective of kind %(wanted)s", wanted=wanted),
                mend=Said("name the perspective that it belongs to"),
            )


@check("perspective-rate", "Every perspective has a discount rate.", warning=True)
def perspective_rate(contents: Contents) -> Iterator[Problem]:
    """Perspectives whose later money cannot be weighed against the earlier."""
    discounted = {
        row.text("perspective") for row in contents.rows("rates") if row.text("kind") == "discount"
    }
    for row in contents.rows("perspectives"):
        if row.key not in discounted:
            yield row.problem(
                "id",
                Said("the perspective has no discount rate, so that it has no present value"),
                mend=Said("add a row of kind discount to rates.csv"),
            )


@check("perspective-missing", "Whoever pays or receives belongs to a perspective.", warning=True)
def perspective_missing(contents: Contents) -> Iterator[Problem]:
    """Actors with money who are in no perspective, where there are perspectives."""
    rows = contents.rows("perspectives")
    named = {actor for row in rows for actor in row.items("actors")}
    active = {
        row.text(column)
        for table, columns in _PARTIES.items()
        for row in contents.rows(table)
        for column in columns
    }
    for row in contents.rows("actors") if rows else ():
        if row.key in active and row.key not in named:
            yield row.problem(
                "id",
                Said("the actor pays or receives and belongs to no perspective"),
                mend=Said("name it in the actors of a perspective"),
            )


#: Where actors have money, by table.
_PARTIES = {
    "flows": ("payer", "beneficiary"),
    "prices": ("beneficiary",),
    "activities": ("payer",),
    "impacts": ("bearer",),
}
