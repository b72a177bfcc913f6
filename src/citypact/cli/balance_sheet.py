"""An investment plan as a person reads it in a terminal: uses, sources, gap, and what if."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from citypact.choice.investment_plan import InvestmentPlan
from citypact.choice.stated import NotCounted
from citypact.cli.grid import grid
from citypact.cli.paragraph import paragraph
from citypact.cli.summary import figure, span
from citypact.cli.words import say, title_of
from citypact.engine.arrays import Floats
from citypact.model.city import City

__all__ = ["balance_sheet"]

LONGEST_TITLE = 40
#: Less than this, in MSEK, is 0 in whole numbers, and is not listed.
SHOWN = 0.5


def balance_sheet(city: City, plan: InvestmentPlan, language: str) -> str:
    """The plan as text, in ``language`` (sv or en); money in MSEK."""
    parts = [
        _heading(city, plan, language),
        _years(city, plan, language),
        _certainty(plan, language),
        _failures(city, plan, language),
        _stages(city, plan, language),
        _beside(city, plan, language),
        _stated(city, plan, language),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _heading(city: City, plan: InvestmentPlan, language: str) -> list[str]:
    scenario = title_of(city.scenarios[plan.scenario], language)
    return [
        f"{title_of(city, language)}: {scenario} ({plan.scenario})",
        say(language, "plan-origin", book=plan.book_hash[:12], prices=plan.price_year),
    ]


def _years(city: City, plan: InvestmentPlan, language: str) -> list[str]:
    """Uses by area and budget, sources, and the balance, a column a year."""
    found, uses = plan.balance, plan.uses

    def row(title: str, series: Floats) -> list[str]:
        return _row(title, series, language, whole=float(series.sum()))

    rows = [["", *map(str, found.years.tolist()), say(language, "sum")]]
    rows.append([say(language, "uses")])
    rows += [
        row(f"  {title_of(city.areas[name], language)}", series)
        for name, series in uses.by("area").items()
    ]
    rows += [
        row(f"  {say(language, f'budget-{name}')}", series)
        for name, series in uses.by("in_city_budget").items()
    ]
    rows.append(row(say(language, "total-uses"), uses.total))
    rows.append([say(language, "sources-of-funds")])
    rows += [
        row(f"  {title_of(city.funding[source.id], language)}", source.amount)
        for source in found.sources
    ]
    rows.append(row(say(language, "total-sources"), found.total_sources))
    rows.append(row(say(language, "funding-gap"), found.total_gap))
    rows.append(_row(say(language, "liquidity"), found.liquidity, language, whole=None))
    return grid([[_short(first), *rest] for first, *rest in rows])


def _row(title: str, series: Floats, language: str, *, whole: float | None) -> list[str]:
    cells = [figure(float(value), language, 0) for value in series]
    return [title, *cells, "" if whole is None else figure(whole, language, 0)]


def _certainty(plan: InvestmentPlan, language: str) -> list[str]:
    if not plan.balance.sources:
        return [say(language, "no-sources")]
    rows = [[say(language, "by-certainty"), say(language, "promised"), say(language, "gap")]]
    for name, found in plan.by_certainty.items():
        sums = (found.total_sources, found.total_gap)
        cells = [figure(float(series.sum()), language, 0) for series in sums]
        rows.append([f"  {say(language, f'certainty-{name}')}", *cells])
    return grid(rows)


def _failures(city: City, plan: InvestmentPlan, language: str) -> list[str]:
    if not plan.failures:
        return []
    rows = [[say(language, "if-it-fails"), say(language, "gap-grows")]]
    for failure in plan.failures:
        title = title_of(city.funding[failure.source], language)
        rows.append([f"  {title}", figure(float(failure.gap.sum()), language, 0)])
        rows += _changes(city, failure.by_measure, language)
    return grid([[_short(first), *rest] for first, *rest in rows])


def _changes(city: City, by_measure: Mapping[str, float], language: str) -> list[list[str]]:
    return [
        [f"    {title_of(city.measures[name], language)}", figure(value, language, 0)]
        for name, value in by_measure.items()
        if abs(value) >= SHOWN
    ]


def _stages(city: City, plan: InvestmentPlan, language: str) -> list[str]:
    heading = [say(language, "stages"), *say(language, "stage-columns").split("|")]
    rows = [
        [
            _short(f"  {title_of(city.measures[stage.measure], language)}"),
            f"{stage.first_year}–{stage.last_year}",
            figure(stage.needed, language),
            figure(stage.promised, language),
            str(stage.short_from or ""),
        ]
        for stage in plan.stages
    ]
    return grid([heading, *rows]) if rows else []


def _beside(city: City, plan: InvestmentPlan, language: str) -> list[str]:
    lines = []
    if plan.uses.beside:
        names = _titles(city, [flow.measure for flow in plan.uses.beside], language)
        lines += paragraph(say(language, "beside", measures=names))
    if plan.uses.undated:
        names = _titles(city, plan.uses.undated, language)
        lines += paragraph(say(language, "undated", measures=names))
    return lines


def _titles(city: City, measures: Sequence[str], language: str) -> str:
    return ", ".join(title_of(city.measures[name], language) for name in dict.fromkeys(measures))


def _stated(city: City, plan: InvestmentPlan, language: str) -> list[str]:
    stated = plan.stated
    spans = (("stated-investment", stated.investment), ("stated-operation", stated.operation))
    lines = [f"  {say(language, key, span=_span(ends, language))}" for key, ends in spans if ends]
    if stated.not_counted:
        lines.append(f"  {say(language, 'not-counted')}")
        for one in stated.not_counted:
            lines += _claim(city, one, language)
    return [say(language, "claims"), *lines] if lines else []


def _span(ends: tuple[float, float], language: str) -> str:
    low, high = ends
    return figure(low, language, 0) if low == high else span(low, high, language, 0)


def _claim(city: City, one: NotCounted, language: str) -> list[str]:
    unit = say(language, "msek-a-year" if one.yearly else "msek")
    title = title_of(city.measures[one.measure], language)
    note = one.note_sv if language == "sv" else one.note_en
    return paragraph(f"{title}: {figure(one.value, language)} {unit}. {note}", "    - ")


def _short(title: str) -> str:
    mark = title[: len(title) - len(title.lstrip())]
    return mark + textwrap.shorten(title, LONGEST_TITLE, placeholder=" …")
