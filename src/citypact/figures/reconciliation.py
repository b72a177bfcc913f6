"""Why two figures for the same city differ: by activity, factor, boundary, and unexplained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citypact.errors import InputError
from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, bars, channel, rules, texts
from citypact.figures.numbers import write_number
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of
from citypact.model.boundary import COMPUTABLE_BOUNDARIES
from citypact.model.inventory import years
from citypact.model.reconciliation import Reconciliation, ReconciliationRow, reconcile
from citypact.model.side import SideName

__all__ = ["distance", "reconciliation", "sides"]

_PARTS = ("activity", "factor", "boundary", "unexplained")
_THICK = 14
#: A part below this, in kt, is what rounding in the arithmetic left over.
_RESIDUE = 1e-9
#: A figure of one side alone that is written as 0, in kt, is not drawn.
_NOTHING = 0.05


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the chart: a sector or the total, and what its difference is made of."""

    title: str
    row: ReconciliationRow
    bold: bool = False


def sides(context: Context) -> tuple[SideName, ...]:
    """Return what can be held against each other: the model, and each inventory's years."""
    inventories = context.city.inventories.values()
    return (None, *((each.id, year) for each in inventories for year in years(each)))


def distance(context: Context, language: str) -> Figure:
    """Draw how far the model's base year is from the main inventory, sector by sector.

    Raises:
        FigureUnavailable: the main inventory has nothing for the base year.
    """
    city = context.city
    if city.base_year not in years(context.inventory):
        raise FigureUnavailable(say(language, "unavailable.distance", year=city.base_year))
    return _figure("distance", context, language, None, (city.main_inventory, city.base_year))


def reconciliation(
    context: Context, language: str, *, a: SideName = None, b: SideName = None
) -> Figure:
    """Draw the difference of two sides, split into its parts by sector, kt CO2e.

    Args:
        context: city and results.
        language: ``sv`` or ``en``.
        a: an inventory's id and a year; with None for both, the main inventory in the year
            nearest to the other.
        b: likewise; with None for both, an inventory of another boundary before one of the
            same, and of those the one whose year is nearest to the base year.

    Raises:
        FigureUnavailable: the book has no second inventory to compare with.
        InputError: there is no such side.
    """
    if a is None and b is None:
        a, b = _usual(context, language)
    return _figure("reconciliation", context, language, a, b)


def _usual(context: Context, language: str) -> tuple[SideName, SideName]:
    """Choose the main inventory and the one that it is most often confused with."""
    city, main = context.city, context.inventory
    others = [
        (inventory.boundary == main.boundary, abs(year - city.base_year), inventory.id, year)
        for inventory in city.inventories.values()
        if inventory.id != main.id and inventory.boundary in COMPUTABLE_BOUNDARIES
        for year in years(inventory)
    ]
    own = years(main)
    if not others or not own:
        raise FigureUnavailable(say(language, "unavailable.reconciliation"))
    _, _, other, year = min(others)
    return (main.id, min(own, key=lambda each: (abs(each - year), each))), (other, year)


def _figure(name: str, context: Context, language: str, a: SideName, b: SideName) -> Figure:
    """Hold two sides against each other and make the figure."""
    result = context.contract or context.reference
    if result is None:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    if a == b:
        message = say(language, "reconciliation.same", side=_side_title(context, a, language))
        raise InputError(message)
    found = reconcile(context.city, a, b)
    lines = _lines(context, found, language)
    drawn = [line for line in lines if _matters(line)]
    first, second = (_side_title(context, each, language) for each in (a, b))
    return Figure(
        id=name,
        language=language,
        title=say(language, f"{name}.title", a=first, b=second),
        subtitle=say(language, f"{name}.subtitle", a=first, b=second),
        description=" ".join(_sentence(line, language) for line in drawn),
        unit="kt",
        table=_table(lines, first, second, language),
        sources=_sources(context, found),
        outputs=("total",) if None in (a, b) else (),
        origin=context.origin(result, language),
        layout=lambda canvas: _layout(drawn, canvas),
    )


def _side_title(context: Context, name: SideName, language: str) -> str:
    """Name a side with its year."""
    if name is None:
        return say(language, "reconciliation.model", year=context.city.base_year)
    inventory = context.city.inventories.get(name[0])
    title = name[0] if inventory is None else title_of(inventory, language)
    return title if str(name[1]) in title else f"{title} {name[1]}"


def _lines(context: Context, found: Reconciliation, language: str) -> list[_Line]:
    """Return the total first, then the sectors, largest difference first."""
    total = _Line(say(language, "reconciliation.total"), found.total, bold=True)
    if [row.sector for row in found.rows] == [""]:
        return [_Line(total.title, found.rows[0], bold=True)]
    ranked = sorted(found.rows, key=lambda row: (-abs(row.difference), row.sector))
    sectors = context.city.sectors
    rest = say(language, "reconciliation.rest")
    return [
        total,
        *(
            _Line(title_of(sectors[row.sector], language) if row.sector else rest, row)
            for row in ranked
        ),
    ]


def _matters(line: _Line) -> bool:
    """Say whether a line is drawn: both sides give a figure, or the one that does is not nothing.

    The table has them all.
    """
    return None not in (line.row.a, line.row.b) or abs(line.row.difference) >= _NOTHING


def _sources(context: Context, found: Reconciliation) -> tuple[str, ...]:
    """Return the keys of the inventory rows compared."""
    named = [name for name in (found.a, found.b) if name is not None]
    return tuple(
        row.key
        for identifier, year in named
        for row in context.city.inventories[identifier].rows
        if row.year == year
    )


def _pair(row: ReconciliationRow, language: str) -> str:
    """Write both figures and their difference."""
    return say(
        language,
        "reconciliation.pair",
        a=write_number(row.a, "kt", language, size=1.0),
        b=write_number(row.b, "kt", language, size=1.0),
        difference=write_number(row.difference, "kt", language, size=1.0, signed=True),
    )


def _reasons(row: ReconciliationRow, language: str) -> str:
    """Say why a difference could not be split further."""
    return "; ".join(say(language, f"reason.{reason}") for reason in row.reasons)


def _sentence(line: _Line, language: str) -> str:
    """Say a line in words: both figures, the difference, and its parts."""
    parts = [
        f"{say(language, f'reconciliation.{part}').lower()} "
        f"{write_number(getattr(line.row, part), 'kt', language, size=1.0, signed=True)}"
        for part in _PARTS
        if abs(getattr(line.row, part)) > _RESIDUE
    ]
    detail = f" ({', '.join(parts)})" if parts else ""
    return f"{line.title}: {_pair(line.row, language)}{detail}."


def _table(lines: Sequence[_Line], first: str, second: str, language: str) -> Table:
    """Return the twin: a row a sector, the total first, with the reasons."""
    names = ("difference", *_PARTS)
    columns = (
        Column("sector", say(language, "word.sector")),
        Column("a", first, "kt"),
        Column("b", second, "kt"),
        *(Column(name, say(language, f"reconciliation.{name}"), "kt") for name in names),
        Column("reasons", say(language, "reconciliation.reasons")),
    )
    return Table(
        columns,
        tuple(
            (
                line.title,
                line.row.a,
                line.row.b,
                *(getattr(line.row, name) for name in names),
                _reasons(line.row, language),
            )
            for line in lines
        ),
    )


def _layout(lines: Sequence[_Line], canvas: Canvas) -> Spec:
    """Lay out a column for each part: a bar on one side of its zero line, its number opposite."""
    left = 0.0 if canvas.narrow else round(canvas.width * 0.36)
    shown = _shown(lines)
    width = (canvas.width - left) / len(shown)
    largest = max(abs(getattr(line.row, part)) for line in lines for part in shown)
    scale = (width / 2 - 8) / (largest or 1.0)
    x = channel("place_x", (0.0, canvas.width - left))
    head = canvas.line_height + 12.0
    heights = [_height(line, canvas, left) for line in lines]
    height = head + sum(heights)
    y = channel("place_y", (0.0, height), down=True)
    centres = {part: width * (number + 0.5) for number, part in enumerate(shown)}
    layers: list[Spec] = [_headings(canvas, x, y, centres)]
    top = head
    for line, tall in zip(lines, heights, strict=True):
        layers += _named(line, canvas, (x, y), (top, left))
        middle = top + tall - 12 - _THICK / 2 if canvas.narrow else top + (tall - 12) / 2
        reach = _THICK / 2 + 5 if canvas.narrow else tall / 2
        zeros: list[Row] = [
            {"place_x": centre, "place_y": middle - reach, "place_y2": middle + reach}
            for centre in centres.values()
        ]
        layers.append(rules(zeros, x, y, canvas.colour("quiet"), y2="place_y2"))
        layers += _parts(line, canvas, (x, y), (middle, scale), centres)
        top += tall
    return canvas.sheet(height, Margins(left=left, top=4, bottom=4), layers)


def _shown(lines: Sequence[_Line]) -> list[str]:
    """Return the parts that any line has; where none differs, the unexplained alone."""
    some = [
        part for part in _PARTS if any(abs(getattr(line.row, part)) > _RESIDUE for line in lines)
    ]
    return some or ["unexplained"]


def _title_lines(line: _Line, canvas: Canvas, left: float) -> list[str]:
    """Break a line's name to the room there is."""
    return lines_of(line.title, canvas.letters(canvas.width if canvas.narrow else left - 10))


def _under(line: _Line, canvas: Canvas, left: float) -> list[str]:
    """Return the lines under a name: both figures, then why they could not be split further."""
    reasons = _reasons(line.row, canvas.language)
    letters = canvas.letters(canvas.width if canvas.narrow else left - 10)
    return [_pair(line.row, canvas.language), *lines_of(reasons, letters)]


def _height(line: _Line, canvas: Canvas, left: float) -> float:
    """Return the pixels that a line takes."""
    count = len(_title_lines(line, canvas, left)) + len(_under(line, canvas, left))
    words = count * canvas.line_height
    return words + (_THICK + 4 if canvas.narrow else 0) + 16


def _headings(canvas: Canvas, x: Spec, y: Spec, centres: dict[str, float]) -> Spec:
    """Name the columns."""
    rows: list[Row] = [
        {
            "place_x": centre,
            "place_y": 0,
            "label": say(canvas.language, f"reconciliation.{part}"),
        }
        for part, centre in centres.items()
    ]
    quiet = canvas.colour("quiet")
    return texts(rows, x, y, align="center", baseline="top", colour=quiet)


def _named(
    line: _Line, canvas: Canvas, axes: tuple[Spec, Spec], place: tuple[float, float]
) -> list[Spec]:
    """Write a line's name, and both figures with their difference under it."""
    x, y = axes
    top, left = place
    words = _title_lines(line, canvas, left)
    under = top + len(words) * canvas.line_height
    title: Row = {"place_x": 0, "place_y": top, "label": words}
    pair: Row = {"place_x": 0, "place_y": under, "label": _under(line, canvas, left)}
    bold, quiet = line.bold or canvas.narrow, canvas.colour("quiet")
    return [
        texts([title], x, y, baseline="top", bold=bold, pixels=-left),
        texts([pair], x, y, baseline="top", colour=quiet, pixels=-left),
    ]


def _parts(
    line: _Line,
    canvas: Canvas,
    axes: tuple[Spec, Spec],
    place: tuple[float, float],
    centres: dict[str, float],
) -> list[Spec]:
    """Draw the parts of one line."""
    x, y = axes
    middle, scale = place
    layers: list[Spec] = []
    for part, centre in centres.items():
        value = float(getattr(line.row, part))
        if abs(value) <= _RESIDUE:
            continue
        bar: Row = {
            "value": value,
            "place_x": centre,
            "place_x2": centre + value * scale,
            "place_y": middle - _THICK / 2,
            "place_y2": middle + _THICK / 2,
        }
        fill = canvas.colour("reference" if part == "unexplained" else "accent")
        layers.append(bars([bar], x, "place_x2", y, "place_y2", fill=fill))
        number = write_number(value, "kt", canvas.language, size=1.0, signed=True)
        digits = number.rsplit("\N{NO-BREAK SPACE}", 1)[0]
        label: Row = {"place_x": centre, "place_y": middle, "label": digits}
        align, shift = ("right", -6) if value > 0 else ("left", 6)
        layers.append(texts([label], x, y, align=align, dx=shift, bold=line.bold))
    return layers
