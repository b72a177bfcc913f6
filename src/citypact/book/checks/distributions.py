"""Checks on the range of values and on the shape of their uncertainty.

Low and high are the 5th and 95th percentile of a normal or lognormal, and the ends of a
triangular, uniform or range. A draw never leaves what the quantity can be: a normal is
refused where it could, since the engine draws out to 8.3 standard deviations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.suggestion import all_of
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.model.boundary import is_carbon_dioxide
from citypact.said import Said
from citypact.units import factor_to, same_dimension

#: Standard score of the 95th percentile of a normal distribution.
PERCENTILE_95 = 1.6448536269514722
#: The farthest that a draw lies from the middle, in standard deviations.
FARTHEST = 8.3
#: How far the value may lie from the middle of a normal's low and high, as a share of their
#: distance, and from the median of a lognormal, as a share of it.
SYMMETRY, MEDIAN = 0.01, 0.05

_NOT_NEGATIVE = frozenset(
    {
        "activities",
        "uses",
        "flows",
        "driver_paths",
        "impact_rates",
        "values",
        "household_needs",
        "household_changes",
    }
)
_SHARES = frozenset({"mixes", "milestones", "effects"})
_UP_TO_ALL = frozenset({"avoid", "improve", "factor"})


@dataclass(frozen=True)
class Span:
    """What a quantity can be, in the unit it is written in; None for no bound."""

    low: float | None = None
    high: float | None = None

    def words(self, unit: str) -> Said:
        """The span as a message says it."""
        if self.low is None:
            if self.high is None:
                return Said("any number")
            return Said("at most %(high)g %(unit)s", high=self.high, unit=unit)
        if self.high is None:
            if self.low == 0:
                return Said("zero or more")
            return Said("at least %(low)g %(unit)s", low=self.low, unit=unit)
        return Said("%(low)g to %(high)g %(unit)s", low=self.low, high=self.high, unit=unit)

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies in it."""
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)


def span_of(row: Row) -> Span:
    """What the value of a row can be: by its table, and by the kind of effect or target."""
    name, unit = row.form.name, known_unit(row)
    if name in _NOT_NEGATIVE:
        return Span(low=0.0)
    if name in {"emissions", "factors"}:
        return Span() if _may_take_up(row) else Span(low=0.0)
    if name == "stocks":
        years = unit and same_dimension(unit, "year")
        return Span(low=factor_to("year", unit)) if years else Span()
    if name == "targets":
        return _span_of_target(row, unit)
    if name == "effects" and row.text("kind") in _UP_TO_ALL:
        return Span(high=_whole(unit))
    return Span(0.0, _whole(unit)) if name in _SHARES else Span()


def _may_take_up(row: Row) -> bool:
    """Whether a row may stand for a sink, which takes up biogenic CO2."""
    carbon_dioxide = row["gas"] is None or is_carbon_dioxide(row.text("gas"))
    return row.text("origin") == "biogenic" and carbon_dioxide


def _whole(unit: str) -> float | None:
    """All of something, in a unit of shares; None in another unit."""
    return factor_to("fraction", unit) if unit and same_dimension(unit, "fraction") else None


def _span_of_target(row: Row, unit: str) -> Span:
    if row.yes("removals"):
        return Span()
    if row.text("kind") != "percent":
        return Span(low=0.0)
    whole = _whole(unit)
    return Span() if whole is None else Span(low=-whole)


def _quantities(contents: Contents) -> Iterator[Row]:
    for table in contents.tables.values():
        if table.form.quantity:
            yield from table.rows


@check("value-range", "No value, low or high is outside what the quantity can be.")
def value_range(contents: Contents) -> Iterator[Problem]:
    """Negative amounts and stocks, shares outside 0 to 1, lifetimes under a year."""
    for row in _quantities(contents):
        span = span_of(row)
        for column in ("value", "low", "high"):
            value = row.number(column)
            if value is not None and not span.holds(value):
                yield row.problem(
                    column,
                    Said("%(column)s is outside what this quantity can be", column=column),
                    allowed=span.words(row.text("unit")),
                    mend=_mend_range(row),
                )
    for row in contents.rows("emissions"):
        amount = row.number("activity_value")
        if amount is not None and amount < 0:
            yield row.problem(
                "activity_value",
                Said("the activity is negative"),
                allowed=Said("zero or more"),
                mend=Said("check its sign"),
            )


def _mend_range(row: Row) -> Said:
    if row.form.name == "flows":
        return Said("state it as a positive amount, and let payer and beneficiary change places")
    if row.form.name in {"emissions", "factors"}:
        return Said("check its sign; uptake by a sink is biogenic CO2")
    if row.form.name == "targets":
        return Said("check its sign; below zero, removals must count")
    return Said("check its sign and its unit")


@check("factor-sign", "A factor is an emission in all years, or a sink in all years.")
def factor_sign(contents: Contents) -> Iterator[Problem]:
    """A path of factors that is below zero in some years and above it in others."""
    for backgrounds in contents.paths("factors").values():
        for rows in backgrounds.values():
            values = [(row.number("value") or 0.0, row) for row in rows]
            least, row = min(values, key=lambda one: one[0])
            if least < 0 < max(value for value, _ in values):
                yield row.problem(
                    "value",
                    Said("the factor is below zero in this year and above it in another"),
                    allowed=Said("zero or less in all years, or zero or more in all years"),
                    mend=Said("state emission and uptake as two factors, of two carriers"),
                )


@check("distribution-bounds", "A distribution has low and high, and these have a distribution.")
def distribution_bounds(contents: Contents) -> Iterator[Problem]:
    """All three columns, or none of them; and never without a value."""
    for row in _quantities(contents):
        given = [name for name in ("distribution", "low", "high") if name in row.texts]
        if given and "value" not in row.texts:
            yield row.problem(
                given[0],
                Said("an uncertainty is stated of a value that is missing"),
                mend=Said("fill in the value, or take the uncertainty away"),
            )
        elif given and len(given) < 3:  # noqa: PLR2004  the three columns just named
            missing = next(name for name in ("distribution", "low", "high") if name not in given)
            yield row.problem(
                missing,
                Said(
                    "%(missing)s is missing beside %(names)s",
                    missing=missing,
                    names=all_of(given),
                ),
                allowed=Said("distribution, low and high together, or none of them"),
                mend=Said(
                    "fill in %(missing)s, or empty the others for a value taken as certain",
                    missing=missing,
                ),
            )


def _stated(contents: Contents) -> Iterator[tuple[Row, float, float, float]]:
    """Rows with a whole distribution: row, low, value, high."""
    for row in _quantities(contents):
        low, value, high = row.number("low"), row.number("value"), row.number("high")
        if (
            row["distribution"] is not None
            and low is not None
            and value is not None
            and high is not None
        ):
            yield row, low, value, high


@check("bounds-order", "Low is less than high.")
def bounds_order(contents: Contents) -> Iterator[Problem]:
    """Low above high, or equal to it."""
    for row, low, _, high in _stated(contents):
        if low >= high:
            yield row.problem(
                "low",
                Said("low is not less than high, %(high)s", high=row.text("high")),
                mend=Said("exchange them")
                if low > high
                else Said("empty distribution, low and high for a value taken as certain"),
            )


@check("value-outside", "The value lies between low and high.")
def value_outside(contents: Contents) -> Iterator[Problem]:
    """A value outside its own uncertainty."""
    for row, low, value, high in _stated(contents):
        if low < high and not low <= value <= high:
            yield row.problem(
                "value",
                Said("the value is outside low and high"),
                allowed=Said("%(low)s to %(high)s", low=row.text("low"), high=row.text("high")),
                mend=Said("check the three figures and their unit"),
            )


@check("normal-symmetry", "Low and high of a normal lie as far below as above the value.")
def normal_symmetry(contents: Contents) -> Iterator[Problem]:
    """Distance of the value from the middle, against the distance of low and high."""
    for row, low, value, high in _stated(contents):
        if row["distribution"] != "normal" or not low < high:
            continue
        middle = low + (high - low) / 2
        if abs(value - middle) > SYMMETRY * (high - low):
            yield row.problem(
                "value",
                Said("the value is not in the middle of low and high, as a normal has it"),
                allowed=Said("about %(middle)g", middle=middle),
                mend=Said("use triangular for an uneven uncertainty, or correct the figures"),
            )


@check("lognormal-form", "The value of a lognormal is near the geometric middle of low and high.")
def lognormal_form(contents: Contents) -> Iterator[Problem]:
    """Low above zero, and the value within 5 % of sqrt(low * high)."""
    for row, low, value, high in _stated(contents):
        if row["distribution"] != "lognormal" or not low < high:
            continue
        if low <= 0:
            yield row.problem(
                "low",
                Said("a lognormal is above zero"),
                allowed=Said("more than 0"),
                mend=Said("use triangular or range where the quantity can be zero"),
            )
            continue
        middle = math.sqrt(low * high)
        if abs(value - middle) > MEDIAN * middle:
            yield row.problem(
                "value",
                Said(
                    "the value is not the geometric middle of low and high, as a lognormal has it"
                ),
                allowed=Said("about %(middle).4g, which is sqrt(low * high)", middle=middle),
                mend=Said("use triangular, or correct the figures"),
            )


@check("distribution-reach", "No draw can leave what the quantity can be.")
def distribution_reach(contents: Contents) -> Iterator[Problem]:
    """A normal or lognormal whose outermost draws are negative, or a share above one."""
    for row, low, value, high in _stated(contents):
        if not low < high or row["distribution"] not in {"normal", "lognormal"}:
            continue
        span, least, most = span_of(row), -math.inf, math.inf
        if row["distribution"] == "normal":
            reach = FARTHEST * (high - low) / (2 * PERCENTILE_95)
            least, most = value - reach, value + reach
        elif low <= 0:
            continue  # told by lognormal-form
        else:
            reach = (high / low) ** (FARTHEST / (2 * PERCENTILE_95))
            least, most = math.sqrt(low * high) / reach, math.sqrt(low * high) * reach
        if not (span.holds(least) and span.holds(most)):
            yield row.problem(
                "distribution",
                Said(
                    "its outermost draws (%(least).3g to %(most).3g) leave what the quantity can "
                    "be",
                    least=least,
                    most=most,
                ),
                allowed=span.words(row.text("unit")),
                mend=Said("use triangular, uniform or range, whose low and high are never passed"),
            )
