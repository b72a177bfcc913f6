"""``citypact money``: what a scenario costs, who pays, who gains, and where money is short."""

from __future__ import annotations

import json

import click

from citypact.book import Book, open_book
from citypact.choice.abatement import Basis
from citypact.choice.household import household_views
from citypact.choice.investment_plan import investment_plan
from citypact.choice.perspective import society_rate, usual_reference, views
from citypact.choice.profitability import profitability
from citypact.choice.scenario_abatement import scenario_abatement
from citypact.cli.balance_sheet import balance_sheet
from citypact.cli.failures import InputIsWrong
from citypact.cli.money_views import actors_sheet, curve_sheet, households_sheet, society_sheet
from citypact.cli.options import form_option, language_option
from citypact.cli.scenario import city_of, main_scenario
from citypact.model.city import City
from citypact.model.scenario import run_scenario

__all__ = ["money"]

#: Views that compare the scenario with another.
_COMPARED = ("society", "actors", "households")
#: What is said: as data for a program, and as text for a person.
_Said = tuple[object, str]


@click.command()
@click.argument("book")
@click.argument("scenario", required=False)
@click.option(
    "--view",
    type=click.Choice(["plan", *_COMPARED, "abatement"]),
    default="plan",
    show_default=True,
    help="plan: costs against promised money; society, actors: who pays and who gains against "
    "another scenario; households: what given ones pay, invest and emit; abatement: what each "
    "measure cuts and costs.",
)
@click.option(
    "--against",
    metavar="SCENARIO",
    help="Compared with which scenario; the reference on the same background.",
)
@click.option(
    "--basis",
    type=click.Choice(["fair-share", "last-in"]),
    help="How tonnes of the abatement curve are counted; fair-share.",
)
@click.option(
    "--to",
    "last_year",
    metavar="YEAR",
    type=int,
    help="Last year of the plan; that of the main target.",
)
@form_option("json", "table")
@language_option
def money(  # noqa: PLR0913  one argument an option
    book: str,
    scenario: str | None,
    *,
    view: str,
    against: str | None,
    basis: Basis | None,
    last_year: int | None,
    form: str,
    language: str,
) -> None:
    """Set what a scenario costs against the money that is promised, and see who pays and gains.

    BOOK is a packaged book, such as malmo, or a folder; SCENARIO one of its scenarios, the
    contract where none is named, else the reference. The plan lays out uses and sources of funds
    year by year, in MSEK, with the gap between them and what the published plan states beside.
    The other views run over all years of the model.
    """
    _refuse_idle(view, against=against, basis=basis, last_year=last_year)
    opened = open_book(book)
    name = scenario or main_scenario(opened)
    city = city_of(opened, name)
    if view in _COMPARED:
        data, text = _compared(opened, city, name, against, view=view, language=language)
    elif view == "abatement":
        curve = scenario_abatement(city, name, basis or "fair-share", society_rate(city))
        data, text = curve.to_json(), curve_sheet(city, curve, language)
    else:
        plan = investment_plan(city, run_scenario(city, name, measures=False), last_year)
        data, text = plan.to_json(), balance_sheet(city, plan, language)
    if form == "json":
        text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    click.echo(text)


def _refuse_idle(
    view: str, *, against: str | None, basis: Basis | None, last_year: int | None
) -> None:
    """Refuse options that the view has no use for, all of them at once."""
    idle = {
        "--against": against is not None and view not in _COMPARED,
        "--basis": basis is not None and view != "abatement",
        "--to": last_year is not None and view != "plan",
    }
    names = [name for name, is_idle in idle.items() if is_idle]
    if names:
        message = (
            f"the view {view} has no use for {' and '.join(names)}: leave it out, or choose "
            "another --view (--against: society, actors, households; --basis: abatement; "
            "--to: plan)"
        )
        raise InputIsWrong(message)


def _compared(
    opened: Book, city: City, name: str, against: str | None, *, view: str, language: str
) -> _Said:
    other = against or usual_reference(city, name)
    other_city = city_of(opened, other)
    if view == "households":
        found = household_views(city, name, other_city, other)
        data = {
            "city": city.id,
            "scenario": name,
            "against": other,
            "book_hash": city.book_hash,
            "price_year": city.price_year,
            "units": {"money": "SEK/yr", "emissions": "t/yr"},
            "households": [one.to_json() for one in found],
        }
        return data, households_sheet(city, found, (name, other), language)
    seen = views(
        city,
        run_scenario(city, name, measures=False),
        other_city,
        run_scenario(other_city, other, measures=False),
    )
    ratios = profitability(seen)
    data = {**seen.to_json(), "profitability": None if ratios is None else ratios.to_json()}
    sheet = society_sheet if view == "society" else actors_sheet
    return data, sheet(city, seen, language)
