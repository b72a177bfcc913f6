"""Checks on effects: each kind has its columns, and acts on something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.model.boundary import is_carbon_dioxide
from citypact.said import Said, as_written

#: Columns that each kind of effect needs, and those that it may have beside them.
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "avoid": (("activity",), ()),
    "shift": (("means", "to_means"), ()),
    "purchase": (("means", "to_means"), ()),
    "improve": (("means",), ("carrier",)),
    "factor": (("carrier",), ("origin",)),
    "capture": (("means",), ()),
}
_ALL = ("activity", "means", "to_means", "carrier", "origin")


def _of_kind(contents: Contents, *kinds: str) -> Iterator[Row]:
    return (row for row in contents.rows("effects") if row["kind"] in kinds)


@check("effect-columns", "An effect fills in the columns that its kind uses, and no other.")
def effect_columns(contents: Contents) -> Iterator[Problem]:
    """Needed columns that are empty, and columns that the kind does not look at."""
    for row in contents.rows("effects"):
        kind = row.text("kind")
        if kind not in COLUMNS:
            continue
        needed, possible = COLUMNS[kind]
        used = f"{', '.join(needed)}{' and perhaps ' if possible else ''}{''.join(possible)}"
        for column in _ALL:
            if column in needed and column not in row.texts:
                yield row.problem(
                    column,
                    Said("an effect of kind %(kind)s needs %(column)s", kind=kind, column=column),
                    allowed=Said("%(kind)s uses %(used)s", kind=kind, used=used),
                    mend=Said("fill it in"),
                )
            elif column not in needed + possible and column in row.texts:
                yield row.problem(
                    column,
                    Said(
                        "an effect of kind %(kind)s does not use %(column)s",
                        kind=kind,
                        column=column,
                    ),
                    allowed=Said("%(kind)s uses %(used)s", kind=kind, used=used),
                    mend=Said("empty the cell, or choose another kind"),
                )


@check("effect-same-activity", "A shift or purchase is between two means of one activity.")
def effect_same_activity(contents: Contents) -> Iterator[Problem]:
    """From and to: two different means that meet the same need."""
    for row in _of_kind(contents, "shift", "purchase"):
        one = contents.find("means", row.text("means"))
        other = contents.find("means", row.text("to_means"))
        if one is None or other is None:
            continue
        if one is other:
            yield row.problem(
                "to_means",
                Said("both means are the same"),
                mend=Said("name the means it goes over to"),
            )
        elif one.text("activity") != other.text("activity"):
            yield row.problem(
                "to_means",
                Said(
                    "%(key)r meets %(activity)r and %(other_key)r meets %(other_activity)r",
                    key=one.key,
                    activity=one.text("activity"),
                    other_key=other.key,
                    other_activity=other.text("activity"),
                ),
                allowed=Said("two means of one activity"),
                mend=Said("name a means of %(activity)r", activity=one.text("activity")),
            )


@check("effect-stock", "A shift acts on means that are no stock, a purchase on a stock.")
def effect_stock(contents: Contents) -> Iterator[Problem]:
    """What there is of a stock changes only by what is bought."""
    for row in _of_kind(contents, "shift", "purchase"):
        means = contents.find("means", row.text("means"))
        if means is None:
            continue
        activity = means.text("activity")
        stock, wanted = activity in contents.stocks, row["kind"] == "purchase"
        if stock != wanted:
            yield row.problem(
                "kind",
                Said("the means of %(activity)r are a stock", activity=activity)
                if stock
                else Said("the means of %(activity)r are no stock", activity=activity),
                allowed=Said("purchase for a stock, shift for any other means"),
                mend=Said("write purchase") if stock else Said("write shift"),
            )


@check("effect-supply", "What is avoided is a need, not the supply that follows from it.")
def effect_supply(contents: Contents) -> Iterator[Problem]:
    """Avoid of a supply activity, whose amount follows from the use of its carriers."""
    for row in _of_kind(contents, "avoid"):
        activity = contents.find("activities", row.text("activity"))
        if activity is not None and activity["supply"] is True:
            yield row.problem(
                "activity",
                Said(
                    "%(key)r is a supply activity: its amount follows from what is used",
                    key=activity.key,
                ),
                allowed=Said("an activity with no in supply"),
                mend=Said("avoid the activities that use what it supplies"),
            )


@check("effect-use", "What an effect improves or captures is there.")
def effect_use(contents: Contents) -> Iterator[Problem]:
    """Means that use nothing, or not the carrier that the effect names."""
    if not contents.tables["uses"].readable:
        return
    for row in _of_kind(contents, "improve", "capture"):
        means, carrier = row.text("means"), row.text("carrier")
        used = contents.carriers_of.get(means, [])
        if contents.find("means", means) is None or (carrier and row["kind"] == "capture"):
            continue
        if not used:
            yield row.problem(
                "means",
                Said(
                    "%(means)r uses no carrier, so that there is nothing to %(kind)s",
                    means=means,
                    kind=row.text("kind"),
                ),
                mend=Said("add what it uses to uses.csv, or name another means"),
            )
        elif carrier and carrier not in used:
            yield row.problem(
                "carrier",
                Said("%(means)r does not use %(carrier)r", means=means, carrier=carrier),
                allowed=as_written(", ".join(used)),
                mend=Said("name a carrier that it uses, or leave the cell empty for all of them"),
            )


@check("effect-factor", "The emission factor that an effect lowers is there.")
def effect_factor(contents: Contents) -> Iterator[Problem]:
    """Carriers without factor, or without one of the origin that the effect names."""
    if not contents.tables["factors"].readable:
        return
    for row in _of_kind(contents, "factor"):
        carrier, origin = row.text("carrier"), row.text("origin")
        origins = sorted({key[2] for key in contents.paths("factors") if key[0] == carrier})
        if contents.find("carriers", carrier) is None:
            continue
        if not origins:
            yield row.problem(
                "carrier",
                Said("%(carrier)r has no emission factor of its own", carrier=carrier),
                mend=Said(
                    "name the carriers it is produced from, or add its factor to factors.csv"
                ),
            )
        elif origin and origin not in origins:
            yield row.problem(
                "origin",
                Said(
                    "%(carrier)r has no emission factor of origin %(origin)s",
                    carrier=carrier,
                    origin=origin,
                ),
                allowed=as_written(", ".join(origins)),
                mend=Said("name an origin that it has, or leave the cell empty for all of them"),
            )


@check("effect-capture", "A capture acts on means that emit CO2 of their own.")
def effect_capture(contents: Contents) -> Iterator[Problem]:
    """Means whose carriers have no CO2 factor: what they use is emitted elsewhere, or not CO2."""
    if not (contents.tables["uses"].readable and contents.tables["factors"].readable):
        return
    emitting = {key[0] for key in contents.paths("factors") if is_carbon_dioxide(key[1])}
    for row in _of_kind(contents, "capture"):
        used = contents.carriers_of.get(row.text("means"), [])
        if used and not emitting & set(used):
            yield row.problem(
                "means",
                Said(
                    "%(means)r emits no CO2 of its own: it uses %(names)s",
                    means=row.text("means"),
                    names=", ".join(used),
                ),
                allowed=Said("a means with a carrier that has a CO2 factor"),
                mend=Said("name the means that burns, or add the factor to factors.csv"),
            )
