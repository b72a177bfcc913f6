"""``citypact sensitivity``: what a figure's uncertainty is made of, and what to measure next."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click
import numpy as np

from citypact.book import open_book
from citypact.choice.factors import Factor
from citypact.choice.information import LEAST as LEAST_DRAWS
from citypact.choice.information import Information, value_of_information
from citypact.choice.sensitivity import LEAST, MOST, Sensitivity, sensitivity
from citypact.choice.tornado import Tornado, tornado
from citypact.cli.grid import grid
from citypact.cli.nearest import known
from citypact.cli.options import (
    WholeNumber,
    executor_option,
    form_option,
    language_option,
    seed_option,
)
from citypact.cli.scenario import city_of, main_scenario
from citypact.cli.summary import figure, span
from citypact.cli.words import say, title_of
from citypact.engine.arrays import Floats
from citypact.model import output as outputs
from citypact.model.city import City
from citypact.model.compile import compiled
from citypact.model.scenario import inputs_of

__all__ = ["sensitivity_verb"]

#: How many figures a person is shown; in JSON all of them stand.
SHOWN = 12
#: Draws for the value of information, per sample of the indices.
DRAWS_PER_SAMPLE = 8


@dataclass(frozen=True)
class _Found:
    """What was computed of one output in one year."""

    city: City
    scenario: str
    output: str
    year: int
    seed: int
    indices: Sensitivity
    tornado: Tornado
    information: Information | None


@click.command("sensitivity")
@click.argument("book")
@click.option("--scenario", metavar="S", help="Which scenario; the contract, else the reference.")
@click.option(
    "--output", metavar="NAME", help="Of what, such as sector/transport; the main target's result."
)
@click.option("--year", metavar="Y", type=int, help="In which year; that of the target.")
@click.option(
    "--samples",
    metavar="N",
    type=WholeNumber(LEAST, MOST, "1024 give most indices to within 0.05."),
    default=1024,
    show_default=True,
    help="Samples that the indices rest on; the model is run N times for each uncertain figure.",
)
@click.option(
    "--carbon-value",
    metavar="SEK",
    type=float,
    help="SEK a tonne: also say in money what it is worth to know a figure.",
)
@seed_option
@executor_option
@form_option("json", "table")
@language_option
def sensitivity_verb(  # noqa: PLR0913  one argument an option
    book: str,
    scenario: str | None,
    *,
    output: str | None,
    year: int | None,
    samples: int,
    carbon_value: float | None,
    seed: int,
    executor: str,
    form: str,
    language: str,
) -> None:
    """Say what a figure's uncertainty is made of, and what to measure next.

    BOOK is a packaged book, such as malmo, or a folder. Three tables: how much of the variance
    each uncertain figure makes (Sobol indices with 95 % intervals), what the result is with each
    at its low and at its high (a tornado), and how much less uncertain the gap to the target
    would be if one figure were known.
    """
    opened = open_book(book)
    wanted = known("scenario", scenario or main_scenario(opened), opened.tables["scenarios"].by_key)
    city = city_of(opened, wanted)
    program = compiled(city).program
    target = _target(city, output)
    name = output or (outputs.target(target) if target else outputs.TOTAL)
    known("output", name, program.rows)
    asked = _year(city, target) if year is None else year
    inputs = inputs_of(city, city.scenarios[wanted])
    found = _Found(
        city,
        wanted,
        name,
        asked,
        seed,
        # First, for it is quick and refuses a year that there is not.
        tornado=tornado(program, name, asked, inputs, executor=executor),
        indices=sensitivity(
            program.select([name]), inputs, samples=samples, seed=seed, executor=executor
        ),
        information=value_of_information(
            program,
            target,
            city.targets[target].year,
            inputs,
            draws=max(LEAST_DRAWS, DRAWS_PER_SAMPLE * samples),
            seed=seed,
            city=city.id,
            carbon_value=carbon_value,
            executor=executor,
        )
        if target
        else None,
    )
    if form == "json":
        click.echo(json.dumps(_json(found), ensure_ascii=False, allow_nan=False))
        return
    click.echo("\n".join(_lines(found, language)))


def _target(city: City, output: str | None) -> str:
    """The target that is meant, if it is computed: the one in ``output``, else the main one."""
    word, _, rest = (output or "").partition("/")
    target = rest if word in {"target", "allowed", "met"} else city.main_target
    return target if outputs.target(target) in compiled(city).program.rows else ""


def _year(city: City, target: str) -> int:
    return city.targets[target].year if target else city.last_year


def _json(found: _Found) -> dict[str, object]:
    first, total = found.indices.of(found.output, found.year)
    place = found.indices.place(found.output, found.year)
    indices = found.indices.indices
    return {
        "city": found.city.id,
        "scenario": found.scenario,
        "output": found.output,
        "year": found.year,
        "unit": outputs.unit(found.city, found.output),
        "value": found.tornado.value,
        "mean": float(indices.mean[place]),
        "variance": float(indices.variance[place]),
        "samples": indices.samples,
        "seed": found.seed,
        "factors": [
            {
                "name": factor.name,
                "parameters": list(factor.members),
                "first": _number(first.value[i]),
                "first_interval": [_number(first.low[i]), _number(first.high[i])],
                "total": _number(total.value[i]),
                "total_interval": [_number(total.low[i]), _number(total.high[i])],
            }
            for i, factor in _ranked(found, total.value)
        ],
        "tornado": [
            {"parameter": bar.parameter, "low": bar.low, "high": bar.high}
            for bar in found.tornado.bars
        ],
        "information": _information(found.information),
    }


def _information(found: Information | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "target": found.target,
        "year": found.year,
        "draws": found.draws,
        "gap": found.gap,
        "deviation": found.deviation,
        "probability": found.probability,
        "noise": found.noise,
        "figures": [
            {
                "parameter": each.parameter,
                "variance_cut": each.variance_cut,
                "deviation_left": each.deviation_left,
                "probability_moved": each.probability_moved,
                "probability_low": each.probability_low,
                "probability_high": each.probability_high,
                "value_msek": each.value,
            }
            for each in found.learnings
        ],
    }


def _number(value: float) -> float | None:
    """A number of JSON: what is not a number is null."""
    return float(value) if np.isfinite(value) else None


def _ranked(found: _Found, total: Floats) -> list[tuple[int, Factor]]:
    """The factors with their places, the largest total index first, then by name."""
    return sorted(
        enumerate(found.indices.factors),
        key=lambda pair: (-np.nan_to_num(total[pair[0]]), pair[1].name),
    )


def _lines(found: _Found, language: str) -> Iterator[str]:
    scenario = title_of(found.city.scenarios[found.scenario], language)
    unit = outputs.unit(found.city, found.output)
    value = figure(found.tornado.value, language, 3)
    yield f"{found.output}, {found.year}: {value} {unit}"
    yield f"{scenario} ({found.scenario}), {say(language, 'nominal')}"
    yield from _indices(found, language)
    yield ""
    yield say(language, "tornado", unit=unit)
    yield from _table(
        say(language, "tornado-columns"),
        [
            [bar.parameter, figure(bar.low, language, 2), figure(bar.high, language, 2)]
            for bar in found.tornado.bars
            if bar.moved
        ],
        language,
    )
    if found.information is not None:
        yield ""
        yield from _learnings(found.information, language)


def _indices(found: _Found, language: str) -> Iterator[str]:
    first, total = found.indices.of(found.output, found.year)
    place = found.indices.place(found.output, found.year)
    yield ""
    if not found.indices.indices.variance[place]:
        yield say(language, "no-variance")
        return
    deviation = figure(float(np.sqrt(found.indices.indices.variance[place])), language, 2)
    unit = outputs.unit(found.city, found.output)
    yield say(
        language,
        "indices",
        deviation=f"{deviation} {unit}",
        samples=found.indices.indices.samples,
    )
    rows = [
        [
            factor.name,
            figure(first.value[i], language, 3),
            span(first.low[i], first.high[i], language, 3),
            figure(total.value[i], language, 3),
            span(total.low[i], total.high[i], language, 3),
        ]
        for i, factor in _ranked(found, total.value)
        if total.value[i]
    ]
    yield from _table(say(language, "indices-columns"), rows, language)


def _learnings(found: Information, language: str) -> Iterator[str]:
    yield say(language, "information", target=found.target, year=found.year)
    yield say(
        language,
        "gap-now",
        gap=figure(found.gap, language),
        deviation=figure(found.deviation, language),
        probability=figure(100.0 * found.probability, language),
    )
    columns = say(language, "information-columns")
    priced = any(each.value is not None for each in found.learnings)
    rows = []
    for each in found.learnings:
        if each.variance_cut <= 2.0 * found.noise:
            continue
        rows.append(
            [
                each.parameter,
                figure(100.0 * each.variance_cut, language),
                figure(100.0 * each.probability_moved, language),
                figure(100.0 * each.probability_low, language),
                figure(100.0 * each.probability_high, language),
                *([] if each.value is None else [figure(each.value, language, 2)]),
            ]
        )
    yield from _table(columns + ("|MSEK" if priced else ""), rows, language)


def _table(columns: str, rows: Sequence[Sequence[str]], language: str) -> Iterator[str]:
    yield from grid([columns.split("|"), *rows[:SHOWN]])
    if len(rows) > SHOWN:
        yield say(language, "more-rows", count=len(rows) - SHOWN)
