"""``citypact compare``: two scenarios of a city book side by side."""

from __future__ import annotations

import json

import click

from citypact.book import open_book
from citypact.cli.comparison import Comparison, compared
from citypact.cli.grid import grid
from citypact.cli.options import (
    draws_option,
    executor_option,
    form_option,
    language_option,
    seed_option,
)
from citypact.cli.scenario import city_of
from citypact.cli.summary import figure, span, year_shown
from citypact.cli.words import say, title_of
from citypact.engine.arrays import Floats
from citypact.model.band import Band
from citypact.model.city import City

__all__ = ["compare"]


@click.command()
@click.argument("book")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@draws_option()
@seed_option
@executor_option
@form_option("json", "table")
@language_option
def compare(  # noqa: PLR0913  one argument an option
    book: str,
    first: str,
    second: str,
    *,
    draws: int,
    seed: int,
    executor: str,
    form: str,
    language: str,
) -> None:
    """Set two scenarios of a city book side by side.

    BOOK is a packaged book, such as malmo, or a folder; A and B are two of its scenarios. Both
    are run with the same draws, and the difference, B less A, is taken draw by draw.
    """
    opened = open_book(book)
    city = city_of(opened, first)
    city_of(opened, second)
    found = compared(opened, first, second, draws=draws, seed=seed, executor=executor)
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, allow_nan=False))
        return
    click.echo("\n\n".join("\n".join(part) for part in _parts(city, found, language)))


def _parts(city: City, found: Comparison, language: str) -> list[list[str]]:
    names = [
        title_of(city.scenarios[result.scenario], language)
        for result in (found.first, found.second)
    ]
    columns = [*names, say(language, "difference"), say(language, "band")]
    return [
        [f"{title_of(city, language)}: {names[0]} – {names[1]}"],
        _totals(city, found, columns, language),
        _sectors(city, found, columns, language),
    ]


def _totals(city: City, found: Comparison, columns: list[str], language: str) -> list[str]:
    rows = [[say(language, "year"), *columns]]
    for place, year in enumerate(found.first.years.tolist()):
        series = (found.first.total, found.second.total, found.total)
        rows.append([str(year), *_row(series, found.band, place, language)])
    inventory = title_of(city.inventories[city.main_inventory], language)
    return [say(language, "emissions", inventory=inventory), *grid(rows)]


def _sectors(city: City, found: Comparison, columns: list[str], language: str) -> list[str]:
    year = year_shown(city, found.first)
    place = found.first.years.tolist().index(year)
    rows = [["", *columns]]
    for name, difference in found.by_sector.items():
        series = (found.first.by_sector[name], found.second.by_sector[name], difference)
        cells = _row(series, found.sector_bands[name], place, language)
        rows.append([title_of(city.sectors[name], language), *cells])
    return [say(language, "in-year", year=year), *grid(rows)]


def _row(series: tuple[Floats, Floats, Floats], band: Band, place: int, language: str) -> list[str]:
    figures = [figure(one[place], language) for one in series]
    return [*figures, span(band.p05[place], band.p95[place], language)]
