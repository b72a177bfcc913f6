"""SMHI's figures of one municipality, from the workbook and from the table."""

import zipfile
from pathlib import Path

import pytest
from tests.book.exports import Cell, export, table, workbook

from citypact.book.municipalities import find_municipality
from citypact.book.smhi import LARGEST_EXPORT, SECTORS, read_smhi
from citypact.errors import InputError

LUND = find_municipality("1281")


def put(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "smhi"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_workbook_is_read(tmp_path: Path) -> None:
    smhi = read_smhi(put(tmp_path, workbook(export(("Ale", "Lund")))), LUND)
    assert (smhi.gas, smhi.years) == ("CO2e", (1990, 2024))
    assert smhi.tonnes["transport", 2024] == "1000.5"
    assert smhi.totals[1990] == "45022.5"
    assert smhi.title == "Länsrapport, 2026-06-01, Emissioner av Växthusgaser totalt"
    assert len(smhi.tonnes) == 2 * len(SECTORS)


def test_the_table_is_read(tmp_path: Path) -> None:
    smhi = read_smhi(put(tmp_path, table()), LUND)
    assert (smhi.gas, smhi.years, smhi.totals) == ("CO2e", (1990, 2024), {})
    assert smhi.tonnes["transport", 2024] == "1.1"
    assert len(smhi.digest) == 64


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "the column kommun_kod is missing"),
        (b"\xff\xfe\x00", "it is neither a workbook nor UTF-8 text"),
        (b"PK no zip", "the workbook cannot be read"),
        (table("1280"), "it says nothing of Lund (1281)"),
        (table() + table().split("\n", 1)[1], "Lund has transport 1990 twice"),
        (table().replace("1281,Lund,Skåne län,2024,waste", "1280,,,2024,waste"), "lacks Avfall"),
        (table().replace("product_use", "forest"), "'forest' is none of SMHI's nine sectors"),
        (table().replace("2024", "20x4"), "'20x4' is not a year"),
        (table().replace(",9.1", ",-9.1"), "'-9.1' is no number of tonnes"),
        (table().replace(",9.1", ","), "'' is no number of tonnes"),
        (table().replace(",9.1", ",nan"), "'nan' is no number of tonnes"),
        (workbook(export(("Ale",))), "it says nothing of Lund (1281)"),
        (workbook(export(unit="Enhet: kton/år")), "it does not say 'Enhet: ton/år'"),
        (workbook(export(gas="NOx")), "the gas NOx is not known"),
        (workbook([["a", "b"]]), "no row begins with Huvudsektor"),
        (workbook([]), "no row begins with Huvudsektor"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_smhi(put(tmp_path, content), LUND)
    assert message in str(caught.value)
    assert "Expected: the workbook from the National Emissions Database (.xlsx), or a CSV" in str(
        caught.value
    )


def test_an_empty_cell_is_not_zero(tmp_path: Path) -> None:
    rows: list[list[Cell]] = export()
    rows[-1][-1] = ""
    with pytest.raises(InputError, match="'' is no number of tonnes"):
        read_smhi(put(tmp_path, workbook(rows)), LUND)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="smhi cannot be read: no such file or directory"):
        read_smhi(tmp_path / "smhi", LUND)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "")
    with path.open("wb") as stream:
        stream.truncate(LARGEST_EXPORT + 1)
    with pytest.raises(InputError, match="it is larger than 50 MB"):
        read_smhi(path, LUND)


def test_a_workbook_that_unfolds_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citypact.book.smhi.LARGEST_UNFOLDED", 1000)
    path = tmp_path / "smhi"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "0" * 1001)
    with pytest.raises(InputError, match="it unfolds to more than 0 MB"):
        read_smhi(path, LUND)


def test_the_real_export_is_read(shared: Path) -> None:
    name = "smhi_lansrapport_CO2_2024-04-18_all_municipalities_subsectors.xlsx"
    smhi = read_smhi(shared / "data/emissions" / name, find_municipality("1280"))
    assert smhi.gas == "CO2"
    assert smhi.years[0] == 1990
    assert smhi.years[-1] == 2022
    assert smhi.title == "Länsrapport, 2024-04-18, Emissioner av Koldioxid (CO2)"
    for year in smhi.years:
        parts = sum(float(smhi.tonnes[sector.id, year]) for sector in SECTORS)
        assert parts == pytest.approx(float(smhi.totals[year]), rel=1e-12)
