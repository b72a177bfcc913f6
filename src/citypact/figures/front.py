"""The front: what it costs at least to emit as little, with the contract and the computed plan."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.choice.comparison import Comparison
from citypact.figures.canvas import Canvas, Margins, Spec, nice_ticks
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.legend import Sign, legend, legend_height
from citypact.figures.marks import Row, channel, line, points, rules, texts
from citypact.figures.numbers import write_number
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of

__all__ = ["front"]

_HEIGHT = 360.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A plan that is named: where it stands, kt and MSEK, and how it is shown."""

    title: str
    emissions: float
    cost: float
    paint: str
    shape: str
    size: float


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn: the plans of the front, those that are named, and the target."""

    language: str
    plans: tuple[tuple[float, float], ...]
    marks: tuple[_Mark, ...]
    allowed: float
    aim: str

    def cost(self, value: float) -> str:
        """Write a cost."""
        return write_number(value, "MSEK", self.language, size=1.0)

    def emissions(self, value: float) -> str:
        """Write emissions."""
        return write_number(value, "kt", self.language, size=1.0)


def front(context: Context, language: str) -> Figure:
    """Draw net social cost, MSEK, over emissions in the target's year, kt CO2e.

    Raises:
        FigureUnavailable: nothing was computed to decide on, or no plan could be asked for.
    """
    contract = context.contract
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    found = context.basis.comparison
    if found is None:
        raise FigureUnavailable(say(language, "unavailable.comparison"))
    data = _gather(found, language)
    promised = data.marks[0]
    cheapest = data.plans[0]
    met = found.plan.target_met
    words: dict[str, str | int] = {
        "year": found.front.year,
        "least": _worth(data, found.computed.cost),
        "cost": _worth(data, promised.cost),
        "target": data.emissions(found.front.allowed),
        "lowest": data.emissions(data.plans[-1][0]),
    }
    return Figure(
        id="front",
        language=language,
        title=say(language, "front.title" if met else "front.title-missed", **words),
        subtitle=say(
            language,
            "front.subtitle",
            year=found.front.year,
            rate=write_number(100.0 * found.portfolio.discount_rate, "%", language),
            price_year=context.city.price_year,
        ),
        description=" ".join(
            [
                say(
                    language,
                    "front.description",
                    count=len(data.plans),
                    cheap=data.cost(cheapest[1]),
                    much=data.emissions(cheapest[0]),
                    dear=data.cost(data.plans[-1][1]),
                    little=data.emissions(data.plans[-1][0]),
                ),
                *(_label(data, mark) + "." for mark in data.marks),
                f"{data.aim}.",
            ]
        ),
        unit="MSEK",
        table=_table(found, data),
        sources=(
            f"scenarios/{contract.scenario}",
            f"targets/{found.target}",
            *(f"measures/{name}" for name in found.portfolio.measures),
        ),
        outputs=(f"target/{found.target}", "society"),
        origin=context.origin(contract, language),
        layout=lambda canvas: _layout(data, canvas),
    )


def _gather(found: Comparison, language: str) -> _Data:
    """Take the plans of the front, the contract and the computed plan."""
    sides = (
        (found.contract, "accent", "circle", 190.0),
        (found.computed, "gain", "square", 80.0),
    )
    amount = write_number(found.front.allowed, "kt", language, size=1.0)
    return _Data(
        language=language,
        plans=tuple((each.emissions, each.cost) for each in found.front.points),
        marks=tuple(
            _Mark(title_of(side.scenario, language), side.emissions, side.cost, paint, shape, size)
            for side, paint, shape, size in sides
        ),
        allowed=found.front.allowed,
        aim=say(language, "gap.aim", year=found.front.year, value=amount),
    )


def _worth(data: _Data, cost: float) -> str:
    """Name a cost a cost, and one below zero a gain."""
    key = "a-cost" if cost >= 0.0 else "a-gain"
    return say(data.language, f"front.{key}", value=data.cost(abs(cost)))


def _label(data: _Data, mark: _Mark) -> str:
    """Name a plan with its two amounts."""
    cost, emitted = data.cost(mark.cost), data.emissions(mark.emissions)
    return say(data.language, "front.label", plan=mark.title, cost=cost, emissions=emitted)


def _table(found: Comparison, data: _Data) -> Table:
    """Return the twin: a row a plan, with how many measures it takes."""
    language = data.language
    columns = (
        Column("plan", say(language, "front.plan")),
        Column("emissions", say(language, "front.emissions", year=found.front.year), "kt"),
        Column("cost", say(language, "front.cost"), "MSEK"),
        Column("measures", say(language, "front.measures")),
    )
    plans = [
        (
            say(language, "front.number", number=number),
            each.emissions,
            each.cost,
            sum(level > 0.0 for level in each.plan.levels.values()),
        )
        for number, each in enumerate(found.front.points, start=1)
    ]
    named = [
        (mark.title, mark.emissions, mark.cost, sum(level > 0.0 for level in levels))
        for mark, levels in zip(
            data.marks,
            (
                [found.contract.scenario.levels.get(m, 0.0) for m in found.portfolio.measures],
                found.plan.levels.values(),
            ),
            strict=True,
        )
    ]
    target = (data.aim, found.front.allowed, None, None)
    return Table(columns, (*plans, *named, target))


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: the named plans above, then emissions across and cost up."""
    emitted = [data.allowed, *(x for x, _ in data.plans), *(m.emissions for m in data.marks)]
    costs = [0.0, *(y for _, y in data.plans), *(mark.cost for mark in data.marks)]
    across, up = nice_ticks(min(emitted), max(emitted), 4), nice_ticks(min(costs), max(costs))
    x = channel("emissions", (across[0], across[-1]), _axis(across, grid=False))
    y = channel("cost", (up[0], up[-1]), _axis(up, grid=True))
    px, py = x | {"field": "place_x"}, y | {"field": "place_y"}
    signs = [
        Sign(_label(data, mark), mark.paint, mark.shape, mark.size, bold=not place)
        for place, mark in enumerate(data.marks)
    ]
    head = legend_height(canvas, signs)
    margins = Margins(left=60, top=head + 40, right=12, bottom=52)
    quiet, shade = canvas.colour("quiet"), canvas.colour("target")
    plans: list[Row] = [{"emissions": a, "cost": b} for a, b in data.plans]
    aim: Row = {"emissions": data.allowed, "place_y": up[0], "place_y2": up[-1], "label": data.aim}
    zero: Row = {"place_x": across[0], "place_x2": across[-1], "place_y": 0.0}
    under: Row = {
        "place_x": (across[0] + across[-1]) / 2,
        "place_y": up[0],
        "label": say(data.language, "front.across"),
    }
    over: Row = {"place_x": across[0], "place_y": up[-1], "label": say(data.language, "front.up")}
    unit = (up[-1] - up[0]) / _HEIGHT
    left = data.allowed < (across[0] + across[-1]) / 2
    return canvas.sheet(
        _HEIGHT,
        margins,
        [
            rules([zero], px, py, quiet, x2="place_x2"),
            rules([aim], x, py, shade, y2="place_y2", width=2),
            texts(
                [aim],
                x,
                py,
                colour=shade,
                align="left" if left else "right",
                baseline="bottom",
                dx=6 if left else -6,
                dy=-6,
                bold=True,
            ),
            line(plans, x, y, canvas.colour("reference")),
            points(plans, x, y, canvas.colour("reference"), size=30),
            *_marks(data, canvas, x, y),
            *legend(canvas, signs, py, up[-1] + (head + 30) * unit, -unit, left=margins.left),
            texts([under], px, py, colour=quiet, align="center", dy=42),
            texts([over], px, py, colour=quiet, dy=-20, pixels=-margins.left),
        ],
    )


def _axis(ticks: list[float], *, grid: bool) -> Spec:
    """Return an axis with stated ticks."""
    return {
        "values": ticks,
        "format": ",.0f" if all(tick == round(tick) for tick in ticks) else ",.2~f",
        "grid": grid,
        "domain": not grid,
        "ticks": not grid,
        "labelPadding": 8,
        "title": None,
    }


def _marks(data: _Data, canvas: Canvas, x: Spec, y: Spec) -> list[Spec]:
    """Draw the named plans, the later ones smaller, so that none hides another."""
    return [
        points(
            [{"emissions": mark.emissions, "cost": mark.cost}],
            x,
            y,
            canvas.colour(mark.paint),
            shape=mark.shape,
            size=mark.size,
        )
        for mark in data.marks
    ]
