"""Checks on the chain of supply: what produces a carrier, and out of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.suggestion import any_of
from citypact.errors import Problem
from citypact.said import Said
from citypact.units import same_dimension


@check("supplied-by", "A carrier is supplied by a supply activity.")
def supplied_by(contents: Contents) -> Iterator[Problem]:
    """Carriers that name an activity of another kind."""
    for row in contents.rows("carriers"):
        activity = contents.find("activities", row.text("supplied_by"))
        if activity is not None and activity["supply"] is False:
            yield row.problem(
                "supplied_by",
                Said("%(key)r is no supply activity", key=activity.key),
                allowed=Said("an activity with yes in supply"),
                mend=Said("write yes in supply of the activity, or leave the cell empty"),
            )


@check("supply-carrier", "A supply activity supplies a carrier, in the carrier's own unit.")
def supply_carrier(contents: Contents) -> Iterator[Problem]:
    """Supply activities without carrier, or counted in another unit than what they supply."""
    if not contents.tables["carriers"].readable:
        return
    for row in contents.rows("activities"):
        if row["supply"] is not True:
            continue
        units = {carrier.text("unit") for carrier in contents.supplied.get(row.key, [])}
        if not units:
            yield row.problem(
                "supply",
                Said("the activity supplies no carrier"),
                mend=Said(
                    "write %(key)s in supplied_by of the carrier that it produces", key=row.key
                ),
            )
        elif len(units) > 1 or row.text("unit") not in {"", *units}:
            yield row.problem(
                "unit",
                Said(
                    "the activity and the carriers that it supplies are counted in different units"
                ),
                allowed=any_of(sorted(units)),
                mend=Said("use one unit for all of them"),
            )


@check("supply-cycle", "No supply activity needs, in the end, what it produces itself.")
def supply_cycle(contents: Contents) -> Iterator[Problem]:
    """Every ring of supply activities, each told once with its members."""
    needs = {row.key: _suppliers(contents, row.key) for row in contents.rows("activities")}
    for ring in _rings(needs):
        row = contents.find("activities", ring[0])
        if row is not None:
            yield row.problem(
                "supply",
                Said("supply runs in a circle: %(names)s", names=" -> ".join([*ring, ring[0]])),
                allowed=Said("a chain of supply that comes to an end"),
                mend=Said("let one of them use a carrier that comes from outside"),
            )


def _suppliers(contents: Contents, activity: str) -> list[str]:
    """Activities that supply what the means of one activity use, sorted."""
    found = set()
    for means in contents.means_of.get(activity, []):
        for name in contents.carriers_of.get(means.key, []):
            carrier = contents.find("carriers", name)
            if carrier is not None and carrier.text("supplied_by"):
                found.add(carrier.text("supplied_by"))
    return sorted(found)


def _rings(needs: Mapping[str, list[str]]) -> list[list[str]]:
    """Rings in a graph, one for each way back that a walk finds; each from its least name."""
    rings: list[list[str]] = []
    done: set[str] = set()
    for start in sorted(needs):
        if start in done:
            continue
        trail: list[str] = [start]
        branches = [iter(needs[start])]
        while branches:
            following = next(branches[-1], None)
            if following is None:
                branches.pop()
                done.add(trail.pop())
            elif following in trail:
                ring = trail[trail.index(following) :]
                least = ring.index(min(ring))
                rings.append(ring[least:] + ring[:least])
            elif following not in done:
                trail.append(following)
                branches.append(iter(needs.get(following, [])))
    return rings


@check("carrier-factor", "Every carrier that is used emits, or states a factor of 0.", warning=True)
def carrier_factor(contents: Contents) -> Iterator[Problem]:
    """Carriers from outside without any emission factor."""
    if not contents.tables["factors"].readable:
        return
    used = {carrier for carriers in contents.carriers_of.values() for carrier in carriers}
    with_factor = {key[0] for key in contents.paths("factors")}
    for row in contents.rows("carriers"):
        outside = "supplied_by" not in row.texts
        if row.key in used and outside and row.key not in with_factor:
            yield row.problem(
                "id",
                Said("the carrier is used and has no emission factor, so that it emits nothing"),
                mend=Said(
                    "add its factor to factors.csv, 0 with its source where it emits nothing"
                ),
            )


@check("supplied-factor", "A carrier that is produced in the city has no factor of its own.")
def supplied_factor(contents: Contents) -> Iterator[Problem]:
    """Its emissions are those of what produces it, and would be counted twice."""
    for (name, *_), backgrounds in contents.paths("factors").items():
        carrier = contents.find("carriers", name)
        supplier = contents.find("activities", carrier.text("supplied_by")) if carrier else None
        if supplier is not None and supplier.yes("supply"):
            rows = next(iter(backgrounds.values()))
            yield rows[0].problem(
                "carrier",
                Said(
                    "%(name)r emits where %(key)r produces it, and here again",
                    name=name,
                    key=supplier.key,
                ),
                mend=Said("take the factor away, or leave supplied_by of the carrier empty"),
            )


@check("carrier-kind", "Energy is counted in a unit of energy, a material by weight.")
def carrier_kind(contents: Contents) -> Iterator[Problem]:
    """The unit of a carrier against its kind; a service or process may have any."""
    for row in contents.rows("carriers"):
        wanted = _UNIT_OF_KIND.get(row.text("kind"))
        unit = known_unit(row)
        if wanted and unit and not same_dimension(unit, wanted):
            yield row.problem(
                "unit",
                Said(
                    "a carrier of kind %(kind)s is not counted in %(unit)s",
                    kind=row.text("kind"),
                    unit=unit,
                ),
                allowed=Said("a unit such as %(wanted)s", wanted=wanted),
                mend=Said("check the unit, or choose another kind"),
            )


_UNIT_OF_KIND = {"energy": "GWh", "material": "kt"}
