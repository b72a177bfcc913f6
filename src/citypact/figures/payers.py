"""Who pays and who gains: each actor's balance against decided policy, with society beside."""

from __future__ import annotations

from citypact.choice.gains import Gains
from citypact.choice.perspective import OTHERS, SOCIETY, View
from citypact.figures.bars import Bar, bar_rows
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.numbers import write_number
from citypact.figures.table import Cell, Column, Table
from citypact.figures.words import say, title_of

__all__ = ["payers"]

#: More actors than this are summed up in one row; the table has them all.
_MOST = 13


def payers(context: Context, language: str) -> Figure:
    """Draw what each actor gains and loses by the contract, MSEK over the model's years.

    Raises:
        FigureUnavailable: nothing was computed to decide on, there is no reference path, or no
            money differs.
    """
    contract, reference = context.contract, context.reference
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    found = context.basis.gains
    if found is None or reference is None:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    if not found.actors:
        raise FigureUnavailable(say(language, "unavailable.money"))
    bars = _bars(context, found, language)
    society = bars[0]
    loses = (society.value or 0.0) < 0.0
    span = {"first": int(found.years[0]), "last": int(found.years[-1])}
    return Figure(
        id="payers",
        language=language,
        title=say(
            language,
            "payers.title" if loses else "payers.title-gain",
            value=write_number(abs(society.value or 0.0), "MSEK", language, size=1.0),
            **span,
        ),
        subtitle=say(language, "payers.subtitle", price_year=context.city.price_year, **span),
        description=" ".join(f"{bar.title}: {bar.label}." for bar in bars),
        unit="MSEK",
        table=_table(context, found, bars, language),
        sources=(
            f"scenarios/{reference.scenario}",
            f"scenarios/{contract.scenario}",
            *(f"actors/{actor}" for actor in found.actors),
            *(
                f"perspectives/{view.id}"
                for view in (found.views.society, *found.views.actors)
                if view.id in context.city.perspectives
            ),
        ),
        outputs=tuple(f"money/{'/'.join(key)}" for key in contract.money),
        origin=context.origin(contract, language),
        layout=lambda canvas: bar_rows(canvas, bars),
    )


def _bars(context: Context, found: Gains, language: str) -> list[Bar]:
    """Return society first, then the actors, the greatest gain on top and the greatest loss last.

    Where there are many, those with the smallest sums share a row.
    """
    sums = {actor: float(row.sum()) for actor, row in found.actors.items()}
    largest = sorted(sums, key=lambda actor: (-abs(sums[actor]), actor))
    drawn, rest = largest, []
    if len(largest) > _MOST + 1:
        drawn, rest = largest[:_MOST], largest[_MOST:]
    ranked = sorted(drawn, key=lambda actor: (-sums[actor], actor))
    actors = context.city.actors
    bars = [_bar(say(language, "payers.society"), _resources(found), language, bold=True)]
    bars += [_bar(title_of(actors[actor], language), sums[actor], language) for actor in ranked]
    if rest:
        title = say(language, "payers.rest", count=len(rest))
        bars.append(_bar(title, sum(sums[actor] for actor in rest), language))
    return bars


def _resources(found: Gains) -> float:
    """Return what society's balance is of what actors bear, MSEK."""
    return float(found.views.society.resources.sum())


def _bar(title: str, value: float, language: str, *, bold: bool = False) -> Bar:
    """Return the bar of a balance: one colour for a gain, another for a loss."""
    return Bar(
        title=title,
        label=write_number(value, "MSEK", language, signed=True, size=1.0),
        value=value,
        paint="gain" if value > 0.0 else "accent",
        bold=bold,
    )


def _table(context: Context, found: Gains, bars: list[Bar], language: str) -> Table:
    """Return the twin: society, its groups, every actor, and the years."""
    columns = (
        Column("who", say(language, "payers.who")),
        Column("sum", say(language, "money.sum"), "MSEK"),
        Column("present-value", say(language, "payers.present-value"), "MSEK"),
        *(Column(str(year), str(year), "MSEK") for year in found.years.tolist()),
    )
    society = found.views.society
    rows: list[tuple[Cell, ...]] = [
        (
            say(language, "payers.society"),
            _resources(found),
            society.discounted(society.resources),
            *map(float, society.resources),
        ),
        _of_view(society, say(language, "payers.society-all")),
        *(_of_view(view, _named(context, view, language)) for view in found.views.actors),
        *(
            (
                title_of(context.city.actors[actor], language),
                float(row.sum()),
                None,
                *map(float, row),
            )
            for actor, row in found.actors.items()
        ),
    ]
    if len(bars) <= len(found.actors):
        rest = bars[-1]
        rows.append((rest.title, rest.value, None, *[None] * len(found.years)))
    return Table(columns, tuple(rows))


def _of_view(view: View, title: str) -> tuple[Cell, ...]:
    """Return the row of a perspective."""
    return (title, view.total, view.present_value, *map(float, view.yearly))


def _named(context: Context, view: View, language: str) -> str:
    """Name a group of actors."""
    if view.id in (OTHERS, SOCIETY) or view.id not in context.city.perspectives:
        return say(language, "payers.others")
    group = title_of(context.city.perspectives[view.id], language)
    return say(language, "payers.group", group=group)
