"""``citypact plan``: which measures reach the target at least net social cost, and how far."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from citypact.book import open_book
from citypact.choice.front import POINTS, make_front
from citypact.choice.next_best import next_best as rank
from citypact.choice.next_measure import CRITERIA
from citypact.choice.plan import make_plan
from citypact.choice.portfolio import Portfolio
from citypact.choice.risk import DRAWS
from citypact.choice.robust import make_robust_plan
from citypact.cli.failures import InputIsWrong
from citypact.cli.options import WholeNumber, form_option, language_option, seed_option
from citypact.cli.plan_front import front_summary
from citypact.cli.plan_next import next_summary
from citypact.cli.plan_request import GOALS, Options, Request, read_request
from citypact.cli.plan_saving import save_plan
from citypact.cli.plan_summary import plan_summary
from citypact.cli.progress import patient

__all__ = ["plan"]


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
    help="What an actor may spend on measures over all years; with /year behind it, each year; "
    "with @2026-2030 behind that, in those years.",
)
@click.option(
    "--scenario",
    metavar="S",
    help="Whose measures to choose among, on its background; the contract, else the reference.",
)
@click.option(
    "--all-measures",
    is_flag=True,
    help="Choose among every computable measure of the book.",
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
    "--objective",
    type=click.Choice(list(GOALS)),
    default="social-cost",
    show_default=True,
    help="What is sought: least net social cost, least net cost to the payers, or most tonnes "
    "for the money that the budgets allow.",
)
@click.option(
    "--equity",
    metavar="WHO",
    multiple=True,
    help="An actor, or a type of household, who is not to be worse off than without measures.",
)
@click.option(
    "--starts",
    metavar="YEARS",
    default="any",
    show_default=True,
    help="When measures may begin: any year from now to the target's, none before its earliest "
    "start; as stated; or years, such as 2026-2028, also earlier than stated. The year is the "
    "last one without effect.",
)
@click.option(
    "--robust",
    metavar="P",
    type=float,
    help="Meet each target with at least this probability, at least mean cost.",
)
@click.option(
    "--tail",
    metavar="L",
    type=float,
    help="Meet each target in the mean of the worst 1-L of the draws (CVaR), at least mean cost.",
)
@click.option(
    "--cost-tail",
    metavar="L",
    type=float,
    default=0.0,
    help="With --robust or --tail: at least mean cost of the dearest 1-L of the draws instead.",
)
@click.option(
    "--draws",
    metavar="N",
    type=WholeNumber(1, 20_000, "A robust plan is a programme with a row a draw."),
    default=DRAWS,
    show_default=True,
    help="Draws that a robust plan is made on.",
)
@seed_option
@click.option(
    "--front",
    metavar="N",
    type=WholeNumber(2, 1000, "The two ends are points too."),
    help=f"Draw the front of cost and emissions with N points, such as {POINTS}.",
)
@click.option(
    "--next",
    "next_best",
    is_flag=True,
    help="Rank what is best to add to the scenario, one by one and in a row.",
)
@click.option(
    "--by",
    type=click.Choice(CRITERIA),
    default=CRITERIA[0],
    show_default=True,
    help="With --next: by what to rank.",
)
@click.option(
    "--payer",
    "payers",
    metavar="ACTOR",
    multiple=True,
    help="Whose cost with --objective payer-cost, the city's own where none; whose kronor with "
    "--by per-krona.",
)
@click.option(
    "--save", metavar="NAME", help="Keep the plan as a scenario of that name in BOOK, a folder."
)
@click.option("--title-sv", metavar="TEXT", default="", help="With --save: title in Swedish.")
@click.option("--title-en", metavar="TEXT", default="", help="With --save: title in English.")
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="With --save: write a copy of the book to a new folder instead.",
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
def plan(book: str, *, form: str, language: str, **given: Any) -> None:  # noqa: ANN401  read by Options
    """Choose measures that reach a target at least net social cost.

    BOOK is a packaged book, such as malmo, or a folder. How far each measure goes is chosen, and
    when it begins. Every figure is of the model, run with what was chosen.
    """
    options = Options(**given)
    asked = read_request(open_book(book), options)
    if asked.portfolio is None:
        said, told = _next(asked, options, language)
    elif options.front is not None:
        said, told = _front(asked.portfolio, options, language)
    else:
        said, told = _plan(asked, asked.portfolio, options, language)
    click.echo(json.dumps(said, ensure_ascii=False, allow_nan=False) if form == "json" else told)
    if "saved" in said and said["saved"] is None:
        message = "nothing was saved: no plan was found that keeps every limit"
        raise InputIsWrong(message)


def _plan(
    asked: Request, portfolio: Portfolio, options: Options, language: str
) -> tuple[dict[str, object], str]:
    with patient("Choosing measures"):
        if asked.risk is None:
            made = make_plan(portfolio, seconds=options.time_limit)
            said, told = made.to_json(), plan_summary(portfolio, made, language)
        else:
            robust = make_robust_plan(portfolio, asked.risk, seconds=options.time_limit)
            made = robust.plan
            said = robust.to_json()
            told = plan_summary(portfolio, made, language, sure=robust)
    if options.save is None:
        return said, told
    saved, sentence = save_plan(asked, portfolio, made, options, language)
    return {**said, "saved": saved}, "\n\n".join(filter(None, (told, sentence)))


def _front(portfolio: Portfolio, options: Options, language: str) -> tuple[dict[str, object], str]:
    target = options.targets[0] if options.targets else ""
    with patient("Drawing the front") as advance:
        front = make_front(
            portfolio,
            options.front or POINTS,
            target=target,
            seconds=options.time_limit,
            progress=advance,
        )
    return front.to_json(), front_summary(portfolio, front, language)


def _next(asked: Request, options: Options, language: str) -> tuple[dict[str, object], str]:
    found = rank(
        asked.city,
        asked.scenario,
        by=options.by,
        payer=options.payers[0] if options.payers else "",
        target=options.targets[0] if options.targets else "",
        discount_rate=options.rate,
    )
    return found.to_json(), next_summary(asked.city, found, language)
