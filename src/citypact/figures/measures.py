"""The measures, ranked by their fair share of the effect in the year that matters."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.figures.bars import Bar, bar_rows
from citypact.figures.claims import claimed_emissions
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.numbers import write_number, write_range
from citypact.figures.table import Cell, Column, Table
from citypact.figures.words import say, title_of
from citypact.model import MeasureEffect

__all__ = ["MeasureRow", "measure_rows", "measures"]

#: More rows than this are summed up in one; the table has them all.
_MOST = 14


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure's effect in one year, kt CO2e, reductions positive.

    Attributes:
        id: the measure.
        title: its name.
        alone: what it would do as the only one.
        last: what it adds to all the others.
        share: its fair share, which sums over the measures to the total.
        low, median, high: percentiles of the share over the draws; None without draws.
        error: standard error of the share where it was sampled; 0 where it is exact.
        claim: what the plan says; None where it says nothing.
        claim_key: key of the claim's row; empty where there is none.
    """

    id: str
    title: str
    alone: float
    last: float
    share: float
    low: float | None
    median: float | None
    high: float | None
    error: float
    claim: float | None
    claim_key: str

    @property
    def shown(self) -> float:
        """What the chart shows: the median of the draws, or the one result."""
        return self.share if self.median is None else self.median


def measure_rows(context: Context, language: str) -> tuple[MeasureRow, ...]:
    """Return the measures of the contract with a computed effect, largest share first.

    Raises:
        FigureUnavailable: the book has no contract scenario, or it was not run.
    """
    result = context.contract
    if result is None:
        raise FigureUnavailable(say(language, "unavailable.contract"))
    year = context.year_shown(result)
    place = context.place(result, year)
    return tuple(_row(context, effect, place, year, language) for effect in context.effects(result))


def _row(
    context: Context, effect: MeasureEffect, place: int, year: int, language: str
) -> MeasureRow:
    """Take one measure's figures of one year."""
    measure = context.city.measures[effect.id]
    claim = claimed_emissions(measure, year)
    band = effect.share_band
    return MeasureRow(
        id=effect.id,
        title=title_of(measure, language),
        alone=float(effect.alone[place]),
        last=float(effect.last[place]),
        share=float(effect.share[place]),
        low=None if band is None else float(band.p05[place]),
        median=None if band is None else float(band.p50[place]),
        high=None if band is None else float(band.p95[place]),
        error=float(effect.share_error[place]),
        claim=None if claim is None else claim[1],
        claim_key="" if claim is None else f"claims/{claim[0].id}",
    )


def measures(context: Context, language: str) -> Figure:
    """Draw the contract's measures by their share of the effect, beside what the plan says.

    Raises:
        FigureUnavailable: the book has no contract scenario, it was not run, or none of its
            measures can be computed.
    """
    rows = measure_rows(context, language)
    result = context.contract
    if result is None or not rows:
        raise FigureUnavailable(say(language, "unavailable.measures"))
    year = context.year_shown(result)
    bars = [_bar(row, language) for row in rows[:_MOST]]
    rest = rows[_MOST:]
    if rest:
        total = sum(row.shown for row in rest)
        value = write_number(total, "kt", language, size=1.0)
        bars.append(Bar(say(language, "measures.rest", count=len(rest)), value, total, "reference"))
    missing = len(context.left_out(result))
    subtitle = say(language, "measures.subtitle")
    if missing:
        count = {"missing": missing, "all": len(result.measures)}
        subtitle = f"{subtitle}. {say(language, 'measures.missing', **count)}"
    names = [row.id for row in rows]
    return Figure(
        id="measures",
        language=language,
        title=say(language, "measures.title", year=year),
        subtitle=subtitle,
        description=" ".join(f"{bar.title}: {bar.label}." for bar in bars),
        unit="kt",
        table=_table(rows, language),
        sources=(
            f"scenarios/{result.scenario}",
            *(f"measures/{name}" for name in names),
            *(row.claim_key for row in rows if row.claim_key),
        ),
        outputs=("total", *(f"ramp/{name}" for name in names)),
        origin=context.origin(result, language),
        layout=lambda canvas: bar_rows(canvas, bars),
    )


def _bar(row: MeasureRow, language: str) -> Bar:
    """Return a measure's bar, with its range as whisker and the plan's claim as diamond."""
    label = write_number(row.shown, "kt", language, size=1.0)
    if row.low is not None and row.high is not None:
        span = write_range(row.low, row.high, "kt", language, size=1.0)
        label = say(language, "word.with-range", value=label, span=span)
    if row.claim is not None:
        claim = write_number(row.claim, "kt", language, size=1.0)
        label = say(language, "measures.with-claim", value=label, claim=claim)
    return Bar(row.title, label, row.shown, "accent", low=row.low, high=row.high, claim=row.claim)


def _table(rows: tuple[MeasureRow, ...], language: str) -> Table:
    """Return the twin: a row a measure, with all three ways of counting and the claim."""
    names = ("shown", "low", "high", "share", "error", "alone", "last", "claim")
    columns = (
        Column("measure", say(language, "measures.measure")),
        *(Column(name, say(language, f"measures.{name}"), "kt") for name in names),
    )
    cells: list[tuple[Cell, ...]] = [
        (row.title, *(getattr(row, name) for name in names)) for row in rows
    ]
    rest = rows[_MOST:]
    if rest:
        title = say(language, "measures.rest", count=len(rest))
        total = sum(row.shown for row in rest)
        cells.append((title, total, None, None, None, None, None, None, None))
    return Table(columns, tuple(cells))
