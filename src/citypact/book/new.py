"""Starting the book of a Swedish municipality from SMHI's export.

The new book holds the inventory by SMHI's nine sectors, and one activity a sector that is
counted in the emissions themselves. So it runs from the first day, and each activity is
replaced by one that is counted in what people do. No target, price or population is
invented: the warnings of the new book say what to add.
"""

from __future__ import annotations

from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path

from citypact.book.fetching import fetched_export, smhi_address
from citypact.book.form import load_form
from citypact.book.municipalities import find_municipality
from citypact.book.smhi import SmhiTable, read_smhi
from citypact.book.smhi_sectors import SECTORS, SmhiSector
from citypact.book.values import LAST_YEAR, CellFault, read_cell
from citypact.book.writing import settings_text, table_text, write_files
from citypact.errors import InputError
from citypact.said import Said

__all__ = ["new_book"]

Cells = dict[str, str]

#: How far the years of a new book reach.
HORIZON = 2050

#: Who can decide on the emissions of a sector, to begin with.
_AUTHORITY = {
    "transport": "household",
    "machinery": "business",
    "waste": "municipal company",
    "heating": "household",
    "energy-supply": "municipal company",
    "industry": "business",
    "agriculture": "business",
    "product-use": "business",
    "international-transport": "business",
}
#: Sectors whose emissions come from processes more than from fuel.
_PROCESS = frozenset({"waste", "industry", "agriculture", "product-use"})


def new_book(
    name: str,
    municipality: str,
    smhi_file: str | Path | None = None,
    directory: str | Path = ".",
    *,
    base_year: int | None = None,
    address: str | None = None,
) -> Path:
    """Start a book, and return its folder, ``directory/name``.

    Args:
        name: identifier of the book, such as ``lund``.
        municipality: four digits, or the name of a Swedish municipality.
        smhi_file: SMHI's export or a table of it; None to fetch the export.
        directory: where the folder of the book is made.
        base_year: a year that the file holds; None for the last of them.
        address: where the export is fetched; None for the setting or SMHI's own address.

    Raises:
        InputError: the name, municipality, file or year is wrong, or the folder is taken.
        EnvironmentFault: the export cannot be fetched, or the folder not be written.
    """
    _refuse_name(name)
    place = find_municipality(municipality)
    folder = Path(directory) / name
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = Said(
            "%(folder)s holds something already: choose another name or directory",
            folder=str(folder),
        )
        raise InputError(message)
    where = nullcontext(Path(smhi_file)) if smhi_file else fetched_export(address or smhi_address())
    with where as file:
        smhi = read_smhi(file, place)
        fetched = "" if smhi_file else address or smhi_address()
    if base_year is not None and base_year not in smhi.years:
        years = ", ".join(str(year) for year in smhi.years)
        message = Said(
            "the file has no figures of %(base_year)s. Allowed: %(years)s",
            base_year=base_year,
            years=years,
        )
        raise InputError(message)
    return write_files(_files(name, smhi, base_year or smhi.years[-1], fetched), folder)


def _refuse_name(name: str) -> None:
    try:
        read_cell(load_form().settings.columns["id"], name)
    except CellFault as fault:
        message = Said(
            "%(name)r cannot be the name of a book. Allowed: %(allowed)s",
            name=name,
            allowed=fault.allowed,
        )
        raise InputError(message) from fault


def _files(name: str, smhi: SmhiTable, base_year: int, fetched: str) -> dict[str, str]:
    form = load_form()
    rows = _rows(smhi, base_year, fetched)
    files = {form.settings.file: settings_text(_settings(name, smhi, base_year), _HEADING)}
    for table in form.tables.values():
        cells = sorted(rows.get(table.name, []), key=lambda row: _key(table.key, row))
        files[table.file] = table_text(table, cells)
    return files


def _key(columns: tuple[str, ...], row: Cells) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)


_HEADING = (
    "# Started from SMHI's inventory. Each activity is counted in its own emissions: replace",
    "# them, sector by sector, with what is done in the city and what it is done with. Then",
    "# add targets, measures and scenarios. `citypact book check` says what is missing.",
)


def _settings(name: str, smhi: SmhiTable, base_year: int) -> Cells:
    return {
        "format": str(load_form().format),
        "id": name,
        "title_sv": smhi.municipality.name,
        "title_en": smhi.municipality.name,
        "municipality": smhi.municipality.code,
        "base_year": str(base_year),
        "last_year": str(min(max(HORIZON, base_year + 1), LAST_YEAR)),
        "price_year": str(base_year),
        "inventory": "smhi",
        "reference": "reference",
        "warming": "SMHI",
        "licence": "ännu inte vald / not yet chosen",
        "note_sv": "Påbörjad ur SMHI:s inventering; allt annat återstår att lägga till.",
        "note_en": "Started from SMHI's inventory; everything else is still to be added.",
    }


def _rows(smhi: SmhiTable, base_year: int, fetched: str) -> dict[str, list[Cells]]:
    place = smhi.municipality
    titles = {"title_sv": place.name, "title_en": place.name}
    return {
        "sources": [_source(smhi, fetched), _OWN_SOURCE],
        "places": [{"id": "municipality", "kind": "municipality", **titles, "code": place.code}],
        "sectors": [_titled(sector) for sector in SECTORS],
        "actors": [
            {
                "id": "municipality",
                "title_sv": f"{place.name}s kommun",
                "title_en": f"Municipality of {place.name}",
                "authority": "board",
            }
        ],
        "inventories": [_INVENTORY],
        "emissions": _emissions(smhi),
        "activities": [_activity(sector, smhi, base_year) for sector in SECTORS],
        "means": [{**_titled(sector), "activity": sector.id} for sector in SECTORS],
        "carriers": [_carrier(origin) for origin in ("fossil", "process")],
        "uses": [_use(sector, base_year) for sector in SECTORS],
        "factors": [_factor(origin, smhi.gas, base_year) for origin in ("fossil", "process")],
        "scenarios": [_REFERENCE],
    }


def _titled(sector: SmhiSector) -> Cells:
    return {"id": sector.id, "title_sv": sector.title_sv, "title_en": sector.title_en}


def _source(smhi: SmhiTable, fetched: str) -> Cells:
    return {
        "id": "smhi",
        "title_sv": f"Nationella emissionsdatabasen: {smhi.title}",
        "title_en": f"National Emissions Database: {smhi.title}",
        "publisher_sv": "SMHI",
        "publisher_en": "SMHI",
        "address": fetched or "https://nationellaemissionsdatabasen.smhi.se/",
        "note_sv": f"Den lästa filens SHA-256: {smhi.digest}",
        "note_en": f"SHA-256 of the file read: {smhi.digest}",
    }


_OWN_SOURCE: Cells = {
    "id": "start",
    "title_sv": "Stadsbokens början",
    "title_en": "Start of this book",
    "publisher_sv": "Citypact",
    "publisher_en": "Citypact",
    "note_sv": "Det som en ny stadsbok behöver för att kunna räkna; ska ersättas.",
    "note_en": "What a new book needs so that it runs; to be replaced.",
}

_INVENTORY: Cells = {
    "id": "smhi",
    "title_sv": "Territoriella utsläpp enligt SMHI",
    "title_en": "Territorial emissions by SMHI",
    "place": "municipality",
    "protocol_sv": "SMHI:s nationella utsläppsinventering, fördelad på kommuner",
    "protocol_en": "SMHI's national emission inventory, distributed over municipalities",
    "boundary": "territorial",
    "scopes": "1",
    "origins": "fossil | process",
    "source": "smhi",
}

_REFERENCE: Cells = {
    "id": "reference",
    "title_sv": "Referens",
    "title_en": "Reference",
    "kind": "reference",
    "description_en": "The emissions of the base year go on; decided policy is still to be added.",
    "description_sv": "Basårets utsläpp fortsätter; beslutad politik återstår att lägga till.",
    "source": "start",
}


def _emissions(smhi: SmhiTable) -> list[Cells]:
    common = {
        "inventory": "smhi",
        "gas": smhi.gas,
        "unit": "t",
        "source": "smhi",
        "quality": "reported",
    }
    rows = [
        {**common, "year": str(year), "sector": sector, "value": value}
        for (sector, year), value in smhi.tonnes.items()
    ]
    for year in smhi.years:
        if year in smhi.totals:
            rows.append({**common, "year": str(year), "value": smhi.totals[year]})
            continue
        total = sum((Decimal(smhi.tonnes[sector.id, year]) for sector in SECTORS), Decimal(0))
        rows.append({**common, "year": str(year), "value": f"{total:f}", **_SUMMED})
    return rows


_SUMMED: Cells = {
    "quality": "derived",
    "note_sv": "Summan av de nio sektorerna; filen har inga totaler.",
    "note_en": "Sum of the nine sectors; the file has no totals.",
}


def _activity(sector: SmhiSector, smhi: SmhiTable, base_year: int) -> Cells:
    return {
        **_titled(sector),
        "sector": sector.id,
        "supply": "no",
        "authority": _AUTHORITY[sector.id],
        "year": str(base_year),
        "value": smhi.tonnes[sector.id, base_year],
        "unit": "t",
        "source": "smhi",
        "quality": "reported",
        "note_sv": "Räknas i sina egna utsläpp och ska ersättas, liksom vem som råder över den.",
        "note_en": "Counted in its own emissions, to be replaced; so is who can decide on it.",
    }


def _carrier(origin: str) -> Cells:
    name_sv = "fossila" if origin == "fossil" else "från processer"
    name_en = "fossil" if origin == "fossil" else "from processes"
    return {
        "id": f"stated-{origin}",
        "title_sv": f"Angivna utsläpp, {name_sv}",
        "title_en": f"Stated emissions, {name_en}",
        "kind": "process",
        "unit": "t",
        "note_sv": "Utsläpp från en aktivitet som räknas i dem.",
        "note_en": "Emissions of an activity that is counted in them.",
    }


def _origin(sector: SmhiSector) -> str:
    return "process" if sector.id in _PROCESS else "fossil"


def _use(sector: SmhiSector, base_year: int) -> Cells:
    return {
        "means": sector.id,
        "carrier": f"stated-{_origin(sector)}",
        "year": str(base_year),
        **_ONE,
    }


def _factor(origin: str, gas: str, base_year: int) -> Cells:
    return {
        "carrier": f"stated-{origin}",
        "gas": gas,
        "origin": origin,
        "scope": "1",
        "year": str(base_year),
        **_ONE,
    }


_ONE: Cells = {
    "value": "1",
    "unit": "t/t",
    "source": "start",
    "quality": "derived",
    "note_sv": "Ett ton är ett ton.",
    "note_en": "One tonne is one tonne.",
}
