"""``citypact contract adequacy``: how much of the gap to the target the promises close."""

from __future__ import annotations

import json

import click

from citypact.book import open_book
from citypact.cli.contract_summary import adequacy_summary
from citypact.cli.named_contract import contract_of
from citypact.cli.options import draws_option, form_option, language_option, seed_option
from citypact.contract.adequacy import adequacy as adequacy_of

__all__ = ["adequacy"]


@click.command()
@click.argument("city")
@click.option("--version", metavar="V", default="", help="Which version; the one in force.")
@click.option(
    "--book", metavar="BOOK", help="The city's book, where it is not one that comes with Citypact."
)
@draws_option()
@seed_option
@form_option("json", "table")
@language_option
def adequacy(  # noqa: PLR0913  one argument an option
    city: str,
    *,
    version: str,
    book: str | None,
    draws: int,
    seed: int,
    form: str,
    language: str,
) -> None:
    """Say how much of the gap to the target the promises of CITY's contract close."""
    opened = contract_of(city)
    chosen = opened.version(version)
    own = open_book(book or opened.city)
    found = adequacy_of(opened, chosen, own, draws=draws, seed=seed)
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, allow_nan=False))
        return
    click.echo(adequacy_summary(opened, chosen, own.city(chosen.background), found, language))
