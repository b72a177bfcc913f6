"""SMHI's figures of all municipalities, from the workbook and from the table."""

import math
import zipfile
from pathlib import Path

import pytest
from tests.book.exports import Cell, export, put, table, workbook

from citypact.book.smhi_file import LARGEST_EXPORT, SHOWN, read_smhi_file
from citypact.book.smhi_sectors import SECTORS
from citypact.errors import InputError


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_smhi_file(path)
    return str(caught.value)


def test_the_two_forms_give_the_same_figures(tmp_path: Path) -> None:
    rows = export(("Ale", "Lund"))
    lines = ["kommun_kod,year,sector,tonnes_co2e"]
    for place in ("1440", "1281"):
        for index, sector in enumerate(SECTORS):
            lines += [
                f"{place},{year},{sector.names[0]},{1000.5 * (index + 1)}" for year in (1990, 2024)
            ]
    book = read_smhi_file(put(tmp_path, workbook(rows)))
    text = read_smhi_file(put(tmp_path, "\n".join(lines)))
    assert book.figures() == text.figures()
    assert len(book.figures()) == 2 * 2 * len(SECTORS)
    assert {one.tonnes for one in book.cells if not one.sector} == {"45022.5"}
    assert (book.gas, text.gas) == ("CO2e", "CO2e")


def test_an_empty_cell_is_missing_and_not_zero(tmp_path: Path) -> None:
    rows: list[list[Cell]] = export()
    rows[-3][-1] = ""
    book = read_smhi_file(put(tmp_path, workbook(rows))).figures()
    text = read_smhi_file(put(tmp_path, table().replace(",9.1", ", "))).figures()
    assert math.isnan(book["international-transport", "1281", 2024])
    assert math.isnan(text["international-transport", "1281", 1990])
    assert book["international-transport", "1281", 1990] == 9004.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "the columns kommun_kod, year, sector, tonnes_co2e are missing"),
        ("kommun_kod,year,sector\n", "the column tonnes_co2e is missing"),
        ("kommun_kod,year,sector,tonnes_co2e\n", "it has no figures"),
        (b"\xff\xfe\x00", "it is neither a workbook nor UTF-8 text"),
        (b"PK no zip", "the workbook cannot be read"),
        (table() + "1281,1990\n", "line 20 has 2 cells, the header 7"),
        (
            table() + table().split("\n", 1)[1],
            "line 20: 1281 has transport 1990 twice, first in line 2",
        ),
        (table().replace("product_use", "forest"), "line 9: 'forest' is none of SMHI's nine sec"),
        (table().replace("2024", "20x4"), "line 11: '20x4' is not a year"),
        (table().replace("2024", "2024.5"), "line 11: '2024.5' is not a year"),
        (table().replace("2024", "24"), "line 11: '24' is not a year"),
        (table().replace(",9.1", ",-9.1"), "line 10: '-9.1' is no number of tonnes"),
        (table().replace(",9.1", ",nan"), "line 10: 'nan' is no number of tonnes"),
        (table().replace(",9.1", ",many"), "line 10: 'many' is no number of tonnes"),
        (workbook(export(("Ankeborg",))), "row 26: 'Ankeborg' is no municipality of Sweden"),
        (workbook(export(("Lund", "Lund"))), "row 45: 1281 has transport 1990 twice"),
        (workbook(export(unit="Enhet: kton/år")), "it does not say 'Enhet: ton/år'"),
        (workbook(export(gas="NOx")), "the gas NOx is not known"),
        (workbook([["a", "b"]]), "no row begins with Huvudsektor"),
        (workbook([]), "no row begins with Huvudsektor"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    said = refused(put(tmp_path, content))
    assert message in said
    assert "Expected: the workbook from the National Emissions Database (.xlsx), or a CSV" in said


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    content = table().replace("product_use", "forest").replace(",9.1", ",-9.1")
    said = refused(put(tmp_path, content))
    for line in ("line 9:", "line 10:", "line 18:", "line 19:"):
        assert line in said
    many = refused(put(tmp_path, table() + "1281,1990\n" * (SHOWN + 7)))
    assert "line 29 has 2 cells" in many
    assert "line 30" not in many
    assert "; and 7 more. Expected" in many


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "smhi cannot be read: no such file or directory" in refused(tmp_path / "smhi")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "")
    with path.open("wb") as stream:
        stream.truncate(LARGEST_EXPORT + 1)
    assert "it is larger than 50 MB" in refused(path)


def test_a_workbook_that_unfolds_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citypact.book.smhi_file.LARGEST_UNFOLDED", 1000)
    path = tmp_path / "smhi"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "0" * 1001)
    assert "it unfolds to more than 0 MB" in refused(path)


def test_the_real_export_is_read(shared: Path) -> None:
    name = "smhi_lansrapport_CO2_2024-04-18_all_municipalities_subsectors.xlsx"
    smhi = read_smhi_file(shared / "data/emissions" / name)
    assert smhi.gas == "CO2"
    figures = smhi.figures()
    assert len({code for _, code, _ in figures}) == 290
    years = sorted({year for _, _, year in figures})
    assert (years[:5], years[-1]) == ([1990, 2000, 2005, 2010, 2015], 2022)
    totals = {(one.code, one.year): float(one.tonnes) for one in smhi.cells if not one.sector}
    assert len(totals) == 290 * len(years)
    for (code, year), total in totals.items():
        parts = sum(figures.get((sector.id, code, year), 0.0) for sector in SECTORS)
        assert parts == pytest.approx(total, rel=1e-9)
