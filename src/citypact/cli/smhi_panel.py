"""SMHI's table of all municipalities, read for the back-test."""

from __future__ import annotations

import csv
import hashlib
import math
from pathlib import Path

import numpy as np

from citypact.book.smhi import LARGEST_EXPORT, SECTORS
from citypact.choice.panel import Panel
from citypact.errors import InputError

__all__ = ["read_panel"]

COLUMNS = ("kommun_kod", "year", "sector", "tonnes_co2e")
_SECTOR_OF = {name: sector.id for sector in SECTORS for name in sector.names}


def read_panel(path: str | Path) -> tuple[Panel, str]:
    """All figures of the table at ``path``, tonnes CO2e a year, and the file's SHA-256.

    A row that is not there, or whose cell is empty, is missing: NaN, never zero.

    Raises:
        InputError: the file cannot be read or is of another form; a row says what is wrong.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > LARGEST_EXPORT:
            raise _unfit(file, f"it is larger than {LARGEST_EXPORT / 1e6:.0f} MB")
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{file} cannot be read: {reason}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unfit(file, "it is not UTF-8 text (a workbook must be saved as CSV)") from error
    return _panel(_figures(file, text)), hashlib.sha256(data).hexdigest()


def _unfit(file: Path, reason: str) -> InputError:
    return InputError(
        f"{file} is not SMHI's table of municipalities: {reason}. Expected: a CSV table with "
        f"the columns {', '.join(COLUMNS)}"
    )


def _figures(file: Path, text: str) -> dict[tuple[str, str, int], float]:
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise _unfit(file, f"the column {missing[0]} is missing")
    columns = [header.index(name) for name in COLUMNS]
    figures: dict[tuple[str, str, int], float] = {}
    for row in reader:
        if not row:
            continue
        if len(row) != len(header):
            raise _unfit(
                file, f"line {reader.line_num} has {len(row)} cells, the header {len(header)}"
            )
        code, year, name, tonnes = (row[column] for column in columns)
        sector = _SECTOR_OF.get(name)
        if sector is None:
            raise _unfit(file, f"line {reader.line_num}: {name!r} is none of SMHI's nine sectors")
        place = (sector, code, _year(file, reader.line_num, year))
        if place in figures:
            raise _unfit(file, f"line {reader.line_num}: {code} has {name} {year} twice")
        figures[place] = _tonnes(file, reader.line_num, tonnes)
    if not figures:
        raise _unfit(file, "it has no rows")
    return figures


def _year(file: Path, line: int, cell: str) -> int:
    if len(cell) != 4 or not (cell.isascii() and cell.isdigit()):  # noqa: PLR2004  digits of a year
        raise _unfit(file, f"line {line}: {cell!r} is not a year")
    return int(cell)


def _tonnes(file: Path, line: int, cell: str) -> float:
    if not cell.strip():
        return math.nan
    try:
        value = float(cell)
    except ValueError as error:
        raise _unfit(file, f"line {line}: {cell!r} is no number of tonnes") from error
    if not abs(value) < 1e12:  # noqa: PLR2004  far beyond what the planet emits; refuses nan too
        raise _unfit(file, f"line {line}: {cell!r} is no number of tonnes")
    return value


def _panel(figures: dict[tuple[str, str, int], float]) -> Panel:
    sectors = tuple(one.id for one in SECTORS if any(key[0] == one.id for key in figures))
    codes = tuple(sorted({code for _, code, _ in figures}))
    years = tuple(sorted({year for _, _, year in figures}))
    tonnes = np.full((len(sectors), len(codes), len(years)), np.nan)
    row = {name: i for i, name in enumerate(sectors)}
    place = {code: i for i, code in enumerate(codes)}
    column = {year: i for i, year in enumerate(years)}
    for (sector, code, year), value in figures.items():
        tonnes[row[sector], place[code], column[year]] = value
    return Panel(sectors, codes, years, tonnes)
