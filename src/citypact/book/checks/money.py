"""Checks on prices and flows of money."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.book.checks.quantities import known_unit
from citypact.book.checks.registry import check
from citypact.book.contents import Contents
from citypact.book.quantities import PriceLevel
from citypact.book.table import Row
from citypact.errors import Problem
from citypact.said import Said, as_written


def _money(contents: Contents) -> Iterator[Row]:
    yield from contents.rows("prices")
    yield from contents.rows("flows")
    yield from contents.rows("values")


@check("currency", "Money that is computed with is in Swedish kronor.")
def currency(contents: Contents) -> Iterator[Problem]:
    """Prices and flows in euro: the book has no rate of exchange."""
    for row in _money(contents):
        unit = known_unit(row)
        if "EUR" in unit:
            yield row.problem(
                "unit",
                Said("money is stated in euro, and a book has no rate of exchange"),
                allowed=as_written("SEK, kSEK, MSEK"),
                mend=Said("state it in kronor, with rate and date in the note"),
            )


@check("price-year", "Money of another year can be turned into that of the price year.")
def price_year(contents: Contents) -> Iterator[Problem]:
    """Price years other than the book's, beyond what a price index covers."""
    level = PriceLevel(contents)
    of_book = contents.settings.year("price_year")
    for row in (*_money(contents), *contents.rows("funding"), *contents.rows("household_changes")):
        year = row.year("price_year")
        if of_book is not None and year is not None and not level.known(year):
            yield row.problem(
                "price_year",
                Said(
                    "it is stated in prices of %(year)s, and nothing turns them into those of "
                    "%(of_book)s",
                    year=year,
                    of_book=of_book,
                ),
                allowed=Said("%(of_book)s, or a year that a price index covers", of_book=of_book),
                mend=Said(
                    "name a driver as price_index in book.toml with rows for both years, or state "
                    "it in prices of %(of_book)s",
                    of_book=of_book,
                ),
            )


@check("price-index", "The price index is above zero.")
def price_index(contents: Contents) -> Iterator[Problem]:
    """A year without price level, by which money would be divided."""
    for row in contents.grouped("driver_paths", "driver").get(
        contents.settings.text("price_index"), []
    ):
        if row.number("value") == 0.0:
            yield row.problem(
                "value",
                Said("the price index is zero"),
                allowed=Said("more than 0"),
                mend=Said("check the value"),
            )


@check("flow-parties", "A flow of money goes from one actor to another.", warning=True)
def flow_parties(contents: Contents) -> Iterator[Problem]:
    """Payer and beneficiary in one: it cancels in every view."""
    for row in contents.rows("flows"):
        if row.text("payer") and row["payer"] == row["beneficiary"]:
            yield row.problem(
                "beneficiary",
                Said("payer and beneficiary are the same, so that the flow cancels"),
                mend=Said("name who receives the money"),
            )
