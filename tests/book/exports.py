"""Small files in the two forms of SMHI's, made for tests."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from citypact.book.smhi_sectors import SECTORS

Cell = str | float


def put(folder: Path, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / "smhi"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(kind: str, target: str) -> str:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        f'2006/relationships"><Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet with these cells."""
    lines = "".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="GGT" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="{_SHEETS}">'
        f"<sheetData>{lines}</sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f"<c><v>{cell!r}</v></c>"


def export(
    places: Sequence[str] = ("Lund",),
    years: Sequence[int] = (1990, 2024),
    gas: str = "GGT",
    unit: str = "Enhet: ton/år",
) -> list[list[Cell]]:
    """Rows of SMHI's export: sector i emits (i + 1) thousand tonnes and a half, every year."""
    rows: list[list[Cell]] = [
        ["Rapportnamn:", "Länsrapport, 2026-06-01"],
        ["Emissioner av Växthusgaser totalt"],
        [unit],
        ["", "", "", ""],
        ["", "", "", "", *(float(year) for year in years)],
        ["Huvudsektor", "Undersektor", "Län", "Kommun", *(gas for _ in years)],
    ]
    for place in ("Alla", *places):
        total = 0.0
        for index, sector in enumerate(SECTORS):
            tonnes = 1000.5 * (index + 1)
            total += tonnes
            rows.append([sector.names[0], "Alla", "Skåne län", place, *(tonnes for _ in years)])
            rows.append([sector.names[0], "Del", "Skåne län", place, *(1.0 for _ in years)])
        rows.append(["Alla", "Alla", "Skåne län", place, *(total for _ in years)])
    return rows


def table(code: str = "1281", years: Sequence[int] = (1990, 2024)) -> str:
    """The table by municipality, year and sector; sector i emits (i + 1) tonnes and 0.1."""
    lines = ["kommun_kod,kommun,lan,year,sector,sector_sv,tonnes_co2e"]
    for year in years:
        for index, sector in enumerate(SECTORS):
            names = sector.names
            lines.append(f"{code},Lund,Skåne län,{year},{names[-1]},{names[0]},{index + 1}.1")
    return "\n".join(lines) + "\n"
