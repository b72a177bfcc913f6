"""The abatement curve: what pays for itself by net value, then the rest by cost per tonne.

A cost per tonne below zero would place a measure higher the less it abates. So measures that
pay for themselves have no height here: they stand first, in the order of their net value.
"""

from __future__ import annotations

from dataclasses import dataclass

from citypact.choice.abatement import Basis, Step
from citypact.choice.scenario_abatement import ScenarioAbatement
from citypact.figures.canvas import Canvas, Margins, Spec, nice_ticks
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, bars, channel, rules, texts
from citypact.figures.numbers import write_number
from citypact.figures.table import Cell, Column, Table
from citypact.figures.words import say, title_of

__all__ = ["abatement", "abatement_last_in"]

_HEIGHT = 260.0
#: Height of the blocks of what pays for itself: the same for all, since it means nothing.
_BLOCK = 16.0
#: A measure that cuts a smaller part of the whole than this does not stretch the scale.
_WIDE = 0.005
#: Pixels that a number needs over its step.
_NUMBER = 16.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A measure on the curve: its number there, and the words beside that number."""

    number: int
    words: str
    step: Step
    pays: bool


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn: the pieces from left to right, and the highest cost that the scale shows."""

    language: str
    pieces: tuple[_Piece, ...]
    highest: float
    end: float
    first_year: int
    last_year: int


def abatement(context: Context, language: str) -> Figure:
    """Draw the curve of the contract on the fair-share basis: kt, and SEK a tonne.

    Raises:
        FigureUnavailable: nothing was computed to decide on, or no measure cuts anything.
    """
    return _curve(context, language, "abatement", "fair-share")


def abatement_last_in(context: Context, language: str) -> Figure:
    """Draw the same on the last-in basis: each measure after all the others.

    Raises:
        FigureUnavailable: as for :func:`abatement`.
    """
    return _curve(context, language, "abatement-last-in", "last-in")


def _curve(context: Context, language: str, name: str, basis: Basis) -> Figure:
    contract = context.contract
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    found = context.basis.abatement.get(basis)
    if found is None or not (found.curve.saving or found.curve.costly):
        raise FigureUnavailable(say(language, "unavailable.abatement"))
    data = _gather(context, found, language)
    on_curve = [piece.step.measure for piece in data.pieces]
    told: dict[str, str | int] = {
        "pays": len(found.curve.saving),
        "costs": len(found.curve.costly),
        "first": found.first_year,
        "last": found.last_year,
    }
    return Figure(
        id=name,
        language=language,
        title=say(language, f"{name}.title", **told),
        subtitle=say(
            language,
            f"{name}.subtitle",
            rate=write_number(100.0 * found.rate, "%", language),
            price_year=found.price_year,
            **told,
        ),
        description=" ".join(f"{piece.words}." for piece in data.pieces),
        unit="SEK/t",
        table=_table(context, found, data),
        sources=(
            f"scenarios/{contract.scenario}",
            *(f"measures/{measure.id}" for measure in (*on_curve, *found.curve.beside)),
        ),
        outputs=("total", "society", *(f"ramp/{measure.id}" for measure in on_curve)),
        origin=context.origin(contract, language),
        layout=lambda canvas: _layout(data, canvas),
    )


def _gather(context: Context, found: ScenarioAbatement, language: str) -> _Data:
    """Number the measures from left to right, and find the scale."""
    steps = [(step, True) for step in found.curve.saving]
    steps += [(step, False) for step in found.curve.costly]
    end = steps[-1][0].end
    costs = {step.measure.id: _cost(step) or 0.0 for step in found.curve.costly}
    wide = [
        costs[step.measure.id]
        for step in found.curve.costly
        if step.end - step.start >= _WIDE * end
    ]
    highest = max(wide or costs.values(), default=0.0)
    pieces = []
    for number, (step, pays) in enumerate(steps, start=1):
        measure = step.measure
        title = title_of(context.city.measures[measure.id], language)
        tonnes = write_number(measure.abatement, "kt", language, size=1.0)
        if pays:
            worth = write_number(measure.net_value, "MSEK", language, size=1.0)
            words = say(language, "abatement.pays", measure=title, worth=worth, tonnes=tonnes)
        else:
            cost = write_number(costs[measure.id], "SEK/t", language)
            words = say(language, "abatement.costs", measure=title, cost=cost, tonnes=tonnes)
            if costs[measure.id] > highest:
                words = say(language, "abatement.beyond", words=words)
        if measure.id in found.without_cost:
            words = say(language, "abatement.free", words=words)
        pieces.append(_Piece(number, words, step, pays))
    return _Data(language, tuple(pieces), highest, end, found.first_year, found.last_year)


def _table(context: Context, found: ScenarioAbatement, data: _Data) -> Table:
    """Return the twin: every measure in the order of the curve, then those that cut nothing."""
    language, city = data.language, context.city
    names = ("start", "end", "abatement")
    columns = (
        Column("number", say(language, "abatement.number")),
        Column("measure", say(language, "measures.measure")),
        *(Column(name, say(language, f"abatement.{name}"), "kt") for name in names),
        Column("net-value", say(language, "abatement.net-value"), "MSEK"),
        Column("cost", say(language, "abatement.cost"), "SEK/t"),
        Column("stated", say(language, "abatement.stated")),
    )

    def stated(measure: str) -> str:
        key = "no" if measure in found.without_cost else "yes"
        return say(language, f"abatement.{key}")

    rows: list[tuple[Cell, ...]] = [
        (
            piece.number,
            title_of(city.measures[piece.step.measure.id], language),
            piece.step.start,
            piece.step.end,
            piece.step.measure.abatement,
            piece.step.measure.net_value,
            _cost(piece.step),
            stated(piece.step.measure.id),
        )
        for piece in data.pieces
    ]
    rows += [
        (
            None,
            title_of(city.measures[measure.id], language),
            None,
            None,
            measure.abatement,
            measure.net_value,
            None,
            stated(measure.id),
        )
        for measure in found.curve.beside
    ]
    whole = say(language, "abatement.whole")
    rows.append((None, whole, None, None, found.abatement, -found.net_cost, None, None))
    return Table(columns, tuple(rows))


def _cost(step: Step) -> float | None:
    """Cost per tonne, SEK; None where the measure pays for itself. No zero has a sign."""
    cost = step.measure.cost_per_tonne
    return None if cost is None else cost + 0.0


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: the numbered names above, then the curve."""
    lines = [
        (pays, [piece for piece in data.pieces if piece.pays is pays]) for pays in (True, False)
    ]
    key, head = _key(data, canvas, lines)
    ticks = nice_ticks(0.0, data.highest or 1.0)
    across = nice_ticks(0.0, data.end, 4 if canvas.narrow else 6)
    left = 12 + max(canvas.room(_plain(tick, data.language)) for tick in ticks)
    margins = Margins(left=left, top=4, right=14, bottom=34)
    pays = any(piece.pays for piece in data.pieces)
    zero = head + _HEIGHT
    height = zero + (_BLOCK + 4 if pays else 0) + 30
    axis: Spec = {
        "values": across,
        "format": ",.0f" if across[-1] >= 10 else ",.2~f",  # noqa: PLR2004  (kilotonnes)
        "grid": False,
        "labelPadding": 6,
        "ticks": True,
        "offset": -30,
    }
    x = channel("start", (across[0], across[-1]), axis)
    y = channel("place_y", (0.0, height), down=True)
    scale = _HEIGHT / ticks[-1]
    px = x | {"field": "place_x"}
    grid: list[Row] = [
        {
            "place_x": across[0],
            "place_x2": across[-1],
            "place_y": zero - tick * scale,
            "label": _plain(tick, data.language),
        }
        for tick in ticks
    ]
    quiet = canvas.colour("quiet")
    under: Row = {
        "place_x": across[-1],
        "place_y": height + 18,
        "label": say(data.language, "abatement.across", first=data.first_year, last=data.last_year),
    }
    over: Row = {
        "place_x": across[0],
        "place_y": head - 18,
        "label": say(data.language, "abatement.up"),
    }
    return canvas.sheet(
        height,
        margins,
        [
            rules(grid, px, y, canvas.colour("grid"), x2="place_x2"),
            texts(grid, px, y, colour=quiet, align="right", pixels=-8.0),
            *_steps(data, canvas, (x, y), (zero, scale, across[-1])),
            rules([grid[0]], px, y, quiet, x2="place_x2"),
            *[
                texts([row], y, y, baseline="top", bold=bold, pixels=at - left)
                for row, bold, at in key
            ],
            texts([under], px, y, colour=quiet, align="right"),
            texts([over], px, y, colour=quiet, pixels=-left),
        ],
    )


def _key(
    data: _Data, canvas: Canvas, groups: list[tuple[bool, list[_Piece]]]
) -> tuple[list[tuple[Row, bool, float]], float]:
    """Return the numbered names as rows of text, bold headings among them, and their height."""
    top = 0.0
    found: list[tuple[Row, bool, float]] = []
    for pays, pieces in groups:
        if not pieces:
            continue
        heading = say(data.language, "abatement.head-pays" if pays else "abatement.head-costs")
        lines = lines_of(heading, canvas.letters(canvas.width), most=2)
        found.append(({"place_y": top, "label": lines}, True, 0.0))
        top += len(lines) * canvas.line_height + 4
        for piece in pieces:
            lines = lines_of(piece.words, canvas.letters(canvas.width - 26), most=3)
            found.append(({"place_y": top, "label": str(piece.number)}, False, 0.0))
            found.append(({"place_y": top, "label": lines}, False, 26.0))
            top += len(lines) * canvas.line_height + 3
        top += 8
    return found, top + 34


def _steps(
    data: _Data, canvas: Canvas, axes: tuple[Spec, Spec], scale: tuple[float, float, float]
) -> list[Spec]:
    """Draw the measures as steps, each with its number where there is room for it.

    What costs more than the scale shows goes up to its top, and its name says so.
    """
    (x, y), (zero, unit, last) = axes, scale
    layers: list[Spec] = []
    plot = canvas.width * 0.85
    for piece in data.pieces:
        step = piece.step
        cost = _cost(step) or 0.0
        top = zero - min(cost, data.highest) * unit
        rect = {"start": step.start, "end": step.end, "place_y": zero, "place_y2": top}
        if piece.pays:
            rect |= {"place_y": zero + 2, "place_y2": zero + 2 + _BLOCK}
        else:
            rect |= {"cost": cost}
        fill = canvas.colour("gain" if piece.pays else "accent")
        opacity = 0.9 if piece.number % 2 else 0.6
        layers.append(bars([rect], x, "end", y, "place_y2", fill=fill, opacity=opacity))
        if (step.end - step.start) / last * plot >= _NUMBER:
            middle = (step.start + step.end) / 2
            place = zero + 2 + _BLOCK / 2 if piece.pays else top - 10
            ink = canvas.colour("background" if piece.pays and piece.number % 2 else "ink")
            number: Row = {"place_x": middle, "place_y": place, "label": str(piece.number)}
            px = x | {"field": "place_x"}
            layers.append(texts([number], px, y, colour=ink, align="center", bold=True))
    return layers


def _plain(tick: float, language: str) -> str:
    """Write a value of the axis without its unit."""
    return write_number(tick, "", language).strip()
