"""The pathway: published history, where decided policy leads, where the contract leads, the target.

History is solid and broken where years are missing; what is computed is dashed; the target
is a labelled point; the contract's uncertainty is a band.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from citypact.figures.axes import End, Plane, end_labels, end_room
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context, Total, central
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, area, line, points, texts
from citypact.figures.numbers import write_number, write_probability, write_range, write_year_span
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of
from citypact.model import Result

__all__ = ["pathway"]

_DASHES = {"reference": (2, 4), "contract": (8, 4)}
_FINE = (1, 5)

#: Year -> kt.
_Series = dict[int, float]


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn.

    Attributes:
        series: ``history``, ``reference``, ``reference_low``, …, ``target``, and other
            scenarios by id; each a figure a year, without the years that have none.
        titles: of the computed paths, by name.
        year: the year that matters.
        horizon: the last year drawn; the table goes on.
    """

    language: str
    history: tuple[Total, ...]
    series: dict[str, _Series]
    titles: dict[str, str]
    aim_title: str
    year: int
    horizon: int

    @property
    def leading(self) -> str:
        """The path that has the band and the accent."""
        return "contract" if "contract" in self.titles else "reference"

    def rows(self, name: str) -> list[Row]:
        """Return a series as rows of a layer, up to the horizon."""
        span = self.series.get(name, {})
        return [{"year": y, "value": v} for y, v in span.items() if y <= self.horizon]

    def write(self, value: float) -> str:
        """Write an amount in the axis' own unit."""
        return write_number(value, "kt", self.language, size=1.0)


def pathway(context: Context, language: str) -> Figure:
    """Draw the main inventory's history and the paths of reference and contract, kt CO2e a year.

    Other scenarios among the results are drawn as fine lines beside them.

    Raises:
        FigureUnavailable: neither the reference nor the contract was run.
    """
    named = {context.city.reference: "reference", context.city.contract: "contract"}
    runs = {"reference": context.reference, "contract": context.contract}
    others = {each: result for each, result in context.results.items() if each not in named}
    results = {name: result for name, result in runs.items() if result is not None}
    if not results:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    data = _gather(context, results | others, language)
    sources = [key for total in context.history for key in total.keys]
    sources += [f"scenarios/{result.scenario}" for result in context.results.values()]
    if "target" in data.series:
        sources.append(f"targets/{context.city.main_target}")
    return Figure(
        id="pathway",
        language=language,
        title=say(language, "pathway.title", city=title_of(context.city, language)),
        subtitle=say(language, "pathway.subtitle", inventory=title_of(context.inventory, language)),
        description=_description(context, data, results[data.leading]),
        unit="kt",
        table=_table(data),
        sources=tuple(sources),
        outputs=("total",),
        origin=context.origin(results[data.leading], language),
        layout=lambda canvas: _layout(data, canvas),
    )


def _gather(context: Context, results: dict[str, Result], language: str) -> _Data:
    """Gather the series from history, results and target."""
    series: dict[str, _Series] = {"history": {total.year: total.value for total in context.history}}
    for name, result in results.items():
        years = [int(year) for year in result.years]
        band = result.bands.get("total")
        drawn = [] if band is None else [("_low", band.p05), ("_high", band.p95)]
        for end, values in [("", central(result, "total", result.total)), *drawn]:
            series[name + end] = dict(zip(years, map(float, values), strict=True))
    leading = results.get("contract") or results["reference"]
    standing, target = context.standing(leading), context.target
    aim_title = ""
    if standing is not None and target is not None and target.kind != "budget":
        series["target"] = {standing.year: standing.allowed}
        aim_title = title_of(target, language)
    year, last = context.year_shown(leading), int(leading.years[-1])
    scenarios = context.city.scenarios
    return _Data(
        language=language,
        history=context.history,
        series=series,
        titles={name: title_of(scenarios[r.scenario], language) for name, r in results.items()},
        aim_title=aim_title,
        year=year,
        horizon=min(last, year + 10),
    )


def _table(data: _Data) -> Table:
    """Return the twin: a row a year, a column a series."""
    language = data.language
    headings = {"history": say(language, "pathway.history")}
    for name, title in data.titles.items():
        headings[name] = title
        headings[f"{name}_low"] = say(language, "word.low", of=title)
        headings[f"{name}_high"] = say(language, "word.high", of=title)
    headings["target"] = say(language, "word.target", title=data.aim_title)
    names = [name for name in headings if name in data.series]
    columns = [Column(name, headings[name], "kt") for name in names]
    years = sorted({year for name in names for year in data.series[name]})
    return Table(
        (Column("year", say(language, "word.year")), *columns),
        tuple((year, *(data.series[name].get(year) for name in names)) for year in years),
    )


def _description(context: Context, data: _Data, leading: Result) -> str:
    """Say in words what the chart shows."""
    language = data.language
    ends = [data.history[0], data.history[-1]] if data.history else []
    parts = [
        say(language, "pathway.published", year=total.year, value=data.write(total.value))
        for total in dict.fromkeys(ends)
    ]
    missing = [
        write_year_span(before.year + 1, after.year - 1)
        for before, after in pairwise(data.history)
        if after.year > before.year + 1
    ]
    if missing:
        parts.append(say(language, "pathway.missing", years=", ".join(missing)))
    for name, title in data.titles.items():
        value = data.write(data.series[name][data.year])
        words: dict[str, str | int] = {"scenario": title, "year": data.year, "value": value}
        if f"{name}_low" in data.series:
            low, high = (data.series[f"{name}_{end}"][data.year] for end in ("low", "high"))
            span = write_range(low, high, "kt", language, size=1.0)
            parts.append(say(language, "pathway.computed-band", **words, span=span))
        else:
            parts.append(say(language, "pathway.computed", **words))
    for year, aim in data.series.get("target", {}).items():
        parts.append(say(language, "pathway.target", year=year, value=data.write(aim)))
    standing = context.standing(leading)
    if standing is not None and standing.probability is not None:
        chance = write_probability(standing.probability, language)
        parts.append(say(language, "pathway.probability", probability=chance))
    return " ".join(parts)


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: the plot, the paths, history, target, and the paths' names."""
    ends = [_end(data, name) for name in data.titles]
    margins = Margins(left=46, top=14, right=end_room(canvas, ends), bottom=28)
    height = 300.0 if canvas.narrow else 380.0
    width = canvas.width - margins.left - margins.right
    drawn = [
        (year, value)
        for span in data.series.values()
        for year, value in span.items()
        if year <= data.horizon
    ]
    years = (min(year for year, _ in drawn), data.horizon)
    amounts = (min(value for _, value in drawn), max(value for _, value in drawn))
    plane = Plane.over(canvas, years, amounts, (width, height), data.year)
    layers: list[Spec] = []
    for name in data.titles:
        layers += _path(data, name, canvas, plane)
    layers += [*_history(data, canvas, plane), *_target(data, canvas, plane)]
    return canvas.sheet(height, margins, [*layers, *end_labels(canvas, plane, ends)])


def _end(data: _Data, name: str) -> End:
    """Return the label of a path: its name, and its value in the year that matters."""
    span = data.series[name]
    value = say(data.language, "pathway.then", value=data.write(span[data.year]), year=data.year)
    token = "accent" if name == data.leading else "quiet"
    return End(data.titles[name], value, span[data.horizon], token, bold=name == data.leading)


def _path(data: _Data, name: str, canvas: Canvas, plane: Plane) -> list[Spec]:
    """Draw a computed path: dashed, with its band if it leads and has one."""
    chosen = canvas.colour("accent" if name == data.leading else "reference")
    layers = []
    if name == data.leading and f"{name}_low" in data.series:
        highs = data.series[f"{name}_high"]
        band = [row | {"high": highs[_year(row)]} for row in map(dict, data.rows(f"{name}_low"))]
        layers.append(area(band, plane.x, plane.y, "high", colour=chosen, opacity=0.2))
    layers.append(line(data.rows(name), plane.x, plane.y, chosen, dash=_DASHES.get(name, _FINE)))
    return layers


def _year(row: Row) -> int:
    """Return the year of a row."""
    return int(str(row["year"]))


def _history(data: _Data, canvas: Canvas, plane: Plane) -> list[Spec]:
    """Draw the published totals: points, joined only where no year is missing between them."""
    if not data.history:
        return []
    ink = canvas.colour("ink")
    pieces = [0]
    for before, after in pairwise(data.history):
        pieces.append(pieces[-1] + (after.year > before.year + 1))
    rows = [
        {"year": total.year, "value": total.value, "piece": piece}
        for total, piece in zip(data.history, pieces, strict=True)
    ]
    first, last = data.history[0], data.history[-1]
    x, y = plane.x, plane.y
    layers = [
        line(rows, x, y, ink, by="piece"),
        points(rows, x, y, ink),
        *_gaps(data, canvas, plane),
    ]
    if first is not last:
        above = _clear(data, canvas, plane, first, -1)
        layers.append(texts([_named(data, first)], x, y, dx=9, dy=above, bold=True))
    below = _clear(data, canvas, plane, last, 1)
    layers.append(texts([_named(data, last)], x, y, align="right", dx=-10, dy=below, bold=True))
    return layers


def _clear(data: _Data, canvas: Canvas, plane: Plane, total: Total, way: int) -> float:
    """Pixels down that a point's label must stand to touch no other point.

    ``way`` is -1 for the label to the right of the first point, which gives way upwards, and 1
    for the one to the left of the last, which gives way downwards.
    """
    usual = 0.0 if way < 0 else 10.0
    room = canvas.room(str(_named(data, total)["label"])) + 14
    year = plane.width / (plane.last - plane.first)
    depths = [
        (total.value - other.value) / plane.unit
        for other in data.history
        if other is not total and abs(other.year - total.year) * year < room
    ]
    if all(abs(depth - usual) > canvas.text_size for depth in depths):
        return usual
    furthest = max([0.0, *(way * depth for depth in depths)])
    return way * (furthest + 1.2 * canvas.text_size)


def _gaps(data: _Data, canvas: Canvas, plane: Plane) -> list[Spec]:
    """Say in the plot which years are missing, where there is room to say it."""
    rows: list[Row] = []
    for before, after in pairwise(data.history):
        if after.year == before.year + 1:
            continue
        span = write_year_span(before.year + 1, after.year - 1)
        words = lines_of(say(data.language, "pathway.gap", years=span), 16, most=3)
        pixels = (after.year - before.year) * plane.width / (plane.last - plane.first)
        if before is data.history[0]:  # whose own label stands at the left end of the gap
            pixels -= canvas.room(str(_named(data, before)["label"]))
        if pixels > canvas.room(max(words, key=len)):
            middle, level = (after.year + before.year) / 2, (after.value + before.value) / 2
            rows.append({"place_x": middle, "place_y": level, "label": words})
    x, y, quiet = plane.across("place_x"), plane.up("place_y"), canvas.colour("quiet")
    return [texts(rows, x, y, colour=quiet, align="center")] if rows else []


def _named(data: _Data, total: Total) -> Row:
    """Return a label for a published total."""
    label = f"{total.year}: {data.write(total.value)}"
    return {"year": total.year, "value": total.value, "label": label}


def _target(data: _Data, canvas: Canvas, plane: Plane) -> list[Spec]:
    """Draw the target as a labelled point."""
    shade, letters = canvas.colour("target"), 14 if canvas.narrow else 40
    rows = [
        row | {"label": lines_of(_aim(data, _year(row)), letters)}
        for row in map(dict, data.rows("target"))
    ]
    x, y = plane.x, plane.y
    return [
        points(rows, x, y, shade, shape="diamond", size=110),
        texts(rows, x, y, colour=shade, dy=22, baseline="top", align="center", bold=True),
    ]


def _aim(data: _Data, year: int) -> str:
    """Name the target by its year and value."""
    value = data.write(data.series["target"][year])
    return say(data.language, "pathway.aim", year=year, value=value)
