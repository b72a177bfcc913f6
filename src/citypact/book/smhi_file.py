"""SMHI's emissions of all municipalities, from SMHI's export or a table of it.

Two forms are read: the workbook of the National Emissions Database (``.xlsx``, one sheet,
names of municipalities, years across), and the table by municipality, year and sector
(``.csv``, codes of municipalities). Every row is checked, and everything wrong is said at once.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from citypact.book.municipalities import all_municipalities
from citypact.book.smhi_sectors import SECTORS
from citypact.errors import InputError
from citypact.said import Said

__all__ = ["LARGEST_EXPORT", "SmhiCell", "SmhiFile", "read_smhi_file", "unfit"]

#: The largest file that is read, and the largest that it may unfold to, in bytes.
LARGEST_EXPORT, LARGEST_UNFOLDED = 50_000_000, 500_000_000

#: How many problems are written out; the rest are counted.
SHOWN = 10

_ALL = "Alla"
_CSV_COLUMNS = ("kommun_kod", "year", "sector", "tonnes_co2e")
_SECTOR_OF = {name: sector.id for sector in SECTORS for name in sector.names}


class SmhiCell(NamedTuple):
    """One figure.

    Attributes:
        where: its line or row in the file.
        code: four digits of the municipality.
        sector: id; empty for the municipality's total as published.
        year: the year.
        tonnes: as a book writes a number; empty where the file states nothing.
    """

    where: str
    code: str
    sector: str
    year: int
    tonnes: str


@dataclass(frozen=True)
class SmhiFile:
    """What a file of SMHI's holds.

    Attributes:
        path: the file.
        gas: ``CO2e``, or ``CO2`` where the export holds carbon dioxide alone.
        cells: its figures, in its order; none twice.
        title: what the file calls itself.
        digest: SHA-256 of the file.
    """

    path: Path
    gas: str
    cells: tuple[SmhiCell, ...]
    title: str
    digest: str

    def figures(self) -> dict[tuple[str, str, int], float]:
        """Tonnes a year by sector, municipality's code and year; NaN where a cell is empty.

        Published totals are left out.
        """
        return {
            (one.sector, one.code, one.year): float(one.tonnes) if one.tonnes else math.nan
            for one in self.cells
            if one.sector
        }


def read_smhi_file(path: str | Path) -> SmhiFile:
    """Read all figures of a file of SMHI's.

    Raises:
        InputError: the file is missing, too large or of another form, or rows of it are wrong;
            the message names every such row, up to ten.
        ModuleNotFoundError: a workbook is to be read and python-calamine is not installed.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > LARGEST_EXPORT:
            raise unfit(file, f"it is larger than {LARGEST_EXPORT / 1e6:.0f} MB")
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = Said("%(file)s cannot be read: %(reason)s", file=str(file), reason=reason)
        raise InputError(message) from error
    digest = hashlib.sha256(data).hexdigest()
    if data[:2] == b"PK":
        return _from_workbook(file, digest)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unfit(file, "it is neither a workbook nor UTF-8 text") from error
    return _from_csv(file, text, digest)


def unfit(file: Path, reason: str) -> InputError:
    """The error of a file that is not what SMHI exports, for ``reason``."""
    return InputError(
        f"{file} is not SMHI's export: {reason}. Expected: the workbook from the National "
        "Emissions Database (.xlsx), or a CSV table with the columns "
        f"{', '.join(_CSV_COLUMNS)}"
    )


def _from_csv(file: Path, text: str, digest: str) -> SmhiFile:
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    missing = [name for name in _CSV_COLUMNS if name not in header]
    if missing:
        noun = "column" if len(missing) == 1 else "columns"
        verb = "is" if len(missing) == 1 else "are"
        raise unfit(file, f"the {noun} {', '.join(missing)} {verb} missing")
    columns = [header.index(name) for name in _CSV_COLUMNS]
    problems: list[str] = []

    def cells() -> Iterator[SmhiCell]:
        for row in reader:
            where = f"line {reader.line_num}"
            if row and len(row) != len(header):
                problems.append(f"{where} has {len(row)} cells, the header {len(header)}")
            elif row:
                code, year, name, tonnes = (row[column] for column in columns)
                yield from _checked(where, code, name, [(year, tonnes)], problems)

    title = "Territorial greenhouse gas emissions by municipality and sector"
    return SmhiFile(file, "CO2e", _all(file, cells(), problems), title, digest)


def _from_workbook(file: Path, digest: str) -> SmhiFile:
    rows = _sheet(file)
    top = next((i for i, row in enumerate(rows) if row[:1] == ["Huvudsektor"]), None)
    if top is None or top == 0 or rows[top][1:4] != ["Undersektor", "Län", "Kommun"]:
        raise unfit(file, "no row begins with Huvudsektor, Undersektor, Län, Kommun")
    heading = [str(cell) for row in rows[:top] for cell in row if cell != ""]
    if not any(re.fullmatch(r"Enhet: ton( CO2-ekv\.?)?/år", cell) for cell in heading):
        raise unfit(file, "it does not say 'Enhet: ton/år'")
    gas = _gas(file, {str(cell) for cell in rows[top][4:]})
    years, codes = rows[top - 1][4:], {one.name: one.code for one in all_municipalities()}
    problems: list[str] = []

    def cells() -> Iterator[SmhiCell]:
        for number, row in enumerate(rows[top + 1 :], start=top + 2):
            # Sub-sectors, and sums over a county or the nation, are other tables.
            if row[1] != _ALL or row[3] == _ALL:
                continue
            name, sector = str(row[3]), str(row[0])
            if name not in codes:
                problems.append(f"row {number}: {name!r} is no municipality of Sweden")
                continue
            figures = list(zip(years, row[4:], strict=True))
            yield from _checked(f"row {number}", codes[name], sector, figures, problems)

    return SmhiFile(file, gas, _all(file, cells(), problems), _title(heading), digest)


def _checked(
    where: str,
    code: str,
    name: str,
    figures: Iterable[tuple[object, object]],
    problems: list[str],
) -> Iterator[SmhiCell]:
    """The cells of one row; what is wrong with it goes to ``problems``."""
    sector = "" if name == _ALL else _SECTOR_OF.get(name)
    if sector is None:
        problems.append(f"{where}: {name!r} is none of SMHI's nine sectors")
        return
    for written, cell in figures:
        year, tonnes = _year(written), _tonnes(cell)
        if year is None:
            problems.append(f"{where}: {written!r} is not a year")
        elif tonnes is None:
            problems.append(f"{where}: {cell!r} is no number of tonnes")
        else:
            yield SmhiCell(where, code, sector, year, tonnes)


def _all(file: Path, cells: Iterable[SmhiCell], problems: list[str]) -> tuple[SmhiCell, ...]:
    """All cells, if none stands twice and ``problems``, which they fill, stay none."""
    found: dict[tuple[str, str, int], SmhiCell] = {}
    for one in cells:
        first = found.setdefault((one.sector, one.code, one.year), one)
        if first is not one:
            problems.append(
                f"{one.where}: {one.code} has {one.sector or _ALL} {one.year} twice, "
                f"first in {first.where}"
            )
    if problems:
        more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        raise unfit(file, "; ".join(problems[:SHOWN]) + more)
    if not found:
        raise unfit(file, "it has no figures")
    return tuple(found.values())


def _sheet(file: Path) -> Sequence[Sequence[object]]:
    from python_calamine import (  # noqa: PLC0415  an extra, needed for a workbook only
        CalamineError,
        CalamineWorkbook,
    )

    try:
        with zipfile.ZipFile(file) as archive:
            unfolded = sum(entry.file_size for entry in archive.infolist())
        if unfolded > LARGEST_UNFOLDED:
            raise unfit(file, f"it unfolds to more than {LARGEST_UNFOLDED / 1e6:.0f} MB")
        return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise unfit(file, f"the workbook cannot be read ({error})") from error


def _gas(file: Path, labels: set[str]) -> str:
    if labels == {"CO2"}:
        return "CO2"
    if labels in ({"GGT"}, {"CO2-ekv."}, {"CO2-ekv"}, {"CO2e"}):
        return "CO2e"
    raise unfit(file, f"the gas {', '.join(sorted(labels)) or 'it holds'!s} is not known")


def _title(heading: Iterable[str]) -> str:
    words = [cell for cell in heading if not cell.startswith(("Rapportnamn", "Enhet"))]
    return ", ".join(cell for cell in words if not cell.replace(".0", "").isdigit())


def _year(cell: object) -> int | None:
    try:
        year = float(str(cell))
    except ValueError:
        return None
    if not 1900 <= year <= 2100 or year != int(year):  # noqa: PLR2004  as in a book
        return None
    return int(year)


def _tonnes(cell: object) -> str | None:
    """The cell as a book writes a number, the shortest text of the same value; empty if it is."""
    text = cell.strip() if isinstance(cell, str) else repr(cell)
    if not text:
        return ""
    try:
        value = float(text)
    except ValueError:
        return None
    if not 0 <= value < 1e12:  # noqa: PLR2004  far beyond what the planet emits
        return None
    return text if isinstance(cell, str) else repr(value)
