"""The emissions of the contract and of the computed plan, year by year, beside decided policy."""

from __future__ import annotations

from dataclasses import dataclass

from citypact.figures.axes import End, Plane, end_labels, end_room
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, line, points, texts
from citypact.figures.numbers import write_number
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of

__all__ = ["plans"]


@dataclass(frozen=True, slots=True)
class _Path:
    """One path: kt in each year, and how it is drawn."""

    title: str
    values: tuple[float, ...]
    paint: str
    dash: tuple[int, int]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Data:
    """What is drawn, from the base year to the horizon; the table goes on."""

    language: str
    years: tuple[int, ...]
    paths: tuple[_Path, ...]
    allowed: float
    year: int
    horizon: int

    def write(self, value: float) -> str:
        """Write an amount in the axis' own unit."""
        return write_number(value, "kt", self.language, size=1.0)

    def rows(self, path: _Path) -> list[Row]:
        """Return a path as rows of a layer, up to the horizon."""
        pairs = zip(self.years, path.values, strict=True)
        return [{"year": year, "value": value} for year, value in pairs if year <= self.horizon]

    @property
    def aim(self) -> str:
        """The target by its year and value."""
        return say(self.language, "pathway.aim", year=self.year, value=self.write(self.allowed))


def plans(context: Context, language: str) -> Figure:
    """Draw the paths of decided policy, the contract and the computed plan, kt CO2e a year.

    Raises:
        FigureUnavailable: nothing was computed to decide on, or no plan could be asked for.
    """
    contract = context.contract
    if context.basis is None or contract is None:
        raise FigureUnavailable(say(language, "unavailable.basis"))
    found = context.basis.comparison
    if found is None:
        raise FigureUnavailable(say(language, "unavailable.comparison"))
    sides = [(found.contract, "accent", (8, 4)), (found.computed, "gain", (12, 3))]
    paths = [
        _Path(
            title_of(side.scenario, language),
            tuple(map(float, side.result.total)),
            paint,
            dash,
            leads=side is found.computed,
        )
        for side, paint, dash in sides
    ]
    reference = context.reference
    if reference is not None:
        title = title_of(context.city.scenarios[reference.scenario], language)
        paths.insert(0, _Path(title, tuple(map(float, reference.total)), "reference", (2, 4)))
    year = found.front.year
    data = _Data(
        language=language,
        years=tuple(int(each) for each in contract.years),
        paths=tuple(paths),
        allowed=found.front.allowed,
        year=year,
        horizon=min(int(contract.years[-1]), year + 10),
    )
    place = data.years.index(year)
    sentences = [
        say(
            language,
            "pathway.computed",
            scenario=path.title,
            value=data.write(path.values[place]),
            year=year,
        )
        for path in paths
    ]
    return Figure(
        id="plans",
        language=language,
        title=say(
            language,
            "plans.title",
            year=year,
            contract=data.write(found.contract.result.total[place]),
            plan=data.write(found.computed.result.total[place]),
            target=data.write(data.allowed),
        ),
        subtitle=say(language, "plans.subtitle", city=title_of(context.city, language)),
        description=" ".join([*sentences, f"{data.aim}."]),
        unit="kt",
        table=_table(data),
        sources=(
            *(() if reference is None else (f"scenarios/{reference.scenario}",)),
            f"scenarios/{contract.scenario}",
            f"targets/{found.target}",
            *(f"measures/{name}" for name in found.portfolio.measures),
        ),
        outputs=("total",),
        origin=context.origin(contract, language),
        layout=lambda canvas: _layout(data, canvas),
    )


def _table(data: _Data) -> Table:
    """Return the twin: a row a year, a column a path."""
    columns = (
        Column("year", say(data.language, "word.year")),
        *(Column(f"path-{place}", path.title, "kt") for place, path in enumerate(data.paths)),
        Column("target", data.aim, "kt"),
    )
    rows = tuple(
        (
            year,
            *(path.values[place] for path in data.paths),
            data.allowed if year == data.year else None,
        )
        for place, year in enumerate(data.years)
    )
    return Table(columns, rows)


def _layout(data: _Data, canvas: Canvas) -> Spec:
    """Lay the chart out: the paths with their names at the right end, and the target."""
    place, last = data.years.index(data.year), data.years.index(data.horizon)
    ends = [
        End(
            path.title,
            say(
                data.language, "pathway.then", value=data.write(path.values[place]), year=data.year
            ),
            path.values[last],
            paint="quiet" if path.paint == "reference" else path.paint,
            bold=path.leads,
        )
        for path in data.paths
    ]
    margins = Margins(left=46, top=14, right=end_room(canvas, ends), bottom=28)
    height = 300.0 if canvas.narrow else 360.0
    drawn = [value for path in data.paths for value in path.values[: last + 1]]
    plane = Plane.over(
        canvas,
        (data.years[0], data.horizon),
        (min(*drawn, data.allowed), max(drawn)),
        (canvas.width - margins.left - margins.right, height),
        data.year,
    )
    shade = canvas.colour("target")
    letters = 14 if canvas.narrow else 40
    aim: Row = {"year": data.year, "value": data.allowed, "label": lines_of(data.aim, letters)}
    return canvas.sheet(
        height,
        margins,
        [
            *(
                line(data.rows(path), plane.x, plane.y, canvas.colour(path.paint), dash=path.dash)
                for path in data.paths
            ),
            points([aim], plane.x, plane.y, shade, shape="diamond", size=110),
            texts(
                [aim],
                plane.x,
                plane.y,
                colour=shade,
                dx=-12,
                dy=8,
                align="right",
                baseline="top",
                bold=True,
            ),
            *end_labels(canvas, plane, ends),
        ],
    )
