"""Perspectives, households and the abatement curve as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citypact.choice.household import HouseholdView
from citypact.choice.perspective import OTHERS, View, Views
from citypact.choice.profitability import profitability
from citypact.choice.scenario_abatement import ScenarioAbatement
from citypact.cli.grid import grid
from citypact.cli.money_words import MONEY_WORDS
from citypact.cli.paragraph import paragraph
from citypact.cli.summary import figure
from citypact.cli.words import title_of
from citypact.model.city import City

__all__ = ["actors_sheet", "curve_sheet", "households_sheet", "society_sheet"]

#: Lines in the order in which they are read; impacts come after them.
_ORDER = (
    "investment",
    "replacement",
    "residual",
    "operation",
    "energy",
    "delivery",
    "tax",
    "subsidy",
    "carbon",
    "co-benefit",
    "tax-factor",
    "carbon-value",
)
_KILOGRAMS = 1000.0
#: Years between two that are shown of a household.
_STEP = 5


def society_sheet(city: City, found: Views, language: str) -> str:
    """Society's view as text, in ``language`` (sv or en); money in MSEK."""
    view = found.society
    parts = [
        _heading(city, found, language),
        _lines(city, view, _title(city, view, language), language),
        _ratios(found, language),
        _impacts(city, found, language),
        _notes(city, found, language),
    ]
    return _joined(parts)


def actors_sheet(city: City, found: Views, language: str) -> str:
    """Every view as text: first all of them, then each line by line; money in MSEK."""
    words = MONEY_WORDS[language]
    rows = [words["views"].split("|")]
    for view in (*found.actors, found.society):
        rate = None if view.rate is None else 100.0 * view.rate
        rows.append(
            [
                _title(city, view, language),
                figure(rate, language, 2),
                figure(view.total, language, 0),
                figure(view.present_value, language, 0),
            ]
        )
    parts = [_heading(city, found, language), grid(rows), paragraph(words["sums"])]
    parts += [_lines(city, view, _title(city, view, language), language) for view in found.actors]
    parts.append(_notes(city, found, language))
    return _joined(parts)


def _joined(parts: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(part) for part in parts if part)


def _heading(city: City, found: Views, language: str) -> list[str]:
    words = MONEY_WORDS[language]
    scenario, against = (
        title_of(city.scenarios[name], language) for name in (found.scenario, found.against)
    )
    compared = words["against"].format(scenario=scenario, against=against)
    return [
        f"{title_of(city, language)}: {compared}",
        words["origin"].format(
            book=found.book_hash[:12],
            first=found.years[0],
            last=found.years[-1],
            prices=found.price_year,
        ),
    ]


def _title(city: City, view: View, language: str) -> str:
    if view.id in city.perspectives:
        return title_of(city.perspectives[view.id], language)
    if view.id == OTHERS:
        names = _named(city.actors, view.actors, language)
        return MONEY_WORDS[language]["others"].format(names=names)
    return MONEY_WORDS[language]["society"].split("|")[0]


def _lines(city: City, view: View, title: str, language: str) -> list[str]:
    words = MONEY_WORDS[language]
    known = view.rate is not None
    rate = figure(100.0 * (view.rate or 0.0), language, 2)
    rows = [[words["lines" if known else "no-rate"].format(title=title, rate=rate)]]
    names = [name for name in _ORDER if name in view.lines]
    names += [name for name in view.lines if name not in _ORDER]
    for name in names:
        row = view.lines[name]
        impact = city.impacts.get(name.removeprefix("impact/"))
        label = words[name] if impact is None else title_of(impact, language)
        rows.append([f"  {label}", *_pair(float(row.sum()), view.discounted(row), language)])
    rows.append([f"  {words['all']}", *_pair(view.total, view.present_value, language)])
    if view.society:
        shared = view.resources
        cells = _pair(float(shared.sum()), view.discounted(shared), language)
        rows.append([f"    {words['resources']}", *cells])
    return grid(rows)


def _pair(total: float, present: float | None, language: str) -> list[str]:
    return [figure(total, language, 0), "" if present is None else figure(present, language, 0)]


def _ratios(found: Views, language: str) -> list[str]:
    ratios = profitability(found)
    if ratios is None or ratios.nnk_i is None:
        return []
    return paragraph(
        MONEY_WORDS[language]["ratios"].format(
            nnk_i=figure(ratios.nnk_i, language, 2),
            nnk_idu=figure(ratios.nnk_idu, language, 2),
            invested=figure(ratios.investment, language, 0),
            running=figure(ratios.operation, language, 0),
        )
    )


def _impacts(city: City, found: Views, language: str) -> list[str]:
    rows = [MONEY_WORDS[language]["impacts"].split("|")]
    for name, row in found.impacts.items():
        title = title_of(city.impacts[name], language)
        rows.append([f"  {title}", found.units[name], figure(float(row.sum()), language)])
    return grid(rows, texts=2) if found.impacts else []


def _notes(city: City, found: Views, language: str) -> list[str]:
    words = MONEY_WORDS[language]
    lines: list[str] = []
    for key, things, names in (
        ("not-valued", city.impacts, found.not_valued),
        ("not-counted", city.impacts, found.not_counted),
        ("without-lifetime", city.measures, found.without_lifetime),
        ("without-cost", city.measures, found.without_cost),
    ):
        if names:
            lines += paragraph(words[key].format(names=_named(things, names, language)))
    if found.tax_factor is None:
        lines += paragraph(words["without-tax-factor"])
    return lines


def _named(things: Mapping[str, object], names: Sequence[str], language: str) -> str:
    return ", ".join(title_of(things[name], language) for name in names)


def households_sheet(
    city: City, found: Sequence[HouseholdView], compared: tuple[str, str], language: str
) -> str:
    """Every type of household as text, every fifth year; SEK and kg of one household a year."""
    words = MONEY_WORDS[language]
    scenario, against = (title_of(city.scenarios[name], language) for name in compared)
    heading = words["households"].format(scenario=scenario, against=against)
    origin = words["household-origin"].format(book=city.book_hash[:12], prices=city.price_year)
    parts = [[f"{title_of(city, language)}: {heading}", origin]]
    parts += [_household(city, view, language) for view in found]
    if not found:
        parts.append([words["no-households"]])
    return _joined(parts)


def _household(city: City, view: HouseholdView, language: str) -> list[str]:
    words = MONEY_WORDS[language]
    title = f"{title_of(city.households[view.id], language)} ({words[view.tenure]})"
    rows = [words["household-columns"].format(title=title).split("|")]
    for place in range(0, len(view.years), _STEP):
        cells = [
            (view.with_scenario.running, 1.0),
            (view.saved, 1.0),
            (view.invested, 1.0),
            (view.with_scenario.emissions, _KILOGRAMS),
            (view.cut, _KILOGRAMS),
        ]
        shown = [figure(float(row[place]) * factor, language, 0) for row, factor in cells]
        rows.append([f"  {view.years[place]}", *shown])
    invested = figure(float(view.invested.sum()), language, 0)
    if view.rate is None:
        said = words["household-no-rate"].format(invested=invested)
    else:
        rate = figure(100.0 * view.rate, language, 2)
        value = figure(view.present_value, language, 0)
        said = words["household-value"].format(rate=rate, value=value, invested=invested)
    lines = [*grid(rows), f"  {said}"]
    unknown = view.with_scenario.without_investment
    if unknown:
        names = _named(city.measures, unknown, language)
        lines += paragraph(words["without-investment"].format(names=names), "  ")
    return lines


def curve_sheet(city: City, found: ScenarioAbatement, language: str) -> str:
    """The abatement curve as text: what pays for itself, what costs, what cuts nothing."""
    words, curve = MONEY_WORDS[language], found.curve
    title = words["curve"].format(
        scenario=title_of(city.scenarios[found.scenario], language), basis=words[curve.basis]
    )
    origin = words["curve-origin"].format(
        book=found.book_hash[:12],
        first=found.first_year,
        last=found.last_year,
        rate=figure(100.0 * found.rate, language, 2),
        prices=found.price_year,
    )
    saving = [
        [
            title_of(city.measures[step.measure.id], language),
            figure(step.measure.abatement, language),
            figure(step.measure.net_value, language),
        ]
        for step in curve.saving
    ]
    costly = [
        [
            title_of(city.measures[step.measure.id], language),
            figure(step.measure.abatement, language),
            figure(step.measure.net_cost, language),
            figure(step.measure.cost_per_tonne, language, 0),
        ]
        for step in curve.costly
    ]
    beside = [
        [title_of(city.measures[one.id], language), figure(one.net_cost, language)]
        for one in curve.beside
    ]
    parts = [[f"{title_of(city, language)}: {title}", origin]]
    parts += [
        grid([words[key].split("|"), *rows])
        for key, rows in (("saving", saving), ("costly", costly), ("beside", beside))
        if rows
    ]
    abatement, cost = figure(found.abatement, language), figure(found.net_cost, language)
    said = paragraph(words["curve-sum"].format(abatement=abatement, cost=cost))
    if not curve.sums_to_plan:
        said += paragraph(words["curve-last"])
    if found.without_cost:
        names = _named(city.measures, found.without_cost, language)
        said += paragraph(words["without-cost"].format(names=names))
    return _joined([*parts, said])
