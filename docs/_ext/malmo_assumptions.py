"""The list of what is assumed in Malmö's book, with what each assumption moves.

An assumption is put at the low and at the high end of its range, all else nominal, and the model
run each time: what it *moves* is the distance between the two totals. Assumptions that lie only
on the background of the lowered obligation are tried there, those of the explorations in the
exploration that has them all.
"""

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

from malmo_tables import kt, table

from citypact.book import Book, Row
from citypact.model import Quantity, run_scenario

__all__ = ["assumptions", "defaults"]

_T = TypeVar("_T")
_YEARS = (2020, 2030, 2050)


def assumptions(book: Book) -> str:
    """Every row of quality assumption, the one that moves 2020 or 2030 most at the top."""
    return _listed(book, "assumption")


def defaults(book: Book) -> str:
    """Every row of quality default: a figure from elsewhere that stands for Malmö's own."""
    return _listed(book, "default")


def _listed(book: Book, quality: str) -> str:
    rows = [
        row
        for one in book.tables.values()
        if one.form.quantity
        for row in one.rows
        if row.text("quality") == quality
    ]
    measured = [(row, _moves(book, row)) for row in rows]
    measured.sort(key=lambda pair: (-max(pair[1][:2]), -pair[1][2], pair[0].full_key))
    return table(
        ["Figure", "Value", "Range", "Moves 2020, kt", "2030, kt", "2050, kt", "Reason"],
        [
            [
                f"`{row.full_key}`",
                f"{row.text('value')} {row.text('unit')}",
                f"{row.text('low')} to {row.text('high')}" if row.text("distribution") else "none",
                *[kt(moved, 1) for moved in moves],
                row.text("note_en"),
            ]
            for row, moves in measured
        ],
    )


def _moves(book: Book, row: Row) -> tuple[float, ...]:
    if not row.text("distribution") or row.form.name == "prices":
        return (0.0,) * len(_YEARS)
    background, scenario = _where(book, row)
    city = book.city(background)
    totals = [
        run_scenario(_put(city, row.full_key, end), scenario, measures=False).total
        for end in ("low", "high")
    ]
    return tuple(abs(float(totals[1][y - 2020] - totals[0][y - 2020])) for y in _YEARS)


def _where(book: Book, row: Row) -> tuple[str, str]:
    """Background and scenario in which a row has its say."""
    if row.form.name == "effects" and row.text("measure").startswith("exp-"):
        return book.row("scenarios/combined").text("background"), "combined"
    background = row.text("background") if "background" in row.form.columns else ""
    return background, "contract-weakened" if background else "contract"


def _put(value: _T, key: str, end: str) -> _T:
    """A copy of a city in which the quantity of ``key`` stands at its low or high end."""
    if isinstance(value, Quantity):
        moved = value.low if end == "low" else value.high
        if value.key != key or moved is None:
            return value
        return dataclasses.replace(value, value=moved)
    if isinstance(value, tuple):
        parts = tuple(_put(part, key, end) for part in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else parts  # type: ignore[return-value]  # a tuple of the same kind
    if isinstance(value, Mapping):
        items = {name: _put(part, key, end) for name, part in value.items()}
        same = all(new is value[name] for name, new in items.items())
        return value if same else items  # type: ignore[return-value]  # a mapping of the same kind
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for one in dataclasses.fields(value):
            old = getattr(value, one.name)
            new = _put(old, key, end)
            if new is not old:
                changed[one.name] = new
        return dataclasses.replace(value, **changed) if changed else value
    return value
