"""``citypact money``: what a scenario costs, who pays, and where money is short."""

from __future__ import annotations

import json

import click

from citypact.book import open_book
from citypact.choice.investment_plan import investment_plan
from citypact.cli.balance_sheet import balance_sheet
from citypact.cli.options import form_option, language_option
from citypact.cli.scenario import city_of, main_scenario
from citypact.model.scenario import run_scenario

__all__ = ["money"]


@click.command()
@click.argument("book")
@click.argument("scenario", required=False)
@click.option(
    "--to", "last_year", metavar="YEAR", type=int, help="Last year; that of the main target."
)
@form_option("json", "table")
@language_option
def money(
    book: str, scenario: str | None, *, last_year: int | None, form: str, language: str
) -> None:
    """Set what a scenario costs against the money that is promised.

    BOOK is a packaged book, such as malmo, or a folder; SCENARIO one of its scenarios, the
    contract where none is named, else the reference. Uses and sources of funds stand year by
    year, in MSEK, with the gap between them and what the plan itself states beside.
    """
    opened = open_book(book)
    name = scenario or main_scenario(opened)
    city = city_of(opened, name)
    plan = investment_plan(city, run_scenario(city, name, measures=False), last_year)
    if form == "json":
        click.echo(json.dumps(plan.to_json(), ensure_ascii=False, allow_nan=False))
        return
    click.echo(balance_sheet(city, plan, language))
