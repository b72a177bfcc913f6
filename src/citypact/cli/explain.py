"""``citypact explain``: the way back from one figure to its rows and sources."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from citypact.book import Book, Row, open_book
from citypact.cli.method import method_of
from citypact.cli.nearest import known
from citypact.cli.options import executor_option, form_option, language_option
from citypact.cli.paragraph import paragraph
from citypact.cli.scenario import city_of, main_scenario
from citypact.cli.summary import figure
from citypact.cli.way_back import Ground, WayBack, find_way_back
from citypact.cli.words import say, title_of
from citypact.model.dependencies import explainable

__all__ = ["explain"]


@click.command()
@click.argument("book")
@click.argument("name", metavar="[FIGURE]", default="")
@click.option("--scenario", metavar="S", help="Which scenario; the contract, else the reference.")
@executor_option
@form_option("json", "table")
@language_option
def explain(
    book: str, name: str, scenario: str | None, *, executor: str, form: str, language: str
) -> None:
    """Trace a figure back to the rows and sources that it rests on.

    BOOK is a packaged book, such as malmo, or a folder. FIGURE is a name and a year, such as
    total@2030, sector/transport@2030, target/ID or measure/ID; without a year it is that of the
    target. Without a FIGURE all names are listed.
    """
    opened = open_book(book)
    wanted = known("scenario", scenario or main_scenario(opened), opened.tables["scenarios"].by_key)
    if not name:
        click.echo("\n".join(explainable(city_of(opened, wanted))))
        return
    found = find_way_back(opened, name, wanted, executor=executor)
    if form == "json":
        click.echo(json.dumps(_json(found), ensure_ascii=False, allow_nan=False))
        return
    click.echo("\n".join(_lines(opened, found, language)))


def _json(found: WayBack) -> dict[str, object]:
    method = method_of(found.figure)
    return {
        "figure": found.figure,
        "scenario": found.scenario,
        "year": found.year,
        "value": found.value,
        "unit": found.unit,
        "ways": dict(found.ways),
        "method": {"formula": method.formula, "section": method.section},
        "rows": [ground.to_json() for ground in found.grounds],
    }


def _lines(book: Book, found: WayBack, language: str) -> Iterator[str]:
    scenario = city_of(book, found.scenario).scenarios[found.scenario]
    method = method_of(found.figure)
    value = figure(found.value, language, 3)
    yield f"{found.figure}, {found.year}: {value} {found.unit}"
    yield f"{title_of(scenario, language)} ({found.scenario}), {say(language, 'nominal')}"
    yield f"{say(language, 'method')}: {method.formula} (docs/method.md, {method.section})"
    if found.ways:
        yield "; ".join(
            f"{say(language, way)} {figure(value, language, 3)}"
            for way, value in found.ways.items()
        )
    drawn = [ground for ground in found.grounds if ground.low is not None]
    certain = [ground for ground in found.grounds if ground.low is None]
    if not found.grounds:
        yield say(language, "no-rows")
    for heading, grounds in (("drawn-rows", drawn), ("certain-rows", certain)):
        if grounds:
            yield ""
            yield f"{say(language, heading)} ({len(grounds)})"
            for ground in grounds:
                yield from _ground(ground, found.unit, language)
    sources = {ground.source.key: ground.source for ground in found.grounds if ground.source}
    if sources:
        yield ""
        yield say(language, "sources")
        for key in sorted(sources):
            yield from paragraph(f"{key}: {_source(sources[key], language)}", "  ")


def _ground(ground: Ground, unit: str, language: str) -> Iterator[str]:
    row = ground.row
    yield f"  {row.full_key}"
    stated = [part for part in (_stated(row, language), _text(row, "quality")) if part]
    place = _text(row, "source_detail")
    if ground.source is not None:
        stated.append(f"{ground.source.key}, {place}" if place else ground.source.key)
    if ground.low is not None:
        moved = f"{figure(ground.moved, language, 3)} {unit}"
        stated.append(say(language, "moves", value=moved))
    yield from paragraph("; ".join(stated), "    ")
    note = row.told("note", language)[0] if "note_sv" in row.form.columns else ""
    yield from paragraph(note, "    ")


def _stated(row: Row, language: str) -> str:
    """Value as written with unit, bounds and year; the level, where that is what it states."""
    value = _text(row, "value") or _text(row, "level")
    if not value:
        return _period(row, language)
    text = f"{value} {_text(row, 'unit')}".rstrip()
    if low := _text(row, "low"):
        text += f" ({_text(row, 'distribution')}, {low} – {_text(row, 'high')})"
    return f"{text}, {year}" if (year := _text(row, "year")) else text


def _period(row: Row, language: str) -> str:
    """When a measure begins and ends, and by how many years that may slip."""
    text = _text(row, f"title_{language}")
    if start := _text(row, "start"):
        text += f", {start} – {_text(row, 'end')}"
    if late := _text(row, "delay_high"):
        text += f" (uniform, {_text(row, 'delay_low')} – {late} years later)"
    return text


def _text(row: Row, column: str) -> str:
    return row.text(column) if column in row.form.columns else ""


def _source(row: Row, language: str) -> str:
    told = (row.text(f"title_{language}"), row.text(f"publisher_{language}"))
    parts = (*told, row.text("year"), row.text("address"))
    return ", ".join(part for part in parts if part)
