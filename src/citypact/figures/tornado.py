"""A tornado: what the target's result is with each uncertain figure at its low and at its high."""

from __future__ import annotations

from citypact.choice.tornado import Bar as Moved
from citypact.figures.bars import Bar, bar_rows
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.numbers import write_number
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of

__all__ = ["tornado"]

#: So many figures are drawn; the table has every one that moves the result.
_MOST = 12
#: What is said of a measure whose years are uncertain stands behind the key of its row.
_DELAY = "#delay"


def tornado(context: Context, language: str) -> Figure:
    """Draw what the uncertain figures move the contract's result, kt CO2e, the largest first.

    Raises:
        FigureUnavailable: nothing was computed to decide on, or nothing is uncertain.
    """
    contract = context.contract
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    found = context.basis.tornado
    moved = () if found is None else tuple(bar for bar in found.bars if bar.moved)
    if found is None or not moved:
        raise FigureUnavailable(say(language, "unavailable.tornado"))
    value = write_number(found.value, "kt", language, size=1.0)
    rows = [_bar(context, bar, found.value, language) for bar in moved]
    return Figure(
        id="tornado",
        language=language,
        title=say(language, "tornado.title", value=value, year=found.year or ""),
        subtitle=say(
            language,
            "tornado.subtitle",
            scenario=title_of(context.city.scenarios[contract.scenario], language),
            count=len(moved),
        ),
        description=" ".join(f"{row.title}: {row.label}." for row in rows[:_MOST]),
        unit="kt",
        table=_table(rows, moved, found.value, language),
        sources=(
            f"scenarios/{contract.scenario}",
            *dict.fromkeys(bar.parameter.removesuffix(_DELAY) for bar in moved),
        ),
        outputs=(found.output,),
        origin=context.origin(contract, language),
        layout=lambda canvas: bar_rows(canvas, rows[:_MOST]),
    )


def _bar(context: Context, moved: Moved, value: float, language: str) -> Bar:
    """Return a figure's bar: one piece for its low, one for its high, from the nominal result."""
    name = context.name_of(moved.parameter.removesuffix(_DELAY), language)
    if moved.parameter.endswith(_DELAY):
        name = say(language, "tornado.delay", measure=name)
    low, high = (
        write_number(each - value, "kt", language, size=1.0, signed=True)
        for each in (moved.low, moved.high)
    )
    return Bar(
        title=name,
        label=say(language, "tornado.label", low=low, high=high),
        value=moved.high - value,
        paint="accent",
        marked=(0.0, moved.low - value),
        marked_paint="reference",
    )


def _table(rows: list[Bar], moved: tuple[Moved, ...], value: float, language: str) -> Table:
    """Return the twin: a row a figure, with the results at both ends and their differences."""
    names = ("low", "high", "low-difference", "high-difference")
    columns = (
        Column("figure", say(language, "tornado.figure")),
        *(Column(name, say(language, f"tornado.{name}"), "kt") for name in names),
    )
    cells = [
        (row.title, bar.low, bar.high, bar.low - value, bar.high - value)
        for row, bar in zip(rows, moved, strict=True)
    ]
    nominal = say(language, "tornado.nominal")
    return Table(columns, ((nominal, value, value, 0.0, 0.0), *cells))
