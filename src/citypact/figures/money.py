"""What the contract costs beyond decided policy: by kind of money and who pays, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citypact.figures.canvas import Canvas, Margins, Spec
from citypact.figures.context import Context
from citypact.figures.figure import Figure, FigureUnavailable
from citypact.figures.labels import lines_of
from citypact.figures.marks import Row, bars, channel, rules, texts
from citypact.figures.numbers import write_number
from citypact.figures.table import Column, Table
from citypact.figures.words import say, title_of
from citypact.model import Result

__all__ = ["money"]

#: The order in which kinds of money are read.
_KINDS = (
    "investment",
    "replacement",
    "operation",
    "energy",
    "tax",
    "subsidy",
    "carbon",
    "co-benefit",
)

#: More rows than this are summed up in one; the table has them all.
_MOST = 10

#: Height in pixels of all that is between the largest payment and the largest saving.
_STRIP = 36
_LEAST = 8
_GAP = 12


@dataclass(frozen=True, slots=True)
class _Strip:
    """One kind of money of one payer: MSEK in each year, beyond the reference."""

    title: str
    values: tuple[float, ...]

    @property
    def total(self) -> float:
        """The sum over the years, MSEK."""
        return sum(self.values)


def money(context: Context, language: str) -> Figure:
    """Draw what contract and reference differ by, MSEK a year, by kind of money and payer.

    The years run from the base year to the one that matters; amounts are in the prices of the
    book's price year.

    Raises:
        FigureUnavailable: contract or reference was not run, or no money differs.
    """
    contract, reference = context.contract, context.reference
    if contract is None:
        raise FigureUnavailable(say(language, "unavailable.contract"))
    if reference is None:
        raise FigureUnavailable(say(language, "unavailable.scenario"))
    count = context.place(contract, context.year_shown(contract)) + 1
    years = tuple(int(year) for year in contract.years[:count])
    amounts = _difference(contract, reference, count)
    keys = sorted(amounts, key=lambda key: (_KINDS.index(key[0]), -abs(sum(amounts[key])), key[1]))
    if not keys:
        raise FigureUnavailable(say(language, "unavailable.money"))
    strips = {
        key: _Strip(
            say(
                language,
                "money.row",
                kind=say(language, f"money.{key[0]}"),
                payer=title_of(context.city.actors[key[1]], language),
            ),
            amounts[key],
        )
        for key in keys
    }
    rows = _shown(strips, language)
    span = {"first": years[0], "last": years[-1]}
    price_year = context.city.price_year
    return Figure(
        id="money",
        language=language,
        title=say(language, "money.title"),
        subtitle=say(language, "money.subtitle", price_year=price_year, **span),
        description=" ".join(
            f"{row.title}: {write_number(row.total, 'MSEK', language, signed=True)}."
            for row in rows
        ),
        unit="MSEK",
        table=_table(strips, rows, years, language),
        sources=tuple(f"scenarios/{each.scenario}" for each in (reference, contract)),
        outputs=_outputs(contract, amounts),
        origin=context.origin(contract, language),
        layout=lambda canvas: _layout(rows, years, canvas),
    )


def _difference(
    contract: Result, reference: Result, count: int
) -> dict[tuple[str, str], tuple[float, ...]]:
    """Return contract less reference by kind and payer, in the first ``count`` years.

    A payment that only one of the two knows is one that the other does not make. Each payment
    is compared before payments are summed, so that those that are equal leave nothing over.
    """
    sums: dict[tuple[str, str], list[float]] = {}
    none = [0.0] * count
    for key in sorted({*contract.money, *reference.money}):
        kind, payer, _ = key
        row = sums.setdefault((kind, payer), [0.0] * count)
        more, less = (each.money.get(key, none) for each in (contract, reference))
        for place in range(count):
            row[place] += float(more[place]) - float(less[place])
    return {key: tuple(row) for key, row in sums.items() if any(row)}


def _outputs(contract: Result, amounts: Mapping[tuple[str, str], object]) -> tuple[str, ...]:
    """Return the program's outputs that the figure shows."""
    return tuple(
        f"money/{kind}/{payer}/{beneficiary}"
        for kind, payer, beneficiary in contract.money
        if (kind, payer) in amounts
    )


def _shown(strips: Mapping[tuple[str, str], _Strip], language: str) -> list[_Strip]:
    """Return the largest strips in order of reading, and the sum of the others."""
    ranked = sorted(strips, key=lambda key: -sum(map(abs, strips[key].values)))
    chosen, others = ranked[:_MOST], ranked[_MOST:]
    rows = [strip for key, strip in strips.items() if key in chosen]
    if others:
        columns = zip(*(strips[key].values for key in others), strict=True)
        title = say(language, "money.rest", count=len(others))
        rows.append(_Strip(title, tuple(sum(column) for column in columns)))
    return rows


def _table(
    strips: Mapping[tuple[str, str], _Strip],
    rows: list[_Strip],
    years: tuple[int, ...],
    language: str,
) -> Table:
    """Return the twin: a row a kind and payer, the sum, and a column a year."""
    columns = (
        Column("what", say(language, "money.what")),
        Column("sum", say(language, "money.sum"), "MSEK"),
        *(Column(str(year), str(year), "MSEK") for year in years),
    )
    every = list(strips.values())
    every += [row for row in rows if row not in every]
    return Table(columns, tuple((row.title, row.total, *row.values) for row in every))


def _layout(rows: list[_Strip], years: tuple[int, ...], canvas: Canvas) -> Spec:
    """Lay the strips out under each other, all on one scale."""
    left = 0.0 if canvas.narrow else round(canvas.width * 0.38)
    right = 0.0 if canvas.narrow else 130.0
    head = 2.0 * canvas.line_height + 4 if canvas.narrow else 0.0
    high = max([0.0, *(value for row in rows for value in row.values)])
    low = min([0.0, *(value for row in rows for value in row.values)])
    scale = _STRIP / (high - low)
    tops = [0.0]
    for row in rows:
        tops.append(tops[-1] + head + sum(_extent(row, scale, canvas, left)) + _GAP)
    height = tops[-1]
    axis: Spec = {
        "values": [year for year in years if (years[-1] - year) % 5 == 0],
        "format": "d",
        "grid": False,
        "labelPadding": 6,
        "domain": False,
    }
    x = channel("place_x", (years[0] - 0.6, years[-1] + 0.6), axis)
    y = channel("place_y", (0.0, height), down=True)
    layers: list[Spec] = []
    for row, top in zip(rows, tops, strict=False):
        base = top + head + _extent(row, scale, canvas, left)[0]
        layers += _strip(row, years, canvas, (x, y), (base, scale))
        layers += _names(row, canvas, (x, y), (top if head else base, left), years[-1])
    margins = Margins(left=left, top=6, right=right, bottom=30)
    return canvas.sheet(height, margins, layers)


def _extent(row: _Strip, scale: float, canvas: Canvas, left: float) -> tuple[float, float]:
    """Return the pixels that a strip needs above and below its zero line, its name included."""
    above, below = max(0.0, *row.values) * scale, -min(0.0, *row.values) * scale
    name = _LEAST if canvas.narrow else len(_lines(row, canvas, left)) * canvas.line_height
    return max(above, name), below


def _lines(row: _Strip, canvas: Canvas, left: float) -> list[str]:
    """Break a strip's name to the room on its left."""
    return lines_of(row.title, canvas.letters(left - 16))


def _strip(
    row: _Strip,
    years: tuple[int, ...],
    canvas: Canvas,
    axes: tuple[Spec, Spec],
    zero: tuple[float, float],
) -> list[Spec]:
    """Draw a strip: a bar a year up for more, down for less, on its own zero line."""
    x, y = axes
    base, scale = zero
    line: Row = {"place_x": years[0] - 0.6, "place_x2": years[-1] + 0.6, "place_y": base}
    layers = []
    for token, more in (("accent", True), ("gain", False)):
        drawn: list[Row] = [
            {
                "year": year,
                "value": value,
                "place_x": year - 0.4,
                "place_x2": year + 0.4,
                "place_y": base,
                "place_y2": base - value * scale,
            }
            for year, value in zip(years, row.values, strict=True)
            if value and (value > 0) is more
        ]
        if drawn:
            layers.append(bars(drawn, x, "place_x2", y, "place_y2", fill=canvas.colour(token)))
    return [*layers, rules([line], x, y, canvas.colour("quiet"), x2="place_x2")]


def _names(
    row: _Strip,
    canvas: Canvas,
    axes: tuple[Spec, Spec],
    place: tuple[float, float],
    last: int,
) -> list[Spec]:
    """Write a strip's name and sum: beside its zero line, or from the top on a narrow sheet."""
    x, y = axes
    top, left = place
    value = write_number(row.total, "MSEK", canvas.language, signed=True)
    if canvas.narrow:
        title: Row = {"place_x": 0, "place_y": top, "label": row.title}
        total: Row = {"place_x": 0, "place_y": top + canvas.line_height, "label": value}
        quiet = canvas.colour("quiet")
        return [
            texts([title], x, y, baseline="top", bold=True, pixels=0),
            texts([total], x, y, baseline="top", colour=quiet, pixels=0),
        ]
    lines = _lines(row, canvas, left)
    middle = top - 6 - (len(lines) - 1) * canvas.line_height
    name: Row = {"place_x": 0, "place_y": middle, "label": lines}
    words: Row = {"place_x": last + 0.6, "place_y": top - 6, "label": value}
    return [texts([name], x, y, pixels=-left), texts([words], x, y, dx=10)]
