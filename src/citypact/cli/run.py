"""``citypact run``: one scenario of a city book, computed and written to standard output."""

from __future__ import annotations

import json

import click

from citypact.book import open_book
from citypact.cli.options import (
    draws_option,
    executor_option,
    form_option,
    language_option,
    sampling_option,
    seed_option,
)
from citypact.cli.progress import long_run
from citypact.cli.scenario import city_of, compute, main_scenario
from citypact.cli.summary import summary
from citypact.cli.tidy import write_tidy

__all__ = ["run"]


@click.command()
@click.argument("book")
@click.option("--scenario", metavar="S", help="Which scenario; the contract, else the reference.")
@draws_option()
@seed_option
@sampling_option
@executor_option
@form_option("json", "csv", "table")
@language_option
def run(  # noqa: PLR0913  one argument an option
    book: str,
    scenario: str | None,
    *,
    draws: int,
    seed: int,
    sampling: str,
    executor: str,
    form: str,
    language: str,
) -> None:
    """Compute one scenario of a city book.

    BOOK is a packaged book, such as malmo, or a folder. The result goes to standard output, as
    a summary unless --json or --csv is given.
    """
    opened = open_book(book)
    name = scenario or main_scenario(opened)
    city = city_of(opened, name)
    with long_run(draws) as advance:
        result = compute(
            opened,
            name,
            draws=draws,
            seed=seed,
            sampling=sampling,
            executor=executor,
            progress=advance,
        )
    if form == "json":
        click.echo(json.dumps(result.to_json(), ensure_ascii=False, allow_nan=False))
        return
    if form == "csv":
        click.echo(write_tidy(result), nl=False)
        return
    click.echo(summary(city, result, language))
