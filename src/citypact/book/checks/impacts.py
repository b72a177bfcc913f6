"""Checks on impacts, their rates and their values."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.suggestion import all_of, any_of
from citypact.errors import Problem
from citypact.said import Said, as_written
from citypact.units import same_dimension

_PER = ("activity", "means", "carrier", "spending")


@check("impact-rate-per", "A rate of an impact is counted per one thing.")
def impact_rate_per(contents: Contents) -> Iterator[Problem]:
    """Rates per nothing, or per two things at once."""
    for row in contents.rows("impact_rates"):
        named = [column for column in _PER if column in row.texts]
        if len(named) != 1:
            yield row.problem(
                named[1] if named else "means",
                Said("it is counted per nothing")
                if not named
                else Said("it is counted per %(names)s", names=all_of(named)),
                allowed=Said("one of activity, means, carrier, spending"),
                mend=Said("fill in one of the four columns"),
            )


@check("impact-version", "The version in use of an impact's value is one that has a value.")
def impact_version(contents: Contents) -> Iterator[Problem]:
    """Versions that nobody stated, or that stand without a value."""
    for row in contents.rows("impacts"):
        version = row.text("version")
        value = contents.find("values", f"{row.key}:{version}")
        if version and (value is None or "value" not in value.texts):
            known = [
                one.text("version")
                for one in contents.grouped("values", "impact").get(row.key, [])
                if "value" in one.texts
            ]
            yield row.problem(
                "version",
                Said("there is no value of this version")
                if value is None
                else Said("the value of this version is missing, and missing is not zero"),
                allowed=any_of([Said("nothing"), *known]),
                mend=Said(
                    "add it to values.csv, use another version, or leave it empty: the impact is "
                    "then counted and not valued"
                ),
            )


@check("impact-carbon", "Carbon is the emissions of the main inventory, borne by the world.")
def impact_carbon(contents: Contents) -> Iterator[Problem]:
    """Two of them, rates or a bearer of it, or a unit that measures no emissions."""
    seen = ""
    rated = contents.grouped("impact_rates", "impact")
    for row in contents.rows("impacts"):
        if row.text("kind") != "carbon":
            continue
        if seen:
            yield row.problem(
                "kind",
                Said("the emissions are there already, as %(seen)r", seen=seen),
                allowed=Said("one impact of kind carbon"),
                mend=Said("take one away"),
            )
        seen = seen or row.key
        if "bearer" in row.texts:
            yield row.problem(
                "bearer",
                Said("what is emitted is borne by the world"),
                allowed=Said("nothing"),
                mend=Said("empty it"),
            )
        unit = known_unit(row)
        if unit and not same_dimension(unit, "kt"):
            yield row.problem(
                "unit",
                Said("emissions are not counted in it"),
                allowed=as_written("kg, t, kt"),
                mend=Said("write one of them, and the value per the same"),
            )
        for rate in rated.get(row.key, []):
            yield rate.problem(
                "impact",
                Said("emissions have their factors and no other rate"),
                allowed=Said("an impact of another kind"),
                mend=Said("take the row away; emission factors stand in factors.csv"),
            )


@check("impact-bearer", "An impact that is valued is borne by somebody.")
def impact_bearer(contents: Contents) -> Iterator[Problem]:
    """Valued impacts without bearer: the actors' sum would not be society's."""
    for row in contents.rows("impacts"):
        if row.text("kind") != "carbon" and "version" in row.texts and "bearer" not in row.texts:
            yield row.problem(
                "bearer",
                Said("the impact is valued, and nobody bears it"),
                allowed=Said("a row of actors.csv"),
                mend=Said("name who bears the harm or has the gain"),
            )


@check("impact-jobs", "Jobs are counted, and not valued in money.")
def impact_jobs(contents: Contents) -> Iterator[Problem]:
    """Values of jobs: the wages are a cost already."""
    for row in contents.rows("values"):
        impact = contents.find("impacts", row.text("impact"))
        if impact is not None and impact.text("kind") == "jobs":
            yield row.problem(
                "impact",
                Said("a job is a count: its wage is in the cost of what is done"),
                allowed=Said("an impact of another kind"),
                mend=Said("take the row away"),
            )


@check("value-price-year", "A value says in whose prices it is.")
def value_price_year(contents: Contents) -> Iterator[Problem]:
    """Money without price year, in values of impacts and in what households invest."""
    for table in ("values", "household_changes"):
        for row in contents.rows(table):
            if "value" in row.texts and "price_year" not in row.texts:
                yield row.problem(
                    "price_year",
                    Said("the price year is missing"),
                    allowed=Said("a year"),
                    mend=Said("write in the prices of which year it is stated"),
                )
