"""A fan: what forecasts of the national statistics say, and whether an earlier one came true."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from citypact.choice.fan import Fan
from citypact.choice.hindsight import Hindsight
from citypact.figures.axes import End, Plane, end_labels, end_room
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.legend import Sign, legend, legend_height
from citypact.figures.marks import Row, area, line, points
from citypact.figures.numbers import write_number, write_range
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of

__all__ = ["fan"]

_TONNES = 1000.0
_HEIGHT = 320.0


@dataclass(frozen=True, slots=True)
class _Band:
    """A forecast by year: low, middle and high, kt; it begins at the last figure that it knew."""

    title: str
    paint: str
    years: tuple[int, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]

    @classmethod
    def of(cls, title: str, paint: str, found: Fan) -> _Band:
        """Take a forecast."""
        last = found.known[-1]
        rows = ((last, *row) for row in (found.p05, found.p50, found.p95))
        low, middle, high = (tuple(value / _TONNES for value in row) for row in rows)
        return cls(title, paint, (found.known_years[-1], *found.years), low, middle, high)

    def rows(self) -> list[Row]:
        """Return it as rows of a layer."""
        columns = zip(self.years, self.low, self.middle, self.high, strict=True)
        return [{"year": y, "low": a, "value": b, "high": c} for y, a, b, c in columns]


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn: the known figures, kt by year, and the two forecasts."""

    language: str
    known: dict[int, float]
    bands: tuple[_Band, _Band]

    def write(self, value: float) -> str:
        """Write an amount in the axis' own unit."""
        return write_number(value, "kt", self.language, size=1.0)


def fan(context: Context, language: str) -> Figure:
    """Draw the forecast of the city's municipality in the national statistics, kt CO2e a year.

    Raises:
        FigureUnavailable: no statistics of all municipalities were given.
    """
    found = None if context.basis is None else context.basis.hindsight
    contract = context.contract
    if found is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.fan"))
    data = _gather(found, language)
    made, ahead = data.bands
    first, last = made.years[0], ahead.years[-1]
    told: dict[str, str | int] = {
        "to": first,
        "inside": found.inside,
        "count": len(found.outcomes),
        "year": last,
    }
    return Figure(
        id="fan",
        language=language,
        title=say(language, "fan.title", **told),
        subtitle=say(language, "fan.subtitle", city=title_of(context.city, language)),
        description=" ".join(
            [
                f"{made.title}.",
                f"{ahead.title}.",
                say(
                    language,
                    "pathway.computed-band",
                    scenario=say(language, "fan.trend"),
                    year=last,
                    value=data.write(ahead.middle[-1]),
                    span=write_range(ahead.low[-1], ahead.high[-1], "kt", language, size=1.0),
                ),
            ]
        ),
        unit="kt",
        table=_table(data),
        sources=(),
        outputs=(),
        origin=say(
            language,
            "fan.origin",
            city=title_of(context.city, language),
            book=context.city.book_hash[:12],
            last=ahead.years[0],
        ),
        layout=lambda canvas: _layout(data, canvas),
    )


def _gather(found: Hindsight, language: str) -> _Data:
    """Bring both forecasts and the known figures to kt."""
    known = dict(zip(found.made.known_years, found.made.known, strict=True)) | found.outcomes
    inside: dict[str, str | int] = {"inside": found.inside, "count": len(found.outcomes)}
    made = say(language, "fan.made", to=found.made.known_years[-1], **inside)
    ahead = say(language, "fan.ahead", last=found.ahead.known_years[-1])
    return _Data(
        language=language,
        known={year: value / _TONNES for year, value in sorted(known.items())},
        bands=(
            _Band.of(made, "reference", found.made),
            _Band.of(ahead, "accent", found.ahead),
        ),
    )


def _table(data: _Data) -> Table:
    """Return the twin: a row a year, with what is known and what both forecasts say."""
    language = data.language
    columns = [Column("year", say(language, "word.year"))]
    columns.append(Column("known", say(language, "fan.known"), "kt"))
    for name, band in zip(("made", "ahead"), data.bands, strict=True):
        title = say(language, f"fan.{name}-short", year=band.years[0])
        columns += [
            Column(name, title, "kt"),
            Column(f"{name}-low", say(language, "word.low", of=title), "kt"),
            Column(f"{name}-high", say(language, "word.high", of=title), "kt"),
        ]
    years = sorted({*data.known, *(year for band in data.bands for year in band.years)})
    said = [
        {
            year: (middle, low, high)
            for year, low, middle, high in zip(
                band.years, band.low, band.middle, band.high, strict=True
            )
        }
        for band in data.bands
    ]
    rows = tuple(
        (
            year,
            data.known.get(year),
            *(value for each in said for value in each.get(year, (None,) * 3)),
        )
        for year in years
    )
    return Table(tuple(columns), rows)


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: names above, bands, their middles, what is known, the end."""
    made, ahead = data.bands
    end = End(
        say(data.language, "fan.trend"),
        say(
            data.language,
            "pathway.then",
            value=data.write(ahead.middle[-1]),
            year=ahead.years[-1],
        ),
        ahead.middle[-1],
        paint="accent",
        bold=True,
    )
    signs = [
        Sign(say(data.language, "fan.known"), "ink", "circle", 60.0),
        Sign(made.title, made.paint, opacity=0.5),
        Sign(ahead.title, ahead.paint, opacity=0.5),
    ]
    head = legend_height(canvas, signs) + 12
    margins = Margins(left=50, top=head, right=end_room(canvas, [end]), bottom=28)
    amounts = [*data.known.values(), *made.high, *ahead.high]
    first, last = min(data.known), ahead.years[-1]
    plane = Plane.over(
        canvas,
        (first, last),
        (0.0, max(amounts)),
        (canvas.width - margins.left - margins.right, _HEIGHT),
        last,
    )
    layers: list[Spec] = []
    for band in data.bands:
        shade = canvas.colour(band.paint)
        rows = band.rows()
        layers.append(area(rows, plane.x, plane.up("low"), "high", colour=shade, opacity=0.25))
        layers.append(line(rows, plane.x, plane.y, shade, dash=(6, 4)))
    top = plane.ticks[-1] + head * plane.unit
    y = plane.up("place_y")
    layers += [
        *_history(data, canvas, plane),
        *legend(canvas, signs, y, top, -plane.unit, left=margins.left),
        *end_labels(canvas, plane, [end]),
    ]
    return canvas.sheet(_HEIGHT, margins, layers)


def _history(data: _Data, canvas: Canvas, plane: Plane) -> list[Spec]:
    """Draw what is known: points, joined only where no year is missing between them."""
    pieces = [0]
    for before, after in pairwise(data.known):
        pieces.append(pieces[-1] + (after > before + 1))
    rows: list[Row] = [
        {"year": year, "value": value, "piece": piece}
        for (year, value), piece in zip(data.known.items(), pieces, strict=True)
    ]
    ink = canvas.colour("ink")
    return [
        line(rows, plane.x, plane.y, ink, by="piece"),
        points(rows, plane.x, plane.y, ink),
    ]
