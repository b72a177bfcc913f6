"""Who can decide on what is left: the contract's remaining emissions by authority."""

from __future__ import annotations

from citypact.figures.bars import Bar, bar_rows
from citypact.figures.context import Context, central
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.numbers import write_number, write_share
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of

__all__ = ["authority"]


def authority(context: Context, language: str) -> Figure:
    """Draw what is left in the year that matters by who can decide on it, kt CO2e a year.

    Raises:
        FigureUnavailable: neither the contract nor the reference was run.
    """
    result = context.contract or context.reference
    if result is None:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    year = context.year_shown(result)
    place = context.place(result, year)
    paths = {
        name: central(result, f"authority/{name}", values)
        for name, values in result.by_authority.items()
    }
    left = {name: float(values[place]) for name, values in paths.items()}
    first = {name: float(values[0]) for name, values in paths.items()}
    names = sorted((name for name in left if left[name] or first[name]), key=lambda n: -left[n])
    total = sum(left.values())
    bars = [
        Bar(
            title=say(language, f"authority.{name.replace(' ', '-')}"),
            label=_label(left[name], total, language),
            value=left[name],
            paint="accent",
        )
        for name in names
    ]
    scenario = title_of(context.city.scenarios[result.scenario], language)
    columns = (
        Column("authority", say(language, "authority.who")),
        Column("left", say(language, "authority.left", year=year), "kt"),
        Column("share", say(language, "authority.share"), "%"),
        Column("first", say(language, "authority.first", year=int(result.years[0])), "kt"),
    )
    shares = {name: 100 * left[name] / total if total else None for name in names}
    return Figure(
        id="authority",
        language=language,
        title=say(language, "authority.title", year=year),
        subtitle=say(language, "authority.subtitle", scenario=scenario),
        description=" ".join(f"{bar.title}: {bar.label}." for bar in bars),
        unit="kt",
        table=Table(
            columns,
            tuple(
                (bar.title, left[name], shares[name], first[name])
                for bar, name in zip(bars, names, strict=True)
            ),
        ),
        sources=(f"scenarios/{result.scenario}",),
        outputs=tuple(f"authority/{name}" for name in names),
        origin=context.origin(result, language),
        layout=lambda canvas: bar_rows(canvas, bars),
    )


def _label(value: float, total: float, language: str) -> str:
    """Write an amount and its share of the total."""
    amount = write_number(value, "kt", language, size=1.0)
    if not total:
        return amount
    return say(
        language,
        "authority.label",
        value=amount,
        share=write_share(value / total, language),
    )
