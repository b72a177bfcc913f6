"""Checks on how an activity is divided between its means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents, on_background, value_at
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import NOTHING, Said, as_written
from citypact.units import factor_to, same_dimension

#: How far the sum of shares may be from one: what adding decimal fractions costs.
TOLERANCE = 1e-9


def _needed_kinds(contents: Contents, activity: str) -> tuple[str, ...]:
    return ("use", "purchase") if activity in contents.stocks else ("use",)


@check("mix-missing", "An activity with several means has a mix, a stock also of what is bought.")
def mix_missing(contents: Contents) -> Iterator[Problem]:
    """Means without share beside other means; a share of nothing is stated as 0."""
    if not contents.tables["mixes"].readable:
        return
    paths = contents.paths("mixes")
    for activity, means in contents.means_of.items():
        if len(means) == 1:
            continue
        for kind in _needed_kinds(contents, activity):
            for one in means:
                if (one.key, kind) not in paths:
                    yield one.problem(
                        "id",
                        Said(
                            "%(key)r is one of %(count)s means of %(activity)r and has no share "
                            "of kind %(kind)s",
                            key=one.key,
                            count=len(means),
                            activity=activity,
                            kind=kind,
                        ),
                        allowed=Said("a share for every means, 0 where it has none"),
                        mend=Said("add it to mixes.csv with kind %(kind)s", kind=kind),
                    )


@check("mix-purchase", "Only a stock has a mix of what is bought.")
def mix_purchase(contents: Contents) -> Iterator[Problem]:
    """Purchase shares of means that are no stock."""
    for row in contents.rows("mixes"):
        means = contents.find("means", row.text("means"))
        if row["kind"] == "purchase" and means and means.text("activity") not in contents.stocks:
            yield row.problem(
                "kind",
                Said(
                    "the means of %(activity)r are no stock, nothing is bought for it",
                    activity=means.text("activity"),
                ),
                allowed=as_written("use"),
                mend=Said("write use, or enter the activity with its lifetime in stocks.csv"),
            )


@check("mix-stock", "What there is of a stock is stated once, for the base year.")
def mix_stock(contents: Contents) -> Iterator[Problem]:
    """Later shares of a stock follow from what is bought, and would be passed over."""
    for (name, kind), backgrounds in contents.paths("mixes").items():
        means = contents.find("means", name)
        if kind != "use" or means is None or means.text("activity") not in contents.stocks:
            continue
        for rows in backgrounds.values():
            for row in rows[1:]:
                yield row.problem(
                    "year",
                    Said(
                        "later shares of a stock follow from what is bought and from its lifetime"
                    ),
                    allowed=Said("one row of kind use a means, for the base year"),
                    mend=Said("take the row away, or state it with kind purchase"),
                )


@check("mix-sum", "The shares of an activity's means sum to one in every stated year.")
def mix_sum(contents: Contents) -> Iterator[Problem]:
    """Use and purchase apart, on every background, to within 1e-9."""
    for activity, means in contents.means_of.items():
        for kind in ("use", "purchase"):
            paths = [contents.paths("mixes").get((one.key, kind), {}) for one in means]
            backgrounds = sorted({name for path in paths for name in path} | {""})
            for background in backgrounds:
                rows = {
                    one.key: on_background(path, background)
                    for one, path in zip(means, paths, strict=True)
                }
                if all(rows.values()):
                    yield from _sums(activity, kind, background, rows)


def _sums(
    activity: str, kind: str, background: str, rows: Mapping[str, list[Row]]
) -> Iterator[Problem]:
    points = {means: _shares(path) for means, path in rows.items()}
    if any(path is None for path in points.values()):
        return
    known = {means: path for means, path in points.items() if path is not None}
    for year in sorted({year for path in known.values() for year, _ in path}):
        shares = {means: value_at(path, year) for means, path in known.items()}
        total = sum(shares.values())
        if abs(total - 1.0) <= TOLERANCE:
            continue
        at_year = [row for path in rows.values() for row in path if row.year("year") == year]
        own = [row for row in at_year if row.text("background") == background]
        where = (
            Said(" on background %(background)s", background=background) if background else NOTHING
        )
        parts = " + ".join(f"{means} {100 * share:g}" for means, share in shares.items())
        yield (own or at_year)[0].problem(
            "value",
            Said(
                "the shares (%(kind)s) of %(activity)r in %(year)s%(where)s sum to %(value).12g "
                "%%: %(parts)s",
                kind=kind,
                activity=activity,
                year=year,
                where=where,
                value=100 * total,
                parts=parts,
            ),
            allowed=as_written("100 %"),
            mend=Said("correct the shares of this year"),
        )


def _shares(rows: list[Row]) -> list[tuple[int, float]] | None:
    points = []
    for row in rows:
        unit, value, year = known_unit(row), row.number("value"), row.year("year")
        if not unit or value is None or year is None or not same_dimension(unit, "fraction"):
            return None
        points.append((year, value * factor_to(unit, "fraction")))
    return points
