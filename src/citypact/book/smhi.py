"""Emissions of one municipality by SMHI's nine sectors, from SMHI's export or a table of it.

Two forms are read: the workbook of the National Emissions Database (``.xlsx``, one sheet,
names of municipalities, years across), and the table by municipality, year and sector
(``.csv``, codes of municipalities). Nothing is filled in: a year that lacks a sector is
refused.
"""

from __future__ import annotations

import csv
import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from citypact.book.municipalities import Municipality
from citypact.errors import InputError

__all__ = ["LARGEST_EXPORT", "SECTORS", "SmhiSector", "SmhiTable", "read_smhi"]

#: The largest file that is read, and the largest that it may unfold to, in bytes.
LARGEST_EXPORT, LARGEST_UNFOLDED = 50_000_000, 500_000_000

_ALL = "Alla"


@dataclass(frozen=True, slots=True)
class SmhiSector:
    """One of SMHI's sectors: identifier here, names, and its names in the two forms of file."""

    id: str
    title_sv: str
    title_en: str
    names: tuple[str, ...]


#: SMHI's nine sectors. The export misspells one of them.
SECTORS = (
    SmhiSector("transport", "Transporter", "Transport", ("Transporter", "transport")),
    SmhiSector("machinery", "Arbetsmaskiner", "Machinery", ("Arbetsmaskiner", "working_machinery")),
    SmhiSector(
        "waste",
        "Avfall (inkl. avlopp)",
        "Waste and waste water",
        ("Avfall (inkl.avlopp)", "waste_and_wastewater"),
    ),
    SmhiSector(
        "heating",
        "Egen uppvärmning av bostäder och lokaler",
        "Own heating of dwellings and premises",
        (
            "Egen uppvärmning av bostäder och lokaler",
            "Egen uppärmning av bostäder och lokaler",
            "own_heating_buildings",
        ),
    ),
    SmhiSector(
        "energy-supply",
        "El och fjärrvärme",
        "Electricity and district heat",
        ("El och fjärrvärme", "electricity_and_district_heating"),
    ),
    SmhiSector(
        "industry",
        "Industri (energi och processer)",
        "Industry (energy and processes)",
        ("Industri (energi + processer)", "industry"),
    ),
    SmhiSector("agriculture", "Jordbruk", "Agriculture", ("Jordbruk", "agriculture")),
    SmhiSector(
        "product-use",
        "Produktanvändning (inkl. lösningsmedel)",
        "Product use (including solvents)",
        ("Produktanvändning (inkl. lösningsmedel)", "product_use"),
    ),
    SmhiSector(
        "international-transport",
        "Utrikes transporter",
        "International transport",
        ("Utrikes transporter", "international_transport"),
    ),
)
_SECTOR_OF = {name: sector.id for sector in SECTORS for name in sector.names}


@dataclass(frozen=True)
class SmhiTable:
    """What SMHI says of one municipality.

    Attributes:
        municipality: whose emissions.
        gas: ``CO2e``, or ``CO2`` where the export holds carbon dioxide alone.
        years: the years stated, rising.
        tonnes: tonnes of each sector and year, as written in the file.
        totals: tonnes of each year as published; empty where the file has no totals.
        title: what the file calls itself.
        digest: SHA-256 of the file.
    """

    municipality: Municipality
    gas: str
    years: tuple[int, ...]
    tonnes: Mapping[tuple[str, int], str]
    totals: Mapping[int, str]
    title: str
    digest: str


def read_smhi(path: str | Path, municipality: Municipality) -> SmhiTable:
    """Read the emissions of one municipality from a file of SMHI's.

    Raises:
        InputError: the file is missing, too large, of another form, or lacks the municipality
            or one of its sectors.
        ModuleNotFoundError: a workbook is to be read and python-calamine is not installed.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > LARGEST_EXPORT:
            raise _unfit(file, f"it is larger than {LARGEST_EXPORT / 1e6:.0f} MB")
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"{file} cannot be read: {reason}"
        raise InputError(message) from error
    digest = hashlib.sha256(data).hexdigest()
    if data[:2] == b"PK":
        return _from_workbook(file, municipality, digest)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unfit(file, "it is neither a workbook nor UTF-8 text") from error
    return _from_csv(file, text, municipality, digest)


def _unfit(file: Path, reason: str) -> InputError:
    return InputError(
        f"{file} is not SMHI's export: {reason}. Expected: the workbook from the National "
        "Emissions Database (.xlsx), or a CSV table with the columns "
        f"{', '.join(_CSV_COLUMNS)}"
    )


_CSV_COLUMNS = ("kommun_kod", "year", "sector", "tonnes_co2e")


def _from_csv(file: Path, text: str, municipality: Municipality, digest: str) -> SmhiTable:
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in _CSV_COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise _unfit(file, f"the column {missing[0]} is missing")
    tonnes: dict[tuple[str, int], str] = {}
    for row in reader:
        if row["kommun_kod"] != municipality.code:
            continue
        sector = _SECTOR_OF.get(row["sector"] or "")
        if sector is None:
            raise _unfit(file, f"{row['sector']!r} is none of SMHI's nine sectors")
        place = (sector, _year(file, row["year"]))
        if place in tonnes:
            raise _unfit(file, f"{municipality.name} has {row['sector']} {row['year']} twice")
        tonnes[place] = _tonnes(file, row["tonnes_co2e"])
    title = "Territorial greenhouse gas emissions by municipality and sector"
    return _table(file, municipality, "CO2e", tonnes, {}, title, digest)


def _from_workbook(file: Path, municipality: Municipality, digest: str) -> SmhiTable:
    rows = _sheet(file)
    top = next((i for i, row in enumerate(rows) if row[:1] == ["Huvudsektor"]), None)
    if top is None or top == 0 or rows[top][1:4] != ["Undersektor", "Län", "Kommun"]:
        raise _unfit(file, "no row begins with Huvudsektor, Undersektor, Län, Kommun")
    heading = [str(cell) for row in rows[:top] for cell in row if cell != ""]
    if not any(re.fullmatch(r"Enhet: ton( CO2-ekv\.?)?/år", cell) for cell in heading):
        raise _unfit(file, "it does not say 'Enhet: ton/år'")
    gas = _gas(file, {str(cell) for cell in rows[top][4:]})
    years = [_year(file, cell) for cell in rows[top - 1][4:]]
    tonnes: dict[tuple[str, int], str] = {}
    totals: dict[int, str] = {}
    for row in rows[top + 1 :]:
        if row[1] != _ALL or row[3] != municipality.name:
            continue
        values = [_tonnes(file, cell) for cell in row[4:]]
        if row[0] == _ALL:
            totals.update(zip(years, values, strict=True))
            continue
        sector = _SECTOR_OF.get(str(row[0]))
        if sector is None:
            raise _unfit(file, f"{row[0]!r} is none of SMHI's nine sectors")
        tonnes.update({(sector, year): one for year, one in zip(years, values, strict=True)})
    return _table(file, municipality, gas, tonnes, totals, _title(heading), digest)


def _sheet(file: Path) -> Sequence[Sequence[object]]:
    from python_calamine import (  # noqa: PLC0415  an extra, needed for a workbook only
        CalamineError,
        CalamineWorkbook,
    )

    try:
        with zipfile.ZipFile(file) as archive:
            unfolded = sum(entry.file_size for entry in archive.infolist())
        if unfolded > LARGEST_UNFOLDED:
            raise _unfit(file, f"it unfolds to more than {LARGEST_UNFOLDED / 1e6:.0f} MB")
        return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise _unfit(file, f"the workbook cannot be read ({error})") from error


def _gas(file: Path, labels: set[str]) -> str:
    if labels == {"CO2"}:
        return "CO2"
    if labels in ({"GGT"}, {"CO2-ekv."}, {"CO2-ekv"}, {"CO2e"}):
        return "CO2e"
    raise _unfit(file, f"the gas {', '.join(sorted(labels)) or 'it holds'!s} is not known")


def _title(heading: Iterable[str]) -> str:
    words = [cell for cell in heading if not cell.startswith(("Rapportnamn", "Enhet"))]
    return ", ".join(cell for cell in words if not cell.replace(".0", "").isdigit())


def _year(file: Path, cell: object) -> int:
    try:
        year = float(str(cell))
    except ValueError as error:
        raise _unfit(file, f"{cell!r} is not a year") from error
    if year != int(year) or not 1900 <= year <= 2100:  # noqa: PLR2004  as in a book
        raise _unfit(file, f"{cell!r} is not a year")
    return int(year)


def _tonnes(file: Path, cell: object) -> str:
    """The cell as a book writes a number; the shortest text that gives the same value."""
    try:
        value = float(str(cell))
    except ValueError as error:
        raise _unfit(file, f"{cell!r} is no number of tonnes") from error
    if not 0 <= value < 1e12:  # noqa: PLR2004  far beyond what the planet emits
        raise _unfit(file, f"{cell!r} is no number of tonnes")
    return str(cell) if isinstance(cell, str) else repr(value)


def _table(  # noqa: PLR0913, PLR0917  the fields of the object it makes, after a check of them
    file: Path,
    municipality: Municipality,
    gas: str,
    tonnes: Mapping[tuple[str, int], str],
    totals: Mapping[int, str],
    title: str,
    digest: str,
) -> SmhiTable:
    if not tonnes:
        raise _unfit(file, f"it says nothing of {municipality.name} ({municipality.code})")
    years = tuple(sorted({year for _, year in tonnes}))
    for year in years:
        for sector in SECTORS:
            if (sector.id, year) not in tonnes:
                reason = f"{municipality.name} lacks {sector.title_sv} in {year}"
                raise _unfit(file, reason)
    return SmhiTable(municipality, gas, years, tonnes, totals, title, digest)
