"""Checks on the figures of the inventories."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.errors import Problem
from citypact.model.boundary import COMPUTABLE_BOUNDARIES


@check("notation-value", "An emission has a value or a notation key, never both.")
def notation_value(contents: Contents) -> Iterator[Problem]:
    """Rows with both, and rows with neither."""
    for row in contents.rows("emissions"):
        value, notation = "value" in row.texts, "notation" in row.texts
        if value and notation:
            yield row.problem(
                "notation",
                f"a notation key says that there is no value, and there is one: "
                f"{row.text('value')}",
                allowed="one of the two",
                mend="empty value or notation",
            )
        if not value and not notation:
            yield row.problem(
                "value",
                "there is neither a value nor a notation key; missing is not zero",
                allowed="a number, or one of NO, NE, NA, IE, C in notation",
                mend="fill in one of them: NO where it does not occur, NE where not estimated",
            )


@check("activity-pair", "A unit of activity stands beside an activity.")
def activity_pair(contents: Contents) -> Iterator[Problem]:
    """A unit of an activity that is not there."""
    for row in contents.rows("emissions"):
        if "activity_unit" in row.texts and "activity_value" not in row.texts:
            yield row.problem(
                "activity_value",
                "there is a unit of the activity but no activity",
                mend="fill in the activity, or empty its unit",
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
            f"the main inventory has the boundary {inventory.text('boundary')}, which the model "
            "does not compute",
            allowed=f"an inventory with the boundary {' or '.join(COMPUTABLE_BOUNDARIES)}",
            mend="name another inventory; this one may stand beside it",
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
            f"the inventory has no figure for the base year {base}",
            mend=f"add its figures of {base} to emissions.csv, or choose another base year",
        )
