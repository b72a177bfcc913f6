"""Uses and sources of funds by year: what the contract costs, what is promised, what is short."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.choice.investment_plan import InvestmentPlan
from citypact.choice.sources import CERTAINTIES
from citypact.engine.arrays import Floats
from citypact.figures.canvas import Canvas, Spec
from citypact.figures.columns import Part, columns
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.numbers import write_number
from citypact.figures.table import Cell, Column, Table
from citypact.figures.words import say, title_of

__all__ = ["funding"]

#: How full the colour of a source is, by how sure it is.
_OPACITY = dict(zip(CERTAINTIES, (1.0, 0.65, 0.35), strict=True))


@dataclass(frozen=True, slots=True)
class _Series:
    """Amounts over the years of the plan, MSEK, with their sum; None for what has no sum."""

    title: str
    values: tuple[float, ...]
    total: float | None

    @classmethod
    def of(cls, title: str, row: Floats, *, summed: bool = True) -> _Series:
        """Take a series of the plan."""
        return cls(title, tuple(map(float, row)), float(row.sum()) if summed else None)


def funding(context: Context, language: str) -> Figure:
    """Draw uses and sources of funds of the contract, MSEK a year up to the target's year.

    The left column of a year is what the measures cost: with money, and short of it. The right
    one is what is promised for that year, by how sure it is.

    Raises:
        FigureUnavailable: nothing was computed to decide on, or the measures cost nothing.
    """
    contract = context.contract
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    plan = context.basis.investment
    if not plan.uses.flows:
        raise FigureUnavailable(say(language, "unavailable.funding"))
    uses = _Series.of(say(language, "funding.uses"), plan.balance.total_uses)
    sources = _Series.of(say(language, "funding.sources"), plan.balance.total_sources)
    gap = _Series.of(say(language, "funding.gap"), plan.balance.total_gap)
    drawn = _drawn(plan, language)
    first, last = int(plan.balance.years[0]), int(plan.balance.years[-1])
    return Figure(
        id="funding",
        language=language,
        title=say(
            language,
            "funding.title",
            uses=write_number(uses.total, "MSEK", language, size=1.0),
            sources=write_number(sources.total, "MSEK", language, size=1.0),
            year=last,
        ),
        subtitle=say(language, "funding.subtitle", price_year=plan.price_year),
        description=say(
            language,
            "funding.description",
            uses=write_number(uses.total, "MSEK", language, size=1.0),
            sources=write_number(sources.total, "MSEK", language, size=1.0),
            gap=write_number(gap.total, "MSEK", language, size=1.0),
            first=first,
            last=last,
        ),
        unit="MSEK",
        table=_table(context, plan, [uses, sources, gap], drawn, language),
        sources=(
            f"scenarios/{plan.scenario}",
            *(f"flows/{flow.id}" for flow in plan.uses.flows),
            *(f"funding/{source.id}" for source in plan.balance.sources),
        ),
        outputs=tuple(dict.fromkeys(f"ramp/{flow.measure}" for flow in plan.uses.flows)),
        origin=context.origin(contract, language),
        layout=lambda canvas: _layout(drawn, plan, canvas),
    )


def _drawn(plan: InvestmentPlan, language: str) -> dict[str, _Series]:
    """Return what is drawn: ``covered``, ``gap``, and the sources by how sure they are."""
    found = plan.balance
    series = {
        "covered": found.total_uses - found.total_gap,
        "gap": found.total_gap,
    }
    for certainty in CERTAINTIES:
        amounts = [each.amount for each in found.sources if each.certainty == certainty]
        if amounts:
            series[certainty] = sum(amounts[1:], amounts[0])
    return {
        name: _Series.of(say(language, f"funding.{name.replace(' ', '-')}"), row)
        for name, row in series.items()
    }


def _table(
    context: Context,
    plan: InvestmentPlan,
    whole: list[_Series],
    drawn: dict[str, _Series],
    language: str,
) -> Table:
    """Return the twin: uses by area, payer and budget, every source, and the balance."""
    city, found = context.city, plan.balance
    uses, sources, gap = whole
    rows = [
        _Series.of(title_of(city.areas[name], language), row)
        for name, row in plan.uses.by("area").items()
    ]
    rows += [
        _Series.of(say(language, f"funding.{name}"), row)
        for name, row in plan.uses.by("in_city_budget").items()
    ]
    rows.append(uses)
    rows += [
        _Series.of(title_of(city.funding[source.id], language), source.amount)
        for source in found.sources
    ]
    rows += [series for name, series in drawn.items() if name not in {"covered", "gap"}]
    liquidity = say(language, "funding.liquidity")
    rows += [sources, drawn["covered"], gap, _Series.of(liquidity, found.liquidity, summed=False)]
    headings = (
        Column("what", say(language, "funding.what")),
        Column("sum", say(language, "money.sum"), "MSEK"),
        *(Column(str(year), str(year), "MSEK") for year in found.years.tolist()),
    )
    cells: list[tuple[Cell, ...]] = [(row.title, row.total, *row.values) for row in rows]
    return Table(headings, tuple(cells))


def _layout(drawn: dict[str, _Series], plan: InvestmentPlan, canvas: Canvas) -> Spec:
    """Lay out the columns from the first year in which money is needed or promised."""
    years = [int(year) for year in plan.balance.years]
    used = [place for place in range(len(years)) if any(s.values[place] for s in drawn.values())]
    first = used[0] if used else 0
    look = {"covered": ("accent", 1.0, 0), "gap": ("target", 1.0, 0)}
    look |= {name: ("gain", _OPACITY[name], 1) for name in CERTAINTIES}
    parts = [
        Part(
            f"{series.title}: {write_number(series.total, 'MSEK', canvas.language, size=1.0)}",
            series.values[first:],
            *look[name],
        )
        for name, series in drawn.items()
        if any(series.values)
    ]
    return columns(canvas, years[first:], parts)
