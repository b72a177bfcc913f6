"""Wedges: what each measure cuts between the reference path and the contract, year by year."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.choice.wedges import Wedges
from citypact.figures.axes import End, Plane, end_labels, end_room
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.marks import Row, area, line
from citypact.figures.numbers import write_number
from citypact.figures.table import Cell, Column, Table
from citypact.figures.words import say, title_of

__all__ = ["wedges"]

#: More wedges than this are drawn as one, and so are those below this part of the whole; the
#: table has them all.
_MOST = 6
_LEAST = 0.01
#: How full the colour of each wedge is, from the largest on.
_OPACITY = (0.85, 0.55, 0.75, 0.45, 0.65, 0.35)
_REST = 0.2


@dataclass(frozen=True, slots=True)
class _Wedge:
    """A measure, or all the small ones together: kt in each year, below zero where it adds."""

    title: str
    values: tuple[float, ...]
    opacity: float


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn.

    Attributes:
        years: the model's years.
        wedges: from the top down.
        paths: reference and scenario, by name, kt in each year.
        titles: of the two paths.
        year: the year that matters.
        horizon: the last year drawn; the table goes on.
    """

    language: str
    years: tuple[int, ...]
    wedges: tuple[_Wedge, ...]
    paths: dict[str, tuple[float, ...]]
    titles: dict[str, str]
    year: int
    horizon: int

    def write(self, value: float, *, signed: bool = False) -> str:
        """Write an amount in the axis' own unit."""
        return write_number(value, "kt", self.language, size=1.0, signed=signed)


def wedges(context: Context, language: str) -> Figure:
    """Draw the contract's measures as wedges under the reference path, kt CO2e a year.

    Raises:
        FigureUnavailable: nothing was computed to decide on, there is no reference path, or no
            measure changes the emissions.
    """
    contract = context.contract
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    found = context.basis.wedges
    if found is None:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    if not found.measures:
        raise FigureUnavailable(say(language, "unavailable.measures"))
    data = _gather(context, found, context.year_shown(contract), language)
    whole = data.paths["reference"][data.years.index(data.year)]
    left = data.paths["contract"][data.years.index(data.year)]
    return Figure(
        id="wedges",
        language=language,
        title=say(
            language,
            "wedges.title",
            cut=data.write(whole - left),
            year=data.year,
        ),
        subtitle=say(language, "wedges.subtitle", city=title_of(context.city, language)),
        description=_description(data),
        unit="kt",
        table=_table(context, found, data),
        sources=(
            f"scenarios/{context.city.reference}",
            f"scenarios/{contract.scenario}",
            *(f"measures/{name}" for name in found.measures),
        ),
        outputs=("total", *(f"ramp/{name}" for name in found.measures)),
        origin=context.origin(contract, language),
        layout=lambda canvas: _layout(data, canvas),
    )


def _gather(context: Context, found: Wedges, year: int, language: str) -> _Data:
    """Rank the measures by what they cut in a year, and sum up the small ones."""
    city = context.city
    years = tuple(int(year) for year in found.years)
    place = years.index(year)
    ranked = sorted(found.measures, key=lambda name: (-found.measures[name][place], name))
    least = _LEAST * abs(float(found.reference[place] - found.scenario[place]))
    drawn = [name for name in ranked if abs(found.measures[name][place]) >= least][:_MOST]
    rest = [name for name in ranked if name not in drawn]
    if len(rest) == 1:
        drawn, rest = ranked, []
    pieces = [
        _Wedge(
            title_of(city.measures[name], language),
            tuple(map(float, found.measures[name])),
            _OPACITY[index % len(_OPACITY)],
        )
        for index, name in enumerate(drawn)
    ]
    if rest:
        rows = [found.measures[name] for name in rest]
        title = say(language, "measures.rest", count=len(rest))
        pieces.append(_Wedge(title, tuple(map(float, sum(rows[1:], rows[0]))), _REST))
    paths = {"reference": found.reference, "contract": found.scenario}
    names = {"reference": city.reference, "contract": city.contract}
    return _Data(
        language=language,
        years=years,
        wedges=tuple(pieces),
        paths={name: tuple(map(float, row)) for name, row in paths.items()},
        titles={name: title_of(city.scenarios[each], language) for name, each in names.items()},
        year=year,
        horizon=min(years[-1], year + 10),
    )


def _description(data: _Data) -> str:
    """Say in words what each wedge cuts in the year that matters."""
    place = data.years.index(data.year)
    parts = [
        say(
            data.language,
            "pathway.computed",
            scenario=data.titles[name],
            value=data.write(path[place]),
            year=data.year,
        )
        for name, path in data.paths.items()
    ]
    parts += [f"{wedge.title}: {_cut(data, wedge)}." for wedge in data.wedges]
    return " ".join(parts)


def _cut(data: _Data, wedge: _Wedge) -> str:
    """Write what a wedge changes in the year that matters, with its sign."""
    return data.write(-wedge.values[data.years.index(data.year)], signed=True)


def _table(context: Context, found: Wedges, data: _Data) -> Table:
    """Return the twin: the two paths, every measure by area, each area, and what was summed up."""
    language, city = data.language, context.city
    columns = (
        Column("what", say(language, "wedges.what")),
        Column("area", say(language, "wedges.area")),
        *(Column(str(year), str(year), "kt") for year in data.years),
    )
    areas: dict[str, list[str]] = {}
    for name in sorted(found.measures, key=lambda each: (city.measures[each].area, each)):
        areas.setdefault(city.measures[name].area, []).append(name)
    rows: list[tuple[Cell, ...]] = [(data.titles["reference"], None, *data.paths["reference"])]
    for area_id, names in areas.items():
        title = title_of(city.areas[area_id], language)
        series = [found.measures[name] for name in names]
        rows += [
            (title_of(city.measures[name], language), title, *map(float, found.measures[name]))
            for name in names
        ]
        total = say(language, "wedges.sum", area=title)
        rows.append((total, title, *map(float, sum(series[1:], series[0]))))
    rows += [(wedge.title, None, *wedge.values) for wedge in data.wedges if wedge.opacity == _REST]
    rows.append((data.titles["contract"], None, *data.paths["contract"]))
    return Table(columns, tuple(rows))


def _edges(data: _Data) -> list[list[tuple[float, float]]]:
    """Return low and high edge of each wedge in each year, kt.

    What adds emissions stands above the reference path; from the top of that, what cuts them
    goes down to the scenario.
    """
    tops = [
        reference - sum(min(wedge.values[place], 0.0) for wedge in data.wedges)
        for place, reference in enumerate(data.paths["reference"])
    ]
    added = list(data.paths["reference"])
    found = []
    for wedge in data.wedges:
        row = []
        for place, value in enumerate(wedge.values):
            if value < 0.0:
                row.append((added[place], added[place] - value))
                added[place] -= value
            else:
                row.append((tops[place] - value, tops[place]))
                tops[place] -= value
        found.append(row)
    return found


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: wedges between the two paths, their names at the right end."""
    edges = _edges(data)
    count = data.years.index(data.horizon) + 1
    ends = [
        End(wedge.title, _cut(data, wedge), sum(row[count - 1]) / 2, paint="ink")
        for wedge, row in zip(data.wedges, edges, strict=True)
    ]
    place = data.years.index(data.year)
    ends += [
        End(
            data.titles[name],
            say(data.language, "pathway.then", value=data.write(path[place]), year=data.year),
            path[count - 1],
            paint=token,
            bold=name == "contract",
        )
        for (name, path), token in zip(data.paths.items(), ("quiet", "accent"), strict=True)
    ]
    margins = Margins(left=46, top=14, right=end_room(canvas, ends), bottom=28)
    blocks = 3 if canvas.narrow else 2.6
    height = max(380.0, len(ends) * (blocks * canvas.line_height + 6))
    drawn = [edge for row in edges for pair in row[:count] for edge in pair]
    plane = Plane.over(
        canvas,
        (data.years[0], data.horizon),
        (min(drawn), max(drawn)),
        (canvas.width - margins.left - margins.right, height),
        data.year,
    )
    layers = [
        *_areas(data, edges, canvas, plane),
        *(_path(data, name, canvas, plane) for name in data.paths),
        *end_labels(canvas, plane, ends),
    ]
    return canvas.sheet(height, margins, layers)


def _areas(
    data: _Data, edges: list[list[tuple[float, float]]], canvas: Canvas, plane: Plane
) -> list[Spec]:
    """Draw the wedges, each with a thin edge between it and the next."""
    layers = []
    for wedge, row in zip(data.wedges, edges, strict=True):
        rows: list[Row] = [
            {"year": year, "value": value, "place_low": low, "place_high": high}
            for year, value, (low, high) in zip(data.years, wedge.values, row, strict=True)
            if year <= data.horizon
        ]
        layers.append(
            area(
                rows,
                plane.x,
                plane.up("place_low"),
                "place_high",
                colour=canvas.colour("accent"),
                opacity=wedge.opacity,
                edge=canvas.colour("background"),
            )
        )
    return layers


def _path(data: _Data, name: str, canvas: Canvas, plane: Plane) -> Spec:
    """Draw one of the two paths, dashed, since both are computed."""
    rows: list[Row] = [
        {"year": year, "value": value}
        for year, value in zip(data.years, data.paths[name], strict=True)
        if year <= data.horizon
    ]
    token, dash = ("accent", (8, 4)) if name == "contract" else ("reference", (2, 4))
    return line(rows, plane.x, plane.y, canvas.colour(token), dash=dash)
