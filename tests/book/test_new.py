"""A new book of any Swedish municipality holds, runs, and says what is still to be added."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest
from tests.book.exports import export, table, workbook

from citypact.book import open_book
from citypact.book.municipalities import all_municipalities
from citypact.book.new import new_book
from citypact.book.smhi_sectors import SECTORS
from citypact.errors import InputError
from citypact.model import run_scenario


@pytest.fixture
def smhi(tmp_path: Path) -> Path:
    """A table of SMHI's figures for one municipality."""
    path = tmp_path / "smhi.csv"
    path.write_text(table(), "utf-8")
    return path


def test_a_new_book_holds_and_runs(tmp_path: Path, smhi: Path) -> None:
    folder = new_book("lund", "1281", smhi, tmp_path / "books")
    assert folder == tmp_path / "books" / "lund"
    book = open_book(folder)
    assert (book.id, book.settings["base_year"], book.settings["municipality"]) == (
        "lund",
        2024,
        "1281",
    )
    result = run_scenario(book.city(), "reference")
    assert result.total[0] == pytest.approx(0.0459, rel=1e-12)
    assert result.total[-1] == result.total[0]
    row = book.row("emissions/smhi:2024:transport:::CO2e:")
    assert (row.text("value"), row.text("unit")) == ("1.1", "t")
    total = book.row("emissions/smhi:2024::::CO2e:")
    assert (total.text("value"), total.text("quality")) == ("45.9", "derived")
    source = book.source(row)
    assert source is not None
    assert source.text("note_en").startswith("SHA-256 of the file read: ")


def test_a_new_book_says_what_is_to_be_added(tmp_path: Path, smhi: Path) -> None:
    warnings = open_book(new_book("lund", "1281", smhi, tmp_path)).warnings
    assert [warning.check for warning in warnings] == [
        *["guide-stated"] * len(SECTORS),
        "guide-population",
        "guide-target",
        "guide-measures",
    ]


def test_totals_are_those_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "smhi.xlsx"
    path.write_bytes(workbook(export()))
    book = open_book(new_book("lund", "Lund", path, tmp_path, base_year=1990))
    total = book.row("emissions/smhi:1990::::CO2e:")
    assert (total.text("value"), total.text("quality")) == ("45022.5", "reported")
    assert book.settings["base_year"] == 1990


@pytest.mark.parametrize(
    ("name", "municipality", "message"),
    [
        ("Lund", "1281", "'Lund' cannot be the name of a book. Allowed: lower-case letters a to z"),
        ("../lund", "1281", "'../lund' cannot be the name of a book"),
        ("lund", "1282x", "there is no municipality '1282x' in Sweden"),
        ("lund", "Lundh", "Did you mean 'Lund'?"),
    ],
)
def test_a_wrong_name_is_told(
    tmp_path: Path, smhi: Path, name: str, municipality: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        new_book(name, municipality, smhi, tmp_path / "books")
    assert message in str(caught.value)
    assert not (tmp_path / "books").exists()


def test_a_year_that_the_file_lacks_is_told(tmp_path: Path, smhi: Path) -> None:
    with pytest.raises(InputError, match=r"no figures of 2000\. Allowed: 1990, 2024"):
        new_book("lund", "1281", smhi, tmp_path, base_year=2000)


def test_a_folder_that_is_taken_is_left(tmp_path: Path, smhi: Path) -> None:
    (tmp_path / "lund").mkdir()
    (tmp_path / "lund" / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(InputError, match="holds something already: choose another name"):
        new_book("lund", "1281", smhi, tmp_path)
    assert [path.name for path in (tmp_path / "lund").iterdir()] == ["mine.txt"]


def test_every_municipality_has_a_book_that_holds_and_runs(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # 290 books are not for keeping
    source = shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"
    head, *lines = source.read_text("utf-8").splitlines()
    by_code: dict[str, list[str]] = defaultdict(list)
    totals: dict[str, float] = defaultdict(float)
    for line, row in zip(lines, csv.DictReader([head, *lines]), strict=True):
        by_code[row["kommun_kod"]].append(line)
        totals[row["kommun_kod"]] += float(row["tonnes_co2e"]) if row["year"] == "2024" else 0.0
    assert len(by_code) == len(all_municipalities()) == 290
    for place in all_municipalities():
        part = tmp_path / "part.csv"
        part.write_text("\n".join([head, *by_code[place.code]]), "utf-8")
        book = open_book(new_book(f"book-{place.code}", place.code, part, tmp_path))
        result = run_scenario(book.city(), "reference", executor="numpy")
        assert 1000 * result.total[0] == pytest.approx(totals[place.code], rel=1e-12)


def test_the_whole_table_is_read_in_one_go(tmp_path: Path, shared: Path) -> None:
    source = shared / "data/emissions/smhi_ghg_municipality_sector_2026-06.csv"
    book = open_book(new_book("malmo", "1280", source, tmp_path))
    assert book.settings["title_sv"] == "Malmö"
    assert book.row("activities/transport").text("value") == "308074.57"
