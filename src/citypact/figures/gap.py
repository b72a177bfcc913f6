"""Now, decided, promised and the target: how much is left between the promise and the target."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.figures.bars import Bar, bar_rows
from citypact.figures.context import Context, Standing, Total
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.numbers import write_number, write_probability, write_range
from citypact.figures.table import Cell, Column, Table
from citypact.figures.words import say, title_of

__all__ = ["gap"]


@dataclass(frozen=True, slots=True)
class _Run:
    """A scenario beside the target; ``leads`` for the one that the figure is about."""

    scenario: str
    title: str
    standing: Standing
    leads: bool


def gap(context: Context, language: str) -> Figure:
    """Draw the latest inventory, the reference and the contract beside the main target, kt CO2e.

    Raises:
        FigureUnavailable: the book has no main target that can be computed, or nothing was run.
    """
    target, leading = context.target, context.contract or context.reference
    runs = [
        _Run(
            result.scenario,
            title_of(context.city.scenarios[result.scenario], language),
            standing,
            leads=result is leading,
        )
        for result in (context.reference, context.contract)
        if result is not None and (standing := context.standing(result)) is not None
    ]
    if target is None or leading is None or not runs or not runs[-1].leads:
        raise FigureUnavailable(say(language, "unavailable.target"))
    main = runs[-1].standing
    now = context.history[-1] if context.history and target.kind != "budget" else None
    bars = [] if now is None else [_now(now, language)]
    bars += [_promised(run, language) for run in runs]
    amount = write_number(main.allowed, "kt", language, size=1.0)
    aim = say(language, "gap.aim", year=main.year, value=amount)
    city = title_of(context.city, language)
    subtitle = say(language, "gap.subtitle", city=city, target=title_of(target, language))
    return Figure(
        id="gap",
        language=language,
        title=_title(main, language),
        subtitle=subtitle,
        description=_description(bars, aim, main, language),
        unit="kt",
        table=_table(context, now, runs, language),
        sources=(
            f"targets/{target.id}",
            *(f"scenarios/{run.scenario}" for run in runs),
            *(now.keys if now is not None else ()),
        ),
        outputs=(f"target/{target.id}", f"met/{target.id}"),
        origin=context.origin(leading, language),
        layout=lambda canvas: bar_rows(canvas, bars, limit=(main.allowed, aim)),
    )


def _title(main: Standing, language: str) -> str:
    """Say the result: how far the promises are from the target, or that they reach it."""
    distance = write_number(abs(main.gap), "kt", language, size=1.0)
    key = "gap.title" if main.gap > 0 else "gap.title-met"
    return say(language, key, gap=distance, year=main.year)


def _now(now: Total, language: str) -> Bar:
    """Return the bar of the latest published total."""
    value = write_number(now.value, "kt", language, size=1.0)
    return Bar(say(language, "gap.now", year=now.year), value, now.value, "quiet")


def _promised(run: _Run, language: str) -> Bar:
    """Return the bar of a scenario, with the piece beyond the target marked."""
    standing = run.standing
    label = write_number(standing.value, "kt", language, size=1.0)
    if standing.low is not None:
        span = write_range(standing.low, standing.high, "kt", language, size=1.0)
        label = say(language, "word.with-range", value=label, span=span)
    beyond = standing.gap > 0 and run.leads
    return Bar(
        title=say(language, "gap.scenario", scenario=run.title, year=standing.year),
        label=label,
        value=standing.value,
        paint="accent" if run.leads else "reference",
        low=standing.low,
        high=standing.high,
        bold=run.leads,
        marked=(standing.allowed, standing.value) if beyond else None,
    )


def _description(bars: list[Bar], aim: str, main: Standing, language: str) -> str:
    """Say in words what the chart shows."""
    parts = [f"{bar.title}: {bar.label}." for bar in bars]
    parts += [f"{aim}.", f"{_title(main, language)}."]
    if main.probability is not None:
        chance = write_probability(main.probability, language)
        parts.append(say(language, "pathway.probability", probability=chance))
    return " ".join(parts)


def _table(context: Context, now: Total | None, runs: list[_Run], language: str) -> Table:
    """Return the twin: now, each scenario, the target; with range, gap and probability."""
    columns = (
        Column("what", say(language, "gap.what")),
        Column("year", say(language, "word.year")),
        *(
            Column(name, say(language, f"gap.{name}"), "kt")
            for name in ("value", "low", "high", "gap")
        ),
        Column("probability", say(language, "gap.probability")),
    )
    rows: list[tuple[Cell, ...]] = []
    if now is not None:
        inventory = title_of(context.inventory, language)
        rows.append((inventory, now.year, now.value, None, None, None, None))
    for run in runs:
        each = run.standing
        figures = (each.value, each.low, each.high, each.gap, each.probability)
        rows.append((run.title, each.year, *figures))
    main = runs[-1].standing
    target = title_of(context.target, language)
    rows.append((target, main.year, main.allowed, None, None, None, None))
    return Table(columns, tuple(rows))
