"""Emissions by sector over time where the contract leads, as areas on top of each other."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.figures.axes import End, Plane, end_labels, end_room
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context, central
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.marks import Row, area, colours, rules
from citypact.figures.numbers import write_number
from citypact.figures.palette import sector_tokens
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of

__all__ = ["sectors"]


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn: the largest sector of the first year lies at the bottom.

    Attributes:
        years: the model's years.
        sectors: ids, from the bottom up.
        values: id -> kt in each year.
        year: the year that matters.
        horizon: the last year drawn; the table goes on.
    """

    language: str
    years: tuple[int, ...]
    sectors: tuple[str, ...]
    titles: dict[str, str]
    tokens: dict[str, str]
    values: dict[str, tuple[float, ...]]
    year: int
    horizon: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a sector emits in a year, kt, and the edges of its area."""

    year: int
    sector: str
    value: float
    low: float
    high: float


def sectors(context: Context, language: str) -> Figure:
    """Draw emissions by sector, kt CO2e a year, for the contract (or else the reference path).

    Raises:
        FigureUnavailable: neither was run, or no sector has anything.
    """
    result = context.contract or context.reference
    if result is None:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    city = context.city
    values = {
        name: tuple(map(float, central(result, f"sector/{name}", row)))
        for name, row in result.by_sector.items()
    }
    present = [name for name, row in values.items() if any(row)]
    if not present:
        raise FigureUnavailable(say(language, "unavailable.sectors"))
    order = tuple(sorted(present, key=lambda name: (-values[name][0], name)))
    year = context.year_shown(result)
    data = _Data(
        language=language,
        years=tuple(int(each) for each in result.years),
        sectors=order,
        titles={name: title_of(city.sectors[name], language) for name in order},
        tokens=sector_tokens(city.sectors),
        values=values,
        year=year,
        horizon=min(int(result.years[-1]), year + 10),
    )
    scenario = title_of(city.scenarios[result.scenario], language)
    return Figure(
        id="sectors",
        language=language,
        title=say(language, "sectors.title", scenario=scenario),
        subtitle=say(
            language,
            "sectors.subtitle",
            city=title_of(city, language),
            first=data.years[0],
            then=year,
        ),
        description=_description(data),
        unit="kt",
        table=_table(data),
        sources=(f"scenarios/{result.scenario}", *(f"sectors/{name}" for name in order)),
        outputs=tuple(f"sector/{name}" for name in order),
        origin=context.origin(result, language),
        layout=lambda canvas: _layout(data, canvas),
    )


def _table(data: _Data) -> Table:
    """Return the twin: a row a year, a column a sector."""
    columns = [Column("year", say(data.language, "word.year"))]
    columns += [Column(name, data.titles[name], "kt") for name in data.sectors]
    return Table(
        tuple(columns),
        tuple(
            (year, *(data.values[name][place] for name in data.sectors))
            for place, year in enumerate(data.years)
        ),
    )


def _change(data: _Data, name: str) -> str:
    """Write a sector's first value and the one of the year that matters: ``407 → 261 kt``."""
    first = data.values[name][0]
    then = data.values[name][data.years.index(data.year)]
    return say(
        data.language,
        "sectors.change",
        first=write_number(first, "kt", data.language, size=1.0),
        then=write_number(then, "kt", data.language, size=1.0),
    )


def _description(data: _Data) -> str:
    """Say in words how each sector changes."""
    parts = [f"{data.titles[name]}: {_change(data, name)}" for name in data.sectors]
    intro = say(data.language, "sectors.span", first=data.years[0], last=data.year)
    return f"{intro} {'; '.join(parts)}."


def _stacked(data: _Data) -> list[_Piece]:
    """Stack the sectors of each year, kt: what is above zero upwards, what is below downwards."""
    pieces: list[_Piece] = []
    for place, year in enumerate(data.years):
        if year > data.horizon:
            break
        above = below = 0.0
        for name in data.sectors:
            value = data.values[name][place]
            if value >= 0:
                pieces.append(_Piece(year, name, value, above, above + value))
                above += value
            else:
                pieces.append(_Piece(year, name, value, below + value, below))
                below += value
    return pieces


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: areas, a line at the year that matters, names at the right end."""
    pieces = _stacked(data)
    middles = {p.sector: (p.low + p.high) / 2 for p in pieces if p.year == data.horizon}
    ends = [
        End(
            data.titles[name],
            _change(data, name),
            middles[name],
            paint="ink",
            swatch=data.tokens[name],
        )
        for name in data.sectors
    ]
    margins = Margins(left=46, top=14, right=end_room(canvas, ends), bottom=28)
    line_count = 3 if canvas.narrow else 2
    height = max(300.0, len(ends) * (line_count * canvas.line_height + 6))
    plane = Plane.over(
        canvas,
        (data.years[0], data.horizon),
        (min(piece.low for piece in pieces), max(piece.high for piece in pieces)),
        (canvas.width - margins.left - margins.right, height),
        data.year,
    )
    layers = [*_areas(data, pieces, canvas, plane), *end_labels(canvas, plane, ends)]
    return canvas.sheet(height, margins, layers)


def _areas(data: _Data, pieces: list[_Piece], canvas: Canvas, plane: Plane) -> list[Spec]:
    """Draw the sectors' areas, and a dashed line at the year that matters."""
    rows: list[Row] = [
        {
            "year": piece.year,
            "sector": piece.sector,
            "value": piece.value,
            "place_low": piece.low,
            "place_high": piece.high,
        }
        for piece in pieces
    ]
    fill = colours("sector", {name: canvas.colour(data.tokens[name]) for name in data.sectors})
    y, edge, ink = plane.up("place_low"), canvas.colour("background"), canvas.colour("ink")
    mark: Row = {"year": data.year, "place_low": plane.ticks[0], "place_high": plane.ticks[-1]}
    return [
        area(rows, plane.x, y, "place_high", fill=fill, edge=edge),
        rules([mark], plane.x, y, ink, y2="place_high", dash=(3, 3)),
    ]
