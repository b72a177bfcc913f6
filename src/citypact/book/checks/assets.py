"""Checks on what investments buy."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.appraisal import ASSET_UNITS
from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.said import Said, as_written
from citypact.units import factor_to, same_dimension


@check("asset-flow", "What has a lifetime or a learning rate is an investment, a sum.")
def asset_flow(contents: Contents) -> Iterator[Problem]:
    """Running costs, subsidies and yearly amounts, which buy nothing that lasts."""
    for row in contents.rows("assets"):
        flow = contents.find("flows", row.text("flow"))
        unit = known_unit(flow) if flow else ""
        if flow is None or not unit or not flow.text("kind"):
            continue
        yearly = any(same_dimension(unit, one) for one in ("SEK/year", "EUR/year"))
        if flow.text("kind") != "investment" or yearly:
            yield row.problem(
                "flow",
                Said(
                    "the flow is of kind %(kind)s, in %(unit)s, and buys nothing that lasts",
                    kind=flow.text("kind"),
                    unit=unit,
                ),
                allowed=Said("a flow of kind investment, in MSEK"),
                mend=Said("name the investment, or take the row away"),
            )


@check("asset-value", "A lifetime is whole years, one or more; a cost falls by less than all.")
def asset_value(contents: Contents) -> Iterator[Problem]:
    """A lifetime of zero or of a part of a year, a cost that falls to nothing in a year."""
    for row in contents.rows("assets"):
        aspect, unit, value = row.text("aspect"), known_unit(row), row.number("value")
        wanted = ASSET_UNITS.get(aspect, "")
        if value is None or not wanted or not unit or not same_dimension(unit, wanted):
            continue
        meant = value * factor_to(unit, wanted)
        if aspect == "lifetime" and (meant < 1.0 or meant != int(meant)):
            yield row.problem(
                "value",
                Said("a lifetime is a whole number of years, at least one"),
                allowed=as_written("1, 2, 3 …"),
                mend=Said(
                    "round it as you find right and say so in the note; what is used up in the "
                    "year it is bought is operation"
                ),
            )
        if aspect == "learning" and not -1.0 < meant < 1.0:
            yield row.problem(
                "value",
                Said("a cost cannot fall by all of itself in a year, nor double"),
                allowed=Said("more than -100 and less than 100 %%/year"),
                mend=Said("check the value and its unit"),
            )


@check("asset-certain", "Lifetimes and learning rates are taken as certain.")
def asset_certain(contents: Contents) -> Iterator[Problem]:
    """Distributions, which nothing would draw from."""
    for row in contents.rows("assets"):
        if "distribution" in row.texts:
            yield row.problem(
                "distribution",
                Said("a lifetime and a learning rate are computed with as certain"),
                allowed=Said("nothing"),
                mend=Said("empty it with low and high, and tell the range in the note"),
            )


@check("asset-year", "A learning rate says of which year the cost is, a lifetime does not.")
def asset_year(contents: Contents) -> Iterator[Problem]:
    """Costs that fall from nobody knows when."""
    for row in contents.rows("assets"):
        aspect = row.text("aspect")
        if aspect == "learning" and "year" not in row.texts:
            yield row.problem(
                "year",
                Said("it is not said of which year the cost is"),
                allowed=Said("a year"),
                mend=Said("write the year whose cost the flow states"),
            )
        if aspect == "lifetime" and "year" in row.texts:
            yield row.problem(
                "year",
                Said("a lifetime has no year"),
                allowed=Said("nothing"),
                mend=Said("empty the cell"),
            )
