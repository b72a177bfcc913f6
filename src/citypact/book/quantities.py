"""From the rows of a book to quantities and paths in the unit that the model computes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citypact.book.contents import Contents, value_at
from citypact.book.table import Row
from citypact.model.quantity import Path, Quantity
from citypact.units import KINDS, factor_to, same_dimension

__all__ = ["PriceLevel", "driver_unit", "factor_unit", "path", "price_unit", "quantity", "use_unit"]


def quantity(contents: Contents, row: Row, unit: str, *, scale: float = 1.0) -> Quantity:
    """The quantity of a checked row, in ``unit``, times ``scale``.

    Raises:
        InputError: the unit of the row measures something else.
        ValueError: the row has no value.
    """
    value, low, high = row.number("value"), row.number("low"), row.number("high")
    if value is None:
        message = f"{row.full_key} has no value"
        raise ValueError(message)
    factor = factor_to(row.text("unit"), unit) * scale
    group = contents.find("groups", row.text("group")) if row.text("group") else None
    return Quantity(
        value=value * factor,
        key=row.full_key,
        distribution=row.text("distribution"),
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
        group=row.text("group"),
        correlation=(group.number("correlation") or 0.0) if group else 0.0,
    )


def path(
    contents: Contents,
    rows: Sequence[Row],
    unit: str,
    *,
    scale: Callable[[Row], float] = lambda _row: 1.0,
) -> Path:
    """The path of checked rows, rising by year, in ``unit``; ``scale`` multiplies each row."""
    years = tuple(row.year("year") or 0 for row in rows)
    return Path(years, tuple(quantity(contents, row, unit, scale=scale(row)) for row in rows))


def use_unit(carrier: str, activity: str) -> str:
    """The unit of a use: carrier units per activity unit.

    >>> use_unit("GWh", "Mpkm")
    'GWh/Mpkm'
    """
    return f"{carrier}/{activity}"


def factor_unit(carrier: str) -> str:
    """The unit of an emission factor: kt per carrier unit."""
    return f"kt/{carrier}"


def price_unit(carrier: str) -> str:
    """The unit of a price: MSEK per carrier unit."""
    return f"MSEK/{carrier}"


def driver_unit(rows: Sequence[Row]) -> str:
    """The unit in which a driver is computed: the canonical one of its kind, or its first."""
    first = rows[0].text("unit")
    return next((unit for unit in KINDS.values() if same_dimension(first, unit)), first)


class PriceLevel:
    """Turns prices of one year into those of the book's price year, by its price index."""

    def __init__(self, contents: Contents) -> None:
        """Take the index that the settings of ``contents`` name, if they name one."""
        self._year = contents.settings.year("price_year") or 0
        driver = contents.settings.text("price_index")
        rows = contents.paths("driver_paths").get((driver,), {}).get("", [])
        self._points = [(row.year("year") or 0, row.number("value") or 0.0) for row in rows]

    def known(self, year: int) -> bool:
        """Whether prices of ``year`` can be turned into those of the book."""
        if year == self._year:
            return True
        if not self._points:
            return False
        first, last = self._points[0][0], self._points[-1][0]
        return all(first <= one <= last for one in (year, self._year))

    def ratio(self, year: int) -> float:
        """Price level of the book's price year over that of ``year``; 1 for the same year."""
        if year == self._year:
            return 1.0
        return value_at(self._points, self._year) / value_at(self._points, year)
