"""Checks on the figures of the inventories."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.suggestion import any_of
from citypact.errors import Problem
from citypact.model.boundary import COMPUTABLE_BOUNDARIES
from citypact.said import Said


@check("notation-value", "An emission has a value or a notation key, never both.")
def notation_value(contents: Contents) -> Iterator[Problem]:
    """Rows with both, and rows with neither."""
    for row in contents.rows("emissions"):
        value, notation = "value" in row.texts, "notation" in row.texts
        if value and notation:
            yield row.problem(
                "notation",
                Said(
                    "a notation key says that there is no value, and there is one: %(value)s",
                    value=row.text("value"),
                ),
                allowed=Said("one of the two"),
                mend=Said("empty value or notation"),
            )
        if not value and not notation:
            yield row.problem(
                "value",
                Said("there is neither a value nor a notation key; missing is not zero"),
                allowed=Said("a number, or one of NO, NE, NA, IE, C in notation"),
                mend=Said(
                    "fill in one of them: NO where it does not occur, NE where not estimated"
                ),
            )


@check("activity-pair", "A unit of activity stands beside an activity.")
def activity_pair(contents: Contents) -> Iterator[Problem]:
    """A unit of an activity that is not there."""
    for row in contents.rows("emissions"):
        if "activity_unit" in row.texts and "activity_value" not in row.texts:
            yield row.problem(
                "activity_value",
                Said("there is a unit of the activity but no activity"),
                mend=Said("fill in the activity, or empty its unit"),
            )


@check("inventory-boundary", "The main inventory has a boundary that the model can follow.")
def inventory_boundary(contents: Contents) -> Iterator[Problem]:
    """What is consumed, or what an organisation causes, is not computed from a place."""
    inventory = contents.find("inventories", contents.settings.text("inventory"))
    if inventory is None or inventory["boundary"] is None:
        return
    if inventory["boundary"] not in COMPUTABLE_BOUNDARIES:
        yield contents.settings.problem(
            "inventory",
            Said(
                "the main inventory has the boundary %(boundary)s, which the model does not "
                "compute",
                boundary=inventory.text("boundary"),
            ),
            allowed=Said(
                "an inventory with the boundary %(names)s", names=any_of(COMPUTABLE_BOUNDARIES)
            ),
            mend=Said("name another inventory; this one may stand beside it"),
        )


@check(
    "inventory-base",
    "The main inventory has figures for the base year.",
    warning=True,
)
def inventory_base(contents: Contents) -> Iterator[Problem]:
    """Without them the model cannot be held against the inventory."""
    settings = contents.settings
    inventory, base = settings.text("inventory"), settings.year("base_year")
    if contents.find("inventories", inventory) is None or base is None:
        return
    if not any(
        row["inventory"] == inventory and row.year("year") == base and "value" in row.texts
        for row in contents.rows("emissions")
    ):
        yield settings.problem(
            "inventory",
            Said("the inventory has no figure for the base year %(base)s", base=base),
            mend=Said(
                "add its figures of %(base)s to emissions.csv, or choose another base year",
                base=base,
            ),
        )
