"""SMHI's figures of one municipality."""

from pathlib import Path

import pytest
from tests.book.exports import Cell, export, put, table, workbook

from citypact.book.municipalities import find_municipality
from citypact.book.smhi import read_smhi
from citypact.book.smhi_sectors import SECTORS
from citypact.errors import InputError

LUND = find_municipality("1281")


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


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    rows: list[list[Cell]] = export()
    rows[-1][-1] = ""
    for content, message in (
        (table("1280"), "it says nothing of Lund (1281)"),
        (workbook(export(("Ale",))), "it says nothing of Lund (1281)"),
        (
            table().replace("1281,Lund,Skåne län,2024,waste", "1280,,,2024,waste"),
            "Lund lacks Avfall (inkl. avlopp) in 2024",
        ),
        (table().replace(",9.1", ","), "line 10: '' is no number of tonnes; line 19: '' is no"),
        (workbook(rows), "row 44: '' is no number of tonnes"),
    ):
        with pytest.raises(InputError) as caught:
            read_smhi(put(tmp_path, content), LUND)
        assert message in str(caught.value)


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
