"""``citypact contract local``: the companies of a city's local contract, and what they add."""

from __future__ import annotations

import json

import click

from citypact.book import open_book
from citypact.cli.local_summary import local_summary
from citypact.cli.local_table import local_table, table_rows
from citypact.cli.named_contract import local_contract_of
from citypact.cli.options import draws_option, form_option, language_option, seed_option
from citypact.contract.folder import contracts_of
from citypact.contract.local.contribution import contribution
from citypact.contract.local.follow_up import follow_up
from citypact.errors import InputError

__all__ = ["local"]


@click.command()
@click.argument("city")
@click.option("--version", metavar="V", default="", help="Which version; the one in force.")
@click.option("--area", metavar="AREA", default="", help="Only companies of this transition area.")
@click.option("--year", metavar="Y", type=int, help="Reports up to this year; the version's.")
@click.option(
    "--book", metavar="BOOK", help="The city's book, where it is not one that comes with Citypact."
)
@draws_option()
@seed_option
@form_option("json", "csv", "table")
@language_option
def local(  # noqa: PLR0913  one argument an option
    city: str,
    *,
    version: str,
    area: str,
    year: int | None,
    book: str | None,
    draws: int,
    seed: int,
    form: str,
    language: str,
) -> None:
    """List the companies of CITY's local contract, what they promise, and what it adds up to.

    What the city's other contracts in force carry already is not counted again. With --csv: a
    promised quantity a row, with what the model makes of it and what is reported.
    """
    opened = local_contract_of(city)
    chosen = opened.version(version)
    areas = sorted({each.area for each in opened.parties.values() if each.area})
    if area and area not in areas:
        message = (
            f"no company of the contract {opened.id} works in the area {area!r}; there are "
            f"{', '.join(areas)}"
        )
        raise InputError(message)
    own = open_book(book or opened.city)
    rows = table_rows(opened, chosen, own, year or chosen.year, area)
    if form == "csv":
        click.echo(local_table(rows), nl=False)
        return
    beside = [each for each in contracts_of(opened.city) if each.kind != "local" and each.in_force]
    found = contribution(opened, chosen, own, beside, draws=draws, seed=seed)
    followed = follow_up(chosen, year or chosen.year)
    if form == "json":
        said = {
            **found.to_json(),
            "follow_up": {"year": followed.year, "count": dict(followed.count)},
            "rows": [row.to_json() for row in rows],
        }
        click.echo(json.dumps(said, ensure_ascii=False, allow_nan=False))
        return
    city_seen = own.city(chosen.background)
    click.echo(local_summary(opened, city_seen, found, followed, rows, language))
