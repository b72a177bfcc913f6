"""A result as one tidy table: a figure a row, with its unit and its band beside it.

``quantity`` says what kind of figure it is and ``name`` which one, ids joined by ``/``:
``sector``, ``transport``. Figures without a band have empty cells there, never zero.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from citypact.engine.arrays import Floats
from citypact.model.band import Band
from citypact.model.result import Result

__all__ = ["COLUMNS", "tidy", "write_tidy"]

COLUMNS = ("year", "quantity", "name", "unit", "value", "p05", "p50", "p95")

Row = tuple[int, str, str, str, float | None, float | None, float | None, float | None]

_Key = TypeVar("_Key", bound=tuple[str, ...])

_KT = "kt/yr"
_MSEK = "MSEK/yr"


def tidy(result: Result) -> Iterator[Row]:
    """Every yearly figure of ``result``, then its targets."""
    yield from _series(result, "total", "", _KT, result.total, result.bands.get("total"))
    for quantity, found in (("sector", result.by_sector), ("authority", result.by_authority)):
        for name, series in found.items():
            band = result.bands.get(f"{quantity}/{name}")
            yield from _series(result, quantity, name, _KT, series, band)
    yield from _keyed(result, "emissions", _KT, result.emissions)
    yield from _plain(result, "captured", _KT, result.captured)
    yield from _keyed(result, "energy", "GWh/yr", result.energy)
    for name, series in result.activity.items():
        unit = f"{result.units[f'activity/{name}']}/yr"
        yield from _series(result, "activity", name, unit, series)
    yield from _plain(result, "share", "fraction", result.share)
    yield from _plain(result, "purchase", "fraction", result.purchase)
    yield from _keyed(result, "money", _MSEK, result.money)
    for part in ("kind", "payer"):
        for name, series in result.money_by(part).items():
            quantity = f"money-by-{part}"
            band = result.bands.get(f"{quantity}/{name}")
            yield from _series(result, quantity, name, _MSEK, series, band)
    yield from _measures(result)
    yield from _targets(result)


def write_tidy(result: Result) -> str:
    """:func:`tidy` as CSV: UTF-8, comma, decimal point, a header line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(tidy(result))
    return stream.getvalue()


def _series(
    result: Result,
    quantity: str,
    name: str,
    unit: str,
    values: Floats,
    band: Band | None = None,
) -> Iterator[Row]:
    lines: Sequence[Sequence[float | None]] = [[None] * len(result.years)] * 3
    if band is not None:
        lines = [band.p05.tolist(), band.p50.tolist(), band.p95.tolist()]
    columns = zip(result.years.tolist(), values.tolist(), *lines, strict=True)
    for year, value, low, median, high in columns:
        yield year, quantity, name, unit, value, low, median, high


def _plain(result: Result, quantity: str, unit: str, found: Mapping[str, Floats]) -> Iterator[Row]:
    for name, series in found.items():
        yield from _series(result, quantity, name, unit, series)


def _keyed(result: Result, quantity: str, unit: str, found: Mapping[_Key, Floats]) -> Iterator[Row]:
    yield from _plain(result, quantity, unit, {"/".join(key): row for key, row in found.items()})


def _measures(result: Result) -> Iterator[Row]:
    """What each measure cuts in each way of counting; one that is not computable has no rows."""
    for effect in result.measures:
        if not effect.computable:
            continue
        ways = (
            ("alone", effect.alone, effect.alone_band),
            ("last", effect.last, effect.last_band),
            ("share", effect.share, effect.share_band),
        )
        for way, series, band in ways:
            yield from _series(result, f"measure-{way}", effect.id, _KT, series, band)


def _targets(result: Result) -> Iterator[Row]:
    """Each target in its year: what it allows, what there is, the gap, the probability."""
    for target in result.targets:
        if not target.computable:
            continue
        low = median = high = None
        band = result.bands.get(f"target/{target.id}")
        if band is not None:
            place = result.years.tolist().index(target.year)
            low, median, high = (float(line[place]) for line in (band.p05, band.p50, band.p95))
        none = (None, None, None)
        yield target.year, "target-allowed", target.id, "kt", target.value, *none
        yield target.year, "target-result", target.id, "kt", target.result, low, median, high
        yield target.year, "target-gap", target.id, "kt", target.gap, *none
        yield target.year, "target-probability", target.id, "fraction", target.probability, *none
