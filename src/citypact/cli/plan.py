"""``citypact plan``: which measures reach the target at least net social cost, and how far."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from citypact.book import open_book
from citypact.choice.plan import make_plan
from citypact.choice.portfolio import Budget, Portfolio
from citypact.cli.nearest import known
from citypact.cli.options import form_option, language_option
from citypact.cli.plan_summary import plan_summary
from citypact.cli.scenario import city_of, main_scenario
from citypact.errors import InputError
from citypact.model.ramp import takes_part

__all__ = ["plan"]

#: What is written behind an amount that holds for each single year.
YEARLY = "/year"


@click.command()
@click.argument("book")
@click.option(
    "--target", "targets", metavar="ID", multiple=True, help="A target; the main one if none."
)
@click.option(
    "--budget",
    "budgets",
    metavar="ACTOR=MSEK",
    multiple=True,
    help="What an actor may spend on measures over all years; with /year behind it, each year.",
)
@click.option(
    "--scenario",
    metavar="S",
    help="Whose measures to choose among, on its background; the contract, else the reference.",
)
@click.option(
    "--minimum",
    metavar="MEASURE=LEVEL",
    multiple=True,
    help="Least level of a measure, if it is taken at all.",
)
@click.option(
    "--decided", metavar="MEASURE=LEVEL", multiple=True, help="A level already decided on."
)
@click.option(
    "--rate",
    metavar="R",
    type=float,
    default=0.035,
    show_default=True,
    help="Discount rate of society, a fraction a year.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=float,
    default=60.0,
    show_default=True,
    help="When to stop with the best plan until then.",
)
@form_option("json", "table")
@language_option
def plan(  # noqa: PLR0913  one argument an option
    book: str,
    *,
    targets: tuple[str, ...],
    budgets: tuple[str, ...],
    scenario: str | None,
    minimum: tuple[str, ...],
    decided: tuple[str, ...],
    rate: float,
    time_limit: float,
    form: str,
    language: str,
) -> None:
    """Choose measures that reach a target at least net social cost.

    BOOK is a packaged book, such as malmo, or a folder. How far each measure goes is chosen; when
    it grows stands in the book. Every figure is of the model, run at the levels chosen.
    """
    opened = open_book(book)
    name = scenario or main_scenario(opened)
    city = city_of(opened, name)
    for target in targets:
        known("target", target, city.targets)
    limits = tuple(_budget(text) for text in budgets)
    for limit in limits:
        known("actor", limit.payer, city.actors)
    measures = tuple(
        each for each in city.scenarios[name].levels if takes_part(city.measures[each])
    )
    if not measures:
        message = f"the scenario {name!r} has no computable measure to choose among"
        raise InputError(message)
    asked = Portfolio(
        city,
        measures=measures,
        targets=targets,
        discount_rate=rate,
        budgets=limits,
        minimum=_levels("--minimum", minimum),
        decided=_levels("--decided", decided),
    )
    made = make_plan(asked, seconds=time_limit)
    if form == "json":
        click.echo(json.dumps(made.to_json(), ensure_ascii=False, allow_nan=False))
        return
    click.echo(plan_summary(asked, made, language))


def _pair(option: str, text: str, what: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    message = f"{option} is written {what}, such as {_EXAMPLE[option]}; found {text!r}"
    if not name:
        raise InputError(message)
    try:
        return name, float(number)
    except ValueError:
        raise InputError(message) from None


_EXAMPLE = {
    "--budget": "municipality=250 or municipality=20/year",
    "--minimum": "tramway=0.5",
    "--decided": "tramway=1",
}


def _budget(text: str) -> Budget:
    name, amount = _pair("--budget", text.removesuffix(YEARLY), "ACTOR=MSEK or ACTOR=MSEK/year")
    return Budget(name, amount, yearly=text.endswith(YEARLY))


def _levels(option: str, texts: Iterable[str]) -> dict[str, float]:
    levels: dict[str, float] = {}
    for text in texts:
        name, level = _pair(option, text, "MEASURE=LEVEL")
        if name in levels:
            message = f"{option} names {name!r} twice"
            raise InputError(message)
        levels[name] = level
    return levels
