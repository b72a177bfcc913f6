"""A result as a person reads it in a terminal: emissions, targets, measures, money, warnings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from citypact.cli.grid import grid
from citypact.cli.money_words import MONEY_WORDS
from citypact.cli.paragraph import paragraph
from citypact.cli.words import say, title_of
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.outcome import MeasureEffect, TargetOutcome
from citypact.model.result import Result

__all__ = ["figure", "span", "summary", "year_shown", "years_shown"]

MINUS = "\N{MINUS SIGN}"
#: Every so many years one is shown, beside the first, the last and those of targets.
STEP = 10
LONGEST_TITLE = 56


def summary(city: City, result: Result, language: str, *, warnings: bool = True) -> str:
    """The summary of ``result`` as text, in ``language`` (sv or en).

    Without ``warnings`` only their number is told.
    """
    scenario = title_of(city.scenarios[result.scenario], language)
    origin = say(
        language,
        "origin",
        book=f"{result.book_hash[:12]}",
        draws=f"{result.draws:,}".replace(",", " "),
        seed=result.seed,
        version=result.program_version,
    )
    parts = [
        [f"{title_of(city, language)}: {scenario} ({result.scenario})", origin],
        _emissions(city, result, language),
        _targets(city, result, language),
        _measures(city, result, language),
        _money(city, result, language),
        _warnings(result, language, whole=warnings),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def figure(value: float | None, language: str, decimals: int = 1) -> str:
    """A number with a fixed number of decimals, so that columns align; a dash where missing."""
    if value is None or value != value:  # noqa: PLR0124  not a number is the only such value
        return "–"
    text = f"{abs(value):,.{decimals}f}"
    if language == "sv":
        text = text.replace(",", " ").replace(".", ",")
    return f"{MINUS}{text}" if value < 0 and text.strip("0., ") else text


def span(low: float, high: float, language: str, decimals: int = 1) -> str:
    """Two numbers and what lies between them; about zero with a word, not with a dash."""
    first, second = figure(low, language, decimals), figure(high, language, decimals)
    return (
        f"{first} {say(language, 'to')} {second}"
        if MINUS in first + second
        else f"{first}–{second}"
    )


def year_shown(city: City, result: Result) -> int:
    """The year that matters: that of the main target where it is computed, else the last."""
    for target in result.targets:
        if target.id == city.main_target and target.computable:
            return target.year
    return int(result.years[-1])


def years_shown(result: Result) -> list[int]:
    """Years that a person compares: the first, round ones, those of targets, the last."""
    years = [int(year) for year in result.years]
    marked = {years[0], years[-1], *(t.year for t in result.targets if t.computable)}
    return [year for year in years if year in marked or year % STEP == 0]


def _emissions(city: City, result: Result, language: str) -> list[str]:
    years = years_shown(result)
    places = [result.years.tolist().index(year) for year in years]

    def row(label: str, series: Floats) -> list[str]:
        return [label, *(figure(series[place], language) for place in places)]

    rows = [["", *map(str, years)], row(say(language, "total"), result.total)]
    band = result.bands.get("total")
    if band is not None:
        rows.append(row(say(language, "median"), band.p50))
        spans = [span(band.p05[place], band.p95[place], language, 0) for place in places]
        rows.append([say(language, "span"), *spans])
    for sector, series in result.by_sector.items():
        rows.append(row(title_of(city.sectors[sector], language), series))
    inventory = title_of(city.inventories[city.main_inventory], language)
    return [say(language, "emissions", inventory=inventory), *grid(rows)]


def _targets(city: City, result: Result, language: str) -> list[str]:
    if not result.targets:
        return []
    rows = [[say(language, "targets"), *say(language, "target-columns").split("|")]]
    remarks = []
    for outcome in result.targets:
        title = title_of(city.targets[outcome.id], language)
        if outcome.computable:
            rows.append([_short(title), *_target(outcome, language)])
        else:
            reason = say(language, "not-computed", reason=outcome.reason)
            remarks += paragraph(f"{title}: {reason}", "  ")
    return [*grid(rows), *remarks]


def _target(outcome: TargetOutcome, language: str) -> list[str]:
    median = outcome.result if outcome.median is None else outcome.median
    return [
        str(outcome.year),
        figure(outcome.value, language),
        figure(median, language),
        figure(outcome.gap, language),
        _probability(outcome.probability),
    ]


def _probability(value: float | None) -> str:
    """In per cent; never 0 or 100, as a share of draws is no certainty."""
    if value is None:
        return ""
    percent = round(100 * value)
    return "< 1 %" if percent < 1 else "> 99 %" if percent > 99 else f"{percent} %"  # noqa: PLR2004  per cent


def _measures(city: City, result: Result, language: str) -> list[str]:
    if not result.measures:
        return []
    year = year_shown(city, result)
    place = result.years.tolist().index(year)
    computed = [effect for effect in result.measures if effect.computable]
    computed.sort(key=lambda effect: -effect.share[place])
    rows = [
        [
            say(language, "measures", year=year),
            *say(language, "measure-columns").split("|"),
        ]
    ]
    rows += [_measure(city, effect, place, language) for effect in computed]
    lines = grid(rows)
    error = max((float(effect.share_error[place]) for effect in computed), default=0.0)
    if error > 0.0:
        lines += paragraph(say(language, "sampled", error=figure(error, language, 2)), "")
    uncomputed = len(result.measures) - len(computed)
    if uncomputed:
        lines += paragraph(say(language, "uncomputed", count=uncomputed), "")
    return lines


def _measure(city: City, effect: MeasureEffect, place: int, language: str) -> list[str]:
    band = effect.share_band
    within = "" if band is None else span(band.p05[place], band.p95[place], language)
    return [
        _short(title_of(city.measures[effect.id], language)),
        figure(effect.alone[place], language),
        figure(effect.last[place], language),
        figure(effect.share[place], language),
        within,
    ]


def _money(city: City, result: Result, language: str) -> list[str]:
    if not result.money:
        return []
    year = year_shown(city, result)
    place = result.years.tolist().index(year)
    actors = {name: title_of(actor, language) for name, actor in city.actors.items()}
    rows = [
        *_sums("by-kind", result.money_by("kind"), MONEY_WORDS[language], place, language),
        *_sums("by-payer", result.money_by("payer"), actors, place, language),
    ]
    return [say(language, "money", year=year, prices=city.price_year), *grid(rows)]


def _sums(
    heading: str, sums: Mapping[str, Floats], titles: Mapping[str, str], place: int, language: str
) -> Iterator[Sequence[str]]:
    yield [say(language, heading), ""]
    for name, series in sums.items():
        yield [f"  {titles.get(name, name)}", figure(series[place], language, 0)]


def _warnings(result: Result, language: str, *, whole: bool) -> list[str]:
    if not result.warnings:
        return []
    if not whole:
        return [say(language, "more", count=len(result.warnings))]
    lines = [f"{say(language, 'warnings')} ({len(result.warnings)})"]
    for warning in result.warnings:
        lines += paragraph(warning, "  - ")
    return lines


def _short(title: str) -> str:
    return textwrap.shorten(title, LONGEST_TITLE, placeholder=" …")
